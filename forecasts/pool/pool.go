// Package pool makes one probability of several.
//
// The idea: each way of pooling is a plain function of the probabilities in
// force. The invariant: a pool that does not extremise stays between the smallest
// and the largest of its members, and no pool depends on their order (but for
// recency, where the order is the point). A pool without a value returns false.
//
//	pool.Mean([]float64{.3, .8})          // 0.55
//	pool.GeometricOdds([]float64{.3, .8}) // 0.567
//	pool.Extremised([]float64{.3, .8})    // 0.662
//	pool.GeometricOdds([]float64{0, 1})   // false: a 0 and a 1 have no mean of odds
package pool

import (
	"math"
	"slices"

	"weathervane/forecasts/calibration"
)

// Extremising is the exponent d of Extremised, an example after Satopaa et al.
// and Baron et al.; teams that share what they know need less, strangers more.
const Extremising = 2.5

// Mean is the arithmetic mean of the probabilities (the linear pool), 0 to 1;
// false for none, or where a number is not a probability.
func Mean(probs []float64) (float64, bool) {
	if !valid(probs) {
		return 0, false
	}
	return within(mean(probs), probs), true
}

// Median is the middle probability, or the mean of the middle two, 0 to 1; false
// for none, or where a number is not a probability.
func Median(probs []float64) (float64, bool) {
	if !valid(probs) {
		return 0, false
	}
	p := slices.Clone(probs)
	slices.Sort(p)
	return MedianSorted(p)
}

// MedianSorted is Median of probabilities in rising order, which is not checked.
func MedianSorted(probs []float64) (float64, bool) {
	n := len(probs)
	if n == 0 {
		return 0, false
	}
	return min(max((probs[(n-1)/2]+probs[n/2])/2, probs[0]), probs[n-1]), true
}

// Trimmed is the mean without the floor(n/10) smallest and as many largest, 0
// to 1; under ten members it is Mean.
func Trimmed(probs []float64) (float64, bool) { return trimmed(probs, len(probs)/10) }

func trimmed(probs []float64, drop int) (float64, bool) {
	if !valid(probs) {
		return 0, false
	}
	p := slices.Sorted(slices.Values(probs))
	p = p[drop : len(p)-drop]
	return within(mean(p), p), true
}

// HighestDensityTrimmed is the mean of the shortest window that holds all but
// floor(n/10) of the sorted probabilities, the leftmost of equally short ones;
// 0 to 1.
//
// Source: Powell et al. 2022, Decision, doi:10.1037/dec0000191.
func HighestDensityTrimmed(probs []float64) (float64, bool) {
	if !valid(probs) {
		return 0, false
	}
	const same = 1e-12 // widths that differ by rounding alone
	p := slices.Sorted(slices.Values(probs))
	keep := len(p) - len(p)/10
	from := 0
	for i := 1; i+keep <= len(p); i++ {
		if p[i+keep-1]-p[i] < p[from+keep-1]-p[from]-same {
			from = i
		}
	}
	p = p[from : from+keep]
	return within(mean(p), p), true
}

// GeometricOdds is the probability whose odds are the geometric mean of the
// members' odds, expit(mean logit p); 0 to 1. Any 0 gives 0 and any 1 gives 1;
// false where both occur, for none, or where a number is not a probability.
//
// Source: Satopaa et al. 2014, IJF 30:344, doi:10.1016/j.ijforecast.2013.09.009.
func GeometricOdds(probs []float64) (float64, bool) {
	x, ok := meanLogit(probs)
	return within(expit(x), probs), ok
}

// Extremise pushes p away from .5 (d > 1) or towards it (d < 1):
// p^d / (p^d + (1-p)^d) = expit(d logit p); 0 to 1, for d > 0.
//
// Source: Karmarkar 1978, OBHP 21:61; Baron et al. 2014, Decision Analysis
// 11:133, doi:10.1287/deca.2014.0293.
func Extremise(p, d float64) float64 { return expit(d * logit(p)) }

// Extremised is GeometricOdds extremised by the exponent Extremising; 0 to 1,
// false where GeometricOdds is.
func Extremised(probs []float64) (float64, bool) {
	x, ok := meanLogit(probs)
	if !ok {
		return 0, false
	}
	return expit(Extremising * x), true
}

// NeymanRoughgardenFactor is the exponent that is best in the worst case for n
// forecasters whose knowledge adds up: n (sqrt(3n²-3n+1) - 2) / (n²-n-1), 1 for
// one, rising to the square root of 3.
//
// Source: Neyman & Roughgarden 2022, EC '22, doi:10.1145/3490486.3538243; as
// stated by Sevilla 2021, Principled extremizing of aggregated forecasts.
func NeymanRoughgardenFactor(n int) float64 {
	x := float64(n)
	return x * (math.Sqrt(3*x*x-3*x+1) - 2) / (x*x - x - 1)
}

// NeymanRoughgarden is GeometricOdds extremised by NeymanRoughgardenFactor,
// away from .5; 0 to 1, false where GeometricOdds is.
func NeymanRoughgarden(probs []float64) (float64, bool) {
	return NeymanRoughgardenFrom(probs, .5)
}

// NeymanRoughgardenFrom is NeymanRoughgarden away from a base rate b between 0
// and 1: expit(logit b + d (mean logit p - logit b)).
func NeymanRoughgardenFrom(probs []float64, b float64) (float64, bool) {
	x, ok := meanLogit(probs)
	if !ok || !(b > 0 && b < 1) {
		return 0, false
	}
	if math.IsInf(x, 0) {
		return expit(x), true
	}
	return expit(logit(b) + NeymanRoughgardenFactor(len(probs))*(x-logit(b))), true
}

// meanLogit is the mean of the log odds, possibly infinite; false if it has no
// value.
func meanLogit(probs []float64) (float64, bool) {
	if !valid(probs) || slices.Contains(probs, 0) && slices.Contains(probs, 1) {
		return 0, false
	}
	var s calibration.Sum
	for _, p := range probs {
		s.Add(logit(p))
	}
	return s.Value() / float64(len(probs)), true
}

func mean(p []float64) float64 {
	var s calibration.Sum
	for _, x := range p {
		s.Add(x)
	}
	return s.Value() / float64(len(p))
}

// valid reports whether there is at least one number and all are probabilities.
func valid(probs []float64) bool {
	for _, p := range probs {
		if !(p >= 0 && p <= 1) {
			return false
		}
	}
	return len(probs) > 0
}

// within keeps rounding from carrying a pool outside its members.
func within(x float64, probs []float64) float64 {
	if len(probs) == 0 {
		return x
	}
	return min(max(x, slices.Min(probs)), slices.Max(probs))
}

// logit is the logarithm of the odds, -Inf at 0 and +Inf at 1.
func logit(p float64) float64 { return math.Log(p) - math.Log1p(-p) }

// expit is the inverse of logit.
func expit(x float64) float64 {
	if x < 0 {
		e := math.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-x))
}
