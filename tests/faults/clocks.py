"""One command by a clock that is fast or slow, by a program with a clock of its own
for tests (the tag testclock)."""

import json
import time

import syscalls

MOST = 10  # of each kind
OFFSETS = {"fast": ["20m", "25h", "43830h"], "slow": ["-3m", "-6h", "-48h"]}
COMMANDS = ["ask", "forecast", "attach", "find", "resolve", "retract", "revise", "scenario"]


def run(bench, tally, rng, end):
    if not bench.clocked:
        return
    plan = [(n, f"a clock that is {how} by {offset.lstrip('-')}", offset) for how, offsets in OFFSETS.items() for offset in offsets
            for n in range(tally.left(f"a clock that is {how} by {offset.lstrip('-')}", MOST))]
    for _, kind, offset in sorted(plan, key=lambda one: one[0]):
        if end and time.monotonic() > end:
            return
        one(bench, tally, rng, kind, offset)


def one(bench, tally, rng, kind, offset):
    """The clock is wrong for one record: one log more at most, all records are there,
    and the workspace and what it exports pass verify."""
    t = bench.trial()
    name = rng.choice(COMMANDS)
    made = [t.run(*syscalls.commands(bench.ids)[name], program=bench.clocked, clock=offset)]
    for p in "41%", "42%", "43%":
        made.append(t.run("forecast", "w.vane", bench.ids["question"], p))
    now, unread = t.records()
    wrong = [unread] if unread else []
    wrong += [f"{code}: {err.strip()[:200]}" for code, _, err in made if code != 0]
    lost = (bench.records | {i for _, out, _ in made for i in syscalls.ID.findall(out)}) - now
    if lost:
        wrong.append(f"lost: {lost}")
    logs = json.loads(t.must("list", "w.vane", "logs", "--json"))
    if len(logs) > 2:
        wrong.append(f"{len(logs)} logs")
    wrong += t.sound()
    code, _, err = t.run("export", "w.vane", "-o", "out.forecasts")
    if code != 0:
        wrong.append(f"export: {code}: {err.strip()}")
    else:
        code, out, err = t.run("verify", "out.forecasts", who="reader")
        if code != 0 or "set aside" in out + err:
            wrong.append(f"verify of what was exported: {code}: {out.strip()[-200:]} {err.strip()}")
    tally.note(kind, wrong + t.litter(), name)
