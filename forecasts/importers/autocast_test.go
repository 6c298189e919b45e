package importers

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"
)

func TestAutocast(t *testing.T) {
	text := sample(t, "autocast.json")
	f, err := Document(bytes.NewReader(text), "a.json", NewOthers())
	if err != nil || len(f.Questions) != 5 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	freeze, not, ships, tide, lock := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3], f.Questions[4]
	if freeze.Outcome != false || len(freeze.Forecasts) != 2 || *freeze.Forecasts[1].P != 0.1 || freeze.Forecasts[0].By != "crowd@Good Judgment Open" || len(freeze.Tags) != 1 {
		t.Errorf("%+v", freeze)
	}
	if not.Outcome != true || not.Key != freeze.Key || !not.ByTitle || *not.Forecasts[0].P != 0.6 {
		t.Errorf("a negation is not a question of its own: %+v", not)
	}
	if ships.Outcome != "11 to 20" || len(ships.Forecasts) != 1 || math.Abs(ships.Forecasts[0].Probs["11 to 20"]-0.5/1.01) > 1e-12 {
		t.Errorf("%+v", ships)
	}
	if x, ok := tide.Outcome.(float64); !ok || math.Abs(x-100) > 1e-9 || math.Abs(tide.Forecasts[0].Quantiles[0][1]-(10+990*(math.Pow(100, .25)-1)/99)) > 1e-9 {
		t.Errorf("a number on a logarithmic scale: %+v", tide)
	}
	if lock.Type != "date" || lock.End != "" || !lock.Open || lock.Forecasts[0].Quantiles[0][1] != float64(time.Date(2021, 1, 6, 0, 0, 0, 0, time.UTC).UnixMilli()) {
		t.Errorf("%+v", lock)
	}
	if odd(f, "forecasts that are not a probability for each option or a place on the scale: left out") != 1 {
		t.Error(f.Odd)
	}
	if odd(f, "resolved to a fraction") != 0 {
		t.Error("a number counts as a fraction")
	}
	for was, is := range map[string]string{`"answer": "no"`: `"answer": "perhaps"`, `"answer": "B"`: `"answer": "D"`, `"qtype": "mc"`: `"qtype": "map"`} {
		if _, err := Document(strings.NewReader(strings.Replace(string(text), was, is, 1)), "a.json", NewOthers()); err == nil || !strings.HasPrefix(err.Error(), "a.json:") {
			t.Errorf("%s: %v", is, err)
		}
	}
}
