package scoring_test

import (
	"encoding/json"
	"slices"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Whoever takes a number that they forecast badly out of the score is named.
func TestNumbersWithoutAnOutcomeAreNamed(t *testing.T) {
	var mm, end journal.ID
	retract := func(w *world, id journal.ID) { desktest.Must(w.crane.Retract(t.Context(), id, "a slip"))(t) }
	for _, x := range []struct {
		name   string
		tried  acts
		beside bool
	}{
		{"annulled", acts{160: func(w *world) { desktest.Must(w.crane.Annul(t.Context(), mm, "ambiguous", ""))(t) }}, true},
		{"opened again", acts{160: func(w *world) { desktest.Must(w.crane.Reopen(t.Context(), mm, ""))(t) }}, true},
		{"disputed", acts{
			150: func(w *world) { w.apart = true; w.ends(w.crane, mm, "12", nil) },
			152: func(w *world) { w.apart = false },
		}, true},
		{"its outcome retracted", acts{
			151: func(w *world) {
				end = desktest.Must(w.crane.Resolve(t.Context(), mm, json.RawMessage("90"), question.Resolving{}))(t)
			},
			160: func(w *world) { retract(w, end) },
		}, true},
		{"retracted", acts{151: func(w *world) { retract(w, mm) }}, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			honest := acts{
				1: func(w *world) {
					mm = desktest.Must(w.crane.Ask(t.Context(), journal.Asked{Title: "How much?", Type: "numeric", Unit: "mm", Closes: day(closing)}))(t)
				},
				20: func(w *world) {
					b := standing.Belief{Quantiles: []journal.Quantile{{Level: .1, Value: json.RawMessage("1")}, {Level: .5, Value: json.RawMessage("11")}, {Level: .9, Value: json.RawMessage("30")}}}
					desktest.Must(w.crane.Forecast(t.Context(), mm, b, question.Saying{}))(t)
				},
				151: func(w *world) { w.ends(w.heron, mm, "90", nil) },
			}
			for on, act := range x.tried {
				honest[on] = act
			}
			l := find(t, live(t, honest).seen(scoring.Options{}).RestsOn, scoring.EndedByScored, "Crane")
			if !slices.Equal(l.Questions, []journal.ID{mm}) || l.N != 1 || l.Beside != x.beside {
				t.Errorf("%s", asJSON(t, l))
			}
		})
	}
}
