package score

import (
	"math"
	"slices"
)

// Quantiles is a numeric forecast: rising values at rising levels, 0 to 1.
type Quantiles struct{ Levels, Values []float64 }

// Valid reports whether there are as many levels as values, at least one, in
// order and finite.
func (q Quantiles) Valid() bool {
	if len(q.Levels) != len(q.Values) || len(q.Levels) == 0 {
		return false
	}
	for i, l := range q.Levels {
		v := q.Values[i]
		if !(l >= 0 && l <= 1) || math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
		if i > 0 && (l <= q.Levels[i-1] || v < q.Values[i-1]) {
			return false
		}
	}
	return true
}

// Bounded reports whether the quantiles reach level 0 and 1, which the CRPS
// needs.
func (q Quantiles) Bounded() bool {
	return q.Valid() && q.Levels[0] == 0 && q.Levels[len(q.Levels)-1] == 1
}

// Within gives the quantiles the bounds of the question's range where they do
// not reach level 0 and 1 themselves; values outside the range are cut to it.
func (q Quantiles) Within(low, high float64) Quantiles {
	out := Quantiles{slices.Clone(q.Levels), slices.Clone(q.Values)}
	for i, v := range out.Values {
		out.Values[i] = min(max(v, low), high)
	}
	if n := len(out.Levels); n == 0 || out.Levels[0] > 0 {
		out.Levels, out.Values = slices.Insert(out.Levels, 0, 0), slices.Insert(out.Values, 0, low)
	}
	if n := len(out.Levels); out.Levels[n-1] < 1 {
		out.Levels, out.Values = append(out.Levels, 1), append(out.Values, high)
	}
	return out
}

// CRPS is the score of the distribution that is linear between the quantiles:
// for each segment of width h with gaps g1, g2 = F - 1[x≥y] at its ends,
// h(g1²+g1g2+g2²)/3, the segment of y split there; outside the quantiles the
// distance is added. In the unit of y; 0 to +Inf, low is better. NaN unless
// Bounded.
//
// Source: Matheson & Winkler 1976, Management Science 22:1087,
// doi:10.1287/mnsc.22.10.1087.
func (q Quantiles) CRPS(y float64) float64 {
	if !q.Bounded() || math.IsNaN(y) {
		return math.NaN()
	}
	last := len(q.Values) - 1
	var s Sum
	s.Add(max(q.Values[0]-y, y-q.Values[last], 0))
	area := func(h, g1, g2 float64) { s.Add(h * (g1*g1 + g1*g2 + g2*g2) / 3) }
	for i := range last {
		x1, x2, f1, f2 := q.Values[i], q.Values[i+1], q.Levels[i], q.Levels[i+1]
		switch {
		case x2 <= y:
			area(x2-x1, f1, f2)
		case x1 >= y:
			area(x2-x1, f1-1, f2-1)
		default:
			f := f1 + (f2-f1)*((y-x1)/(x2-x1))
			area(y-x1, f1, f)
			area(x2-y, f-1, f2-1)
		}
	}
	return s.Value()
}

// CRPSWithin is CRPS of a question with a range: an outcome beyond it is scored
// up to the bound, and outside says so.
func (q Quantiles) CRPSWithin(low, high, y float64) (crps float64, outside bool) {
	return q.Within(low, high).CRPS(min(max(y, low), high)), y < low || y > high
}

// Pinball is the quantile score at level a: a(y-q) for y ≥ q, else (1-a)(q-y);
// 0 to +Inf, low is better. Other programs show twice this.
func Pinball(quantile, level, y float64) float64 {
	if y >= quantile {
		return level * (y - quantile)
	}
	return (1 - level) * (quantile - y)
}

// MeanPinball is the mean Pinball over the quantiles; NaN for none.
func (q Quantiles) MeanPinball(y float64) float64 {
	var s Sum
	for i, l := range q.Levels {
		s.Add(Pinball(q.Values[i], l, y))
	}
	return s.Value() / float64(len(q.Levels))
}

// IntervalScore is the score of the central interval [low, high] of coverage
// 1-a: its width plus 2/a times the distance of y outside it; 0 to +Inf, low
// is better.
//
// Source: Gneiting & Raftery 2007, JASA 102:359.
func IntervalScore(low, high, coverage, y float64) float64 {
	return (high - low) + 2/(1-coverage)*max(low-y, y-high, 0)
}

// WIS is the weighted interval score and its parts, which add up to it: width,
// and misses by forecasting too low (Under) or too high (Over). Low is better.
// MedianFully is the score with the median counted as an interval of its own.
type WIS struct{ Score, Dispersion, Under, Over, MedianFully float64 }

// WIS scores m central intervals and a median: (|y-median|/2 + Σ (a/2) IS_a) /
// (m + 1/2), without a median over m; it is twice the mean pinball. With the
// median counted fully it is (|y-median| + Σ (a/2) IS_a) / (m + 1). False unless
// the levels come in pairs around .5.
//
// Source: Bracher, Ray, Gneiting & Reich 2021, PLoS Comput Biol 17:e1008618,
// doi:10.1371/journal.pcbi.1008618.
func (q Quantiles) WIS(y float64) (WIS, bool) {
	if !q.Valid() {
		return WIS{}, false
	}
	n := len(q.Levels)
	var width, under, over Sum
	for i := range n / 2 {
		low, high := q.Values[i], q.Values[n-1-i]
		if math.Abs(q.Levels[i]+q.Levels[n-1-i]-1) > 1e-9 {
			return WIS{}, false
		}
		width.Add(q.Levels[i] * (high - low)) // the level is a/2
		under.Add(max(0, y-high))
		over.Add(max(0, low-y))
	}
	parts, fully, miss := float64(n/2), float64(n/2), 0.0
	if n%2 == 1 {
		if math.Abs(q.Levels[n/2]-.5) > 1e-9 {
			return WIS{}, false
		}
		parts += .5
		fully++
		miss = math.Abs(y-q.Values[n/2]) / 2
		under.Add(max(0, y-q.Values[n/2]) / 2)
		over.Add(max(0, q.Values[n/2]-y) / 2)
	}
	w := WIS{Dispersion: width.Value() / parts, Under: under.Value() / parts, Over: over.Value() / parts}
	w.Score = w.Dispersion + w.Under + w.Over
	w.MedianFully = (w.Score*parts + miss) / fully
	return w, true
}
