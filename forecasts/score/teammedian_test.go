package score

import (
	"math"
	"testing"
)

// Three who come, change their minds and go: the median of who stands is scored
// from the first of them on, over the question's scheduled length.
func TestTheTeamsMedianIsAForecaster(t *testing.T) {
	in := Workspace{
		Questions: []Question{{Key: "a", State: Resolved, Asked: 1000, Closes: 2000, Known: 3000, Outcome: 1}, {Key: "b", State: Unresolved, Asked: 1000}},
		Pairs: []Pair{
			{Forecaster: "x", Steps: []Step{{At: 1100, P: 0.2}, {At: 1900, Gone: true}}, Joined: 900},
			{Forecaster: "y", Steps: []Step{{At: 1200, P: 0.6}, {At: 1800, Gone: true}}},
			{Forecaster: "z", Steps: []Step{{At: 1400, P: 0.9}, {At: 1500, P: 0.3}, {At: 1850, Gone: true}, {At: 1950, P: 0.7, Provenance: Imported}}},
			{Forecaster: "x", Question: 1, Steps: []Step{{At: 1100, P: 0.2}}},
		},
	}
	rows := Score(in, Options{}).TeamMedian().Rows()
	if len(rows) != 1 {
		t.Fatalf("%d rows", len(rows))
	}
	want := []struct {
		from, to int64
		p        float64
	}{{1100, 1200, 0.2}, {1200, 1400, 0.4}, {1400, 1500, 0.6}, {1500, 1800, 0.3}, {1800, 1850, 0.25}, {1850, 1900, 0.2}}
	got := rows[0].Stretches
	if len(got) != len(want) {
		t.Fatalf("%d stretches: %+v", len(got), got)
	}
	sum, weight := 0.0, 0.0
	for i, w := range want {
		if g := got[i]; g.From != w.from || g.To != w.to || math.Abs(g.Forecast.P-w.p) > 1e-12 {
			t.Errorf("stretch %d is %+v, want %+v", i, g, w)
		}
		share := float64(w.to-w.from) / 1000
		sum, weight = sum+share*Brier(w.p, 1), weight+share
	}
	if r := rows[0]; math.Abs(float64(r.Score)-sum/weight) > 1e-12 || math.Abs(float64(r.Coverage)-0.8) > 1e-12 {
		t.Errorf("scored %v covering %v, want %v covering 0.8", r.Score, r.Coverage, sum/weight)
	}
	with := Score(in, Options{Provenance: []Provenance{Live, Imported}}).TeamMedian().Rows()[0].Stretches
	if last := with[len(with)-1]; last.From != 1950 || last.Forecast.P != 0.7 {
		t.Errorf("where imported ones count the last is %+v", last)
	}
}

func TestMediansOverOptionsSumToOne(t *testing.T) {
	q := Question{Key: "c", State: Resolved, Closes: 2000, Known: 2000, Asked: 1000, Options: 3, Option: 2}
	in := Workspace{Questions: []Question{q}, Pairs: []Pair{
		{Forecaster: "x", Steps: []Step{{At: 1000, Probs: []float64{1, 0, 0}}}},
		{Forecaster: "y", Steps: []Step{{At: 1000, Probs: []float64{0, 1, 0}}}},
		{Forecaster: "z", Steps: []Step{{At: 1000, Probs: []float64{0, 0, 1}}, {At: 1500, Probs: []float64{0.2, 0.3, 0.5}}}},
	}}
	got := Score(in, Options{}).TeamMedian().Rows()[0].Stretches
	for i, want := range [][]float64{{1. / 3, 1. / 3, 1. / 3}, {0.4, 0.6, 0}} {
		for o, x := range want {
			if math.Abs(got[i].Forecast.Probs[o]-x) > 1e-12 {
				t.Errorf("stretch %d gives %v, want %v", i, got[i].Forecast.Probs, want)
			}
		}
	}
}
