package coherence

import (
	"math"
	"slices"
)

// Rebalance sets one of the probabilities of things of which exactly one happens,
// and scales the others so that all sum to 1; if the others are all 0, they share
// the remainder equally.
func Rebalance(p []float64, which int, to float64) []float64 {
	out := slices.Clone(p)
	rest := 0.0
	for i, x := range p {
		if i != which {
			rest += x
		}
	}
	for i := range out {
		switch {
		case i == which:
			out[i] = to
		case rest > 0:
			out[i] *= (1 - to) / rest
		default:
			out[i] = (1 - to) / float64(len(p)-1)
		}
	}
	return out
}

// Rounded rounds probabilities that sum to 1 to so many steps (1000 are tenths of
// a point), so that the rounded ones still sum to 1: each is rounded up or down,
// those with the largest remainders up. One may be kept as it is; −1 keeps none.
func Rounded(p []float64, steps, keep int) []float64 {
	units, left := make([]float64, len(p)), float64(steps)
	var order []int
	for i, x := range p {
		units[i] = math.Floor(x*float64(steps) + 1e-9)
		if i == keep {
			units[i] = x * float64(steps)
		} else {
			order = append(order, i)
		}
		left -= units[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		ra, rb := p[a]*float64(steps)-units[a], p[b]*float64(steps)-units[b]
		switch {
		case ra > rb+1e-9:
			return -1
		case rb > ra+1e-9:
			return 1
		}
		return 0
	})
	for n := 0; left > 1e-9 && len(order) > 0; n++ {
		step := math.Min(1, left)
		units[order[n%len(order)]] += step
		left -= step
	}
	for i := range units {
		units[i] /= float64(steps)
	}
	return units
}
