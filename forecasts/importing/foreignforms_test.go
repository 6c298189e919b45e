package importing_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/score"
)

// Every form goes the whole way: a dry run, the import, the same again.
func TestImportOfEveryForm(t *testing.T) {
	for name, x := range map[string]struct {
		files                             []string
		questions, forecasts, ends, other int
	}{
		"Fatebook":       {[]string{"fatebook.csv"}, 4, 5, 3, 0},
		"PredictionBook": {[]string{"predictionbook.json"}, 3, 3, 2, 1},
		"Metaculus":      {[]string{"question_data.csv", "forecast_data.csv"}, 6, 7, 5, 0},
		"Kalshi":         {[]string{"kalshi.json"}, 5, 4, 4, 0},
		"Polymarket":     {[]string{"polymarket.json"}, 5, 5, 4, 0},
		"Manifold":       {[]string{"manifold-markets.json", "manifold-bets.json"}, 3, 4, 3, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c := desktest.Start()
			c.Pass(365 * 24 * time.Hour)
			d := desktest.NewDesk(t, "Crane", c)
			var paths []string
			for _, f := range x.files {
				paths = append(paths, filepath.Join("..", "importers", "testdata", f))
			}
			want := merging.Adds{Questions: x.questions, Forecasts: x.forecasts, Resolutions: x.ends, Other: x.other}
			if dry := bring(t, d, importing.Options{DryRun: true}, paths...); dry.Written || dry.Adds != want {
				t.Errorf("the dry run: %+v, want %+v", dry.Adds, want)
			}
			b := bring(t, d, importing.Options{}, paths...)
			if !b.Written || b.Adds != want || b.Foreign[0].From != name || len(b.Foreign) != len(paths) {
				t.Errorf("the import: %+v, want %+v", b.Adds, want)
			}
			if again := bring(t, d, importing.Options{}, paths...); again.Adds != (merging.Adds{}) {
				t.Errorf("again: %+v", again.Adds)
			}
			for _, f := range desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t) {
				if f.Provenance != "imported" || f.Forecaster.By == "" || f.MadeAt == nil {
					t.Errorf("a forecast is %+v", f)
				}
			}
		})
	}
}

func TestImportOfOwnForecasts(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	path := filepath.Join("..", "importers", "testdata", "fatebook.csv")
	bring(t, d, importing.Options{Me: "Ann"}, path)
	mine := 0
	for _, f := range desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t) {
		if f.Forecaster.By == "" {
			mine++
		}
	}
	if mine != 4 {
		t.Errorf("%d forecasts are the user's own, want 4", mine)
	}
}

func TestImportOfNoForm(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	for _, text := range []string{"{}", "[]", "", "PK\x03\x04", "Question ID,Probability Yes\n1,0.5\n", "Post ID,Comment Text,Created At\n1,a,2023-01-01\n", "{\"weathervane\":1}\n"} {
		if b, err := d.ImportFiles(t.Context(), []string{export(t, "x", text)}, importing.Options{}); err == nil {
			t.Errorf("%q: %+v", text, b)
		}
	}
}

// A table of forecasts alone names what it lacks; where the questions are here, it
// lacks nothing.
func TestImportOfForecastsAlone(t *testing.T) {
	samples := filepath.Join("..", "importers", "testdata")
	made, asked := filepath.Join(samples, "forecast_data.csv"), filepath.Join(samples, "question_data.csv")
	c := desktest.Start()
	c.Pass(365 * 24 * time.Hour)
	d := desktest.NewDesk(t, "Crane", c)
	if b := bring(t, d, importing.Options{}, made); b.Adds.Questions != 5 || b.Adds.Forecasts != 7 {
		t.Errorf("alone it adds %+v", b.Adds)
	}
	desktest.Must(d.Find(t.Context(), "question", "Metaculus question 101"))(t)
	e := desktest.NewDesk(t, "Heron", c)
	bring(t, e, importing.Options{}, asked)
	if b := bring(t, e, importing.Options{}, made); b.Adds != (merging.Adds{Forecasts: 7}) {
		t.Errorf("where its questions are, it adds %+v", b.Adds)
	}
	v := desktest.Question1(t, e, desktest.Must(e.Find(t.Context(), "question", "Who leads? (party)"))(t))
	if v.Timeline[0].Probs["other"] != 0.3 {
		t.Errorf("its choice is %+v", v.Timeline)
	}
}

// The same table comes in however it is kept: with any delimiter, packed, as a
// spreadsheet, below a title. The preview says the same.
func TestATableComesInHoweverItIsKept(t *testing.T) {
	rows := [][]any{{"question_id", "forecaster", "made_at", "probability", "outcome"}, {"Rain?", "ann", "2024-01-02", 0.7, 1}, {"Rain?", "bob", "2024-01-03", 0.2, 1}, {"Snow, or hail?", "ann", "2024-01-02", 0.1}}
	var csvText, semicolons bytes.Buffer
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				csvText.WriteByte(',')
				semicolons.WriteByte(';')
			}
			fmt.Fprintf(&csvText, "%q", fmt.Sprint(cell))
			fmt.Fprint(&semicolons, cell)
		}
		csvText.WriteByte('\n')
		semicolons.WriteByte('\n')
	}
	var packed, zipped, book bytes.Buffer
	g := gzip.NewWriter(&packed)
	g.Write(csvText.Bytes())
	g.Close()
	z := zip.NewWriter(&zipped)
	w := desktest.Must(z.Create("record.csv"))(t)
	w.Write(semicolons.Bytes())
	z.Close()
	x := excelize.NewFile()
	x.SetSheetRow("Sheet1", "A1", &[]any{"My record"})
	for i := range rows {
		x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+3), &rows[i])
	}
	if err := x.Write(&book); err != nil {
		t.Fatal(err)
	}
	for kept, text := range map[string]string{
		"record.csv": csvText.String(), "semicolons.csv": semicolons.String(), "title.csv": "My record\n\n" + csvText.String(), "sep.csv": "sep=;\n" + semicolons.String(),
		"record.csv.gz": packed.String(), "record.zip": zipped.String(), "record.xlsx": book.String(),
	} {
		c := desktest.Start()
		d := desktest.NewDesk(t, "Crane", c)
		path := filepath.Join(t.TempDir(), kept)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		want := merging.Adds{Questions: 2, Forecasts: 3, Resolutions: 1}
		if dry := bring(t, d, importing.Options{DryRun: true}, path); dry.Adds != want {
			t.Errorf("%s: the dry run: %+v, want %+v", kept, dry.Adds, want)
		}
		if b := bring(t, d, importing.Options{}, path); b.Adds != want {
			t.Errorf("%s: %+v, want %+v", kept, b.Adds, want)
		}
		columns := desktest.Must(d.ViewTable(t.Context(), path, importing.Options{}))(t).Columns
		if len(columns) != 5 || columns[1].Means != "forecaster" || columns[1].Samples[0] != "ann" {
			t.Errorf("%s: columns %+v", kept, columns)
		}
	}
}

// What a spreadsheet is, is told by the sheet that is meant.
func TestTheSheetThatIsMeantIsRecognised(t *testing.T) {
	x := excelize.NewFile()
	x.SetSheetRow("Sheet1", "A1", &[]any{"Notes of the year"})
	x.NewSheet("Record")
	x.SetSheetRow("Record", "A1", &[]any{"question_id", "forecaster", "made_at", "probability"})
	x.SetSheetRow("Record", "A2", &[]any{"Rain?", "ann", "2024-01-02", 0.7})
	var book bytes.Buffer
	if err := x.Write(&book); err != nil {
		t.Fatal(err)
	}
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	if dry := bring(t, d, importing.Options{DryRun: true}, export(t, "unsaid.xlsx", book.String())); dry.Adds.Forecasts != 1 {
		t.Errorf("the sheet with the table is not found: %+v", dry.Adds)
	}
	b := bring(t, d, importing.Options{Reading: score.TableOptions{Sheet: "Record"}}, export(t, "book.xlsx", book.String()))
	if b.Adds != (merging.Adds{Questions: 1, Forecasts: 1}) {
		t.Errorf("it adds %+v", b.Adds)
	}
}
