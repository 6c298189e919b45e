"""Measures a large workspace, each line as a ratio within one run.

    run.py BINARY FOLDER [--questions N] [--forecasts N] [--articles N] [--rounds N] [--only WORD]

FOLDER keeps what is made once: the forecast file, its table, the key and the
workspaces. A line is the median of the rounds: processor time (user and system, of
the process and what it waited for) against that of the peer, run in turn; where a
line is of a window, the time that passes. Memory is the most that was resident.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("binary")
parser.add_argument("folder")
parser.add_argument("--questions", type=int, default=100_000)
parser.add_argument("--forecasts", type=int, default=1_000_000)
parser.add_argument("--articles", type=int, default=20_000)
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--only", default="", help="lines whose name has this word")
args = parser.parse_args()
binary = os.path.abspath(args.binary)
folder = os.path.abspath(args.folder)
os.makedirs(folder, exist_ok=True)
env = dict(os.environ, XDG_STATE_HOME=os.path.join(folder, "state"))
null = subprocess.DEVNULL


def path(name):
    return os.path.join(folder, name)


class Took:
    """What a process took: seconds of processor time, seconds, and KiB at the peak."""

    def __init__(self, cpu, wall, memory):
        self.cpu, self.wall, self.memory = cpu, wall, memory


def run(command, stdin=None, code=0):
    start = time.monotonic()
    p = subprocess.Popen(command, env=env, stdin=stdin, stdout=null, stderr=subprocess.PIPE)
    said = p.stderr.read()
    _, status, used = os.wait4(p.pid, 0)
    if os.waitstatus_to_exitcode(status) != code:
        sys.exit(f"bench: {' '.join(command)}: {said.decode(errors='replace')[-500:]}")
    return Took(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss)


def median(of):
    return statistics.median(of)


def say(name, ratio, most, ours, peer, memory=None, limit=None):
    holds = ratio <= most and (limit is None or memory <= limit * 1024)
    line = f"{'' if holds else 'OVER ':5}{name:58} {ratio:7.2f} × (at most {most:g})  {ours:8.3f} s beside {peer:8.3f} s"
    if memory is not None:
        line += f"  {memory / 1024:6.0f} MiB" + (f" (at most {limit})" if limit else "")
    print(line, flush=True)


def pair(name, most, ours, peer, limit=None, rounds=None, before=lambda: None):
    """Prints the ratio of two commands that are run in turn."""
    if args.only not in name:
        return
    a, b = [], []
    for _ in range(rounds or args.rounds):
        before()
        a.append(ours())
        b.append(peer())
    x, y = median(t.cpu for t in a), median(t.cpu for t in b)
    say(name, x / y, most, x, y, max(t.memory for t in a), limit)


def make():
    if not os.path.exists(path("big.forecasts")):
        here = os.path.dirname(os.path.abspath(__file__))
        subprocess.run(
            ["go", "run", "-tags", "migrated_fynedo sqlite_fts5", ".", "-questions", str(args.questions), "-forecasts", str(args.forecasts),
             "-articles", str(args.articles), "-o", path("big.forecasts.part"), "-table", path("big.csv"), "-state", path("state/weathervane")],
            cwd=here, check=True)
        os.rename(path("big.forecasts.part"), path("big.forecasts"))
    if not os.path.exists(path("empty.vane")):
        run([binary, "new", path("empty.vane"), "--as", "Forecaster 01"])
    if not os.path.exists(path("full.vane")):
        new("full.part.vane")
        run([binary, "import", path("full.part.vane"), path("big.forecasts")])
        os.rename(path("full.part.vane"), path("full.vane"))
    run([binary, "list", path("full.vane"), "logs"])  # brought up to date, where another version made it


def new(name):
    for f in os.listdir(folder):
        if f.startswith(name):
            os.remove(path(f))
    run([binary, "new", path(name), "--as", "Forecaster 01"])


def shell(database, *commands):
    return run(["sqlite3", path(database), *commands])


def load(database):
    """The same lines in an indexed table: what an import is measured by."""
    return shell(database, ".mode tabs", "BEGIN", f".import {path('big.forecasts')} lines", "COMMIT")


def fresh(database, schema):
    if os.path.exists(path(database)):
        os.remove(path(database))
    shell(database, schema)


LINES = "CREATE TABLE lines (line TEXT); CREATE UNIQUE INDEX once ON lines (line);"
ROWS = ("CREATE TABLE rows (question TEXT, title TEXT, forecaster TEXT, made_at TEXT, probability REAL, outcome TEXT, opens TEXT, closes TEXT, known TEXT);"
        "CREATE INDEX by_question ON rows (question, forecaster, made_at);")


def commands():
    full, table, exported = path("full.vane"), path("big.csv"), path("big.forecasts")
    columns = "title, type, opens, closes, outcome, known_at, tags, options, asked_at"
    pair("list questions --json, beside the sqlite3 shell", 3,
         lambda: run([binary, "list", full, "questions", "--json"]),
         lambda: run(["sqlite3", "-json", full, f"SELECT hex(i.id), {columns} FROM questions q JOIN ids i ON i.num = q.num"]))
    pair("score of the workspace, beside that of its table", 3,
         lambda: run([binary, "score", full, "--json"]), lambda: run([binary, "score", table, "--json"]), 300)
    pair("verify of the file, beside sha256sum", 3, lambda: run([binary, "verify", exported]), lambda: run(["sha256sum", exported]))
    pair("verify of the workspace, beside that of its file", 2, lambda: run([binary, "verify", full]), lambda: run([binary, "verify", exported]))
    pair("check, beside verify of the workspace", 3, lambda: run([binary, "check", full]), lambda: run([binary, "verify", full]), 400)
    pair("import into a new workspace, beside the sqlite3 shell", 4,
         lambda: run([binary, "import", path("new.vane"), exported]), lambda: load("new.db"), 400,
         before=lambda: (new("new.vane"), fresh("new.db", LINES)))
    pair("import of the table, beside the sqlite3 shell", 6,
         lambda: run([binary, "import", path("new.vane"), table]),
         lambda: shell("rows.db", ".mode csv", "BEGIN", f".import --skip 1 {table} rows", "COMMIT"), 400,
         before=lambda: (new("new.vane"), fresh("rows.db", ROWS)))
    recording()


def recording():
    """A forecast, and a merge of a hundred records, in a copy."""
    if args.only and args.only not in "recording merge":
        return
    shutil.copy(path("full.vane"), path("copy.vane"))
    new("small.vane")
    asked = [subprocess.run([binary, "ask", path(f), "--title", "Rain before the end?", "--closes", "2099-01-01"], env=env, check=True,
                            capture_output=True, text=True).stdout.split()[0] for f in ("copy.vane", "small.vane")]
    pair("recording a forecast by command, beside an empty workspace", 1.5,
         lambda: run([binary, "forecast", path("copy.vane"), asked[0], "40%"]), lambda: run([binary, "forecast", path("small.vane"), asked[1], "40%"]))
    state = dict(env, XDG_STATE_HOME=path("other"))
    if not os.path.exists(path("other.vane")):
        subprocess.run([binary, "new", path("other.vane"), "--as", "Heron"], env=state, check=True, stdout=null)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", dir=folder) as f:
        f.write("question,forecaster,made_at,probability\n")
        f.writelines(f"q{i},Heron,2024-01-01T00:00:{i % 60:02}Z,0.{i + 100}\n" for i in range(100))
        f.flush()
        subprocess.run([binary, "import", path("other.vane"), f.name], env=state, check=True, stdout=null)
    subprocess.run([binary, "export", path("other.vane"), "-o", path("other.forecasts")], env=state, check=True, stdout=null)
    pair("merge of a few hundred records, beside an empty workspace", 2,
         lambda: run([binary, "import", path("copy.vane"), path("other.forecasts")]), lambda: run([binary, "import", path("small.vane"), path("other.forecasts")]), rounds=1)


def opened(file):
    """A window until it is on the display, and its memory after a tour of its pages."""
    start = time.monotonic()
    p = subprocess.Popen([binary, path(file)], env=env, stdout=null, stderr=null)
    try:
        while subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(p.pid)], stdout=null, stderr=null).returncode != 0:
            if time.monotonic() - start > 120 or p.poll() is not None:
                sys.exit(f"bench: no window of {file}")
            time.sleep(0.01)
        shown = time.monotonic() - start
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(p.pid)], capture_output=True, text=True).stdout.split()[-1]
        for page in range(1, 8):
            time.sleep(2)
            subprocess.run(["xdotool", "key", "--window", window, f"ctrl+{page}"], stdout=null, stderr=null)
        time.sleep(2)
        with open(f"/proc/{p.pid}/status") as f:
            memory = next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))
        return shown, memory
    finally:
        p.terminate()
        p.wait()


def windows():
    for page in ("today", "questions"):
        pair(f"{page} complete, drawn, beside an empty workspace", 2,
             lambda: run([binary, "snapshot", path("full.vane"), "--page", page, "-o", path("x.png")]),
             lambda: run([binary, "snapshot", path("empty.vane"), "--page", page, "-o", path("x.png")]))
    if args.only and args.only not in "window" or not os.environ.get("DISPLAY"):
        return
    many, few = [opened("full.vane") for _ in range(args.rounds)], [opened("empty.vane") for _ in range(args.rounds)]
    x, y = median(s for s, _ in many), median(s for s, _ in few)
    say("window on the display, beside an empty workspace", x / y, 1.5, x, y)
    x, y = median(m for _, m in many), median(m for _, m in few)
    print(f"{'' if x <= 2 * y else 'OVER ':5}{'its memory after a tour of all pages':58} {x / y:7.2f} × (at most 2)  {x / 1024:.0f} MiB beside {y / 1024:.0f} MiB")


make()
commands()
windows()
