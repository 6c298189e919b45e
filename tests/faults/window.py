"""The window is killed while forecasts are recorded in it, and its disk fails: on a
display (scripts/with-display.sh), with tests/eye to see what the window says."""

import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time

import syscalls

KILLS, FAULTS = 30, 60
CALLS = [c for c in syscalls.CALLS if c != "mkdirat"]
KILLED = "kill -9 of the window at a random instant"


def run(bench, tally, rng, end):
    if not bench.eye or not os.environ.get("DISPLAY") or not shutil.which("xdotool"):
        return
    for _ in range(tally.left(KILLED, KILLS)):
        if end and time.monotonic() > end:
            return
        killed(bench, tally, rng)
    if not shutil.which("strace"):
        return
    plan = [(call, n, fault) for call, own in places(bench).items() for n in sorted(own) for fault in syscalls.FAULTS]
    rng.shuffle(plan)
    plan.sort(key=lambda one: one[0] == "pwrite64")
    done = sum(n for kind, n in tally.injected.items() if kind.endswith("of the window")) if tally.log else 0
    for call, n, fault in plan:
        if done >= FAULTS or end and time.monotonic() > end:
            return
        done += failing(bench, tally, call, n, fault)


class Window:
    """The window of a trial's workspace, and somebody who records forecasts in it."""

    def __init__(self, t, before=()):
        self.t, self.said = t, set()
        config = t.here / "config" / "fyne"
        config.mkdir(parents=True, exist_ok=True)
        (config / "settings.json").write_text('{"no_animations": true}')
        self.process = subprocess.Popen([*before, t.bench.program, "w.vane"], cwd=t.here, env=t.env(), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
        self.id = None

    def opened(self):
        """Waits until it is there and rests, a minute at most."""
        until = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < until:
            m = re.search(r"\d+", do("xdotool", "search", "--onlyvisible", "--name", "Weathervane"))
            if m:
                self.id = m[0]
                self.rests()
                return True
            time.sleep(0.1)
        return False

    def rests(self):
        if self.process.poll() is None:
            do(self.t.bench.eye, "settle", self.id, str(self.pid()))

    def pid(self):
        """The program's, which strace started."""
        try:
            children = open(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read().split()
        except FileNotFoundError:  # it has just ended
            children = []
        return int(children[0]) if self.process.args[0] == "strace" and children else self.process.pid

    def record(self, p):
        """Records p %, and keeps it if the window says so."""
        for step in (["key", "ctrl+2"], ["key", "ctrl+r"], ["type", str(p)], ["key", "ctrl+Return"]):
            if self.process.poll() is not None:
                return
            do("xdotool", step[0], "--delay", "20", *step[1:])
            self.rests()
        if do(self.t.bench.eye, "find", f"Recorded {p}\u202f%"):
            self.said.add(p)

    def end(self, sign):
        if self.process.poll() is None:
            try:
                os.kill(self.pid(), sign)
            except (OSError, ValueError):
                pass
        try:
            _, err = self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "does not end"
        return err


def do(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=90, env=dict(os.environ, LANG="en_US.UTF-8")).stdout


def killed(bench, tally, rng):
    t = bench.trial()
    w = Window(t)
    open_ = w.opened()
    after = rng.random() * 20
    hand = threading.Thread(target=lambda: [w.record(p) for p in range(21, 60)])
    if open_:
        hand.start()
        time.sleep(after)
    err = w.end(signal.SIGKILL)
    if open_:
        hand.join()
    tally.note(KILLED, ([] if open_ else [f"the window does not open: {w.process.returncode} {err.strip()[:300]}"]) + judge(t, w.said), f"after {after:.2f} s", f"it had said {sorted(w.said)}")


def places(bench):
    """Which of a thread's calls are about the program's own files, by call."""
    t = bench.trial()
    log = t.here / "strace"
    w = Window(t, syscalls.strace(log, ",".join(CALLS)))
    if w.opened():
        w.record(21)
    w.end(signal.SIGTERM)
    return syscalls.own(log)


def failing(bench, tally, call, n, fault):
    """A call of the window fails, or the window is killed at it; whether it came to it."""
    t = bench.trial()
    log = t.here / "strace"
    inject = f"inject={call}:{syscalls.FAULTS[fault]}:when={n}"
    w = Window(t, syscalls.strace(log, call, "-e", inject))
    if w.opened():
        w.record(21)
        w.record(22)
    err = w.end(signal.SIGTERM)
    text = log.read_text(errors="replace")
    hit = [l for l in text.splitlines() if "INJECTED" in l]
    if any(call == "write" and syscalls.beside(l) for l in hit):
        return False  # not a fault of the disk: Go's runtime writes to wake its threads
    hit = [l for l in hit if not syscalls.beside(l)]
    if not hit and w.process.returncode != -9:
        return False
    log.unlink()
    wrong = ["does not end"] if err == "does not end" else []
    wrong += ["a panic: " + err[:300]] if "goroutine " in err else []
    tally.note(f"{fault} at {call} of the window", wrong + judge(t, w.said), inject + " window", f"{hit[:1]} it had said {sorted(w.said)}")
    return True


def judge(t, said):
    """What the window said that it had recorded is there, and what was before."""
    wrong = []
    now, unread = t.records()
    if unread:
        wrong.append(unread)
    if t.bench.records - now:
        wrong.append(f"lost: {t.bench.records - now}")
    code, out, err = t.run("list", "w.vane", "forecasts", "--json")
    there = {round(f["p"] * 100) for f in json.loads(out) if "p" in f} if code == 0 else set()
    if said - there:
        wrong.append(f"acknowledged and not there: {sorted(said - there)}: {err.strip()}")
    wrong += t.sound()
    if [path for path in t.age() if "/backups/" in path]:  # the window's next daily backup removes that
        w = Window(t)
        w.opened()
        until = time.monotonic() + 20
        while time.monotonic() < until and [path for path in t.age() if "/backups/" in path]:
            time.sleep(0.1)
        w.end(signal.SIGTERM)
    return wrong + t.litter()
