package chart

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

func TestReliabilityHasPointsDiagonalAndHistogram(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	d := ReliabilityData{Bins: make([]float64, 20)}
	for i, p := range []float64{0.03, 0.12, 0.15, 0.3, 0.4, 0.65, 0.7, 0.9} {
		o := min(1, p*1.1)
		d.Points = append(d.Points, ReliabilityPoint{P: p, Observed: o, Weight: 1})
		d.Band = append(d.Band, ReliabilityBand{P: p, Lo: max(0, o-0.2), Hi: min(1, o+0.2)})
		d.Bins[int(p*20)] += float64(i%3 + 1)
	}
	s := Reliability(d, 352, 340)
	rings, bars, diagonals, bands := 0, 0, 0, 0
	for _, i := range s.Items {
		switch i := i.(type) {
		case Circle:
			rings++
		case Bar:
			bars++
		case Area:
			bands++
		case Path:
			if i.Dash == [2]float32{3, 3} {
				diagonals++
			}
		}
	}
	if rings != 8 || bars != 8 || diagonals != 1 || bands != 1 {
		t.Errorf("%d rings, %d bars, %d diagonals, %d bands", rings, bars, diagonals, bands)
	}
	if _, words, ok := s.Probe(36 + 306*0.4); !ok || words != "said 40\u202f% · came true 44\u202f%" {
		t.Errorf("reads %q", words)
	}
	if empty := Reliability(ReliabilityData{}, 352, 340); empty.Probe != nil {
		t.Error("an empty diagram can be read")
	}
	if dir := os.Getenv("WEATHERVANE_PICTURES"); dir != "" {
		f, err := os.Create(filepath.Join(dir, "reliability.png"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := s.PNG(f); err != nil {
			t.Error(err)
		}
	}
}
