package incoherence

import (
	"slices"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/relation"
	"weathervane/model/journal"
)

// ordered says that one question cannot be more probable than another.
type ordered struct {
	low, high int
	rule      coherence.Rule
	same      bool // they are one question asked twice
}

// orders lists which forecast question bounds which: directly, or through
// questions without a forecast. Of several paths between two questions, the first
// counts.
func (c *Check) orders(drawn []relation.Relation) []ordered {
	type step struct {
		to       journal.ID
		deadline bool
		same     bool
	}
	next := map[journal.ID][]step{}
	for _, r := range drawn {
		switch r.Kind {
		case "implies", "deadline":
			next[r.From] = append(next[r.From], step{r.To, r.Kind == "deadline", false})
		case "same":
			next[r.From] = append(next[r.From], step{r.To, false, true})
			next[r.To] = append(next[r.To], step{r.From, false, true})
		}
	}
	var all []ordered
	for low, id := range c.ids {
		seen := map[journal.ID]bool{id: true}
		var walk func(from journal.ID, deadline, same bool)
		walk = func(from journal.ID, deadline, same bool) {
			for _, s := range next[from] {
				if seen[s.to] {
					continue
				}
				seen[s.to] = true
				d, sm := deadline && s.deadline, same && s.same
				high, stands := c.At[s.to]
				if !stands {
					walk(s.to, d, sm)
					continue
				}
				o := ordered{low, high, coherence.RuleImplies, sm}
				if d {
					o.rule = coherence.RuleDeadline
				}
				all = append(all, o)
			}
		}
		walk(id, true, true)
	}
	return all
}

// mostCliques bounds the search for questions that all exclude each other.
const mostCliques = 20000

// cliques lists the largest groups of forecast questions that exclude each
// other pair by pair: at most one of a group happens.
//
// Source: Bron & Kerbosch 1973, Algorithm 457, Communications of the ACM 16:575.
func (c *Check) cliques(drawn []relation.Relation) []coherence.Exclusion {
	beside := map[int]map[int]bool{}
	join := func(a, b int) {
		if beside[a] == nil {
			beside[a] = map[int]bool{}
		}
		beside[a][b] = true
	}
	for _, r := range drawn {
		a, okA := c.At[r.From]
		b, okB := c.At[r.To]
		if r.Kind == "excludes" && okA && okB {
			join(a, b)
			join(b, a)
		}
	}
	b := bronKerbosch{beside: beside}
	var start []int
	for i := range c.ids {
		if beside[i] != nil {
			start = append(start, i)
		}
	}
	b.grow(nil, start, nil)
	for _, e := range b.found {
		slices.Sort(e)
	}
	slices.SortFunc(b.found, func(a, b coherence.Exclusion) int { return slices.Compare(a, b) })
	return b.found
}

// bronKerbosch searches for groups in which every pair is connected.
type bronKerbosch struct {
	beside map[int]map[int]bool
	steps  int
	found  []coherence.Exclusion
}

func (b *bronKerbosch) grow(group, candidates, done []int) {
	if b.steps++; b.steps > mostCliques {
		return
	}
	if len(candidates) == 0 {
		if len(done) == 0 && len(group) > 1 {
			b.found = append(b.found, slices.Clone(group))
		}
		return
	}
	pivot := busiest(append(slices.Clone(candidates), done...), candidates, b.beside)
	for _, v := range slices.Clone(candidates) {
		if b.beside[pivot][v] {
			continue
		}
		b.grow(append(slices.Clone(group), v), b.near(v, candidates), b.near(v, done))
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(x int) bool { return x == v })
		done = append(slices.Clone(done), v)
	}
}

func (b *bronKerbosch) near(v int, of []int) []int {
	var kept []int
	for _, x := range of {
		if b.beside[v][x] {
			kept = append(kept, x)
		}
	}
	return kept
}

func busiest(of, candidates []int, beside map[int]map[int]bool) int {
	best, most := of[0], -1
	for _, v := range of {
		n := 0
		for _, x := range candidates {
			if beside[v][x] {
				n++
			}
		}
		if n > most {
			best, most = v, n
		}
	}
	return best
}

func (c *Check) named(i int) string { return words.Belief(c.Titles[c.ids[i]], c.p[i]) }

// ordered explains how an order is broken and what it costs.
func (c *Check) ordered(o ordered) string {
	low, high := c.named(o.low), c.named(o.high)
	rule := words.NotWithout(low, high)
	switch {
	case o.same:
		rule = words.SameQuestion(low, high)
	case o.rule == coherence.RuleDeadline:
		rule = words.SameEvent(low, high)
	}
	return words.MoreProbable(rule, c.p[o.low]-c.p[o.high])
}

func (c *Check) excluded(e coherence.Exclusion) string {
	var all []string
	for _, i := range e {
		all = append(all, c.named(i))
	}
	return words.TooMuchTogether(all, c.excess(e))
}
