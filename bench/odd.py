#!/usr/bin/env python3
"""The same forecasts as people's programs write them, a table of each kind.

usage: odd.py [-n ROWS] [-s SEED] [-o DIR]

Standard library only, a spreadsheet too. 4,000 questions, 37 forecasters.
"""
import argparse, gzip, os, random, time, zipfile

BASE, SPAN = 1577836800, 5 * 365 * 86400  # five years from 2020-01-01T00:00:00Z
HEAD = "question_id", "forecaster", "made_at", "probability", "outcome"
JAPANESE = "質問", "予測者", "日付", "確率", "結果"


def at(seconds, form="%Y-%m-%dT%H:%M:%SZ"):
    return time.strftime(form, time.gmtime(seconds))


def rows_of(n, seed):
    """A question, who, when (whole minutes, by time), thousandths, and the outcome."""
    rnd = random.Random(seed)
    for i in range(n):
        q = rnd.randrange(4000)
        y = int(q % 3 == 0)
        p = min(999, max(1, int(rnd.gauss(600 if y else 350, 200))))
        yield q, rnd.randrange(37), BASE + i * SPAN // n // 60 * 60, p, y


def text(rows, comma, head, row):
    return "".join(comma.join(cells) + "\n" for cells in [head, *map(row, rows)])


def spreadsheet(path, rows):
    """A workbook as programs write it: texts are shared, and times are numbers of days."""
    shared = list(HEAD) + ["q%04d" % q for q in range(4000)] + ["f%02d" % f for f in range(37)]
    string = '<c r="%s%d" t="s"><v>%d</v></c>'
    cells = ['<row r="1">%s</row>' % "".join(string % (c, 1, i) for i, c in enumerate("ABCDE"))]
    for n, (q, f, t, p, y) in enumerate(rows, 2):
        cells.append('<row r="%d">%s%s<c r="C%d" s="1"><v>%.10f</v></c><c r="D%d"><v>%s</v></c><c r="E%d"><v>%d</v></c></row>' % (
            n, string % ("A", n, 5 + q), string % ("B", n, 4005 + f), n, t / 86400 + 25569, n, p / 1000, n, y))
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        def put(name, xml):
            z.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + xml, zipfile.ZIP_DEFLATED)
        put("[Content_Types].xml", '<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' % package
            + "".join('<Override PartName="/xl/%s.xml" ContentType="%s%s+xml"/>' % (part, kind, what) for part, what in [
                ("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("sharedStrings", "sharedStrings"), ("styles", "styles")]) + "</Types>")
        relation = '<Relationship Id="rId%d" Type="' + office + '/%s" Target="%s"/>'
        relations = '<Relationships xmlns="%s/relationships">%%s</Relationships>' % package
        put("_rels/.rels", relations % (relation % (1, "officeDocument", "xl/workbook.xml")))
        put("xl/_rels/workbook.xml.rels", relations % "".join(relation % (i, *what) for i, what in enumerate(
            [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")], 1)))
        put("xl/workbook.xml", '<workbook %s xmlns:r="%s"><sheets><sheet name="forecasts" sheetId="1" r:id="rId1"/></sheets></workbook>' % (main, office))
        put("xl/styles.xml", '<styleSheet %s><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>' % main)
        put("xl/sharedStrings.xml", '<sst %s count="%d" uniqueCount="%d">%s</sst>' % (main, len(shared), len(shared), "".join("<si><t>%s</t></si>" % s for s in shared)))
        put("xl/worksheets/sheet1.xml", "<worksheet %s><sheetData>%s</sheetData></worksheet>" % (main, "".join(cells)))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("-n", type=int, default=200_000)
    ap.add_argument("-s", type=int, default=20260101)
    ap.add_argument("-o", default=".")
    a = ap.parse_args()
    os.makedirs(a.o, exist_ok=True)
    os.chdir(a.o)
    rows = list(rows_of(a.n, a.s))

    def put(name, text, encoding="utf-8"):
        with open(name, "w", encoding=encoding, newline="") as h:
            h.write(text)

    def plain(r):
        return "q%04d" % r[0], "f%02d" % r[1], at(r[2]), "0.%03d" % r[3], str(r[4])

    put("semicolons.csv", text(rows, ";", HEAD, lambda r: ("q%04d" % r[0], "f%02d" % r[1], at(r[2], "%d.%m.%Y %H:%M"), "0,%03d" % r[3], str(r[4]))))
    put("tabs.tsv", text(rows, "\t", HEAD, lambda r: ("q%04d" % r[0], "f%02d" % r[1], at(r[2], "%Y-%m-%d %H:%M:%S+00:00"), "0.%03d" % r[3], str(r[4]))))
    put("utf16.csv", text(rows, ",", HEAD, lambda r: ("Überfrage %04d" % r[0], *plain(r)[1:])), "utf-16")
    put("shift_jis.csv", text(rows, ",", JAPANESE, lambda r: ("質問%04d" % r[0], "予測者%02d" % r[1], at(r[2], "%Y/%m/%d %H:%M"), "0.%03d" % r[3], str(r[4]))), "shift_jis")
    put("percent.csv", text(rows, ",", HEAD, lambda r: (*plain(r)[:2], at(r[2], "%d %b %Y %H:%M"), "%.1f%%" % (r[3] / 10), "yes" if r[4] else "no")))
    with open("packed.csv.gz", "wb") as h, gzip.GzipFile("", "wb", 6, h, 0) as z:
        z.write(text(rows, ",", HEAD, plain).encode())
    spreadsheet("spreadsheet.xlsx", rows)


if __name__ == "__main__":
    main()
