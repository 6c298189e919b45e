package score

import (
	"os"
	"path/filepath"
	"testing"
)

// The benchmark's million rows are made by its gen.py; the directory that holds
// them and their expected.json is named by the environment.
func million(t testing.TB) string {
	dir := os.Getenv("WEATHERVANE_BENCH")
	if dir == "" {
		t.Skip("WEATHERVANE_BENCH names no directory of benchmark data")
	}
	return dir
}

func TestTableOfAMillionRows(t *testing.T) {
	dir := million(t)
	want := expected(t, filepath.Join(dir, "expected.json"))
	want.check(t, ScoreTable(readFile(t, filepath.Join(dir, "forecasts.csv"), ""), Options{}))
	checkWindows(t, want, readFile(t, filepath.Join(dir, "forecasts.csv"), filepath.Join(dir, "questions.csv")))
}

func BenchmarkMillionRows(b *testing.B) {
	dir := million(b)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			readFile(b, filepath.Join(dir, "forecasts.csv"), filepath.Join(dir, "questions.csv"))
		}
	})
	table := readFile(b, filepath.Join(dir, "forecasts.csv"), filepath.Join(dir, "questions.csv"))
	b.Run("score", func(b *testing.B) {
		for b.Loop() {
			ScoreTable(table, Options{})
		}
	})
}
