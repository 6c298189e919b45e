"""The file is moved, deleted or replaced while a command runs."""

import os
import shutil
import subprocess
import tempfile
import time

import syscalls

MOST = 20  # of each kind


def renamed(t, across):
    put(t.here / "w.vane", t.here / "moved.vane", across)


def deleted(t, across):
    os.remove(t.here / "w.vane")


def older(t, across):
    replaced(t, "kept.vane", across)


def newer(t, across):
    replaced(t, "newer.vane", across)


def foreign(t, across):
    replaced(t, "ibis.vane", across)


def same(t, across):
    replaced(t, "w.vane", across)


def replaced(t, name, across):
    """A copy takes the place, by a rename where that goes, as cloud clients do."""
    shutil.copyfile(t.here / name, t.here / "comes.vane")
    put(t.here / "comes.vane", t.here / "w.vane", across)


def put(a, b, across):
    """The file moves, by way of another disk if across: mv copies there and back."""
    if not across:
        os.replace(a, b)
        return
    with tempfile.TemporaryDirectory(dir=across) as other:
        for path, to in (a, os.path.join(other, "x")), (os.path.join(other, "x"), b):
            subprocess.run(["mv", "-f", path, to], check=True)


MOVES = [renamed, deleted, older, newer, foreign, same]


def run(bench, tally, rng, end):
    disk = other(bench.root)
    plan = []
    for move in MOVES:
        for across in [None] if move is deleted or not disk else [None, disk]:
            kind = f"file {move.__name__} under a command" + (", by way of another disk" if across else "")
            plan += [(n, move, across, kind) for n in range(tally.left(kind, MOST))]
    for _, move, across, kind in sorted(plan, key=lambda one: one[0]):
        if end and time.monotonic() > end:
            return
        one(bench, tally, rng, move, across, kind)


def other(here):
    """A folder on another disk than here; None where there is none."""
    for folder in "/dev/shm", tempfile.gettempdir(), "/var/tmp", os.path.expanduser("~"):
        if os.access(folder, os.W_OK) and os.stat(folder).st_dev != os.stat(here).st_dev:
            return folder
    return None


def one(bench, tally, rng, move, across, kind):
    """What the command acknowledged is in the file that it was given, or in the one
    that was there; a stranger stays as it was."""
    name = rng.choice(["forecast", "ask", "attach", "import", "resolve", "rebuild"])
    args = syscalls.commands(bench.ids)[name]
    t = bench.trial()
    shutil.copyfile(t.here / "w.vane", t.here / "newer.vane")
    if move is newer:
        t.must("comment", "newer.vane", bench.ids["question"], "one more")
    p = subprocess.Popen([bench.program, *args], cwd=t.here, env=t.env(), stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    after = rng.random() * 0.08
    time.sleep(after)
    held = os.open(t.here / "w.vane", os.O_RDONLY)  # to look into it when it is deleted
    move(t, across)
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
    if move in (older, newer, foreign):
        name = {older: "kept.vane", newer: "newer.vane", foreign: "ibis.vane"}[move]
        if p.returncode == 2 and t.records("w.vane") != t.records(name):
            wrong.append("something was recorded in the file that took the place")
    tally.note(kind, wrong, f"{args} after {after:.3f} s: {p.returncode} {err.strip()[:300]}")
