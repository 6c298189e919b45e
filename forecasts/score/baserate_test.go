package score

import (
	"fmt"
	"math"
	"testing"
)

func TestSkillAgainstRecordedBaseRates(t *testing.T) {
	in := Workspace{
		Questions: []Question{
			{Key: "a", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: 1, BaseRates: []BaseRate{
				{By: "crane", At: Day, P: .2}, {By: "heron", At: 2 * Day, P: .9}, {By: "crane", At: 8 * Day, P: .5}}},
			{Key: "b", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: 0},
		},
		Pairs: []Pair{
			{Forecaster: "crane", Question: 0, Steps: []Step{{At: Day, P: .3}, {At: 6 * Day, P: .6}}},
			{Forecaster: "tern", Question: 0, Steps: []Step{{At: 6 * Day, P: .7}}},
			{Forecaster: "crane", Question: 1, Steps: []Step{{At: Day, P: .1}}},
		},
	}
	// Crane's first forecast came with its base rate, not after; the second is
	// set beside Crane's own, Tern's beside the latest of anybody.
	own := .5*.4*.4 + .5*.3*.3
	base := .5*.8*.8 + .5*.1*.1
	r := Score(in, Options{}).BaseRateSkill()
	want := Number(1 - own/base)
	near(t, "skill", float64(r.Skill), &want)
	if r.Questions != 1 || r.CI95 != nil {
		t.Errorf("%+v", r)
	}
	for _, rule := range []Rule{RuleBrier, RuleBrier2, RuleLog, RuleSpherical} { // which it does not depend on
		report := ScoreStretches(in, Options{Rule: rule})
		near(t, string(rule), float64(report.SkillBaseRate), &want)
		if report.BaseRateQuestions != 1 {
			t.Errorf("%s: on %d questions", rule, report.BaseRateQuestions)
		}
	}
	in.Questions[0].BaseRates = nil
	if r := Score(in, Options{}).BaseRateSkill(); r.Skill.Defined() || r.Questions != 0 {
		t.Errorf("without base rates: %+v", r)
	}
}

// A forecaster who says the base rates has no skill against them, and one who
// is right all the time has all of it; the interval holds the figure.
func TestBaseRateSkillHasItsEnds(t *testing.T) {
	of := func(p func(i int, y float64) float64) BaseRateSkill {
		var in Workspace
		for i := range 24 {
			y := float64(i % 2)
			in.Questions = append(in.Questions, Question{Key: fmt.Sprintf("q%02d", i), Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: y,
				BaseRates: []BaseRate{{By: "crane", At: Day, P: .1 + .03*float64(i)}}})
			in.Pairs = append(in.Pairs, Pair{Forecaster: "tern", Question: i, Steps: []Step{{At: 2 * Day, P: p(i, y)}}})
		}
		return Score(in, Options{}).BaseRateSkill()
	}
	same, right, near := of(func(i int, _ float64) float64 { return .1 + .03*float64(i) }),
		of(func(_ int, y float64) float64 { return y }), of(func(_ int, y float64) float64 { return math.Abs(y - .2) })
	if same.Skill != 0 || same.CI95[0] != 0 || same.CI95[1] != 0 || right.Skill != 1 || right.Questions != 24 {
		t.Errorf("the base rates have %+v, the outcomes %+v", same, right)
	}
	if !(near.CI95[0] < near.Skill && near.Skill < near.CI95[1] && near.CI95[1] < 1) {
		t.Errorf("%+v, interval %v", near, *near.CI95)
	}
}
