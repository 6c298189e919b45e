"""Bits that flip in a workspace and in forecast files."""

import json
import time

MOST = 400  # of each kind


def run(bench, tally, rng, end):
    kinds = {"bit flip in a forecast file": forecasts, "bit flip in a workspace": workspace}
    for n in range(max(tally.left(kind, MOST) for kind in kinds)):
        for kind, flip in kinds.items():
            if end and time.monotonic() > end:
                return
            flip(bench, tally, rng, kind)


def flipped(path, rng, times=1):
    b = bytearray(path.read_bytes())
    for _ in range(times):
        at = rng.randrange(len(b))
        b[at] ^= 1 << rng.randrange(8)
    path.write_bytes(b)
    return at


def forecasts(bench, tally, rng, kind):
    """verify says no, and an import refuses the file, or brings what the file had."""
    t = bench.trial()
    whole = t.must("verify", "ibis.forecasts", "--json")
    at = flipped(t.here / "ibis.forecasts", rng)
    wrong = []
    code, out, err = t.run("verify", "ibis.forecasts", "--json")
    if code not in (0, 1, 2) or "goroutine " in err:
        wrong.append(f"verify: {code}: {err[:300]}")
    if code == 0 and json.loads(out)["logs"] != json.loads(whole)["logs"]:
        wrong.append("verify accepts other logs")
    code, _, err = t.run("import", "w.vane", "ibis.forecasts")
    if code not in (0, 1, 2) or "goroutine " in err:
        wrong.append(f"import: {code}: {err[:300]}")
    tally.note(kind, wrong + t.sound(), f"bit at {at}")


def workspace(bench, tally, rng, kind):
    """A list is right, or check or verify or the list itself says that it is not."""
    t = bench.trial()
    lists = [t.must("list", "w.vane", what, "--json") for what in ("questions", "forecasts", "records")]
    at = flipped(t.here / "w.vane", rng)
    wrong = []
    told = False
    for what in "check", "verify":
        code, _, err = t.run(what, "w.vane")
        told = told or code in (1, 2)
        if code not in (0, 1, 2) or "goroutine " in err:
            wrong.append(f"{what}: {code}: {err[:300]}")
    for what, was in zip(("questions", "forecasts", "records"), lists):
        code, out, err = t.run("list", "w.vane", what, "--json")
        if code not in (0, 1, 2) or "goroutine " in err:
            wrong.append(f"list {what}: {code}: {err[:300]}")
        if code == 0 and out.strip() != was and not told:
            wrong.append(f"list {what} is another one, and neither check nor verify says so")
    tally.note(kind, wrong, f"bit at {at}")
