"""The file is moved, deleted or replaced while a command runs."""

import os
import shutil
import subprocess
import time

import syscalls

MOST = 100


def renamed(t):
    os.rename(t.here / "w.vane", t.here / "moved.vane")


def deleted(t):
    os.remove(t.here / "w.vane")


def older(t):
    put(t, "kept.vane")


def foreign(t):
    put(t, "ibis.vane")


def same(t):
    put(t, "w.vane")


def put(t, name):
    """Another file takes the place by a rename, as cloud clients do."""
    shutil.copyfile(t.here / name, t.here / "comes.vane")
    os.replace(t.here / "comes.vane", t.here / "w.vane")


MOVES = [renamed, deleted, older, foreign, same]


def run(bench, tally, rng, end):
    for n in range(MOST):
        if end and time.monotonic() > end:
            return
        one(bench, tally, rng, MOVES[n % len(MOVES)])


def one(bench, tally, rng, move):
    """What the command acknowledged is in the file that it was given, or in the one
    that was there; a stranger stays as it was."""
    name = rng.choice(["forecast", "ask", "attach", "import", "resolve", "rebuild"])
    args = syscalls.commands(bench.ids)[name]
    t = bench.trial()
    p = subprocess.Popen([bench.program, *args], cwd=t.here, env=t.env(), stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    after = rng.random() * 0.08
    time.sleep(after)
    held = os.open(t.here / "w.vane", os.O_RDONLY)  # to look into it when it is deleted
    move(t)
    out, err = p.communicate()
    wrong = []
    if p.returncode not in (0, 2, 3) or "goroutine " in err:
        wrong.append(f"{p.returncode}: {err[:300]}")
    said = set(syscalls.ID.findall(out)) - {bench.ids["question"]}
    with open(t.here / "was.vane", "wb") as f:
        while part := os.read(held, 1 << 20):
            f.write(part)
    os.close(held)
    there = set()
    for file in "w.vane", "moved.vane", "was.vane":
        if (t.here / file).exists():
            ids, unread = t.records(file)
            there |= ids
            if unread:
                wrong.append(f"{file}: {unread}")
            wrong += [f"{file}: {w}" for w in t.sound(file) if w.startswith("check")]
    if said - there:
        wrong.append(f"acknowledged and in no file: {said - there}")
    if move in (older, foreign):
        name = "kept.vane" if move is older else "ibis.vane"
        if p.returncode == 2 and t.records("w.vane") != t.records(name):
            wrong.append("something was recorded in the file that took the place")
    tally.note(f"file {move.__name__} under a command", wrong, f"{args} after {after:.3f} s: {p.returncode} {err.strip()[:300]}")
