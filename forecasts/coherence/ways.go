package coherence

import "math"

// Way is one way to make P(question), P(question | scenario) and P(scenario)
// agree: some of them move, the rest stays.
type Way struct {
	Moves string // stated, cells, weights, or both: stated and cells
	Reconciled
}

// Ways lists those that there are, each the nearest of its kind: by the stated
// probability alone, the cells alone, the weights alone, or stated and cells
// together. Scenarios' probabilities sum to 1.
func Ways(q float64, given, scenarios []float64) []Way {
	implied := ImpliedBy(given, scenarios)
	all := []Way{{"stated", Reconciled{implied, given, scenarios, math.Abs(implied - q)}}}
	meets := Constraint{AtLeast: q, Equal: true} // Σ P(scenario) P(question | scenario) = q
	for i, w := range scenarios {
		meets.Of = append(meets.Of, Term{i, w})
	}
	if cells, ok := Nearest(given, nil, []Constraint{meets}); ok {
		all = append(all, Way{"cells", Reconciled{q, cells, scenarios, Distance(given, cells, nil)}})
	}
	one := Constraint{AtLeast: 1, Equal: true}
	meets.Of = nil
	for i, c := range given {
		one.Of, meets.Of = append(one.Of, Term{i, 1}), append(meets.Of, Term{i, c})
	}
	if weights, ok := Nearest(scenarios, nil, []Constraint{one, meets}); ok {
		all = append(all, Way{"weights", Reconciled{q, given, weights, Distance(scenarios, weights, nil)}})
	}
	to, cells := TotalProbability(q, given, scenarios)
	from, moved := append([]float64{q}, given...), append([]float64{to}, cells...)
	return append(all, Way{"both", Reconciled{to, cells, scenarios, Distance(from, moved, nil)}})
}
