package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// rivals are forecasters on the same questions, each as far from the outcome
// as its error.
func rivals(questions int, errors map[string]float64) Workspace {
	var in Workspace
	r := rand.New(rand.NewPCG(1, 1))
	for i := range questions {
		y := float64(r.IntN(2))
		in.Questions = append(in.Questions, Question{
			Key: fmt.Sprintf("q%02d", i), Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: y,
		})
		for _, name := range sortedKeys(errors) {
			p := math.Abs(y - errors[name]*(.5+r.Float64()))
			in.Pairs = append(in.Pairs, Pair{Forecaster: name, Question: i, Steps: []Step{{At: Day, P: p}}})
		}
	}
	return in
}

func TestCompareUsesCommonTimeOnly(t *testing.T) {
	in := Workspace{
		Questions: []Question{{Key: "q", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: 1}},
		Pairs: []Pair{
			{Forecaster: "a", Steps: []Step{{At: Day, P: .1}, {At: 6 * Day, P: .9}}},
			{Forecaster: "b", Steps: []Step{{At: 6 * Day, P: .5}}},
		},
	}
	c := Compare(in, "a", "b", Options{})
	want := Number(.01 - .25) // the bad first half of a is not compared
	near(t, "difference", float64(c.Difference), &want)
	if c.Common != 5*Day || c.Questions != 1 || c.CI95 != nil || c.Better != "" {
		t.Errorf("%+v", c)
	}
	if c := Compare(in, "a", "nobody", Options{}); c.Questions != 0 || c.Difference.Defined() {
		t.Errorf("%+v", c)
	}
}

func TestBetterOnlyWhereTheIntervalLeavesZeroOut(t *testing.T) {
	in := rivals(40, map[string]float64{"sharp": .2, "blunt": .5, "twin": .2})
	if c := Compare(in, "sharp", "blunt", Options{}); c.Better != "sharp" || !(c.CI95[1] < 0) {
		t.Errorf("%+v", c)
	}
	if c := Compare(in, "blunt", "sharp", Options{Rule: RuleSpherical}); c.Better != "sharp" {
		t.Errorf("%+v", c)
	}
	if c := Compare(in, "sharp", "twin", Options{}); c.Better != "" || c.CI95 == nil {
		t.Errorf("%+v", c)
	}
	ab, ba := Compare(in, "sharp", "blunt", Options{}), Compare(in, "blunt", "sharp", Options{})
	minus := -ba.Difference
	near(t, "the reverse", float64(ab.Difference), &minus)
}

func TestRelativeToTeam(t *testing.T) {
	in := rivals(12, map[string]float64{"best": .1, "middle": .3, "worst": .6})
	rows := RelativeToTeam(in, Options{})
	if len(rows) != 3 || rows[0].Forecaster != "best" || rows[0].Questions != 12 || rows[0].CI95 == nil {
		t.Fatalf("%+v", rows)
	}
	if !(rows[0].Accuracy < 0 && rows[2].Accuracy > 0) {
		t.Errorf("%+v", rows)
	}
	if rows := RelativeToTeam(rivals(12, map[string]float64{"a": .1, "b": .3}), Options{}); len(rows) != 0 {
		t.Errorf("two are no team: %+v", rows)
	}
}
