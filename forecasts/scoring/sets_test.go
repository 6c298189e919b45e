package scoring_test

import (
	"math"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/score"
)

func TestASetFromFramingToScore(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "Talks are held")
	id := desktest.Frame(t, d)
	if v := desktest.SetOf(t, d, id, ""); !math.IsNaN(desktest.Weight(v, "Thaw")) || v.Status != "open" || len(v.Matrix) != 0 {
		t.Fatalf("a new set: %+v", v)
	}
	desktest.Must(d.WeighScenarios(t.Context(), id, desktest.By(.7, .2, .1), "first"))(t)
	desktest.Must(d.ConditionScenarios(t.Context(), id, q, desktest.By(.05, .6, .1)))(t)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(.12), question.Saying{}))(t)
	v := desktest.SetOf(t, d, id, "")
	if len(v.Matrix) != 1 || !desktest.Near(*v.Matrix[0].Implied, .7*.05+.2*.6+.1*.1) || *v.Matrix[0].Stated != .12 {
		t.Fatalf("the matrix is %+v", v.Matrix)
	}
	c.Pass(time.Hour)
	desktest.Must(d.WeighScenarios(t.Context(), id, desktest.By(.5, .4, .1), ""))(t)
	if v = desktest.SetOf(t, d, id, "Crane"); desktest.Weight(v, "Thaw") != .4 || len(v.History) != 2 || len(v.Standing) != 1 {
		t.Fatalf("after the second weighing: %+v", v)
	}
	c.At = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	if v = desktest.SetOf(t, d, id, ""); v.Status != "closed" {
		t.Fatalf("at the horizon it is %s", v.Status)
	}
	desktest.Must(d.ResolveScenarios(t.Context(), id, "Thaw", nil, ""))(t)
	if v = desktest.SetOf(t, d, id, ""); v.Status != "resolved" || v.Outcome != "Thaw" || desktest.Weight(v, "Thaw") != .4 {
		t.Fatalf("resolved: %+v", v)
	}
	report := scoreSets(t, d)
	// An hour at .7 .2 .1, the rest of the window at .5 .4 .1; Brier halved.
	total := desktest.At(2024, 12, 31).Time().Sub(desktest.Start().At).Hours()
	want := ((.49+.64+.01)/2 + (.25+.36+.01)/2*(total-1)) / total
	if got := float64(report.Headline); math.Abs(got-want) > 1e-9 {
		t.Errorf("headline %v, want %v", got, want)
	}
}

// scoreSets scores the sets alone.
func scoreSets(t *testing.T, d *forecasts.Desk) score.Report {
	t.Helper()
	return desktest.Must(d.ScoreSets(t.Context()))(t)
}
