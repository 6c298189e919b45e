package importing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
)

// The rows that an import leaves out are a table of their own: mended, they come in,
// and what was mended wrongly is left out again, into the same file.
func TestRowsLeftOutComeInWhenTheyAreMended(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	const text = "a list of mine\n\nquestion_id;forecaster;made_at;probability;outcome;title\n" +
		"a;Ann;2023-01-02;0,5;1;\"Rain; or\nsnow?\"\nb;Ann;2023-01-02;often;1;Snow?\nc;Ann;2023-01-02;;1;Hail?\n" +
		"d;Ann;2023-01-02;0,5;1;Fog?\nd;Bob;2023-01-02;0,5;0;Fog?\ne;Ann;2023-01-02;0,5;1;Sun?\ne;Bob;2023-01-02;0,5;void;Sun?\n"
	path := export(t, "list.csv", text)
	paths, o := []string{path}, importing.Options{Reading: score.TableOptions{SkipBadRows: true}}
	if _, err := d.ImportFiles(t.Context(), paths, importing.Options{}); err == nil || !strings.Contains(err.Error(), "often") {
		t.Errorf("without leave to skip: %v", err)
	}
	first := bring(t, d, o, path)
	mend := filepath.Join(t.TempDir(), "mend.csv")
	if n, err := saveLeft(t, d, paths, o, mend); err != nil || n != 5 {
		t.Fatalf("%d rows, %v", n, err)
	}
	want := "question_id;forecaster;made_at;probability;outcome;title\nb;Ann;2023-01-02;often;1;Snow?\n" +
		"d;Ann;2023-01-02;0,5;1;Fog?\nd;Bob;2023-01-02;0,5;0;Fog?\ne;Ann;2023-01-02;0,5;1;Sun?\ne;Bob;2023-01-02;0,5;void;Sun?\n"
	if got := read(t, mend); got != want {
		t.Errorf("to mend are %q", got)
	}
	if first.Adds.Questions != 1 || first.Adds.Forecasts != 1 || len(first.LeftOut) != 4 {
		t.Errorf("adds %+v, left out %+v", first.Adds, first.LeftOut)
	}
	mended := export(t, "mended.csv", strings.NewReplacer("often", "0,9", "void", "1").Replace(want))
	again := bring(t, d, o, mended)
	if again.Adds.Questions != 2 || again.Adds.Forecasts != 3 {
		t.Errorf("mended they add %+v", again.Adds)
	}
	if n, err := saveLeft(t, d, []string{mended}, o, mend); err != nil || n != 2 {
		t.Errorf("the rest: %d rows, %v", n, err)
	}
}

// Saved rows replace neither their table nor another file, and rows of two tables do
// not go into one.
func TestSavedRowsDestroyNothing(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	const text = "question_id,forecaster,made_at,probability\na,Ann,2023-01-02,.5\nb,Ann,2023-01-02,often\n"
	path, other := export(t, "t.csv", text), export(t, "u.csv", text)
	letter := export(t, "letter.txt", "Dear Ann")
	o := importing.Options{}
	for _, to := range []string{path, letter, filepath.Dir(path)} {
		if _, err := saveLeft(t, d, []string{path}, o, to); err == nil {
			t.Errorf("%s is replaced", to)
		}
	}
	if _, err := saveLeft(t, d, []string{path, other}, o, filepath.Join(t.TempDir(), "x.csv")); err == nil {
		t.Error("rows of two tables go into one file")
	}
	none := filepath.Join(t.TempDir(), "none.csv")
	if n, err := saveLeft(t, d, []string{export(t, "good.csv", strings.Replace(text, "often", ".4", 1))}, o, none); n != 0 || err != nil {
		t.Errorf("of a good table %d rows, %v", n, err)
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("a file without rows is written")
	}
	if read(t, path) != text || read(t, letter) != "Dear Ann" {
		t.Error("a file is not what it was")
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// saveLeft writes what an import leaves out.
func saveLeft(t *testing.T, d *forecasts.Desk, paths []string, o importing.Options, to string) (int, error) {
	t.Helper()
	o.DryRun, o.Reading.SkipBadRows, o.Reading.Sure = true, true, true
	in, err := d.ImportFiles(t.Context(), paths, o)
	if err != nil {
		t.Fatal(err)
	}
	return importing.SaveLeft(t.Context(), in.Foreign, o.Reading, files.Output{Path: to})
}
