package scoring_test

import (
	"math"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scoring"
)

func TestHorizonOfTheFilter(t *testing.T) {
	_, d := scored(t)
	ctx := t.Context()
	for _, f := range []scoring.Filter{{}, {Forecaster: "Heron"}, {Forecaster: "Heron", Rule: "log"}, {Since: *desktest.At(2024, 3, 3)}} {
		v := desktest.Must(d.Scores(ctx, f))(t)
		sum, n := 0.0, 0
		for _, b := range desktest.Must(d.Horizon(ctx, f))(t) {
			if b.Share > 0 {
				sum += b.Share * float64(b.Score)
			}
			n = max(n, b.Questions)
			if (f.Forecaster != "" && b.Questions > 0) != b.Team.Defined() {
				t.Errorf("under %+v the team beside is %v", f, b.Team)
			}
		}
		if math.Abs(sum-*v.Headline) > 1e-12 || n != v.Questions {
			t.Errorf("under %+v the bands have %v on %d questions, the page %v on %d", f, sum, n, *v.Headline, v.Questions)
		}
	}
	if _, err := d.Horizon(ctx, scoring.Filter{Rule: "best"}); err == nil {
		t.Error("a rule that there is not")
	}
	was := desktest.Must(d.Horizon(ctx, scoring.Filter{AsOf: *desktest.At(2024, 3, 6)}))(t)
	if n := was[1].Questions; n == 0 || n == 12 {
		t.Errorf("on 6 March %d questions", n)
	}
}
