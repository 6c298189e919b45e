package scoring_test

import (
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// What moves the score of a scenario set is named as with questions, with the
// headline that an honest record gives.
func TestWhatMovesASetIsNamed(t *testing.T) {
	two := []journal.Scenario{{Name: "War"}, {Name: "Peace"}}
	var strait journal.ID
	framed := func(horizon int, scenarios []journal.Scenario) journal.Framed {
		return journal.Framed{Title: "The strait", Horizon: *day(horizon), Scenarios: scenarios}
	}
	// with is the record in which Crane framed and weighed a set, badly.
	with := func(tried acts) scoring.Report {
		honest := acts{
			1: func(w *world) { strait = desktest.Must(w.crane.FrameScenarios(t.Context(), framed(closing, two)))(t) },
			20: func(w *world) {
				desktest.Must(w.crane.WeighScenarios(t.Context(), strait, map[string]float64{"War": .9, "Peace": .1}, ""))(t)
			},
			151: func(w *world) {
				desktest.Must(w.heron.ResolveScenarios(t.Context(), strait, "Peace", nil, ""))(t)
			},
		}
		for on, act := range tried {
			honest[on] = act
		}
		return live(t, honest).seen(scoring.Options{})
	}
	retract := func(w *world, id journal.ID) { desktest.Must(w.crane.Retract(t.Context(), id, "a slip"))(t) }
	record := with(nil)
	honest := float64(record.Headline)
	if len(record.RestsOn) != 0 {
		t.Fatalf("an honest record rests on %s", asJSON(t, record.RestsOn))
	}
	decides := func(outcome string, known *journal.Instant) func(*world) {
		return func(w *world) {
			desktest.Must(w.crane.ResolveScenarios(t.Context(), strait, outcome, known, ""))(t)
		}
	}
	revises := func(f journal.Framed) func(*world) {
		return func(w *world) { desktest.Must(w.crane.ReviseScenarios(t.Context(), strait, f))(t) }
	}
	var end journal.ID
	for _, x := range []struct {
		name     string
		tried    acts
		what     string
		without  bool // the headline without it is an honest one
		otherWay bool // decided the other way it is
	}{
		{"decided again", acts{160: decides("War", day(151))}, scoring.EndedByScored, false, true},
		{"dated back before the weights", acts{160: decides("Peace", day(11))}, scoring.KnownEarly, true, false},
		{"dated back after them", acts{160: decides("Peace", day(21))}, scoring.KnownEarly, true, false},
		{"the horizon moved near", acts{110: revises(framed(120, two))}, scoring.ClosesMoved, true, false},
		{"the horizon moved far", acts{110: revises(framed(1000, two))}, scoring.ClosesMoved, true, false},
		{"a narrative changed", acts{110: revises(framed(closing, []journal.Scenario{{Name: "War", Narrative: "A shot"}, {Name: "Peace"}}))}, scoring.CriteriaChanged, false, false},
		{"retracted", acts{160: func(w *world) { retract(w, strait) }}, scoring.EndedByScored, false, false},
		{"disputed", acts{
			150: func(w *world) {
				w.apart = true
				desktest.Must(w.crane.ResolveScenarios(t.Context(), strait, "War", nil, ""))(t)
			},
			152: func(w *world) { w.apart = false },
		}, scoring.EndedByScored, true, false},
		{"its outcome retracted", acts{
			151: func(w *world) {
				end = desktest.Must(w.crane.ResolveScenarios(t.Context(), strait, "Peace", nil, ""))(t)
			},
			160: func(w *world) { retract(w, end) },
		}, scoring.EndedByScored, true, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := with(x.tried)
			l := find(t, r.RestsOn, x.what, "Crane")
			if len(l.Questions) != 1 || l.Questions[0] != strait || l.N != 1 {
				t.Errorf("%s is not of the set", asJSON(t, l))
			}
			if x.without && !sameFigure(float64(l.HeadlineWithout), honest) {
				t.Errorf("without it the headline is %v, an honest one %v; with it %v", l.HeadlineWithout, honest, r.Headline)
			}
			if x.otherWay && !sameFigure(float64(l.OtherWay), honest) {
				t.Errorf("decided the other way it is %v, an honest one %v", l.OtherWay, honest)
			}
		})
	}
}
