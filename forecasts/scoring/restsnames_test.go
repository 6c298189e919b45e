package scoring_test

import (
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// Names that come in files and that a fingerprint, the team's median or the author
// already bears pool nobody, and are told apart in every list.
func TestNamesThatPoseAsOthersPoolNobody(t *testing.T) {
	honest := live(t, nil)
	mine := desktest.Must(honest.crane.Me())(t)
	before := honest.seen(scoring.Options{Filter: scoring.Filter{Forecaster: "Crane"}}).Headline
	posing := func(name string) func(*world) {
		return func(w *world) {
			p := .99
			add(t, w.heron, journal.ForecastMade, journal.Made{Question: w.rain, P: &p, By: name})
		}
	}
	w := live(t, acts{19: posing(mine), 20: posing("Team median"), 21: posing("Heron"), 22: posing("")})
	for _, ref := range []string{"Crane", mine, mine[:8]} {
		if got := w.seen(scoring.Options{Filter: scoring.Filter{Forecaster: ref}}).Headline; !sameFigure(float64(got), float64(before)) {
			t.Errorf("%s is pooled: %v, alone %v", ref, got, before)
		}
	}
	r := w.seen(scoring.Options{By: "forecaster"})
	heron := desktest.Must(w.heron.Me())(t)[:8]
	keys := map[string]bool{}
	for _, g := range r.Groups {
		keys[g.Key] = true
	}
	for _, key := range []string{"Team median", "Team median (kept by " + heron + ")", "Heron " + heron, "Heron (kept by " + heron + ")", mine + " (kept by " + heron + ")"} {
		if !keys[key] {
			t.Errorf("no group %s among %v", key, keys)
		}
	}
	if l := find(t, r.RestsOn, scoring.SharedName, "Heron"); l.N != 2 {
		t.Errorf("%s", asJSON(t, l))
	}
	against := w.seen(scoring.Options{Against: "team median", Filter: scoring.Filter{Forecaster: "Crane"}}).Against
	if against == nil || against.Key != "" {
		t.Errorf("the team's median is %+v", against)
	}
	for _, name := range []string{mine, mine[:8], "team median"} {
		if _, err := w.crane.Forecast(t.Context(), w.rain, desktest.P(.5), question.Saying{By: name}); err == nil || !strings.Contains(err.Error(), "would be read as") {
			t.Errorf("a forecast for %q: %v", name, err)
		}
		if d, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "x.vane"), name, desktest.EnvFor(t, "x", w.clock)); err == nil {
			d.Close()
			t.Errorf("a workspace is made as %q", name)
		}
	}
}
