package score

import "testing"

// A forfeited seal is scored from its instant on, whatever its author recorded
// afterwards, so that sealing two numbers and showing the better one wins nothing.
func TestForfeitedSealsAreScoredToTheEnd(t *testing.T) {
	w := Workspace{
		Questions: []Question{{Key: "q", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: 1}},
		Pairs: []Pair{{Forecaster: "f", Steps: []Step{
			{At: Day, P: .6},
			{At: 6 * Day, P: 0, Provenance: Forfeited},
			{At: 6*Day + 1, P: .99},
		}}},
	}
	r := ScoreStretches(w, Options{Forfeits: true})
	want := Number((.4*.4*5 + 1*5) / 10)
	near(t, "headline", float64(r.Headline), &want)
	if r.Forfeited != 1 || r.Scored != 2 || r.LeftOut.NoTime != 1 || r.LogInfinite != 1 || r.Forecasts != 3 {
		t.Errorf("%+v", r)
	}
	r = ScoreStretches(w, Options{})
	if r.Forfeited != 1 || r.Scored != 2 || r.Provenance.Sealed != 1 || r.Forecasts != 3 {
		t.Errorf("not asked for: %+v", r)
	}
	w.Questions[0].State = Unresolved
	if r = ScoreStretches(w, Options{Forfeits: true}); r.Scored != 0 || r.LeftOut.Unresolved != 2 || r.Provenance.Sealed != 1 {
		t.Errorf("unresolved: %+v", r)
	}
}
