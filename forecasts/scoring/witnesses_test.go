package scoring_test

import (
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// Whoever forges a past with two keys of their own has a witness for every forecast
// by the clocks. It is a witness only to those who trust its key: to others the
// forecasts are named with the headline without them.
func TestASecondKeyIsNoWitnessUntilTrusted(t *testing.T) {
	asked := filepath.Join(t.TempDir(), "asked.forecasts")
	w := live(t, acts{0: func(w *world) { desktest.Must(w.heron.Export(t.Context(), asked, exchange.Options{}))(t) }})
	now := w.clock.At

	// Ibis and Tern are one person, who knows how the questions ended and sets the
	// clock back.
	ibis, tern := someone(t, "Ibis", "Ibis", day(1).Time()), someone(t, "Tern", "Tern", day(2).Time())
	desktest.Must(ibis.Import(t.Context(), []string{asked}, nil))(t)
	w.says(ibis, w.rain, .01)
	w.says(ibis, w.snow, .01)
	desktest.Give(t, ibis, tern)
	w.clock.At = now
	desktest.Give(t, tern, w.heron)

	plain := w.seen(scoring.Options{By: "forecaster"})
	for _, l := range plain.RestsOn {
		if l.What == scoring.Unwitnessed && l.By[0].Name == "Ibis" {
			t.Fatalf("the forged past has no witness: %s", asJSON(t, plain.RestsOn))
		}
	}
	crane := w.seen(scoring.Options{Filter: scoring.Filter{Forecaster: "Crane"}})
	for _, by := range []string{scoring.TrustedWitnesses, "Heron", "Heron,Crane", key(t, w, "Heron")[:10]} {
		f := scoring.Filter{Witnesses: by}
		r := w.seen(scoring.Options{Filter: f})
		l := find(t, r.RestsOn, scoring.Unwitnessed, "Ibis")
		if l.N != 2 || !l.Chosen || !sameFigure(float64(l.HeadlineWithout), float64(crane.Headline)) || r.Headline != plain.Headline {
			t.Errorf("%s: %+v; Crane's headline is %v", by, l, crane.Headline)
		}
		only := w.seen(scoring.Options{Filter: f, Witnessed: true})
		if !sameFigure(float64(only.Headline), float64(crane.Headline)) {
			t.Errorf("%s: of the witnessed alone it is %v", by, only.Headline)
		}
		rests := desktest.Must(w.heron.RestsOn(t.Context(), f))(t)
		find(t, rests.Lines, scoring.Unwitnessed, "Ibis")
	}
	if _, err := w.heron.Score(t.Context(), scoring.Options{Filter: scoring.Filter{Witnesses: "Gull"}}); err == nil || !strings.Contains(err.Error(), "Gull") {
		t.Errorf("nobody is called Gull: %v", err)
	}

	trust := func(on bool) []scoring.Rest {
		if err := w.heron.Trust(t.Context(), map[string]bool{key(t, w, "Tern"): on}); err != nil {
			t.Fatal(err)
		}
		return w.seen(scoring.Options{Filter: scoring.Filter{Witnesses: scoring.TrustedWitnesses}}).RestsOn
	}
	for _, l := range trust(true) {
		if l.What == scoring.Unwitnessed && l.By[0].Name == "Ibis" {
			t.Errorf("trusted, Tern is no witness: %+v", l)
		}
	}
	find(t, trust(false), scoring.Unwitnessed, "Ibis")
}

// key is the fingerprint of somebody in Heron's file.
func key(t *testing.T, w *world, name string) string {
	t.Helper()
	for _, l := range desktest.Must(w.heron.Logs(t.Context()))(t) {
		if l.Name == name {
			return l.Key
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}

// Of the witnessed alone, a forecast ends only by what was witnessed too: with a
// withdrawal or retraction that nobody saw before the outcome, the score is as if it
// were not there.
func TestWhatNobodySawEndsNoWitnessedForecast(t *testing.T) {
	two := []journal.Scenario{{Name: "War"}, {Name: "Peace"}}
	var strait, said, weighed journal.ID
	with := func(on int, do func(*world)) scoring.Report {
		tried := acts{
			1: func(w *world) {
				strait = desktest.Must(w.heron.FrameScenarios(t.Context(), journal.Framed{Title: "The strait", Horizon: *day(closing), Scenarios: two}))(t)
			},
			20: func(w *world) {
				said = desktest.Must(w.crane.Forecast(t.Context(), w.rain, desktest.P(.9), question.Saying{}))(t)
				weighed = desktest.Must(w.crane.WeighScenarios(t.Context(), strait, map[string]float64{"War": .9, "Peace": .1}, ""))(t)
			},
			120: func(w *world) { w.apart = true },
			on:  do,
			151: func(w *world) {
				desktest.Must(w.heron.ResolveScenarios(t.Context(), strait, "Peace", nil, ""))(t)
			},
			152: func(w *world) { w.apart = false },
		}
		return live(t, tried).seen(scoring.Options{Witnessed: true})
	}
	for name, do := range map[string]func(*world){
		"a withdrawal":            func(w *world) { desktest.Must(w.crane.Withdraw(t.Context(), w.rain, "", ""))(t) },
		"a retraction":            func(w *world) { desktest.Must(w.crane.Retract(t.Context(), said, "no"))(t) },
		"a retraction of weights": func(w *world) { desktest.Must(w.crane.Retract(t.Context(), weighed, "no"))(t) },
	} {
		t.Run(name, func(t *testing.T) {
			honest, unseen, seen := with(130, func(*world) {}), with(130, do), with(30, do)
			if !sameFigure(float64(unseen.Headline), float64(honest.Headline)) {
				t.Errorf("unseen, the headline is %v; without it %v", unseen.Headline, honest.Headline)
			}
			if sameFigure(float64(seen.Headline), float64(honest.Headline)) {
				t.Errorf("seen, the headline is %v, as without it", seen.Headline)
			}
		})
	}
}
