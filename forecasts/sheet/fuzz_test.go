package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// holds reads a table, and fails where it is not text or has more lines than there are.
func holds(t *testing.T, s *Source, err error) {
	t.Helper()
	if err != nil {
		if !utf8.ValidString(err.Error()) {
			t.Fatalf("says %q", err)
		}
		return
	}
	b, err := s.All()
	if err == nil && (!utf8.Valid(b.Text) || b.Line < 0) {
		t.Fatalf("%q from line %d on", b.Text, b.Line)
	}
	for _, said := range s.Says() {
		if !utf8.ValidString(said) {
			t.Fatalf("says %q", said)
		}
	}
}

// FuzzOpen reads what may be a table in any packing.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("question,probability\nRain,0.5\n"))
	f.Add([]byte("sep=;\nquestion;probability\n\"a;\"\"b\";0,5\n"))
	f.Add([]byte("- [x] Rain: 70%\n- Snow: 5%\n"))
	f.Add(zipped(map[string][]byte{"a.csv": []byte("question|probability\nRain|0.5\n")}))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Open(bytes.NewReader(b), Options{}, named)
		holds(t, s, err)
		read(t, bytes.NewReader(b), Options{})
	})
}

// FuzzArchive reads archives of files of any names, which are whole.
func FuzzArchive(f *testing.F) {
	f.Add("a.csv", []byte("question,probability\nRain,0.5\n"), "b.png", []byte("x"))
	f.Add("__MACOSX/._a.csv", []byte("x"), "dir/A.TXT", []byte("- Rain: 70%\n- Snow: 5%\n"))
	f.Add("a.tsv", zipped(map[string][]byte{"b.csv": []byte("question\tprobability\nRain\t0.5\n")}), "x/", []byte(nil))
	f.Fuzz(func(t *testing.T, name string, text []byte, other string, more []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for n, text := range map[string][]byte{name: text, other: more} {
			w, err := z.CreateHeader(&zip.FileHeader{Name: n})
			if err == nil && !strings.HasSuffix(n, "/") {
				_, err = w.Write(text)
			}
			if err != nil {
				return // no name of a file
			}
		}
		if z.Close() != nil {
			return
		}
		s, err := OpenArchive(b.Bytes(), Options{}, named)
		holds(t, s, err)
	})
}

// FuzzWorkbook reads spreadsheets whose parts are what somebody made of them.
func FuzzWorkbook(f *testing.F) {
	w := excelize.NewFile()
	for i, row := range [][]any{{"question", "forecaster", "probability"}, {"Rain", "Ann", 0.5}, {"Snow", "Bo", "70%"}, {45322.5, true, nil}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := w.SetSheetRow("Sheet1", cell, &row); err != nil {
			f.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := w.Write(&b); err != nil {
		f.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		f.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, p := range z.File {
		r, err := p.Open()
		if err != nil {
			f.Fatal(err)
		}
		if parts[p.Name], err = io.ReadAll(r); err != nil {
			f.Fatal(err)
		}
	}
	const book, sheet, texts, styles, relations = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"
	f.Add(parts[book], parts[sheet], parts[texts], parts[styles], parts[relations], "")
	f.Fuzz(func(t *testing.T, b, s, x, y, r []byte, name string) {
		changed := map[string][]byte{}
		for n, text := range parts {
			changed[n] = text
		}
		changed[book], changed[sheet], changed[texts], changed[styles], changed[relations] = b, s, x, y, r
		source, err := OpenArchive(zipped(changed), Options{Sheet: name}, named)
		holds(t, source, err)
	})
}
