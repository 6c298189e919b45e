package sheet

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

// named counts the names of columns that these tests use.
func named(fields []string) (n int) {
	for _, f := range fields {
		if slices.Contains([]string{"question", "forecaster", "probability"}, strings.ToLower(f)) {
			n++
		}
	}
	return n
}

// read gives the records of a table with their lines.
func read(t testing.TB, in io.Reader, o Options) (all []string, s *Source, err error) {
	t.Helper()
	s, err = Open(in, o, named)
	if err != nil {
		return nil, nil, err
	}
	b, err := s.Blocks()
	if err != nil {
		return nil, s, err
	}
	for {
		part, err := b.Next(nil)
		if err != nil {
			return all, s, err
		}
		if len(part.Text) == 0 {
			return all, s, nil
		}
		r := Records{Text: part.Text, Comma: s.Comma}
		for r.Scan() {
			if !r.Blank() {
				all = append(all, fmt.Sprintf("%d %s", part.Line+r.Line, bytes.Join(r.Fields, []byte("/"))))
			}
		}
	}
}

// Every delimiter with every character set, packing, line end and beginning gives the
// same records.
func TestTablesAsPeopleKeepThem(t *testing.T) {
	delimiters := []string{",", ";", "\t", "|"}
	above := map[string]int{"": 0, "Meine Prognosen 2026\n\n": 2, "My record, by year; all of it\nsince 2020\n": 2, "\n": 1}
	sets := map[string]func(string) []byte{
		"UTF-8":        func(s string) []byte { return []byte(s) },
		"with a mark":  func(s string) []byte { return []byte("\ufeff" + s) },
		"Windows-1252": func(s string) []byte { b, _ := charmap.Windows1252.NewEncoder().Bytes([]byte(s)); return b },
		"UTF-16": func(s string) []byte {
			b := []byte{0xff, 0xfe}
			for _, u := range utf16.Encode([]rune(s)) {
				b = append(b, byte(u), byte(u>>8))
			}
			return b
		},
	}
	packed := map[string]func([]byte) []byte{
		"plain": func(b []byte) []byte { return b },
		"gzip": func(b []byte) []byte {
			var out bytes.Buffer
			z := gzip.NewWriter(&out)
			z.Write(b)
			z.Close()
			return out.Bytes()
		},
		"zip": func(b []byte) []byte {
			return zipped(map[string][]byte{"folder/table.csv": b, "README.md": []byte("x")})
		},
	}
	for _, d := range delimiters {
		for top, lines := range above {
			for _, end := range []string{"\n", "\r\n", "\r"} {
				text := top + strings.Join([]string{"Question", "Forecaster", "Probability"}, d) + "\n" +
					strings.Join([]string{"Höhe der Löhne", "ann", "0.7"}, d) + "\n\n" +
					strings.Join([]string{"\"a" + d + "\"\"b\"\"\"", "bob", "0.2"}, d) + "\n"
				text = strings.ReplaceAll(text, "\n", end)
				want := []string{fmt.Sprintf("%d Question/Forecaster/Probability", lines+1), fmt.Sprintf("%d Höhe der Löhne/ann/0.7", lines+2), fmt.Sprintf("%d a%s\"b\"/bob/0.2", lines+4, d)}
				for set, encode := range sets {
					for how, pack := range packed {
						got, s, err := read(t, bytes.NewReader(pack(encode(text))), Options{})
						if err != nil || !slices.Equal(got, want) {
							t.Errorf("%q, %q above, %q, %s, %s: %q, %v", d, top, end, set, how, got, err)
						}
						if how == "zip" && s != nil && s.Inside != "folder/table.csv" {
							t.Errorf("the file inside is %q", s.Inside)
						}
					}
				}
			}
		}
	}
}

func zipped(all map[string][]byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, b := range all {
		w, _ := z.Create(name)
		w.Write(b)
	}
	z.Close()
	return out.Bytes()
}

func TestTheFirstLineMayNameTheDelimiter(t *testing.T) {
	got, _, err := read(t, strings.NewReader("sep=;\nquestion;probability\nRain, or snow;0,5\n"), Options{})
	if want := []string{"2 question/probability", "3 Rain, or snow/0,5"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
}

// Without a name that is known, the lines show by their width how they are divided.
func TestAnUnknownHeaderIsFoundByItsWidth(t *testing.T) {
	got, s, err := read(t, strings.NewReader("Vorhersagen, Stand Mai\nFrage;Wer;Wahrsch.\nRegen, Wind;ann;0,5\nSchnee;bob;0,1\n"), Options{})
	if want := []string{"2 Frage/Wer/Wahrsch.", "3 Regen, Wind/ann/0,5", "4 Schnee/bob/0,1"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	if s.Comma != ';' || !slices.Equal(s.Title, []string{"Vorhersagen, Stand Mai"}) {
		t.Errorf("delimiter %q, above it %q", s.Comma, s.Title)
	}
}

func TestSpreadsheets(t *testing.T) {
	f := excelize.NewFile()
	f.SetSheetRow("Sheet1", "A1", &[]any{"My forecasts"})
	f.SetSheetRow("Sheet1", "A3", &[]any{"question", "probability", "forecaster"})
	f.SetSheetRow("Sheet1", "A4", &[]any{"Rain,\nor snow?", 0.7, "ann"})
	f.SetCellStyle("Sheet1", "B4", "B4", func() int { s, _ := f.NewStyle(&excelize.Style{NumFmt: 9}); return s }()) // shown as 70%
	f.NewSheet("Second")
	f.SetSheetRow("Second", "A1", &[]any{"question", "probability"})
	f.SetSheetRow("Second", "A2", &[]any{"Hail?", 0.125})
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	for sheet, want := range map[string][]string{
		"":       {"3 question/probability/forecaster", "4 Rain, or snow?/0.7/ann"},
		"second": {"1 question/probability", "2 Hail?/0.125"},
	} {
		if got, _, err := read(t, bytes.NewReader(b.Bytes()), Options{Sheet: sheet}); err != nil || !slices.Equal(got, want) {
			t.Errorf("sheet %q: %q, %v", sheet, got, err)
		}
	}
	if _, _, err := read(t, bytes.NewReader(b.Bytes()), Options{Sheet: "Third"}); err == nil || !strings.Contains(err.Error(), "choose from Sheet1, Second") {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

// A workbook of a report begins with its questions; the forecasts are what is meant.
func TestASheetOfForecastsIsMeant(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for name, cell := range map[string]string{"Sheet1": "question_id", "Forecasts": "probability"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue(name, "A1", cell); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	for named, want := range map[string]string{"": "Forecasts", "sheet1": "Sheet1", "forecasts": "Forecasts"} {
		s, err := Open(bytes.NewReader(b.Bytes()), Options{Sheet: named}, Named("probability"))
		if err != nil || s.Inside != want {
			t.Errorf("%q opens %+v, %v", named, s, err)
		}
	}
}

func TestAnArchiveMustHaveOneTable(t *testing.T) {
	for why, all := range map[string]map[string][]byte{
		"has no table": {"README.md": nil, "__MACOSX/a.csv": nil},
		"has 2 tables": {"a.csv": nil, "b.tsv": nil},
	} {
		if _, _, err := read(t, bytes.NewReader(zipped(all)), Options{}); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// zeros gives 0 for as long as it is asked.
type zeros struct{ read int64 }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += int64(len(p))
	return len(p), nil
}

// What never ends is refused after little of it was read.
func TestWhatNeverEndsIsRefused(t *testing.T) {
	z := &zeros{}
	if _, _, err := read(t, z, Options{}); err == nil || z.read > 8<<20 {
		t.Errorf("%v after %d bytes", err, z.read)
	}
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	io.CopyN(w, &zeros{}, 64<<20)
	w.Close()
	if _, _, err := read(t, &bomb, Options{}); err == nil {
		t.Error("a line of 64 MiB is read")
	}
}

// A cell that happens to be called as a column can be is no header.
func TestACellByTheNameOfAColumnIsNoHeader(t *testing.T) {
	known := Named("y", "p", "question")
	if d := Sniff([]byte("Team,Opponent,Chance\nA,B,0.5\nC,y,0.25\n"), known); d.Skip != 0 {
		t.Errorf("the header is in line %d", d.Skip+1)
	}
	if d := Sniff([]byte("My list\nquestion,p,why\nA,0.5,x\n"), known); d.Skip != 1 {
		t.Errorf("the header below a title is in line %d", d.Skip+1)
	}
}
