package importers

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"
)

func TestMetaculusAsItsFormerAPIHadIt(t *testing.T) {
	text := sample(t, "metaculus-old.json")
	f, err := Document(bytes.NewReader(text), "m.json", NewOthers())
	if err != nil || len(f.Questions) != 4 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	freeze, tide, lock, gull := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3]
	if freeze.Outcome != false || freeze.Key != "Metaculus question 11" || len(freeze.Forecasts) != 3 || freeze.KnownAt.Day() != 2 {
		t.Errorf("%+v", freeze)
	}
	if a, b := freeze.Forecasts[0], freeze.Forecasts[2]; a.By != "Metaculus community" || *a.P != 0.4 || b.By != "Metaculus user" || *b.P != 0.3 || !a.At.Equal(time.UnixMilli(1604275200500)) {
		t.Errorf("%+v, %+v", a, b)
	}
	if x, ok := tide.Outcome.(float64); !ok || math.Abs(x-100) > 1e-9 || !tide.Range.OpenAbove || tide.Range.OpenBelow || len(tide.Forecasts) != 1 || len(tide.Forecasts[0].Quantiles) != 3 {
		t.Errorf("%+v", tide)
	}
	if lock.Type != "date" || lock.Outcome != AboveRange || lock.Forecasts[0].Quantiles[1][1] != float64(time.Date(2021, 1, 6, 0, 0, 0, 0, time.UTC).UnixMilli()) {
		t.Errorf("%+v", lock)
	}
	if gull.Title != "Which ships will come? (Gull)" || gull.End != "ambiguous" {
		t.Errorf("%+v", gull)
	}
	if odd(f, "posts of Metaculus that ask for no forecast, or without a scale: left out") != 1 || odd(f, "forecasts of a number or date without percentiles: left out") != 1 {
		t.Error(f.Odd)
	}
	for was, is := range map[string]string{`"resolution": 0.0`: `"resolution": 4`, `"t": 1604275200.5`: `"t": "soon"`} {
		if _, err := Document(strings.NewReader(strings.Replace(string(text), was, is, 1)), "m.json", NewOthers()); err == nil || !strings.HasPrefix(err.Error(), "m.json:2: ") {
			t.Errorf("%s: %v", is, err)
		}
	}
}
