package importers

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
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
		"JSON of an unknown service (with nothing in it)":       `[]`,
		"JSON of an unknown service (a, b, c, d, e and 2 more)": `{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}`,
		"a proof of one record":                                 `{"weathervane":"proof","v":1}`,
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

func FuzzStrange(f *testing.F) {
	f.Add([]byte(zipOf(f, "a.png")))
	f.Add([]byte(`[{"foo":1,"bar":`))
	f.Add([]byte("From: a\r\nTo: b\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if what, do := Strange(b); (what == "") != (do == "") || strings.ContainsAny(what, "\n\r") {
			t.Errorf("%q, %q", what, do)
		}
	})
}
