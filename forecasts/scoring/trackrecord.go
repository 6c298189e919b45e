package scoring

import (
	"weathervane/forecasts/pool"
	"weathervane/forecasts/standing"
)

// shrinkage is how many questions of the team's own mean score are added to each
// forecaster's record before it becomes a weight: short records say little.
const shrinkage = 10

// TrackWeighted is the mean of the standing probabilities, each weighted by one
// over its forecaster's Brier score, shrunk towards the team's mean. A forecaster
// without a record has the weight of the mean, so that without records it is the
// plain mean. The groups must come from questions whose outcomes were known when
// the forecasts stood. Nil if nobody has a record or no probability stands.
func TrackWeighted(standing []standing.Forecast, groups []Group) *float64 {
	type who struct{ key, by string }
	records := map[who]Group{}
	for _, g := range groups {
		records[who{g.Forecaster.Key, g.Forecaster.By}] = g
	}
	var probs, scores, counts []float64
	var sum, n float64
	for _, s := range standing {
		if s.P == nil {
			continue
		}
		g := records[who{s.Forecaster.Key, s.Forecaster.By}] // none: no questions
		probs = append(probs, *s.P)
		scores, counts = append(scores, g.Headline), append(counts, float64(g.Questions))
		sum += g.Headline * float64(g.Questions)
		n += float64(g.Questions)
	}
	if n == 0 || sum == 0 {
		return nil
	}
	mean := sum / n
	weights := make([]float64, len(probs))
	for i := range probs {
		weights[i] = (counts[i] + shrinkage) / (scores[i]*counts[i] + mean*shrinkage)
	}
	p, ok := pool.WeightedMean(probs, weights)
	if !ok {
		return nil
	}
	return &p
}
