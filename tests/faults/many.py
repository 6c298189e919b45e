"""Kills at random instants, a full disk, and twenty writers at once."""

import os
import random
import re
import shutil
import signal
import subprocess
import time

import syscalls

KILLS, FULL, ROUNDS, WRITERS = 300, 60, 5, 20
KILLED, DISK, TWENTY = "kill -9 at a random instant", "disk full", f"{WRITERS} writers at once"


def run(bench, tally, rng, end):
    rest = [(killed, tally.left(KILLED, KILLS)), (full, tally.left(DISK, FULL)), (writers, tally.left(TWENTY, ROUNDS * WRITERS) // WRITERS)]
    for i, (part, times) in enumerate(rest):
        until = None
        if end:
            left = end - time.monotonic()
            until = time.monotonic() + left / (len(rest) - i)
        for _ in range(times):
            if until and time.monotonic() > until:
                break
            part(bench, tally, rng)


def killed(bench, tally, rng):
    """A command is killed at a random instant of the time that it takes."""
    name, args = rng.choice(list(syscalls.commands(bench.ids).items()))
    t = bench.trial()
    was = bench.records
    p = subprocess.Popen([bench.program, *args], cwd=t.here, env=t.env(), stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    after = rng.random() * 0.15
    try:
        out, err = p.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        p.send_signal(signal.SIGKILL)
        out, err = p.communicate()
    tally.note(KILLED, syscalls.judge(t, name, args, p.returncode, out, err, was), f"{args} after {after:.3f} s")


def full(bench, tally, rng):
    """The disk is full after so many bytes: a small tmpfs, as root with mounts of its own."""
    name, args = rng.choice(list(syscalls.commands(bench.ids).items()))
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return
    t = bench.trial()
    was = bench.records
    free = rng.choice([0, 4, 8, 16, 32, 64, 128, 256])
    size = sum(f.stat().st_size for f in t.here.rglob("*") if f.is_file()) // 1024
    script = f"""
        mount -t tmpfs -o size=64m tmpfs "$PWD/../disk" && cp -a . ../disk/ && cd ../disk || exit 99
        used=$(df --output=used -k . | tail -1)
        mount -o remount,size=$((used + {free}))k "$PWD" || exit 99
        "$@" >../out 2>../err; echo $? >../code
        mount -o remount,size=64m "$PWD"; rm -rf ../after; cp -a . ../after"""
    (t.here.parent / "disk").mkdir(exist_ok=True)
    p = subprocess.run(["unshare", "-m", "bash", "-c", script, "bash", bench.program, *args], cwd=t.here,
                       env=dict(t.env(), XDG_STATE_HOME=str(t.here.parent / "disk" / "state-heron"), TMPDIR=str(t.here.parent / "disk" / "tmp")),
                       capture_output=True, text=True)
    if p.returncode == 99:
        return  # no mounts here
    code, out, err = (int((t.here.parent / "code").read_text()), (t.here.parent / "out").read_text(), (t.here.parent / "err").read_text())
    shutil.rmtree(t.here)
    os.rename(t.here.parent / "after", t.here)
    tally.note(DISK, syscalls.judge(t, name, args, code, out, err, was), f"{args} with {free} KiB free of {size}: {code} {err.strip()[:300]}")


def writers(bench, tally, rng):
    """Twenty programs record at once: each acknowledged id is there, in one log."""
    t = bench.trial()
    env = t.env()
    all = [subprocess.Popen([bench.program, "forecast", "w.vane", bench.ids["question"], f"{n + 1}%"], cwd=t.here, env=env,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for n in range(WRITERS)]
    said, wrong = set(), []
    for p in all:
        out, err = p.communicate()
        said |= set(syscalls.ID.findall(out))
        if p.returncode != 0:
            wrong.append(f"a writer: {p.returncode}: {err.strip()}")
    now, unread = t.records()
    wrong += [unread] if unread else []
    if said - now or len(said) != WRITERS:
        wrong.append(f"{len(said)} acknowledged, {len(said - now)} of them lost")
    if t.must("list", "w.vane", "logs", "--json").count('"log"') != 1:
        wrong.append("there is more than one log")
    wrong += t.sound() + t.litter()
    for _ in range(WRITERS):
        tally.note(TWENTY, wrong, "")
        wrong = []
