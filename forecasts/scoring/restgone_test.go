package scoring_test

import (
	"maps"
	"slices"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// A bad forecast leaves the score when its author takes back the outcome or the
// question, or revises what is asked so that the forecast fits no longer. Each is
// named, with the headline that an outcome which was decided gives.
func TestWhatTakesAForecastOutOfTheScoreIsNamed(t *testing.T) {
	var hail, end journal.ID
	with := func(tried acts) scoring.Report {
		all := acts{20: func(w *world) {
			hail = desktest.Ask(t, w.crane, "It hails")
			w.says(w.crane, hail, .95)
		}}
		maps.Copy(all, tried)
		return live(t, all).seen(scoring.Options{})
	}
	plain := live(t, nil).seen(scoring.Options{}).Headline
	honest := with(acts{160: func(w *world) { w.ends(w.crane, hail, "false", nil) }}).Headline
	for _, x := range []struct {
		name  string
		tried acts
		what  string
		known bool // the headline without it is an honest one
	}{
		{"the outcome retracted", acts{
			160: func(w *world) {
				end = desktest.Must(w.crane.Resolve(t.Context(), hail, []byte("false"), question.Resolving{}))(t)
			},
			161: func(w *world) { desktest.Must(w.crane.Retract(t.Context(), end, "a slip"))(t) },
		}, scoring.EndedByScored, true},
		{"the question retracted", acts{
			161: func(w *world) { desktest.Must(w.crane.Retract(t.Context(), hail, "a slip"))(t) },
		}, scoring.EndedByScored, false},
		{"another type of question", acts{
			140: func(w *world) {
				desktest.Must(w.crane.Revise(t.Context(), hail, map[string]any{"type": "choice", "options": []string{"rain", "ice"}}, "clearer"))(t)
			},
			160: func(w *world) { w.ends(w.crane, hail, `"rain"`, nil) },
		}, scoring.CriteriaChanged, false},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := with(x.tried)
			if !sameFigure(float64(r.Headline), float64(plain)) {
				t.Fatalf("the headline is %v, want the one without the question, %v", r.Headline, plain)
			}
			l := find(t, r.RestsOn, x.what, "Crane")
			if !slices.Contains(l.Questions, hail) {
				t.Errorf("%s does not name the question", asJSON(t, l))
			}
			if x.known != l.HeadlineWithout.Defined() || x.known && !sameFigure(float64(l.HeadlineWithout), float64(honest)) {
				t.Errorf("without it the headline is %v; an honest record gives %v", l.HeadlineWithout, honest)
			}
		})
	}
}
