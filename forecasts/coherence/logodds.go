package coherence

import (
	"math"
	"slices"
)

// edge is how near to 0 and 1 log-odds are computed: certainty has none.
const edge = 1e-4

func logit(p float64) float64 {
	p = min(1-edge, max(edge, p))
	return math.Log(p) - math.Log1p(-p)
}

// LogOddsDistance is how far probabilities are apart in log-odds.
func LogOddsDistance(from, to []float64) float64 {
	sum := 0.0
	for i := range from {
		d := logit(to[i]) - logit(from[i])
		sum += d * d
	}
	return math.Sqrt(sum)
}

// NearestLogOdds is Nearest measured in log-odds, where a step from 1 % to 2 %
// is as long as one from 33 % to 50 %: small probabilities keep their
// proportions. False where no probabilities keep all rules, and p comes back.
//
// It descends by Gauss and Newton's method: near x log-odds are straight, and
// the nearest point is Nearest with weights of their steepness, squared.
func NearestLogOdds(p []float64, rules []Constraint) ([]float64, bool) {
	x, ok := Nearest(p, nil, rules)
	if !ok || slices.Equal(x, p) {
		return x, ok
	}
	return descendOdds(p, x, func(target, weights []float64) ([]float64, bool) { return Nearest(target, weights, rules) }), true
}

// NearestLogOddsFrom is NearestLogOdds for many probabilities, from a point
// that keeps the rules.
func NearestLogOddsFrom(p, from []float64, rules []Constraint) []float64 {
	s := newSparse(len(p), rules)
	x := descendOdds(p, from, func(target, weights []float64) ([]float64, bool) { return s.nearest(target, weights, 1e-13), true })
	return cleaned(x, rules)
}

func descendOdds(p, x []float64, nearest func(target, weights []float64) ([]float64, bool)) []float64 {
	target, weights := make([]float64, len(p)), make([]float64, len(p))
	value := LogOddsDistance(p, x)
	for range 100 {
		for i := range x {
			at := min(1-edge, max(edge, x[i]))
			steep := 1 / (at * (1 - at))
			weights[i] = steep * steep
			target[i] = at - (logit(at)-logit(p[i]))/steep
		}
		aim, ok := nearest(target, weights)
		if !ok {
			break
		}
		better := false
		for step := 1.0; step > 1e-6; step /= 2 {
			next := make([]float64, len(x))
			for i := range x {
				next[i] = x[i] + step*(aim[i]-x[i])
			}
			if v := LogOddsDistance(p, next); v < value-1e-12 {
				x, value, better = next, v, true
				break
			}
		}
		if !better {
			break
		}
	}
	return x
}
