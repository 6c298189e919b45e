package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The score of a report is that of its workspace, and an import of it brings all of its
// questions and forecasts; a second one brings nothing.
func TestAReportIsScoredAndImportedAsItsWorkspace(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	figures := func(file string) (headline, coverage float64) {
		t.Helper()
		code, out, errs := try(t, "score", file, "--json")
		var got struct{ Headline, Coverage float64 }
		if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
			t.Fatalf("%s: %d, %v, %s", file, code, err, errs)
		}
		return got.Headline, got.Coverage
	}
	folder := t.TempDir()
	headline, coverage := figures("sample:")
	for _, form := range []string{"r.csv", "r.xlsx"} {
		file, fresh := filepath.Join(folder, form), filepath.Join(folder, form+".vane")
		if code, _, errs := try(t, "report", "sample:", "-o", file); code != 0 {
			t.Fatal(errs)
		}
		if h, c := figures(file); math.Abs(h-headline) > 1e-12 || math.Abs(c-coverage) > 1e-12 {
			t.Errorf("%s scores %v, %v; its workspace %v, %v", form, h, c, headline, coverage)
		}
		if code, _, errs := try(t, "new", fresh, "--as", "Gull"); code != 0 {
			t.Fatal(errs)
		}
		for _, want := range [][2]int{{63, 434}, {0, 0}} {
			code, out, errs := try(t, "import", fresh, file, "--json")
			var got struct {
				Adds struct{ Questions, Forecasts int }
			}
			if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
				t.Fatalf("%s: %d, %v, %s", form, code, err, errs)
			}
			if got.Adds.Questions != want[0] || got.Adds.Forecasts != want[1] {
				t.Errorf("%s adds %+v, want %v", form, got.Adds, want)
			}
		}
	}
}

// What is given on standard input comes in as a file does, and leaves none.
func TestAListFromStandardInput(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("TMPDIR", t.TempDir())
	file := filepath.Join(t.TempDir(), "w.vane")
	if code, _, errs := try(t, "new", file, "--as", "Gull"); code != 0 {
		t.Fatal(errs)
	}
	var out, errs bytes.Buffer
	p := newProgram(t.Context(), strings.NewReader("Rain in May: 70% ✓\nSnow in July: 5%\n"), &errs)
	code := p.run(t.Context(), []string{"import", file, "-", "--made-at", "2024-01-02", "--forecaster", "Ann"}, &out, &errs)
	if code != 0 || !strings.HasPrefix(out.String(), "standard input\n") || !strings.Contains(out.String(), "2 questions, 2 forecasts") {
		t.Errorf("%d: %s%s", code, out.String(), errs.String())
	}
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
