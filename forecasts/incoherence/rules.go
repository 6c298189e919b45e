package incoherence

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/coherence"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/relation"
	"weathervane/forecasts/scenarioset"
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

func points(off float64) string {
	x := notation.Number(math.Round(off*1e4) / 100)
	if x == "1" {
		return "1 point"
	}
	return x + " points"
}

func (c *Check) named(i int) string {
	return fmt.Sprintf("“%s” (%s)", c.Titles[c.ids[i]], notation.Percent(c.p[i]))
}

// ordered explains how an order is broken and what it costs.
func (c *Check) ordered(o ordered) string {
	low, high, off := c.named(o.low), c.named(o.high), points(c.p[o.low]-c.p[o.high])
	rule := fmt.Sprintf("%s cannot happen without %s", low, high)
	switch {
	case o.same:
		rule = fmt.Sprintf("%s and %s are one question", low, high)
	case o.rule == coherence.RuleDeadline:
		rule = fmt.Sprintf("%s is the same event with an earlier deadline as %s", low, high)
	}
	return fmt.Sprintf("%s, yet it is %s more probable. You would buy a bet on the first and sell one on the second, and lose at least %s whatever happens.", rule, off, off)
}

func (c *Check) excluded(e coherence.Exclusion) string {
	var all []string
	for _, i := range e {
		all = append(all, c.named(i))
	}
	off := points(c.excess(e))
	return fmt.Sprintf("At most one of %s can happen, yet they sum to %s above 100 %%. You would buy a bet on each and lose at least %s whatever happens.",
		strings.Join(all, ", "), off, off)
}

func (c *Check) sumsToOne(id journal.ID, p []float64) string {
	sum := 0.0
	for _, x := range p {
		sum += x
	}
	act, off := "buy", points(math.Abs(sum-1))
	if sum < 1 {
		act = "sell"
	}
	return fmt.Sprintf("Exactly one option of “%s” happens, yet they sum to %s. You would %s a bet on each and lose %s whatever happens.",
		c.Titles[id], notation.Percent(sum), act, off)
}

func (c *Check) totalled(sh *scenarioset.Set, i int, implied float64) string {
	whole, parts := "buy", "sell"
	if c.p[i] < implied {
		whole, parts = parts, whole
	}
	off := points(math.Abs(c.p[i] - implied))
	return fmt.Sprintf("“%s”: stated %s, implied %s by the scenarios of “%s”. You would %s the bet as a whole and %s it scenario by scenario, and lose %s whatever happens.",
		c.Titles[c.ids[i]], notation.Percent(c.p[i]), notation.Percent(implied), sh.Now.Title, whole, parts, off)
}
