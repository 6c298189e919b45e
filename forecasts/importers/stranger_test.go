package importers

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts/bounded"
)

func zipOf(t testing.TB, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		w, err := z.Create(n)
		if err == nil {
			_, err = w.Write([]byte("text of " + n))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func database(id string) string {
	return "SQLite format 3\x00" + strings.Repeat("\x00", 52) + id + strings.Repeat("\x00", 28)
}

// compound is the beginning of a file of an old Office with some streams in it.
func compound(streams ...string) string {
	b := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504)
	for _, s := range append([]string{"Root Entry"}, streams...) {
		for _, r := range s {
			b += string(r) + "\x00"
		}
		b += strings.Repeat("\x00", 128-2*len(s))
	}
	return b
}

// media is the beginning of an archive whose first file says what it is.
func media(t testing.TB, kind string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "mimetype", UncompressedSize64: uint64(len(kind)), CompressedSize64: uint64(len(kind))})
	if err == nil {
		_, err = w.Write([]byte(kind))
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Kinds of files that newcomers give are told apart, each with what to do.
func TestStrangersThatNewcomersGive(t *testing.T) {
	locked := []byte(zipOf(t, "a.csv"))
	locked[6] |= 1
	for head, what := range map[string]string{
		compound("EncryptionInfo", "EncryptedPackage"): "a spreadsheet or document with a password",
		compound("Workbook"):                           "an old spreadsheet (.xls)",
		compound("Book"):                               "an old spreadsheet (.xls)",
		compound("WordDocument"):                       "an old Word document (.doc)",
		compound("__properties_version1.0"):            "an e-mail of Outlook (.msg)",
		compound("Other"):                              "a document of an old Office (.doc, .xls or .ppt)",
		string(locked):                                 "an archive with a password",
		media(t, "application/vnd.oasis.opendocument.spreadsheet"): "an OpenDocument spreadsheet (.ods)",
		media(t, "application/vnd.oasis.opendocument.text"):        "an OpenDocument text (.odt)",
		zipOf(t, "[Content_Types].xml", "xl/workbook.bin"):         "a binary spreadsheet (.xlsb)",
		zipOf(t, "Index/Document.iwa", "Metadata/x.plist"):         "a document of Numbers, Pages or Keynote",
		"PAR1\x15\x04":        "a Parquet file",
		"X\n\x00\x00\x00\x03": "a data file of R",
		"a.csv" + strings.Repeat("\x00", 252) + "ustar\x0000":                           "an archive (tar)",
		"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>":                 "a file of bookmarks",
		"<!-- saved from url=(0014)about:internet -->\n<html>":                          "an HTML page",
		"\n<meta charset=utf-8><title>Sign in</title>":                                  "an HTML page",
		"<table><tr><td>question_id</td></tr></table>":                                  "an HTML table",
		"<?xml version=\"1.0\"?>\n<!-- x -->\n<rss version=\"2.0\">":                    "a news feed (RSS)",
		"<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">":           "a news feed (Atom)",
		"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>":   "a spreadsheet as XML",
		"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>":                     "an HTML page",
		"<?xml version=\"1.0\"?><other/>":                                               "an XML document",
		"+++\ntitle = 'Log'\n+++\n- Rain: 70 %\n":                                       "a prediction log with front matter (Markdown)",
		"From a@example.org Mon Jan  1\nFrom: a@example.org\nSubject: Rain\n\nx":        "an e-mail",
		"From: <Saved by Blink>\nSnapshot-Content-Location: https://x\nSubject: x\n\nx": "a saved page (MHTML)",
		"[InternetShortcut]\nURL=https://fatebook.io\n":                                 "a link to a page",
		"-- PostgreSQL database dump\n":                                                 "a dump of a database (SQL)",
		"I will read twelve books\nand run often\n":                                     "a text without columns",
		`{"cells":[],"metadata":{},"nbformat":4}`:                                       "a Jupyter notebook",
		`{"error":"Invalid API key"}`:                                                   "the answer of a service that could not give what was asked (error)",
		`{"detail":"Authentication credentials were not provided."}`:                    "the answer of a service that could not give what was asked (detail)",
		`{"":"WARNING","doc_id":"1x","email":"a@b.c"}`:                                  "a link to a Google document",
	} {
		got, do := Strange([]byte(head))
		if got != what || do == "" {
			t.Errorf("%q is %q, which is %q; do %q", head[:min(30, len(head))], what, got, do)
		}
	}
	for _, head := range []string{"probability\n0.5\n", "Question;p\nRain?;0.5\n", "<1%,question\n", "sep=,\nid,p\n", "My predictions of 2024\n\nid,p\n"} {
		if what, _ := Strange([]byte(head)); what != "" {
			t.Errorf("%q is taken for %s", head, what)
		}
	}
}

// What a file is, is said; what may be read is no stranger.
func TestStrangers(t *testing.T) {
	for what, head := range map[string]string{
		"a PDF document":  "%PDF-1.7\n",
		"an image (PNG)":  "\x89PNG\r\n\x1a\n",
		"a Word document": zipOf(t, "[Content_Types].xml", "word/document.xml"),
		"an archive without tables (a.png, b/c.jpg)":            zipOf(t, "a.png", "b/c.jpg"),
		"a SQLite database of another program":                  database("\x00\x00\x00\x00"),
		"a file encrypted with age":                             "age-encryption.org/v1\n-> X25519 abc\n",
		"an ICS calendar":                                       "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
		"an HTML page":                                          "\ufeff\n<!DOCTYPE HTML>\n<html>",
		"an e-mail":                                             "Received: from x\r\n\tby y\r\nFrom: a@example.org\r\nSubject: Rain\r\n\r\nIt rains.\r\n",
		"a prediction log with front matter (Markdown)":         "---\ntitle: Log\n---\n- Rain: 70 %\n",
		"an empty file":                                         " \n\n",
		"a Kalshi market (JSON)":                                `{"market":{"ticker":"K","title":"Rain?","status":"active"}}`,
		"JSON of an unknown service (foo, bar)":                 `[[{"foo":{"a":1},"bar":[2`,
		"JSON of an unknown service (a, b, c, d, e and 2 more)": `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}`,
		"a proof of one record":                                 `{"weathervane":"proof","v":1}`,
		"JSON with nothing in it":                               `[]`,
		"":                                                      "question_id,probability\nq1,0.5\n",
	} {
		got, do := Strange([]byte(head))
		if got != what || (do == "") != (what == "") {
			t.Errorf("%q is %q, which is %q; do %q", head[:min(20, len(head))], got, what, do)
		}
		if strings.Contains(do, "--") {
			t.Errorf("%q names a flag", do)
		}
	}
	for _, head := range []string{database("VANE"), `{"weathervane":"forecasts","v":1}`, zipOf(t, "a.png", "b.csv"), zipOf(t, "xl/workbook.xml"), "From,To,p\na,b,0.5\n"} {
		if what, _ := Strange([]byte(head)); what != "" {
			t.Errorf("%q is taken for %s", head[:min(20, len(head))], what)
		}
	}
}

// What was made to fill the memory is called that, and not what its beginning is.
func TestABombIsToldAsOne(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte("[" + strings.Repeat(" ", 64<<20)))
	path := filepath.Join(t.TempDir(), "x.json.gz")
	if err = errors.Join(err, z.Close(), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := Explain(t.Context(), path, errors.New("not a table")); !errors.Is(err, bounded.ErrBomb) {
		t.Errorf("it is told as %v", err)
	}
}
