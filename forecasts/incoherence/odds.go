package incoherence

import (
	"slices"

	"weathervane/forecasts/coherence"
)

// fewTogether is the number of questions up to which the log-odds solution takes
// exact steps.
const fewTogether = 12

// oddsNearest finds the nearest coherent sets in log-odds, one for each group of
// questions that rules connect, and keeps them.
type oddsNearest struct {
	joint   coherence.Joint
	orders  []coherence.Order
	cliques []coherence.Exclusion
	known   map[int][]float64 // by the least question of a group
}

// of is the new values of the questions in some clusters.
func (o *oddsNearest) of(p []float64, clusters map[int]bool) []float64 {
	var group []int
	at := map[int]int{}
	for i := range p {
		if clusters[o.joint.Cluster[i]] {
			at[i] = len(group)
			group = append(group, i)
		}
	}
	if len(group) == 0 {
		return nil
	}
	if x, ok := o.known[group[0]]; ok {
		return x
	}
	to := slices.Clone(p)
	from := make([]float64, len(group))
	for k, i := range group {
		from[k] = p[i]
	}
	for k, x := range o.nearest(from, group, o.rules(at)) {
		to[group[k]] = x
	}
	if o.known == nil {
		o.known = map[int][]float64{}
	}
	o.known[group[0]] = to
	return to
}

func (o *oddsNearest) nearest(from []float64, group []int, rules []coherence.Constraint) []float64 {
	start := make([]float64, len(group))
	for k, i := range group {
		start[k] = o.joint.To[i]
	}
	if len(group) <= fewTogether {
		if x, ok := coherence.NearestLogOdds(from, rules); ok {
			return x
		}
	}
	return coherence.NearestLogOddsFrom(from, start, rules)
}

// rules are those that concern a group; what is outside the group keeps its value
// of the nearest set by squared distance.
func (o *oddsNearest) rules(at map[int]int) []coherence.Constraint {
	var rules []coherence.Constraint
	add := func(least float64, of map[int]float64) {
		c := coherence.Constraint{AtLeast: least}
		for i, f := range of {
			if k, inside := at[i]; inside {
				c.Of = append(c.Of, coherence.Term{Index: k, Factor: f})
			} else {
				c.AtLeast -= f * o.joint.To[i]
			}
		}
		slices.SortFunc(c.Of, func(a, b coherence.Term) int { return a.Index - b.Index })
		if len(c.Of) > 0 {
			rules = append(rules, c)
		}
	}
	for _, r := range o.orders {
		add(0, map[int]float64{r.High: 1, r.Low: -1})
	}
	for _, e := range o.cliques {
		sum := map[int]float64{}
		for _, i := range e {
			sum[i] = -1
		}
		add(-1, sum)
	}
	return rules
}

// sumOdds is the new values of the options of a choice.
func sumOdds(p []float64) ([]float64, bool) {
	c := coherence.Constraint{AtLeast: 1, Equal: true}
	for i := range p {
		c.Of = append(c.Of, coherence.Term{Index: i, Factor: 1})
	}
	return coherence.NearestLogOdds(p, []coherence.Constraint{c})
}

// totalOdds is the new values of a stated probability and its cells; the weights
// stay.
func totalOdds(q float64, given, scenarios []float64) ([]float64, bool) {
	c := coherence.Constraint{Of: []coherence.Term{{Index: 0, Factor: 1}}, Equal: true}
	for i, w := range scenarios {
		c.Of = append(c.Of, coherence.Term{Index: i + 1, Factor: -w})
	}
	return coherence.NearestLogOdds(append([]float64{q}, given...), []coherence.Constraint{c})
}
