package coherence

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func probabilities(t *rapid.T, label string, least int) []float64 {
	return rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, .25, .5, 1})), least, 12).Draw(t, label)
}

// What comes back is coherent, and comes back as it is the second time.
func TestProjectionsAreCoherentAndSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := probabilities(t, "p", 1)
		for name, project := range map[string]func([]float64) []float64{
			"sum": SumToOne, "exclude": Exclude, "deadlines": func(p []float64) []float64 { return Deadlines(p, nil) },
		} {
			x := project(p)
			total := sum(x)
			switch {
			case slices.Min(x) < 0 || slices.Max(x) > 1:
				t.Fatalf("%s leaves 0..1: %v", name, x)
			case name == "sum" && math.Abs(total-1) > 1e-12, name == "exclude" && total > 1+1e-12:
				t.Fatalf("%s sums to %v", name, total)
			case name == "deadlines" && !slices.IsSorted(x):
				t.Fatalf("deadlines fall: %v", x)
			}
			if again := project(x); !slices.Equal(again, x) {
				t.Fatalf("%s moves what is coherent: %v to %v", name, x, again)
			}
		}
	})
}

// The program for any rules agrees with the closed forms.
func TestNearestAgreesWithClosedForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := probabilities(t, "p", 2)
		weights := make([]float64, len(p))
		one := Constraint{AtLeast: 1, Equal: true}
		var rising []Constraint
		for i := range p {
			weights[i] = rapid.Float64Range(.2, 5).Draw(t, "w")
			one.Of = append(one.Of, Term{i, 1})
			if i > 0 {
				rising = append(rising, AtMost(i-1, i))
			}
		}
		for name, c := range map[string]struct {
			rules   []Constraint
			weights []float64
			want    []float64
		}{
			"sum": {[]Constraint{one}, nil, SumToOne(p)}, "deadlines": {rising, weights, Deadlines(p, weights)},
		} {
			x, ok := Nearest(p, c.weights, c.rules)
			if !ok {
				t.Fatalf("%s has no answer", name)
			}
			for i := range x {
				if math.Abs(x[i]-c.want[i]) > 1e-9 {
					t.Fatalf("%s: %v, closed form %v", name, x, c.want)
				}
			}
		}
	})
}

func TestTotalProbabilityAgreesAndIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := probabilities(t, "given", 1)
		w := make([]float64, len(given))
		for i := range w {
			w[i] = rapid.Float64Range(0, 1).Draw(t, "w")
		}
		w = SumToOne(w)
		q := rapid.Float64Range(0, 1).Draw(t, "q")
		x, c := TotalProbability(q, given, w)
		if math.Abs(x-ImpliedBy(c, w)) > 1e-9 || x < 0 || x > 1 || slices.Min(c) < 0 || slices.Max(c) > 1 {
			t.Fatalf("%v and %v do not agree", x, c)
		}
		from, to := append([]float64{q}, given...), append([]float64{x}, c...)
		// moving the question alone is coherent too, and no nearer
		if d := math.Abs(q - ImpliedBy(given, w)); Distance(from, to, nil) > d+1e-9 {
			t.Fatalf("moved %v, the question alone %v", Distance(from, to, nil), d)
		}
		y, d := TotalProbability(x, c, w)
		if math.Abs(y-x) > 1e-9 || Distance(c, d, nil) > 1e-9 {
			t.Fatalf("moves again: %v %v", y, d)
		}
		_, violated := CheckTotalProbability(q, given, w)
		if !violated && !slices.Equal(from, to) {
			t.Fatal("what is coherent moved")
		}
	})
}

func TestContradictionsSaySo(t *testing.T) {
	p := []float64{.2, .7}
	x, ok := Nearest(p, nil, []Constraint{{Of: []Term{{0, 1}, {1, 1}}, AtLeast: 2.5}})
	if ok || !slices.Equal(x, p) {
		t.Errorf("%v %v", x, ok)
	}
}

func TestChecks(t *testing.T) {
	for _, c := range []struct {
		rule  Rule
		offBy float64
		check func() (Violation, bool)
	}{
		{RuleSumsToOne, .2, func() (Violation, bool) { return CheckSumsToOne([]float64{.5, .4, .3}) }},
		{RuleDeadline, .15, func() (Violation, bool) { return CheckDeadlines([]float64{.3, .25, .5, .35}) }},
		{RuleImplies, .2, func() (Violation, bool) { return CheckImplies(.6, .4) }},
		{RuleExcludes, .1, func() (Violation, bool) { return CheckExcludes([]float64{.6, .5}) }},
		{RuleTotalProbability, .04, func() (Violation, bool) {
			return CheckTotalProbability(.5, []float64{.2, .6, .9}, []float64{.5, .3, .2})
		}},
		{"", 0, func() (Violation, bool) { return CheckExcludes([]float64{.3, .5}) }},
		{"", 0, func() (Violation, bool) { return CheckDeadlines([]float64{.1, .1, .3}) }},
		{"", 0, func() (Violation, bool) { return CheckSumsToOne([]float64{.1, .2, .7}) }},
		{"", 0, func() (Violation, bool) { return CheckImplies(.4, .4) }},
	} {
		v, broken := c.check()
		if broken != (c.rule != "") || v.Rule != c.rule || math.Abs(v.OffBy-c.offBy) > 1e-12 || len(v.From) != len(v.To) {
			t.Errorf("%s: %+v", c.rule, v)
		}
	}
}

// Predd et al.: the nearest coherent point has a better Brier score than an
// incoherent one, whatever happens.
func TestCoherentNumbersNeverScoreWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := probabilities(t, "p", 1)
		x := SumToOne(p)
		for happened := range p {
			y := make([]float64, len(p))
			y[happened] = 1
			if Distance(x, y, nil) > Distance(p, y, nil)+1e-12 {
				t.Fatalf("%v scores worse than %v when %d happens", x, p, happened)
			}
		}
		late := Deadlines(p, nil)
		for from := range len(p) + 1 { // it happens before the deadlines from this one on
			y := make([]float64, len(p))
			for i := from; i < len(p); i++ {
				y[i] = 1
			}
			if Distance(late, y, nil) > Distance(p, y, nil)+1e-12 {
				t.Fatalf("%v scores worse than %v", late, p)
			}
		}
	})
}
