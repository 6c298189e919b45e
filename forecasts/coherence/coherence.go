// Package coherence finds the coherent probabilities nearest to stated ones.
//
// The idea: rules that hold for any probabilities (options sum to 1, a later
// deadline is no less probable) are linear, and the nearest point that keeps
// them, by squared distance, scores no worse under Brier whatever happens. The
// invariant: what is coherent already comes back to the last digit, and nearest
// points are coherent.
//
//	coherence.SumToOne([]float64{.5, .4, .3})            // .433, .333, .233
//	coherence.Deadlines([]float64{.3, .25, .5}, nil)     // .275, .275, .5
//	coherence.TotalProbability(.5, []float64{.2, .6}, []float64{.5, .5}) // .467, .233, .633
//
// Source: Predd et al. 2009, Probabilistic coherence and proper scoring rules,
// IEEE Trans. Inf. Theory 55:4786, doi:10.1109/TIT.2009.2027573.
package coherence

import (
	"math"
	"slices"

	"weathervane/forecasts/calibration"
)

// slack is by how much rounding may break a rule; less is coherent.
const slack = 1e-12

// Distance is sqrt(Σ w (to - from)²), 0 if nothing moved; weights nil are 1.
func Distance(from, to, weights []float64) float64 {
	var s calibration.Sum
	for i := range from {
		d := to[i] - from[i]
		s.Add(weight(weights, i) * d * d)
	}
	return math.Sqrt(s.Value())
}

func weight(weights []float64, i int) float64 {
	if weights == nil {
		return 1
	}
	return weights[i]
}

func sum(p []float64) float64 {
	var s calibration.Sum
	for _, x := range p {
		s.Add(x)
	}
	return s.Value()
}

// SumToOne gives the nearest probabilities of options of which exactly one
// happens: max(0, p - t), t such that they sum to 1.
//
// Source: Duchi et al. 2008, doi:10.1145/1390156.1390191.
func SumToOne(p []float64) []float64 {
	if len(p) == 0 || slices.Min(p) >= 0 && math.Abs(sum(p)-1) <= slack {
		return slices.Clone(p)
	}
	sorted := slices.Sorted(slices.Values(p))
	slices.Reverse(sorted)
	var above calibration.Sum
	t := 0.0
	for k, u := range sorted {
		above.Add(u)
		next := (above.Value() - 1) / float64(k+1)
		if u <= next {
			break
		}
		t = next
	}
	x := make([]float64, len(p))
	for i := range p {
		x[i] = min(1, max(0, p[i]-t))
	}
	return x
}

// Normalise divides by the sum: what many do instead of SumToOne; it moves
// large numbers more. False where all are 0.
func Normalise(p []float64) ([]float64, bool) {
	total := sum(p)
	if !(total > 0) {
		return nil, false
	}
	x := make([]float64, len(p))
	for i := range p {
		x[i] = p[i] / total
	}
	return x, true
}

// Exclude gives the nearest probabilities of events of which at most one
// happens: as stated where they sum to at most 1, else SumToOne.
func Exclude(p []float64) []float64 {
	if sum(p) <= 1+slack {
		return slices.Clone(p)
	}
	return SumToOne(p)
}

// Deadlines gives the nearest probabilities of "by this date" for rising dates:
// weighted isotonic regression; weights nil are 1.
//
// Source: Barlow et al. 1972, Statistical inference under order restrictions.
func Deadlines(p, weights []float64) []float64 {
	type block struct {
		weight, mean float64
		n            int
	}
	var blocks []block
	for i := range p {
		next := block{weight(weights, i), p[i], 1}
		for n := len(blocks); n > 0 && blocks[n-1].mean > next.mean; n = len(blocks) {
			before := blocks[n-1]
			w := before.weight + next.weight
			mean := (before.weight*before.mean + next.weight*next.mean) / w
			mean = min(max(mean, next.mean), before.mean) // whatever rounding says
			next = block{w, mean, before.n + next.n}
			blocks = blocks[:n-1]
		}
		blocks = append(blocks, next)
	}
	x := make([]float64, 0, len(p))
	for _, b := range blocks {
		for range b.n {
			x = append(x, b.mean)
		}
	}
	return x
}

// Implies gives the nearest probabilities of a and b where a cannot happen
// without b: as stated where a ≤ b, else both the weighted mean. Weights nil
// are 1.
func Implies(a, b float64, weights []float64) (float64, float64) {
	x := Deadlines([]float64{a, b}, weights)
	return x[0], x[1]
}

// Complement gives the nearest probabilities of an event and its opposite.
func Complement(a, not float64) (float64, float64) {
	x := SumToOne([]float64{a, not})
	return x[0], x[1]
}

// Conjunction gives the nearest probabilities of a, b and both of them:
// max(0, a+b-1) ≤ both ≤ min(a, b).
func Conjunction(a, b, both float64) (float64, float64, float64) {
	x, _ := Nearest([]float64{a, b, both}, nil, []Constraint{
		AtMost(2, 0), AtMost(2, 1),
		{Of: []Term{{2, 1}, {0, -1}, {1, -1}}, AtLeast: -1},
	})
	return x[0], x[1], x[2]
}

// ImpliedBy is the probability that scenarios give a question: Σ P(scenario)
// P(question | scenario).
func ImpliedBy(given, scenarios []float64) float64 {
	var s calibration.Sum
	for i := range given {
		s.Add(given[i] * scenarios[i])
	}
	return s.Value()
}

// TotalProbability gives the nearest P(question) and P(question | scenario)
// that agree, the scenarios' probabilities (which sum to 1) left alone: with
// r = q - Σ w c, q' = q - r/(1+Σw²) and c' = c + w r/(1+Σw²), where that stays
// within 0 and 1; a quadratic program otherwise.
func TotalProbability(q float64, given, scenarios []float64) (float64, []float64) {
	r := q - ImpliedBy(given, scenarios)
	x := append([]float64{q}, given...)
	if math.Abs(r) <= slack {
		return q, x[1:]
	}
	squares := 1.0
	for _, w := range scenarios {
		squares += w * w
	}
	x[0] -= r / squares
	inside := x[0] >= 0 && x[0] <= 1
	for i, w := range scenarios {
		x[i+1] += w * r / squares
		inside = inside && x[i+1] >= 0 && x[i+1] <= 1
	}
	if inside {
		return x[0], x[1:]
	}
	agree := Constraint{Of: []Term{{0, 1}}, Equal: true}
	for i, w := range scenarios {
		agree.Of = append(agree.Of, Term{i + 1, -w})
	}
	nearest, ok := Nearest(append([]float64{q}, given...), nil, []Constraint{agree})
	if !ok {
		return q, slices.Clone(given)
	}
	return nearest[0], nearest[1:]
}
