package scoring_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
)

// The window's peer and baseline scores are those of the report, whoever is
// chosen, and those of two who stood over the whole window are known by hand.
func TestTournaments(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.5), question.Saying{}))(t)
	desktest.Give(t, crane, heron)
	desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{}))(t)
	desktest.Give(t, heron, crane)
	c.At = desktest.At(2024, 9, 1).Time() // past the close
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)

	all := desktest.Must(crane.Tournaments(t.Context(), scoring.Filter{Forecaster: "Crane"}))(t)
	if len(all) != 2 || all[0].Forecaster.Name != "Heron" || !all[1].Mine {
		t.Fatalf("%+v, want Heron before Crane, who asks", all)
	}
	for i, p := range []float64{0.8, 0.5} {
		peer, baseline := 100*math.Log(p/[]float64{0.5, 0.8}[i]), 100*(1+math.Log2(p))
		if got := all[i]; math.Abs(float64(got.Peer.Mean)-peer) > 1e-9 || math.Abs(float64(got.Baseline.Mean)-baseline) > 1e-9 {
			t.Errorf("%s: peer %v and baseline %v, want %v and %v", got.Forecaster.Name, got.Peer.Mean, got.Baseline.Mean, peer, baseline)
		}
	}
	report := desktest.Must(crane.Score(t.Context(), scoring.Options{By: "forecaster", Peer: true}))(t)
	for i, name := range []string{"Heron", "Crane"} {
		for _, g := range report.Groups {
			if g.Key == name && (*g.Peer != all[i].Peer || *g.Baseline != all[i].Baseline) {
				t.Errorf("%s: the report has %+v %+v", name, *g.Peer, *g.Baseline)
			}
		}
	}
}
