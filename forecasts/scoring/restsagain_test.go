package scoring_test

import (
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scoring"
)

// Whoever decides again as somebody else had decided, as one does who keeps what a
// colleague's file would overturn, has decided nothing of their own.
func TestDecidingAgainIsNoDecisionOfOnesOwn(t *testing.T) {
	var ibis *forecasts.Desk
	third := func(do func(w *world)) func(w *world) { // who is scored on nothing
		return func(w *world) {
			ibis = someone(t, "Ibis", "Ibis", w.clock.At)
			desktest.Give(t, w.heron, ibis)
			do(w)
			desktest.Give(t, ibis, w.heron)
		}
	}
	dated := func(w *world) { w.ends(w.heron, w.rain, "false", day(148)) }
	alone := live(t, acts{151: dated}).score(scoring.Options{})
	for name, tried := range map[string]acts{
		"dated as it was": {151: dated, 160: func(w *world) { w.ends(w.crane, w.rain, "false", day(148)) }},
		"after it was overturned": {
			151: dated, 155: third(func(w *world) { w.ends(ibis, w.rain, "true", day(148)) }),
			160: func(w *world) { w.ends(w.crane, w.rain, "false", day(148)) },
		},
	} {
		r := live(t, tried).score(scoring.Options{})
		if len(r.RestsOn) != 0 || !sameFigure(float64(r.Headline), float64(alone.Headline)) {
			t.Errorf("%s: the headline is %v, without Crane's word %v; it rests on %s", name, r.Headline, alone.Headline, asJSON(t, r.RestsOn))
		}
	}

	moved := third(func(w *world) { w.revises(ibis, w.rain, "closes", day(1000)) })
	back := func(w *world) { w.revises(w.crane, w.rain, "closes", desktest.At(2024, 8, 31)) }
	r := live(t, acts{110: moved, 112: back}).score(scoring.Options{})
	if len(r.RestsOn) != 1 || r.RestsOn[0].By[0].Name != "Ibis" {
		t.Errorf("a close that is moved back: %s", asJSON(t, r.RestsOn))
	}
}
