package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An export is scored as what an import makes of it.
func TestScoreOfAnExportIsThatOfItsImport(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	fatebook := write("fatebook.csv", "Question title,Forecast created by,Forecast (scale = 0-1),Forecast created at,Question created at,Question resolve by,Resolution,Resolved at\n"+
		"Rain?,Ann,0.7,2024-01-01 10:00:0,2024-01-01 09:59:9,2024-06-01 00:00:0,YES,2024-06-01 09:30:5\n"+
		"Rain?,Bob,0.2,2024-02-01 10:00:0,2024-01-01 09:59:9,2024-06-01 00:00:0,YES,2024-06-01 09:30:5\n")
	problem := write("problem.json", `[{"problem_id":"1","title":"Who wins?","metadata":{"end_date":"2025-02-07T00:00:00Z"},"options":["A","B"],"correct_answer":"A"}]`)
	predictions := write("predictions.json", `[{"problem_id":"1","username":"cyd","timestamp":"2025-02-06T00:00:00Z","prediction":[0.2,0.8]}]`)
	for _, files := range [][]string{{fatebook}, {problem, predictions}, {fatebook, problem, predictions}} {
		workspace := filepath.Join(t.TempDir(), "w.vane")
		if code, _, errs := try(t, "new", workspace, "--as", "Crane"); code != 0 {
			t.Fatal(errs)
		}
		if code, _, errs := try(t, append([]string{"import", workspace}, files...)...); code != 0 {
			t.Fatal(errs)
		}
		figures := func(args ...string) string {
			t.Helper()
			code, out, errs := try(t, append([]string{"score", "--json", "--by", "forecaster", "--peer"}, args...)...)
			if code != 0 {
				t.Fatal(errs)
			}
			var all struct {
				Unit                          string
				Scored, Questions             int
				Mean, Headline, Coverage, Log float64
				Peer, Baseline                any
				Groups                        []struct {
					Key, Title     string
					Headline, Mean float64
				}
			}
			if err := json.Unmarshal([]byte(out), &all); err != nil {
				t.Fatal(err)
			}
			b, _ := json.Marshal(all)
			return string(b)
		}
		if got, want := figures(files...), figures("--provenance", "imported", workspace); got != want {
			t.Errorf("%s:\n%s\nnot\n%s", files, got, want)
		}
	}
	code, out, errs := try(t, "score", fatebook)
	if code != 0 || strings.Contains(out, "rests on") || !strings.Contains(errs, "assumed: forecasts are from 0 to 1") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	for _, refused := range [][]string{{"--as-of", "2024-01-01", fatebook}, {"--map", "a=b", fatebook}, {"--skip-bad-rows", fatebook}, {predictions}, {write("o.forecasts", `{"weathervane":"forecasts","v":1}`)}, {fatebook, filepath.Join(dir, "none")}, {write("t.csv", "id,p,y\na,0.5,1\n"), fatebook}} {
		if code, out, errs := try(t, append([]string{"score"}, refused...)...); code != 2 || out != "" || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: %d %s %s", refused, code, out, errs)
		}
	}
}
