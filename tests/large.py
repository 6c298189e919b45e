"""Gives score and import of a program a table with one bad row, at many positions, and
ends both by signals at many instants while they read and record a good one, in the
folder that it is run in. Prints what it measured and what is wrong.
usage: large.py PROGRAM ROWS TIMES"""
import os, signal, statistics, subprocess, sys, time

program, rows, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
HEAD = b"question_id,forecaster,made_at,probability,outcome\n"
RUNS = {"score": ("score", "t.csv", "--json"), "import": ("import", "w.vane", "t.csv")}
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
IN_TIME = 1  # second, in which a signal ends a command; thrice that fails
BOUND = 3  # times a good table's processor time; both vary where other work goes on
strict = bool(os.environ.get("LONG"))  # whether what takes longer is wrong: on a machine that has nothing else to do
wrong = 0
signal.signal(signal.SIGINT, signal.SIG_DFL)  # which shells let what runs in the background ignore


def tell_wrong(*what):
    global wrong
    wrong += 1
    print("WRONG:", *what, flush=True)


def row(line):
    return b"q%04d,f%02d,2024-%02d-%02dT%02d:00:00Z,0.%03d,%d\n" % (
        line % 4000, line % 37, 1 + line % 12, 1 + line % 28, line % 24, line * 7919 % 1000, line % 2)


def run(arguments, by=None, after=0):
    """The exit code, what was said, and the seconds that it took: of processor time, and
    of a clock since a signal was sent after some seconds, or since the start."""
    child = subprocess.Popen([program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    since = time.monotonic()
    if by:
        time.sleep(after)
        since = time.monotonic()
        os.kill(child.pid, by)  # also where it has ended: it is not waited for yet
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, said, used.ru_utime + used.ru_stime, time.monotonic() - since


def renew(workspace):
    for name in os.listdir("."):
        if name.startswith(workspace):
            os.remove(name)
    subprocess.run([program, "new", workspace, "--as", "Heron"], check=True, stdout=subprocess.DEVNULL)


def untouched(what):
    """The workspace has nothing but its first record, and nothing lies beside it."""
    told = subprocess.run([program, "list", "w.vane", "logs", "--json"], capture_output=True, text=True)
    if told.stdout.count('"records": 1,') != 1:
        tell_wrong(what, "has written:", told.stdout, told.stderr)
    if sorted(os.listdir(".")) != ["t.csv", "w.vane"]:
        tell_wrong(what, "leaves behind:", os.listdir("."))


def bad_rows(command, good):
    ratios, size = [], len(row(2))
    with open("t.csv", "r+b", buffering=0) as f:
        for i in range(times):
            line = 2 + i * (rows - 1) // (times - 1)
            at = len(HEAD) + (line - 2) * size + row(line).index(b",0.") + 1
            os.pwrite(f.fileno(), b"x", at)
            code, said, used, _ = run(RUNS[command])
            os.pwrite(f.fileno(), b"0", at)
            ratios.append(used / good)
            if code != 2 or not said.startswith('weathervane: t.csv:%d: column probability: "x.' % line):
                tell_wrong(command, "of a bad row on line", line, "says", code, said)
    if strict and max(ratios) > BOUND:
        tell_wrong(command, "of a bad row takes", max(ratios), "times as long as score of a good table")
    untouched(command + " of a bad row")
    print("%s of %d rows, a bad one at %d positions: of the processor time of score without it %.2f, at most %.2f"
          % (command, rows, times, statistics.median(ratios), max(ratios)), flush=True)


def signals(command, whole, dense):
    took, done = [], 0
    for i in range(times):
        by, after = list(CODES)[i % 2], whole * (i / times) ** dense
        what = "%s, %s after %.3f s" % (command, by.name, after)
        code, said, _, seconds = run(RUNS[command], by, after)
        if code in (0, 3):  # it was done by then
            done += 1
            renew("w.vane")
            continue
        took.append(seconds)
        if code not in (CODES[by], -by) or code > 0 and said != "weathervane: ended by a signal (%s)\n" % {130: "interrupt", 143: "terminated"}[code]:
            tell_wrong(what, "ends with", code, said)
        if strict and seconds > 3 * IN_TIME:
            tell_wrong(what, "takes another %.2f s" % seconds)
        untouched(what)
    if not took:
        tell_wrong(command, "was always done before the signal")
    print("%s of %d rows (%.1f s), a signal at %d instants: %d were done by then, %d others ended within a second, %d later: in %.3f s, at most %.3f s"
          % (command, rows, whole, times, done, sum(x <= IN_TIME for x in took), sum(x > IN_TIME for x in took), statistics.median(took), max(took)), flush=True)


with open("t.csv", "wb") as f:
    f.write(HEAD + b"".join(row(line) for line in range(2, rows + 2)))
renew("w.vane")
scored = [run(RUNS["score"]) for _ in range(5)]
good, whole = (statistics.median(x[i] for x in scored) for i in (2, 3))
for command in RUNS:
    bad_rows(command, good)
signals("score", whole, 1)
code, said, _, whole = run(RUNS["import"])
if code:
    tell_wrong("import of a good table says", code, said)
renew("w.vane")
signals("import", whole, 5)  # most while it reads
sys.exit(wrong > 0)
