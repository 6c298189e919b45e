package questions

import (
	"math"
	"slices"
)

// rebalance sets one option's probability and scales the others so that all
// make 1 again. Where the others have nothing, they share what is left
// equally. The result is rounded to tenths of a point, and its sum is exact.
func rebalance(shares []float64, which int, p float64) []float64 {
	out := append([]float64(nil), shares...)
	if which < 0 || which >= len(out) || math.IsNaN(p) {
		return out
	}
	if len(out) == 1 {
		return []float64{1}
	}
	p = math.Min(math.Max(p, 0), 1)
	rest := 0.0
	for i, s := range out {
		if i != which {
			rest += s
		}
	}
	for i := range out {
		switch {
		case i == which:
			out[i] = p
		case rest > 0:
			out[i] *= (1 - p) / rest
		default:
			out[i] = (1 - p) / float64(len(out)-1)
		}
	}
	return tenths(out, which)
}

// tenths rounds shares to tenths of a point; what rounding leaves goes to the
// largest of those that were not set by hand.
func tenths(shares []float64, fixed int) []float64 {
	const steps = 1000
	sum, largest := 0, -1
	units := make([]int, len(shares))
	for i, s := range shares {
		units[i] = int(math.Round(s * steps))
		sum += units[i]
		if i != fixed && (largest < 0 || units[i] > units[largest]) {
			largest = i
		}
	}
	for left := steps - sum; left != 0; {
		if largest < 0 || units[largest] == 0 && left < 0 { // only where very many tiny shares were rounded up
			largest = slices.Index(units, slices.Max(units))
		}
		d := max(left, -units[largest])
		units[largest] += d
		left -= d
	}
	out := make([]float64, len(shares))
	for i, u := range units {
		out[i] = float64(u) / steps
	}
	return out
}

// equalShares gives each of n options the same.
func equalShares(n int) []float64 {
	if n == 0 {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = 1 / float64(n)
	}
	if n == 1 {
		return out
	}
	return tenths(out, n-1)
}

// sharesOf reads a belief in the options' order; equal shares if there is none.
func sharesOf(probs map[string]float64, options []string) []float64 {
	if len(probs) == 0 {
		return equalShares(len(options))
	}
	out := make([]float64, len(options))
	for i, o := range options {
		out[i] = probs[o]
	}
	return out
}

func sum(shares []float64) float64 {
	s := 0.0
	for _, v := range shares {
		s += v
	}
	return s
}
