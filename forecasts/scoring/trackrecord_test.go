package scoring_test

import (
	"math"
	"testing"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
)

func TestTrackRecordsWeigh(t *testing.T) {
	stand := func(key string, p float64) standing.Forecast {
		return standing.Forecast{Forecaster: forecaster.Forecaster{Key: key}, Belief: standing.Belief{P: &p}}
	}
	group := func(key string, score float64, n int) scoring.Group {
		return scoring.Group{Forecaster: forecaster.Forecaster{Key: key}, Headline: score, Questions: n}
	}
	inForce := []standing.Forecast{stand("a", 0.1), stand("b", 0.3)}
	if got := scoring.TrackWeighted(inForce, nil); got != nil {
		t.Errorf("without records: %v", *got)
	}
	equal := scoring.TrackWeighted(inForce, []scoring.Group{group("a", 0.2, 30), group("b", 0.2, 3)})
	if equal == nil || math.Abs(*equal-0.2) > 1e-12 {
		t.Errorf("of equal scores: %v", equal)
	}
	// the mean is (0.1·20 + 0.3·20)/40 = 0.2; weights 30/(2+2) and 30/(6+2): 7.5 to 3.75
	better := scoring.TrackWeighted(inForce, []scoring.Group{group("a", 0.1, 20), group("b", 0.3, 20)})
	if want := (0.1*7.5 + 0.3*3.75) / 11.25; better == nil || math.Abs(*better-want) > 1e-12 {
		t.Errorf("of a better and a worse: %v, want %g", better, want)
	}
	short := scoring.TrackWeighted(inForce, []scoring.Group{group("a", 0.1, 1), group("b", 0.3, 1)})
	if *short <= *better || *short >= 0.2 {
		t.Errorf("of short records: %g, between %g and the mean", *short, *better)
	}
	alone := scoring.TrackWeighted(inForce, []scoring.Group{group("a", 0.1, 20), group("c", 0.9, 20)})
	if math.Abs(*alone-0.2) > 1e-12 {
		t.Errorf("beside one without a record: %g", *alone)
	}
	if got := scoring.TrackWeighted([]standing.Forecast{{Forecaster: forecaster.Forecaster{Key: "a"}}}, []scoring.Group{group("a", 0.1, 20)}); got != nil {
		t.Errorf("without probabilities: %v", *got)
	}
}
