#!/usr/bin/env python3
"""Checks forecast files and proofs, from docs/FORMAT.md alone and with Python's
own library only: it shares no line with the program that it checks.

    check.py FILE...     exit code 0: all hold; 1: one does not; 2: no such file
"""
import gzip, hashlib, re, sys, time

sys.dont_write_bytecode = True
from ed25519 import Bad, need, signed
from shapes import KINDS, TYPES, count, each, hexed, ident, instant, test, text
from strict import canonical, exactly, strict


class Foreign(Exception):
    """Not a forecast file or proof at all."""


def record(line):
    need(len(line) <= 1 << 20, "a record longer than 1 MiB")
    r = strict(line)
    v, log, seq, at, salt, kind, data = exactly(r, "v", "log", "seq", "at", "salt", "kind", "data")
    need(line.lstrip().startswith(b"{") and type(v) is int and v == 1, "another version")
    TYPES["log"](log)
    count(seq)
    test("salt", hexed(32))(salt)
    need(isinstance(kind, str) and kind and isinstance(data, dict), "no kind or no data")
    r["when"], r["id"] = instant(at), hashlib.sha256(b"\0" + line).digest()
    need(at >= "1970", "recorded before 1970")
    if kind in KINDS:
        KINDS[kind](data)
    need((seq == 0) == (kind == "log.opened"), "record 0 and no other opens a log")
    if seq == 0:
        name = hashlib.sha256(canonical(data["key"]) + bytes.fromhex(salt)).hexdigest()[:32]
        need(name == log, "the record belongs to another log")
    return r


def node(a, b):
    return hashlib.sha256(b"\1" + a + b).digest()


def tree(leaves):
    stack = []  # (width, hash) of whole subtrees
    for leaf in leaves:
        width = 1
        while stack and stack[-1][0] == width:
            leaf, width = node(stack.pop()[1], leaf), 2 * width
        stack.append((width, leaf))
    h = stack.pop()[1] if stack else hashlib.sha256(b"").digest()
    while stack:
        h = node(stack.pop()[1], h)
    return h


def note(textual):
    """(log, size, tree hash, who signed it) of a checkpoint's text."""
    lines = textual.split("\n")
    need(len(lines) == 6 and lines[3] == lines[5] == "", "a checkpoint is three lines, an empty one and a signature")
    name = lines[0]
    need(re.fullmatch("weathervane/[0-9a-f]{32}", name) and re.fullmatch("0|[1-9][0-9]*", lines[1]), "no checkpoint of a log")
    root = canonical(lines[2], 32)
    need(lines[4].startswith("— %s " % name), "the signature line does not name the log")
    signature = canonical(lines[4][len(name) + 3:], 68)
    body = "\n".join(lines[:3]) + "\n"

    def by(k):
        own = hashlib.sha256(name.encode() + b"\n\1" + k).digest()[:4]
        return signature[:4] == own and signed(k, body.encode(), signature[4:])
    return name[12:], int(lines[1]), root, by


# ---- a forecast file
class Log:
    def __init__(self, first):
        self.key = canonical(first["data"]["key"])
        self.leaves, self.shown, self.signed, self.last = [], {}, 0, 0

    def holds(self, size, root):
        return tree(self.leaves[:size]) == root


class Reader:
    def __init__(self):
        self.logs, self.blobs, self.contents, self.witnessed, self.exposed = {}, [], set(), [], []

    def line(self, line, before):
        first = re.match(rb'[ \t]*\{[ \t]*"([^"]*)"', line)
        kind = first.group(1) if first else b""
        if kind == b"v":
            return self.record(line)
        need(kind in (b"withheld", b"blob") or len(line) <= 1 << 20, "a line longer than 1 MiB")
        value, = exactly(strict(line), kind.decode("utf-8", "replace"))
        step = {b"withheld": self.withheld, b"blob": self.blob, b"checkpoint": self.checkpoint}.get(kind)
        if step:
            return step(value)
        need(kind == b"end", "no kind of line")
        self.end(value, before)

    def record(self, line):
        r = record(line)
        if r["log"] not in self.logs:
            need(r["seq"] == 0, "record 0 is not shown")
            self.logs[r["log"]] = Log(r)
        log = self.logs[r["log"]]
        seq, n = r["seq"], len(log.leaves)
        need(seq <= n and seq not in log.shown, "seq %d where %d was expected" % (seq, n))
        log.shown[seq] = r["when"]
        if seq < n:
            need(log.leaves[seq] == r["id"], "another hash stands withheld for this record")
            times = [log.shown[s] for s in sorted(log.shown)]
            need(times == sorted(times), "recorded earlier than a record before it")
        else:
            need(r["when"] >= log.last, "recorded earlier than the record before it")
            log.leaves.append(r["id"])
        log.last = max(log.last, r["when"])
        self.name(r["data"])
        if r["kind"] == "checkpoint.witnessed":
            self.witnessed.append(r["data"]["checkpoint"])
        if r["kind"] == "checkpoints.witnessed":
            self.witnessed += r["data"]["checkpoints"]
        if r["kind"] == "fork.exposed":
            self.exposed.append(r["data"])

    def name(self, v):
        if isinstance(v, dict):
            if "bytes" in v and isinstance(v.get("sha256"), str):
                self.contents.add(v["sha256"])
            v = list(v.values())
        if isinstance(v, list):
            for x in v:
                self.name(x)

    def withheld(self, value):
        log, seq, hashes = exactly(value, "log", "seq", "hashes")
        count(seq)
        need(log in self.logs and seq == len(self.logs[log].leaves), "withheld records out of order")
        b = canonical(hashes)
        need(b and len(b) % 32 == 0, "no whole hashes")
        self.logs[log].leaves += [b[i:i + 32] for i in range(0, len(b), 32)]

    def blob(self, value):
        sha, kind, size, content = exactly(value, "sha256", "type", "bytes", "base64")
        text(kind)
        count(size)
        b = canonical(content)
        need(len(b) == size <= 64 << 20 and hashlib.sha256(b).hexdigest() == sha, "a blob that is not what it says")
        self.blobs.append(sha)

    def checkpoint(self, value):
        text(value)
        log, size, root, by = note(value)
        need(log in self.logs, "a checkpoint of a log that is not here")
        l = self.logs[log]
        need(by(l.key), "a signature that does not hold")
        need(size <= len(l.leaves) and l.holds(size, root), "a tree hash that the records do not give")
        l.signed = size

    def end(self, value, before):
        need(value == before, "an end that is not of these bytes")
        for name, log in self.logs.items():
            need(log.signed == len(log.leaves), "the last checkpoint does not cover log %s" % name)
        for sha in self.blobs:
            need(sha in self.contents, "a blob that no shown record names")
        self.blobs = []

    def forks(self):
        for textual in self.witnessed:
            try:
                log, size, root, by = note(textual)
            except Bad:
                continue
            l = self.logs.get(log)
            if l and size <= len(l.leaves) and by(l.key) and not l.holds(size, root):
                need(any(self.proves(e, log) for e in self.exposed), "a witness saw another history of log %s" % log)

    def proves(self, exposed, log):
        try:
            notes = [note(c) for c in exposed["checkpoints"]]
        except Bad:
            return False
        l = self.logs[log]
        if exposed["log"] != log or any(n[0] != log or not n[3](l.key) for n in notes):
            return False
        against = any(n[1] <= len(l.leaves) and not l.holds(n[1], n[2]) for n in notes)
        return against or notes[0][1] == notes[1][1] and notes[0][2] != notes[1][2]


def check_file(b):
    lines = b.split(b"\n")
    header(lines[0])
    need(lines.pop() == b"", "the last line is cut off")
    reader, sum, ended = Reader(), hashlib.sha256(lines[0] + b"\n"), False
    for n, line in enumerate(lines[1:], 2):
        try:
            reader.line(line, sum.hexdigest())
        except Bad as e:
            raise Bad("line %d: %s" % (n, e))
        ended = re.match(rb'[ \t]*\{[ \t]*"end"', line) is not None
        sum.update(line + b"\n")
    need(ended, "no end closes the last lines")
    reader.forks()
    return {name: [log.shown[s] for s in sorted(log.shown)] for name, log in reader.logs.items()}


def aside(times):
    """How many of a log's records a reader sets aside: from the first on that is a day ahead."""
    latest = time.time() * 1000 + 24 * 3600 * 1000
    return sum(when > latest for when in times)  # their times rise


def header(line):
    if b"weathervane" not in line or b"forecasts" not in line:
        raise Foreign("not a forecast file")
    h = strict(line)
    names = [n for n in ("exported_at", "by", "note") if n in h]
    exactly(h, "weathervane", "v", *names)
    if h["weathervane"] != "forecasts" or type(h["v"]) is not int or h["v"] != 1:
        raise Foreign("not a forecast file of version 1")
    for name, check in (("exported_at", instant), ("by", TYPES["log"]), ("note", text)):
        if name in h:
            check(h[name])


# ---- a proof
def follow(index, size, leaf, path):
    """The root that an RFC 6962 inclusion path leads to."""
    if size == 1:
        need(not path, "a path too long")
        return leaf
    need(path, "a path too short")
    half = 1
    while half * 2 < size:
        half *= 2
    if index < half:
        return node(follow(index, half, leaf, path[:-1]), path[-1])
    return node(path[-1], follow(index - half, size - half, leaf, path[:-1]))


def check_proof(b):
    line = b[:-1] if b.endswith(b"\n") else b
    what, v, checkpoint, opened, proved = exactly(strict(line), "weathervane", "v", "checkpoint", "opened", "proved")
    if what != "proof" or v != 1:
        raise Foreign("not a proof of version 1")
    text(checkpoint)
    log, size, root, by = note(checkpoint)
    for one_of, first in ((opened, True), (proved, False)):
        written, index, path = exactly(one_of, "record", "index", "path")
        text(written)
        each(ident)(path)
        r = record(written.encode())
        need(r["log"] == log and type(index) is int and r["seq"] == index < size, "a record of another place")
        if first:
            need(index == 0 and by(canonical(r["data"]["key"])), "a signature that does not hold")
        need(follow(index, size, r["id"], [bytes.fromhex(h) for h in path]) == root, "a path that does not lead to the tree hash")
    return {log: [r["when"]]}


def main(paths):
    code = 0
    for path in paths:
        try:
            with open(path, "rb") as f:
                b = f.read()
            if b.startswith(b"\x1f\x8b"):
                b = gzip.decompress(b)
            logs = (check_proof if re.match(rb'\s*\{\s*"weathervane"\s*:\s*"proof"', b) else check_file)(b)
            print("%s: holds" % path)
            for log, times in logs.items():
                n = aside(times)
                if n:
                    print("%s: log %s: %d records set aside: they are ahead of this clock" % (path, log, n))
        except Bad as e:
            code = max(code, 1)
            print("%s: is not valid: %s" % (path, e))
        except (Foreign, OSError, EOFError) as e:
            code = 2
            print("%s: %s" % (path, e))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
