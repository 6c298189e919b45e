package forecasts

import (
	"encoding/json"
	"math"
	"testing"
	"time"
)

// A reversal says what each score was by either resolution.
func TestAReversalSaysEachScoreThatItChanged(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	exchangeBoth(t, crane, heron)
	must(crane.Forecast(t.Context(), q, p(0.8), Saying{}))(t)
	must(heron.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
	c.pass(48 * time.Hour)
	give(t, heron, crane)
	must(crane.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	c.pass(24 * time.Hour)
	must(crane.Resolve(t.Context(), q, json.RawMessage("false"), Resolving{}))(t)
	v := must(crane.Question(t.Context(), q))(t)
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
