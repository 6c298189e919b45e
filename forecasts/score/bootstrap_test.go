package score

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func TestTheHeadlineIsDrawnAsTheMeansAre(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{10, 11, 256, 999, 1234} {
		var ids []string
		var all []unitSums
		var alone []unitHeadline
		for i := range n {
			x, w := r.Float64(), r.Float64()
			ids = append(ids, string(rune('a'+i)))
			all, alone = append(all, unitSums{1, 1, x, w}), append(alone, unitHeadline{x, w})
		}
		if got, want := headlineInterval(ids, alone, nil), intervals(ids, all).Headline; *got != *want {
			t.Errorf("of %d: %v, want %v", n, *got, *want)
		}
	}
}

func TestQuantilesNeedNoOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 60 {
		x := make([]float64, n)
		for i := range x {
			x[i] = float64(r.IntN(20))
			if r.IntN(15) == 0 {
				x[i] = math.Inf(1)
			}
		}
		sorted := slices.Sorted(slices.Values(x))
		for _, q := range []float64{.975, 0, .025, .5, 1} {
			if got, want := quantileOf(x, q), Quantile(sorted, q); got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Fatalf("%g of %v: %g, want %g", q, sorted, got, want)
			}
		}
	}
}

func TestUnitsAreDrawnInTheOrderOfTheirKeys(t *testing.T) {
	for _, keys := range [][]string{{"a", "a", "b", "c"}, {"b", "a", "c", "b", "a"}, {"a", "b", "a"}, nil} {
		var order unitOrder
		var counts []int
		want := map[string]int{}
		for _, key := range keys {
			i := order.number(key)
			if i == len(counts) {
				counts = append(counts, 0)
			}
			counts[i]++
			want[key]++
		}
		var sorted []int
		for _, key := range sortedKeys(want) {
			sorted = append(sorted, want[key])
		}
		if got := ranked(&order, counts); !slices.Equal(got, sorted) {
			t.Errorf("%v: %v, want %v", keys, got, sorted)
		}
	}
}

func TestMemoryChangesNoFigure(t *testing.T) {
	var kept Memory
	a, b := map[string]float64{"a": .3, "b": .4}, map[string]float64{"a": .3, "b": .45}
	for range 2 {
		for _, sure := range []map[string]float64{a, b, a} {
			in := rivals(60, sure)
			for _, rule := range []Rule{RuleBrier, RuleLog, RuleSpherical, RuleBrier2} {
				with, without := Options{Rule: rule, Memory: &kept, Ahead: rule == RuleLog}, Options{Rule: rule}
				if got, want := ScoreStretches(in, with).CI95, ScoreStretches(in, without).CI95; !reflect.DeepEqual(got, want) {
					t.Errorf("remembered %+v, want %+v", got, want)
				}
				got, _ := Score(in, with).Reliability(t.Context())
				if want, _ := Score(in, without).Reliability(t.Context()); !reflect.DeepEqual(got, want) {
					t.Errorf("remembered %+v, want %+v", got, want)
				}
				if got, want := Compare(in, "a", "b", with), Compare(in, "a", "b", without); !reflect.DeepEqual(got, want) {
					t.Errorf("remembered %+v, want %+v", got, want)
				}
			}
		}
	}
	if len(kept.intervals) != 8 || len(kept.simulations) != 2 {
		t.Errorf("%d intervals and %d simulations are kept", len(kept.intervals), len(kept.simulations))
	}
}

func TestRulesAreDrawnTogether(t *testing.T) {
	in := rivals(60, map[string]float64{"a": .3, "b": .45})
	for _, first := range []Rule{RuleBrier, RuleBrier2, RuleLog, RuleSpherical} {
		var kept Memory
		Score(in, Options{Rule: first, Memory: &kept, Ahead: true}).Summary()
		for _, rule := range []Rule{RuleBrier, RuleBrier2, RuleLog, RuleSpherical} {
			got := Score(in, Options{Rule: rule, Memory: &kept}).Summary().CI95
			if want := Score(in, Options{Rule: rule}).Summary().CI95; *got != *want {
				t.Errorf("%s after %s: %v, want %v", rule, first, *got, *want)
			}
		}
		if len(kept.intervals) != 4 {
			t.Errorf("after %s, more than four intervals were drawn: %d", first, len(kept.intervals))
		}
	}
}
