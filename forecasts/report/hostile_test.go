package report_test

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/report"
)

// The texts of a colleague's records act on nothing in a report, and however long
// they are a report stays short.
func TestHostileTextsInReports(t *testing.T) {
	for name, text := range map[string]string{"forging": desktest.Forging, "endless": desktest.Endless, "marked": desktest.Marked} {
		t.Run(name, func(t *testing.T) {
			c := desktest.Start()
			d := desktest.NewDesk(t, "Heron", c)
			file := filepath.Join(t.TempDir(), "x.forecasts")
			desktest.WriteHostile(t, file, text)
			desktest.Must(d.Import(t.Context(), []string{file}, nil))(t)
			v := desktest.Must(d.Report(t.Context(), false))(t)
			for form, write := range map[string]func(*bytes.Buffer) error{
				"html": func(b *bytes.Buffer) error { return report.HTML(b, v, report.Pictures{}) }, "md": func(b *bytes.Buffer) error { return report.Markdown(b, v) },
				"csv": func(b *bytes.Buffer) error { return report.CSV(b, v) }, "ics": func(b *bytes.Buffer) error { return report.ICS(b, v) },
			} {
				var b bytes.Buffer
				if err := write(&b); err != nil {
					t.Fatal(err)
				}
				acting := desktest.Acting
				if form == "ics" { // whose lines end with \r\n
					acting = func(r rune) bool { return r != '\r' && desktest.Acting(r) }
				}
				if at := strings.IndexFunc(b.String(), acting); at >= 0 {
					t.Errorf("%s has %q", form, b.String()[max(at-40, 0):min(at+40, b.Len())])
				}
				if b.Len() > 1<<20 || !utf8.Valid(b.Bytes()) || strings.Contains(b.String(), "\nEverything is valid.") {
					t.Errorf("%s has %d bytes: %.200s", form, b.Len(), b.String())
				}
				if form == "csv" {
					rows := desktest.Must(csv.NewReader(&b).ReadAll())(t)
					if len(rows) < 8 {
						t.Errorf("%d rows", len(rows))
					}
				}
			}
			var b bytes.Buffer
			if err := report.XLSX(&b, v); err != nil {
				t.Fatal(err)
			}
			book := desktest.Must(excelize.OpenReader(&b))(t)
			defer book.Close()
			for _, sheet := range book.GetSheetList() {
				for _, row := range desktest.Must(book.GetRows(sheet))(t) {
					if at := strings.IndexFunc(strings.Join(row, "\t"), desktest.Acting); at >= 0 {
						t.Errorf("the sheet %s has %q", sheet, row)
					}
				}
			}
		})
	}
}
