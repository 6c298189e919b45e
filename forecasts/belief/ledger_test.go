package belief

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12*math.Max(1, math.Abs(b)) }

func TestAGroupCountsOnce(t *testing.T) {
	for _, c := range []struct {
		why   string
		items []Item
		want  float64
		mixed bool
	}{
		{"none", nil, 1, false},
		{"one", []Item{{"a", "x", 3}}, 3, false},
		{"the strongest of one article", []Item{{"a", "x", 3}, {"b", "x", 2}}, 3, false},
		{"the strongest against", []Item{{"a", "x", .5}, {"b", "x", .1}}, .1, false},
		{"one that says nothing is no other direction", []Item{{"a", "x", 1}, {"b", "x", 4}}, 4, false},
		{"rounding is no direction", []Item{{"a", "x", 4}, {"b", "x", 1 - 1e-15}}, 4, false},
		{"directions differ", []Item{{"a", "x", 8}, {"b", "x", .5}}, 2, true},
		{"two articles", []Item{{"a", "x", 3}, {"b", "y", 2}}, 6, false},
		{"the later bearing", []Item{{"a", "x", 3}, {"a", "x", 2}}, 2, false},
		{"no ratio", []Item{{"a", "x", 0}, {"b", "x", math.NaN()}, {"c", "x", math.Inf(1)}}, 1, false},
	} {
		groups := Groups(c.items)
		if got := Multiplier(groups); !near(got, c.want) {
			t.Errorf("%s: %g, want %g", c.why, got, c.want)
		}
		if len(groups) > 0 && groups[0].Mixed != c.mixed {
			t.Errorf("%s: mixed %v", c.why, groups[0].Mixed)
		}
	}
}

func TestLedgerImpliesNothingWithoutAPrior(t *testing.T) {
	items := []Item{{"a", "x", 3}, {"b", "x", 2}, {"c", "y", .5}, {"d", "z", 10}}
	if l := NewLedger(items, nil); l.Implied != nil || l.Findings != 4 || len(l.Groups) != 3 || !near(l.Multiplier, 15) {
		t.Errorf("%+v", l)
	}
	prior := .2
	if l := NewLedger(items, &prior); l.Implied == nil || !near(*l.Implied, 3.75/4.75) {
		t.Errorf("%+v", l)
	}
}

func TestTheTeamTakesTheMedianOfLogarithms(t *testing.T) {
	got := Team([]Item{{"a", "x", 1}, {"b", "y", 3}}, []Item{{"a", "x", 4}}, []Item{{"a", "x", 100}, {"b", "y", 12}})
	if len(got) != 2 || !near(got[0].LR, 4) || !near(got[1].LR, 6) || got[1].Origin != "y" {
		t.Errorf("%+v", got)
	}
	choice := TeamChoice(2, []ChoiceItem{{"b", "y", []float64{3, 1}}}, []ChoiceItem{{"b", "y", []float64{12, 1}}})
	if len(choice) != 1 || !near(choice[0].Likelihoods[0]/choice[0].Likelihoods[1], 6) {
		t.Errorf("%+v", choice)
	}
}

func TestGroupsJoinAcrossArticlesAndTakeApart(t *testing.T) {
	article := map[string]string{"a": "x", "b": "x", "c": "y", "d": "z", "e": "x", "f": "x"}
	got := Origins(article, []string{"b", "c"}, []string{"d", "c"}, []string{"f"})
	same := func(a, b string) bool { return got[a] == got[b] }
	if !same("a", "e") || !same("b", "c") || !same("c", "d") || same("a", "b") || same("f", "a") || same("f", "b") {
		t.Errorf("%v", got)
	}
	again := Origins(article, []string{"f"}, []string{"c", "d"}, []string{"c", "b"})
	if !reflect.DeepEqual(got, again) {
		t.Errorf("order matters: %v, %v", got, again)
	}
}

func TestGainsPointTheRightWay(t *testing.T) {
	groups := Groups([]Item{{"a", "x", 4}, {"b", "y", .5}})
	yes, no := Gains(.5, groups, true), Gains(.5, groups, false)
	if !near(yes[0], math.Log2(2./3)-math.Log2(1./3)) || yes[1] >= 0 || no[0] >= 0 || no[1] <= 0 {
		t.Errorf("%v %v", yes, no)
	}
}

func items(t *rapid.T) []Item {
	n := rapid.IntRange(0, 20).Draw(t, "n")
	var all []Item
	for i := range n {
		lr := math.Exp(rapid.Float64Range(-5, 5).Draw(t, "ln"))
		all = append(all, Item{string(rune('a' + i)), rapid.SampledFrom([]string{"x", "y", "z"}).Draw(t, "origin"), lr})
	}
	return all
}

func TestLedgersDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := items(t)
		prior := .3
		want := NewLedger(all, &prior)
		shuffled := slices.Clone(all)
		rand.Shuffle(len(all), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := NewLedger(shuffled, &prior); !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
		if x := LogOdds(prior) + math.Log(want.Multiplier); math.Abs(*want.Implied-Probability(x)) > 1e-12 {
			t.Fatalf("implied %v, multiplier %v", *want.Implied, want.Multiplier)
		}
		if repeated := NewLedger(slices.Concat(all, all), &prior); !reflect.DeepEqual(repeated, want) {
			t.Fatal("a finding counts twice")
		}
	})
}

func TestTwoOptionsAreYesAndNo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := items(t)
		choice := make([]ChoiceItem, len(all))
		for i, it := range all {
			factor := math.Exp(rapid.Float64Range(-3, 3).Draw(t, "factor"))
			choice[i] = ChoiceItem{it.Finding, it.Origin, []float64{it.LR * factor, factor}}
		}
		groups := ChoiceGroups(2, choice)
		m := ChoiceMultipliers(2, groups)
		want := Multiplier(Groups(all))
		if got := m[0] / m[1]; math.Abs(math.Log(got)-math.Log(want)) > 1e-9 {
			t.Fatalf("%v, want %v", got, want)
		}
		p := ImpliedChoice([]float64{.3, .7}, groups)
		if math.Abs(p[0]-Posterior(.3, want)) > 1e-9 {
			t.Fatalf("implied %v, want %v", p, Posterior(.3, want))
		}
	})
}

func FuzzPosterior(f *testing.F) {
	f.Add(.2, 3., .5)
	f.Add(0., math.Inf(1), 0.)
	f.Fuzz(func(t *testing.T, prior, a, b float64) {
		p := Posterior(prior, a, b)
		if !math.IsNaN(p) && !(p >= 0 && p <= 1) {
			t.Fatalf("posterior %v", p)
		}
		if prior > 0 && prior < 1 && a >= 1 && b >= 1 && p < prior-1e-14 {
			t.Fatalf("evidence for yes lowered %v to %v", prior, p)
		}
	})
}
