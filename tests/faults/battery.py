"""The battery: every writing command, with a fault at each system call by which it
writes; what it acknowledged is there afterwards, and nothing needs a hand.

    battery.py PROGRAM [--seconds N] [--table FILE] [--only PART,…] [--seed N]

With --seconds it stops after that many seconds, having tried a sample of the
faults drawn by the seed. With --table it writes what it did into the tables of
that Markdown file. A fault that is not survived is printed, with how to repeat it,
and the exit code is 1.
"""

import argparse
import collections
import pathlib
import random
import sys
import time

import bench
import flips
import many
import moves
import syscalls

PARTS = {"syscalls": syscalls.run, "flips": flips.run, "many": many.run, "moves": moves.run}


def main():
    args = argparse.ArgumentParser()
    args.add_argument("program")
    args.add_argument("--seconds", type=float, default=0)
    args.add_argument("--table")
    args.add_argument("--only", default=",".join(PARTS))
    args.add_argument("--seed", type=int, default=int(time.time()))
    a = args.parse_args()
    print("seed", a.seed)
    until = time.monotonic() + a.seconds if a.seconds else None
    tally = Tally()
    with bench.Bench(a.program) as b:
        for n, part in enumerate(a.only.split(",")):
            end = until
            if until:  # each part gets its share of what is left
                left = until - time.monotonic()
                end = time.monotonic() + left / (len(a.only.split(",")) - n)
            PARTS[part](b, tally, random.Random(a.seed), end)
    print(tally.text())
    if a.table:
        tally.write(pathlib.Path(a.table))
    sys.exit(1 if tally.failed else 0)


class Tally:
    """How many faults of each kind were injected, and how many survived."""

    def __init__(self):
        self.injected = collections.Counter()
        self.survived = collections.Counter()
        self.failed = []

    def note(self, kind, problems, how):
        """One fault of a kind; problems are what was wrong after it, how repeats it."""
        self.injected[kind] += 1
        if not problems:
            self.survived[kind] += 1
            return
        self.failed.append((kind, how, problems))
        print("FAIL", kind, how, *problems, sep="\n    ", flush=True)

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
