package coherence

import (
	"math"
	"slices"
)

// Rule names what probabilities break.
type Rule string

// The rules.
const (
	RuleSumsToOne        Rule = "sums_to_one"
	RuleDeadline         Rule = "deadline"
	RuleImplies          Rule = "implies"
	RuleExcludes         Rule = "excludes"
	RuleTotalProbability Rule = "total_probability"
)

// Violation is a broken rule: by how much, and the nearest coherent numbers in
// the order of those given.
type Violation struct {
	Rule     Rule
	OffBy    float64
	From, To []float64
}

func violation(rule Rule, offBy float64, from, to []float64) (Violation, bool) {
	if !(offBy > slack) {
		return Violation{}, false
	}
	return Violation{rule, offBy, slices.Clone(from), to}, true
}

// CheckSumsToOne looks at options of which exactly one happens; off by the
// distance of their sum from 1. True where the rule is broken, as for the other
// checks.
func CheckSumsToOne(p []float64) (Violation, bool) {
	if len(p) == 0 {
		return Violation{}, false
	}
	return violation(RuleSumsToOne, math.Abs(sum(p)-1), p, SumToOne(p))
}

// CheckDeadlines looks at "by this date" in order of dates; off by the largest
// fall from an earlier date to a later one.
func CheckDeadlines(p []float64) (Violation, bool) {
	most, fall := math.Inf(-1), 0.0
	for _, x := range p {
		most = max(most, x)
		fall = max(fall, most-x)
	}
	return violation(RuleDeadline, fall, p, Deadlines(p, nil))
}

// CheckImplies looks at a and b where a cannot happen without b; off by a - b.
func CheckImplies(a, b float64) (Violation, bool) {
	x, y := Implies(a, b, nil)
	return violation(RuleImplies, a-b, []float64{a, b}, []float64{x, y})
}

// CheckExcludes looks at events of which at most one happens; off by what
// their sum is above 1.
func CheckExcludes(p []float64) (Violation, bool) {
	return violation(RuleExcludes, sum(p)-1, p, Exclude(p))
}

// CheckTotalProbability looks at P(question) followed by P(question | scenario),
// given the scenarios' probabilities; off by stated against implied.
func CheckTotalProbability(q float64, given, scenarios []float64) (Violation, bool) {
	x, c := TotalProbability(q, given, scenarios)
	return violation(RuleTotalProbability, math.Abs(q-ImpliedBy(given, scenarios)),
		append([]float64{q}, given...), append([]float64{x}, c...))
}
