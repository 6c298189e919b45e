package pool

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"weathervane/forecasts/calibration"
)

// WeightedMean is the mean of the probabilities by weight, 0 to 1; weights need
// not sum to 1. False where probabilities or weights have no mean.
func WeightedMean(probs, weights []float64) (float64, bool) {
	if !valid(probs) || !weighable(probs, weights) {
		return 0, false
	}
	var s, w calibration.Sum
	for i, p := range probs {
		s.Add(weights[i] * p)
		w.Add(weights[i])
	}
	return within(s.Value()/w.Value(), probs), true
}

// WeightedGeometricOdds is expit(Σ w logit p / Σ w), 0 to 1. A 0 or a 1 of weight
// 0 has no say; false if a 0 and a 1 both have one.
func WeightedGeometricOdds(probs, weights []float64) (float64, bool) {
	if !valid(probs) || !weighable(probs, weights) {
		return 0, false
	}
	var s, w calibration.Sum
	zero, one := false, false
	for i, p := range probs {
		if weights[i] == 0 {
			continue
		}
		zero, one = zero || p == 0, one || p == 1
		s.Add(weights[i] * logit(p))
		w.Add(weights[i])
	}
	if zero && one {
		return 0, false
	}
	return within(expit(s.Value()/w.Value()), probs), true
}

// BetaTransformed puts a linear pool through the Beta(a, b) distribution
// function, 0 to 1; a = b > 1 extremises, a = b = 1 changes nothing. False
// unless a and b are above 0.
//
// Source: Ranjan & Gneiting 2010, JRSS B 72:71,
// doi:10.1111/j.1467-9868.2009.00726.x.
func BetaTransformed(linear, a, b float64) (float64, bool) {
	if !(linear >= 0 && linear <= 1 && a > 0 && b > 0) || math.IsInf(a, 1) || math.IsInf(b, 1) {
		return 0, false
	}
	return min(max(mathext.RegIncBeta(a, b, linear), 0), 1), true
}

// RecencyWeights are Metaculus' weights for n standing forecasts, oldest first:
// exp(sqrt i - sqrt n) for i = 1..n; equal for two or fewer.
//
// Source: Metaculus/metaculus, RecencyWeighted.calculate_weights.
func RecencyWeights(n int) []float64 {
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = 1
		if n > 2 {
			weights[i] = math.Exp(math.Sqrt(float64(i+1)) - math.Sqrt(float64(n)))
		}
	}
	return weights
}

// WeightedQuantile is the q-quantile of weighted values: the mean of the first
// whose cumulative share of the weight is at least q and the first whose share
// is above q. False for no weight or a q outside 0 to 1.
//
// Source: Metaculus/metaculus, weighted_percentile_2d.
func WeightedQuantile(values, weights []float64, q float64) (float64, bool) {
	if len(values) == 0 || !weighable(values, weights) || !(q >= 0 && q <= 1) {
		return 0, false
	}
	order := make([]int, 0, len(values))
	var total calibration.Sum
	for i, w := range weights {
		total.Add(w)
		if w > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	least, above := math.NaN(), values[order[len(order)-1]]
	var sum calibration.Sum
	for _, i := range order {
		sum.Add(weights[i])
		if math.IsNaN(least) && sum.Value() >= q*total.Value() {
			least = values[i]
		}
		if sum.Value() > q*total.Value() {
			above = values[i]
			break
		}
	}
	if math.IsNaN(least) {
		least = above
	}
	return (least + above) / 2, true
}

// WeightedMedian is the median by weight; with RecencyWeights, and forecasts
// oldest first, it is Metaculus' community prediction.
func WeightedMedian(values, weights []float64) (float64, bool) {
	return WeightedQuantile(values, weights, .5)
}

// weighable reports whether each value has a weight of 0 or more, not all 0.
func weighable(values, weights []float64) bool {
	if len(values) != len(weights) {
		return false
	}
	some := false
	for _, w := range weights {
		if !(w >= 0) || math.IsInf(w, 1) {
			return false
		}
		some = some || w > 0
	}
	return some
}
