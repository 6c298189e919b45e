package coherence

import (
	"math"
	"slices"
)

// Reconciled is P(question), P(question | scenario) and P(scenario) that agree.
type Reconciled struct {
	Question         float64
	Given, Scenarios []float64
	Distance         float64
}

// TotalProbabilityFree is TotalProbability with the scenarios' probabilities
// free to move as well. The nearest point is found by descent from several
// starts, good to about 1e-6: the problem is not convex.
func TotalProbabilityFree(q float64, given, scenarios []float64) Reconciled {
	best := Reconciled{Distance: math.Inf(1)}
	n := len(scenarios)
	starts := [][]float64{SumToOne(scenarios)}
	for k := range n { // and towards each scenario
		start := slices.Clone(scenarios)
		start[k] += .5
		starts = append(starts, SumToOne(start))
	}
	for _, w := range starts {
		if r := descend(q, given, scenarios, w); r.Distance < best.Distance-1e-9 {
			best = r
		}
	}
	return best
}

// reconcile is the nearest agreement for scenario probabilities w, and its
// squared distance.
func reconcile(q float64, given, scenarios, w []float64) (Reconciled, float64) {
	r := Reconciled{Scenarios: w}
	r.Question, r.Given = TotalProbability(q, given, w)
	d := Distance(append([]float64{q}, given...), append([]float64{r.Question}, r.Given...), nil)
	s := Distance(scenarios, w, nil)
	r.Distance = math.Hypot(d, s)
	return r, r.Distance * r.Distance
}

// descend follows the gradient along the simplex. By the envelope theorem the
// squared distance changes with w_i by 2 (q'-q) c'_i + 2 (w_i - stated w_i).
func descend(q float64, given, scenarios, w []float64) Reconciled {
	best, value := reconcile(q, given, scenarios, w)
	step := .5
	for range 5000 {
		next := make([]float64, len(w))
		for i := range w {
			next[i] = best.Scenarios[i] - step*(2*(best.Question-q)*best.Given[i]+2*(best.Scenarios[i]-scenarios[i]))
		}
		r, v := reconcile(q, given, scenarios, SumToOne(next))
		if v >= value {
			if step /= 2; step < 1e-12 {
				break
			}
			continue
		}
		best, value = r, v
		step = min(.5, step*1.5)
	}
	return best
}
