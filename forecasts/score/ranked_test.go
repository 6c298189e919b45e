package score

import (
	"fmt"
	"math"
	"testing"
)

// Ordered options are scored by how far off the forecast was; other questions, and
// other rules, do not change.
func TestOrderedOptionsByRPS(t *testing.T) {
	in := Workspace{}
	for i := range 12 {
		q := Question{Key: fmt.Sprintf("q%02d", i), Opens: Day, Closes: 11 * Day, Known: 11 * Day, Options: 3, Option: i % 3, Ordered: true}
		p := Pair{Forecaster: "x", Question: i, Steps: []Step{{At: Day, Probs: []float64{.5, .3, .2}}, {At: 6 * Day, Probs: []float64{.1, .6, .3}}}}
		in.Questions, in.Pairs = append(in.Questions, q), append(in.Pairs, p)
	}
	// By hand: of cumulative .5, .8 and .1, .7, against 1 1, 0 1 and 0 0.
	want := ((.25+.04)/2 + (.81+.09)/2 + (.25+.04)/2 + (.01+.09)/2 + (.25+.64)/2 + (.01+.49)/2) / 6
	r := Score(in, Options{}).Report()
	if r.RPS == nil || math.Abs(float64(r.RPS.Mean)-want) > 1e-12 || r.RPS.Questions != 12 || r.RPS.CI95 == nil || r.Rule != RuleBrier {
		t.Fatalf("%+v, want %v", r.RPS, want)
	}
	byRank := Score(in, Options{Rule: RuleRPS}).Report()
	if math.Abs(float64(byRank.Headline)-want) > 1e-12 || *byRank.CI95.Headline != *r.RPS.CI95 || r.Headline == byRank.Headline || byRank.WholeWindow != byRank.Headline {
		t.Errorf("the headline is %v, by Brier %v", byRank.Headline, r.Headline)
	}
	late := in
	late.Pairs = []Pair{{Forecaster: "x", Question: 2, Joined: Day, Steps: []Step{{At: 6 * Day, Probs: []float64{0, 0, 1}}}}}
	if r := Score(late, Options{Rule: RuleRPS}).Report(); math.Abs(float64(r.WholeWindow)-(1./9+4./9)/2/2) > 1e-12 {
		t.Errorf("the gap counts so that the whole window has %v", r.WholeWindow)
	}
	var kept Memory
	if r := Score(in, Options{Rule: RuleRPS, Memory: &kept, Ahead: true}).Report(); r.CI95.Headline == nil || *r.CI95.Headline != *byRank.CI95.Headline {
		t.Errorf("drawn ahead %+v", r.CI95)
	}
	for i := range in.Questions {
		in.Questions[i].Ordered = false
	}
	if plain := Score(in, Options{Rule: RuleRPS}).Report(); plain.RPS != nil || plain.Headline != r.Headline {
		t.Errorf("options in no order have %+v and %v", plain.RPS, plain.Headline)
	}
	for rule, want := range map[Rule]Rule{"": RuleBrier, "rps": RuleRPS} {
		if got, err := ParseRule(string(rule)); err != nil || got != want {
			t.Errorf("%q is read as %q, %v", rule, got, err)
		}
	}
}
