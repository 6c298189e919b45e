"""A bench: a prepared workspace with its state folder, copied for each trial."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

TEMPORARY = re.compile(
    r"-(wal|shm|journal)$|^\.weathervane-|^weathervane-read-"
)


def memory():
    """A folder in memory, where syncing takes no time; None where there is none."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Bench:
    """Makes trials in folders of its own, which it removes."""

    def __init__(self, program, clocked=None, eye=None):
        self.program = os.path.abspath(program)
        self.clocked = clocked and os.path.abspath(clocked)
        self.eye = eye and os.path.abspath(eye)

    def __enter__(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="faults-", dir=memory()))
        self.template = self.root / "template"
        self.template.mkdir()
        self.ids = prepare(Trial(self, self.template))
        self.records, _ = Trial(self, self.template).records()
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def trial(self):
        """A fresh copy of the prepared folder."""
        here = self.root / "trial"
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(self.template, here, symlinks=True)
        return Trial(self, here)


class Trial:
    """A folder in which commands run: w.vane, the state folder, and what goes in and out."""

    def __init__(self, bench, here):
        self.bench, self.here = bench, here

    def env(self, who="heron"):
        return dict(os.environ, XDG_STATE_HOME=str(self.here / ("state-" + who)), XDG_CONFIG_HOME=str(self.here / "config"),
                    TMPDIR=str(self.tmp()), GOMAXPROCS="1", TZ="Asia/Tokyo", LANG="C.UTF-8")

    def tmp(self):
        (self.here / "tmp").mkdir(exist_ok=True)
        return self.here / "tmp"

    def run(self, *args, before=(), who="heron", timeout=60, program=None, clock=""):
        """The command's exit code (-9 if it was killed), and what it printed."""
        p = subprocess.run([*before, program or self.bench.program, *args], cwd=self.here, env=dict(self.env(who), WEATHERVANE_CLOCK=clock), stdin=subprocess.DEVNULL,
                           capture_output=True, text=True, errors="replace", timeout=timeout)
        return p.returncode, p.stdout, p.stderr

    def must(self, *args, who="heron"):
        code, out, err = self.run(*args, who=who)
        if code != 0:
            raise RuntimeError(f"{args}: {code}: {err}")
        return out.strip()

    def records(self, file="w.vane"):
        """The ids of all records, or why they cannot be read."""
        code, out, err = self.run("list", file, "records", "--json")
        return ({r["id"] for r in json.loads(out)}, None) if code == 0 else (set(), f"list: {code}: {err.strip()}")

    def sound(self, file="w.vane"):
        """What check and verify say against the workspace."""
        wrong = []
        for what in "check", "verify":
            code, out, err = self.run(what, file)
            if code != 0:
                wrong.append(f"{what}: {code}: {err.strip() or out.strip()[-300:]}")
        return wrong

    def age(self):
        """Makes temporary files old, and gives them."""
        all = []
        for folder, folders, files in os.walk(self.here, topdown=False):
            all += [os.path.join(folder, name) for name in files + folders if name.startswith(".weathervane-")]
        for path in all:
            os.utime(path, (1e9, 1e9))
        return all

    def litter(self, file="w.vane", again=()):
        """What is left after the next start, which records something, some hours later:
        what is young may be another program's that runs. If again is given, that command
        is the next start in the folders that it writes to."""
        wrong = []
        self.age()
        code, _, err = self.run("comment", file, self.bench.ids["question"], "the next start")
        if code != 0:
            wrong.append(f"the next record: {code}: {err.strip()}")
        if again:
            self.must(*again)
        for folder, _, files in os.walk(self.here):
            for name in [*files, os.path.basename(folder)]:
                if TEMPORARY.search(name):
                    wrong.append("left: " + os.path.relpath(os.path.join(folder, name), self.here))
        return wrong


def prepare(t):
    """Two people's workspaces, with one thing of each kind."""
    t.must("new", "w.vane", "--as", "Heron")
    q = t.must("ask", "w.vane", "--title", "Will it rain?", "--criteria", "1 mm", "--closes", "2097-01-01", "--tag", "rain")
    f = t.must("forecast", "w.vane", q, "30%", "--note", "clouds")
    (t.here / "bulletin.txt").write_text("A bulletin\n\nA front comes from the west on Friday, says the office.\n" * 20)
    (t.here / "second.txt").write_text("Another one\n\nThe sky is clear to the south, says the harbour.\n" * 20)
    a = t.must("attach", "w.vane", "bulletin.txt")
    t.must("backup", "w.vane", "kept.vane")
    o = t.must("ask", "w.vane", "--title", "Will it snow?", "--closes", "2097-01-01")
    t.must("forecast", "w.vane", o, "10%")
    t.must("export", "w.vane", "-o", "mine.forecasts")
    t.must("new", "ibis.vane", "--as", "Ibis", who="ibis")
    p = t.must("ask", "ibis.vane", "--title", "Will it hail?", "--closes", "2097-01-01", who="ibis")
    for n in range(8):
        t.must("forecast", "ibis.vane", p, f"{10 + n}%", who="ibis")
    t.must("export", "ibis.vane", "-o", "ibis.forecasts", who="ibis")
    os.mkdir(t.here / "shared")
    return {"question": q, "forecast": f, "article": a, "other": o}
