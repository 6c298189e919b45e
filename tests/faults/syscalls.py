"""A fault at each system call by which a writing command writes."""

import os
import re
import shutil
import time

CALLS = ["pwrite64", "fsync", "fdatasync", "ftruncate", "renameat", "renameat2", "rename", "linkat", "link", "unlinkat", "unlink",
         "openat", "write", "mkdirat"]
FAULTS = {"kill -9": "signal=SIGKILL", "EIO": "error=EIO", "ENOSPC": "error=ENOSPC"}

ID = re.compile(r"^[0-9a-f]{64}$", re.M)


def commands(ids):
    """Every writing command, and how many records it adds where it says that it did."""
    q, f, a, o = ids["question"], ids["forecast"], ids["article"], ids["other"]
    return {
        "new": ["new", "fresh.vane", "--as", "Heron"],
        "ask": ["ask", "w.vane", "--title", "Will it freeze?", "--closes", "2097-01-01"],
        "forecast": ["forecast", "w.vane", q, "40%", "--note", "colder"],
        "attach": ["attach", "w.vane", "second.txt"],
        "find": ["find", "w.vane", a, "--quote", "front comes from the west", "--nth", "1", "--claim", "A front", "--question", q, "--lr", "2"],
        "resolve": ["resolve", "w.vane", o, "no"],
        "retract": ["retract", "w.vane", f, "--why", "a slip"],
        "revise": ["revise", "w.vane", q, "--criteria", "2 mm"],
        "scenario": ["scenario", "frame", "w.vane", "--title", "Weather", "--horizon", "2097-01-01", "--scenario", "Wet", "--scenario", "Dry"],
        "pin": ["pin", "w.vane", q],
        "import": ["import", "w.vane", "ibis.forecasts"],
        "export": ["export", "w.vane", "-o", "out.forecasts"],
        "prove": ["prove", "w.vane", f, "-o", "out.proof"],
        "report": ["report", "w.vane", "-o", "out.html"],
        "sync": ["sync", "w.vane", "shared"],
        "backup": ["backup", "w.vane", "out.vane"],
        "restore": ["restore", "kept.vane", "w.vane"],
        "rebuild": ["rebuild", "w.vane"],
    }


def run(bench, tally, rng, end):
    if not shutil.which("strace"):
        print("there is no strace: no faults at system calls")
        return
    plan = []
    for name, args in commands(bench.ids).items():
        for call, own in places(bench, args).items():
            plan += [(name, call, n, fault) for n in sorted(own) for fault in FAULTS]
    rng.shuffle(plan)
    if not end:  # what there is least of comes first
        plan.sort(key=lambda one: one[1] == "pwrite64")
    for name, call, n, fault in tally.mine(plan):
        if end and time.monotonic() > end:
            break
        one(bench, tally, name, call, n, fault)


def places(bench, args):
    """Which of a thread's calls are about the program's own files, for each call."""
    t = bench.trial()
    log = t.here / "strace"
    t.run(*args, before=strace(log, ",".join(CALLS)))
    return own(log)


def strace(log, calls, *more):
    """strace of some calls; with its quick filter it (6.1) injects errors and no signals."""
    quick = [] if "signal=" in " ".join(more) else ["--seccomp-bpf"]
    return ["strace", "-f", *quick, "-qq", "-y", "-o", str(log), "-e", "trace=" + calls, *more]


def own(log):
    """Which calls of a thread a log of strace has that are about the program's files."""
    made, found = {}, {}
    for line in log.read_text(errors="replace").splitlines():
        m = re.match(r"(\d+) +(\w+)\(", line)
        if not m:
            continue
        n = made[m[1], m[2]] = made.get((m[1], m[2]), 0) + 1
        if not beside(line):
            found.setdefault(m[2], set()).add(n)
    return found


def one(bench, tally, name, call, n, fault):
    """Injects one fault, and holds the program to what it said."""
    args = commands(bench.ids)[name]
    inject = f"inject={call}:{FAULTS[fault]}:when={n}"
    kind, repeats = f"{fault} at {call}", f"{inject} {name}"
    if (kind, repeats) in tally.done:
        return
    t = bench.trial()
    was = bench.records
    log = t.here / "strace"
    try:
        code, out, err = t.run(*args, before=strace(log, call, "-e", inject))
    except Exception as e:  # it does not end
        tally.note(kind, [f"does not end: {e}"], repeats)
        return
    text = log.read_text(errors="replace") if log.exists() else ""
    hit = [l for l in text.splitlines() if "INJECTED" in l]
    if not hit and code != -9:
        return  # another thread made the call this time
    if fault != "kill -9" and all(beside(l) for l in hit):
        return  # not a fault of the disk
    log.unlink()
    wrong = judge(t, name, args, code, out, err, was)
    tally.note(kind, wrong, repeats, f"{hit[:1] or text.splitlines()[-1:]} {code} {out.strip()[:200]} {err.strip()[:300]}")


def beside(line):
    """Whether a call is about none of the program's own files."""
    return not re.search(r"faults-\w+/trial", line) or "openat(" in line and "O_CREAT" not in line


def judge(t, name, args, code, out, err, was):
    """What is wrong after a command that ended with code and printed out."""
    wrong = []
    if "panic" in err or "goroutine " in err:
        wrong.append("a panic: " + err[:300])
    if name == "new":
        return wrong + judge_new(t, code)
    if not os.path.exists(t.here / "w.vane"):
        return wrong + ["the workspace is gone"]
    now, unread = t.records()
    if unread:
        return wrong + [unread] + t.sound()
    said = set(ID.findall(out)) - {args[2] if name == "pin" else ""}
    if said - now:
        wrong.append(f"acknowledged and not there: {said - now}")
    if name == "restore":
        if code == 2 and now != was:
            wrong.append("restore failed and the workspace is another one")
    else:
        if was - now:
            wrong.append(f"lost: {was - now}")
        if code == 2 and now != was:
            wrong.append(f"exit code 2, and {len(now - was)} records more")
        if code in (0, 3) and name in ("ask", "forecast", "attach", "find", "resolve", "retract", "revise", "scenario") and now == was:
            wrong.append(f"exit code {code}, and nothing was recorded")
    for name in "out.forecasts", "out.proof", "out.vane":
        if os.path.exists(t.here / name):
            made, _, why = t.run("check" if name == "out.vane" else "verify", name)
            if made != 0:
                wrong.append(f"{name} is not valid: {why.strip()}")
    for kept in t.here.glob("w (before restore *.vane"):  # its next start
        wrong += t.sound(kept.name)
    return wrong + t.sound() + t.litter(again=args if args[0] == "sync" else ())


def judge_new(t, code):
    there = os.path.exists(t.here / "fresh.vane")
    wrong = []
    if code == 0 and not there:
        wrong.append("new succeeded, and there is no file")
    if code == 2 and there:
        wrong.append("new failed, and there is a file")
    if there:
        wrong += t.sound("fresh.vane")
    else:
        again, _, err = t.run("new", "fresh.vane", "--as", "Heron")
        if again != 0:
            wrong.append(f"new again: {again}: {err.strip()}")
    return wrong + t.litter("w.vane")
