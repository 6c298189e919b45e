"""The battery: every writing command, with a fault at each system call by which it
writes; what it acknowledged is there afterwards, and nothing needs a hand.

    battery.py PROGRAM [--seconds N] [--table FILE] [--only PART,…] [--seed N]
        [--log FILE] [--share K/N] [--clocked PROGRAM] [--eye PROGRAM]

With --seconds it stops after that many seconds, having tried a sample of the
faults drawn by the seed. With --table it writes what it did into the tables of
that Markdown file. A fault that is not survived is printed, with how to repeat it,
and the exit code is 1.

With --clocked, the program of the tag testclock, clocks are tried too; with --eye,
tests/eye, and a display, the window.

With --log each fault becomes a line of that file. A run that finds lines there goes
on where they end and tells of all of them; so a battery can be interrupted, and N
runs with a share each (1/2, 2/2) can be one.
"""

import argparse
import collections
import json
import pathlib
import random
import sys
import time

import bench
import clocks
import flips
import many
import moves
import syscalls
import window

PARTS = {"syscalls": syscalls.run, "flips": flips.run, "many": many.run, "moves": moves.run,
         "clocks": clocks.run, "window": window.run}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("program")
    args.add_argument("--seconds", type=float, default=0)
    args.add_argument("--table")
    args.add_argument("--only", default=",".join(PARTS))
    args.add_argument("--seed", type=int, default=int(time.time()))
    args.add_argument("--log")
    args.add_argument("--clocked")
    args.add_argument("--eye")
    args.add_argument("--share", default="1/1")
    a = args.parse_args()
    print("seed", a.seed)
    until = time.monotonic() + a.seconds if a.seconds else None
    tally = Tally(a.log, *map(int, a.share.split("/")))
    with bench.Bench(a.program, a.clocked, a.eye) as b:
        for n, part in enumerate(a.only.split(",")):
            end = until
            if until:  # each part gets its share of what is left
                left = until - time.monotonic()
                end = time.monotonic() + left / (len(a.only.split(",")) - n)
            PARTS[part](b, tally, random.Random(a.seed), end)
    if a.log:
        tally.read()
    print(tally.text())
    if a.table:
        tally.write(pathlib.Path(a.table))
    sys.exit(1 if tally.failed else 0)


class Tally:
    """How many faults of each kind were injected, and how many survived."""

    def __init__(self, log=None, share=1, shares=1):
        self.log, self.share, self.shares = log, share, shares
        self.injected = collections.Counter()
        self.survived = collections.Counter()
        self.failed = []
        self.done = set()
        self.read()

    def read(self):
        """Counts what the log has; of a fault that was tried again, the last time."""
        self.injected.clear()
        self.survived.clear()
        self.done.clear()
        if not self.log or not pathlib.Path(self.log).exists():
            return
        last = {}
        for n, line in enumerate(open(self.log)):
            one = json.loads(line)
            last[(one["kind"], one["fault"]) if one["fault"].startswith("inject=") else n] = one
        for one in last.values():
            self.count(one["kind"], one["problems"])
            if not one["problems"]:
                self.done.add((one["kind"], one["fault"]))

    def mine(self, plan):
        """This run's share of a list."""
        return plan[self.share - 1::self.shares]

    def left(self, kind, most):
        """How many of a kind are still to be done by this run."""
        if not self.log:
            return most
        self.read()
        return -(-max(0, most - self.injected[kind]) // self.shares)

    def count(self, kind, problems):
        self.injected[kind] += 1
        self.survived[kind] += not problems

    def note(self, kind, problems, fault, after=""):
        """One fault of a kind; problems are what was wrong then, fault repeats it,
        and after is what the program said."""
        self.count(kind, problems)
        if self.log:
            with open(self.log, "a") as f:
                f.write(json.dumps({"kind": kind, "fault": fault, "problems": problems, "after": after}) + "\n")
        if problems:
            self.failed.append(fault)
            print("FAIL", kind, fault, after, *problems, sep="\n    ", flush=True)

    def rows(self):
        for kind in sorted(self.injected):
            yield kind, self.injected[kind], self.survived[kind]
        yield "**all**", sum(self.injected.values()), sum(self.survived.values())

    def text(self):
        return "\n".join(f"{kind:46} {n:6} injected {ok:6} survived" for kind, n, ok in self.rows())

    def write(self, path):
        begin, end = "<!-- battery -->\n", "<!-- /battery -->"
        text = path.read_text()
        table = "| fault | injected | survived |\n|---|--:|--:|\n"
        table += "".join(f"| {kind} | {n} | {ok} |\n" for kind, n, ok in self.rows())
        head, rest = text.split(begin)
        path.write_text(head + begin + table + end + rest.split(end)[1])


if __name__ == "__main__":
    main()
