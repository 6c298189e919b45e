package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"weathervane/assets"
)

func TestTheSampleIsMadeByteForByte(t *testing.T) {
	if testing.Short() {
		t.Skip("makes the whole sample anew")
	}
	out := filepath.Join(t.TempDir(), "sample.forecasts")
	if err := run(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, assets.Sample) {
		t.Error("the sample made now differs from assets/sample.forecasts: run make sample, and look at what changed")
	}
}

func TestQuestionsAreWhole(t *testing.T) {
	keys, titles := map[string]bool{}, map[string]bool{}
	for _, m := range questions {
		if keys[m.key] || titles[m.title] {
			t.Errorf("%s is there twice", m.key)
		}
		keys[m.key], titles[m.title] = true, true
		if m.criteria == "" || m.source == "" || m.tags == "" {
			t.Errorf("%s lacks criteria, a source or tags", m.key)
		}
		if !m.opening().Before(m.end()) {
			t.Errorf("%s ends before it opens", m.key)
		}
		for i, v := range m.path {
			if len(v.p) != len(m.path[0].p) || i > 0 && v.day <= m.path[i-1].day || i == 0 && v.day != m.opens {
				t.Errorf("%s: the view of %s is out of place", m.key, v.day)
			}
			if n := len(m.choices()); n > 0 && n != len(v.p) {
				t.Errorf("%s: the view of %s has %d numbers for %d options", m.key, v.day, len(v.p), n)
			}
		}
	}
}
