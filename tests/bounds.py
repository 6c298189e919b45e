"""Makes files that unpack to 10 GiB, lines without an end and the like in the folder
that it is run in, beside w.vane, and gives each to the commands that read files:
usage: bounds.py PROGRAM. What is not refused with one sentence in 100 MiB is printed."""
import os, struct, subprocess, sys, zlib

HEAD = b"question_id,forecaster,made_at,probability,outcome\n"
ROW = b"q,f,2024-01-01,0.5,1\n"
HUGE, PART, MOST_KIB = 10 << 30, 16 << 20, 100 << 10
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = b"http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = b"<worksheet " + MAIN + b"><sheetData>"


def deflated(unit, head=b"", size=HUGE):
    """A head and a unit again and again, deflated; the same part is written many times."""
    c = zlib.compressobj(6, zlib.DEFLATED, -15)
    out = c.compress(head) + c.flush(zlib.Z_FULL_FLUSH)
    if unit:
        part = c.compress(unit * (PART // len(unit))) + c.flush(zlib.Z_FULL_FLUSH)
        out += part * (size // PART)
    return out + c.flush()


def gzipped(name, unit, head=b""):
    with open(name, "wb") as f:
        f.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + deflated(unit, head) + bytes(8))


def zipped(name, *members):
    """An archive of (name, deflated data, the size that it claims, CRC-32)."""
    with open(name, "wb") as f:
        directory = b""
        for called, data, size, crc in members:
            size, called = min(size, 0xFFFFFFFE), called.encode()
            at = f.tell()
            told = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(data), size, len(called), 0)
            f.write(b"PK\3\4" + told + called + data)
            directory += b"PK\1\2" + struct.pack("<H", 20) + told + struct.pack("<HHHII", 0, 0, 0, 0, at) + called
        at = f.tell()
        f.write(directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), at, 0))


def whole(name, text):
    return name, deflated(b"", text), len(text), zlib.crc32(text)


def spreadsheet(name, *members):
    zipped(name,
           whole("[Content_Types].xml", b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
           whole("_rels/.rels", b'<Relationships xmlns="' + PACK + b'"><Relationship Id="rId1" Type="' + REL + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
           whole("xl/workbook.xml", b"<workbook " + MAIN + b' xmlns:r="' + REL + b'"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'),
           whole("xl/_rels/workbook.xml.rels", b'<Relationships xmlns="' + PACK + b'"><Relationship Id="rId1" Type="' + REL + b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
           *members)


def make():
    with open("good.txt", "wb") as f:
        f.write(HEAD + ROW)
    for name in ("zeros.csv", "zeros.forecasts"):
        with open(name, "wb") as f:
            f.truncate(HUGE)
    with open("spaces.json", "wb") as f:
        f.write(b'[{"a":1},' + b" " * (128 << 10))
        f.truncate(HUGE)
    with open("line.csv", "wb") as f:
        f.write(HEAD)
        for _ in range(500):
            f.write(b"x" * (1 << 20))
    with open("quote.csv", "wb") as f:
        f.write(HEAD + b'"' + ROW * (4 << 20))
    with open("columns.csv", "wb") as f:
        f.write(HEAD.strip() + b"," + b",".join(b"c%d" % i for i in range(1_000_000)) + b"\n")
    with open("empty-columns.csv", "wb") as f:
        f.write(HEAD.strip() + b"," * 1_000_000 + b"\n" + ROW.strip() + b"," * 1_000_000 + b"\n")
    gzipped("zeros.csv.gz", b"\0")
    gzipped("line.csv.gz", b"x", HEAD)
    gzipped("rows.csv.gz", ROW * 32, HEAD)
    gzipped("blank.csv.gz", b"\n", HEAD)
    gzipped("spaces.json.gz", b" ", b"[")
    for told, size in (("", HUGE), ("-lying", 1000)):
        zipped("zeros%s.zip" % told, ("zeros.csv", deflated(b"\0"), size, 0))
        zipped("rows%s.zip" % told, ("rows.csv", deflated(ROW * 32, HEAD), size, 0))
        zipped("metaculus%s.zip" % told, ("question_data.csv", deflated(b"x", b"Question ID,Question Type\n"), size, 0))
        spreadsheet("zeros%s.xlsx" % told, ("xl/worksheets/sheet1.xml", deflated(b"\0"), size, 0))
        spreadsheet("rows%s.xlsx" % told, ("xl/worksheets/sheet1.xml", deflated(b"<row><c><v>1</v></c></row>" * 64, SHEET, 1 << 30), min(size, 1 << 30), 0))
        spreadsheet("text%s.xlsx" % told, ("xl/worksheets/sheet1.xml", deflated(b"x", SHEET + b'<row><c t="inlineStr"><is><t>'), size, 0))
    wide = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (i, i) for i in range(1, 20_000))
    spreadsheet("wide.xlsx", whole("xl/worksheets/sheet1.xml", SHEET + wide + b"</sheetData></worksheet>"))


def run(program, name, *arguments):
    """What a run used and said; its figures are its own, for nothing else is waited for."""
    child = subprocess.Popen([program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wrong = child.returncode != 2 or said.count("\n") != 1 or name not in said or used.ru_maxrss >= MOST_KIB
    if wrong or os.environ.get("VERBOSE"):
        print("%s %s: exit code %d, %d MiB: %s" % (arguments[0], name, child.returncode, used.ru_maxrss >> 10, said[:300].strip()))
    return wrong


# Made by a process of its own: what a child holds is counted from what its parent held.
if not os.fork():
    make()
    os._exit(0)
os.wait()
commands = ("score",), ("score", "good.txt", "--questions"), ("import", "w.vane"), ("verify",), ("list",)
bad = [name for name in sorted(os.listdir(".")) if os.path.splitext(name)[1] in (".csv", ".json", ".gz", ".zip", ".xlsx", ".forecasts")
       for c in commands if run(sys.argv[1], name, *c, name)]
sys.exit(bool(bad))
