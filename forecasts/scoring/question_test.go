package scoring_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
)

// A reversal says what each score was by either resolution.
func TestAReversalSaysEachScoreThatItChanged(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.ExchangeBoth(t, crane, heron)
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{}))(t)
	desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(48 * time.Hour)
	desktest.Give(t, heron, crane)
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(24 * time.Hour)
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("false"), question.Resolving{}))(t)
	v := desktest.Must(crane.Question(t.Context(), q))(t)
	want := [][2]float64{{0.04, 0.49}, {0.64, 0.09}}
	if len(v.Ends) != 2 {
		t.Fatalf("%d ends", len(v.Ends))
	}
	for i, e := range v.Ends {
		if len(e.Scores) != 2 || e.Scores[0].Forecaster.Name != "Crane" || math.Abs(e.Scores[0].Score-want[i][0]) > 1e-12 || math.Abs(e.Scores[1].Score-want[i][1]) > 1e-12 {
			t.Errorf("end %d: %+v, want %v", i, e.Scores, want[i])
		}
	}
	for _, s := range v.Scores {
		if i := map[string]int{"Crane": 0, "Heron": 1}[s.Forecaster.Name]; math.Abs(s.Score-want[1][i]) > 1e-12 {
			t.Errorf("%s has %v now, want %v", s.Forecaster.Name, s.Score, want[1][i])
		}
	}
}
