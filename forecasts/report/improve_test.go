package report

import (
	"strings"
	"testing"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// What follows from a score is said as far as enough is known, a line each.
func TestImprovementLines(t *testing.T) {
	all := &scoring.Improvement{
		Conduct: scoring.Conduct{
			Luck:     &score.Luck{Score: .145, Expected: .158, Chance: score.Interval{.106, .21}, Questions: 53},
			Anytime:  &scoring.Anytime{OneIn: 3, Questions: 50},
			Adjusted: &scoring.OnQuestions{Difference: -.037, CI95: score.Interval{-.053, -.021}, Questions: 53},
			Shrunk:   &scoring.OnQuestions{Difference: -.034, CI95: score.Interval{-.05, -.018}, Questions: 53},
		},
		Recalibration: &score.Recalibration{
			Questions: 50, Rows: []score.Advice{{Says: .8, Happens: .714, CI90: &score.Interval{.52, .88}, Questions: 14}, {Says: .35, Happens: score.Undefined, Questions: 8}},
			Worth: &score.RecalibrationWorth{Brier: .145, Recalibrated: .143, Difference: -.002, CI95: &score.Interval{-.008, .004}},
		},
	}
	want := []string{
		"luck, 53: About what their own numbers promised: got 0.1450, expected 0.1580; chance alone gives 0.1060 to 0.2100, 95 times out of 100",
		"calibration, day by day, 50: Evidence against calibration: 1 in 3, weak; safe to look at every day: at most 1 false alarm in 20",
		"difficulty, 53: Better than the others on the same questions: -0.0370, could be -0.0530 to -0.0210",
		"next question, 53: To be expected, less the others: -0.0340, could be -0.0500 to -0.0180",
		"called 80 %, 14: Happens in 71 of 100; could be 52 to 88",
		"worth of correcting, 50: Corrected by that, the Brier score would be 0.1430 instead of 0.1450: -0.0020, could be -0.0080 to +0.0040, not proven",
	}
	lines := ImprovementLines(score.RuleBrier, all)
	if len(lines) != len(want) {
		t.Fatalf("%d lines: %+v", len(lines), lines)
	}
	for i, l := range lines {
		if got := l.What + ", " + string(rune('0'+l.Questions/10)) + string(rune('0'+l.Questions%10)) + ": " + l.Says; got != want[i] {
			t.Errorf("%q, want %q", got, want[i])
		}
	}
	if l := ImprovementLines(score.RuleSpherical, all); !strings.HasPrefix(l[2].Says, "Worse") {
		t.Errorf("where high is better: %q", l[2].Says)
	}
	if lines := ImprovementLines(score.RuleBrier, &scoring.Improvement{}); len(lines) != 0 {
		t.Errorf("of nothing %+v", lines)
	}
}

// Bands and forecasters with fewer than ten questions have no line in a report.
func TestImprovementInReports(t *testing.T) {
	v := reporting.View{
		Horizon: []score.HorizonBand{
			{From: 7, To: 30, Score: .11, CI95: &score.Interval{.06, .16}, Share: .32, Questions: 43, MCB: .04, Team: score.Undefined},
			{From: 0, To: 7, Score: .1, Share: .68, Questions: 9, MCB: score.Undefined, Team: score.Undefined},
		},
		Adjusted: []scoring.AdjustedScore{
			{Forecaster: forecaster.Forecaster{Name: "Crane"}, Adjusted: score.Adjusted{Difference: -.037, CI95: &score.Interval{-.053, -.021}, Questions: 53, Shrunk: &score.Shrunk{Difference: -.034}}},
			{Forecaster: forecaster.Forecaster{Name: "Gull"}, Adjusted: score.Adjusted{Difference: .2, Questions: 3}},
		},
	}
	s, ok := improveSection(v)
	if !ok || len(s.Tables) != 2 || len(s.Tables[0].Rows) != 1 || len(s.Tables[1].Rows) != 1 {
		t.Fatalf("%v, %+v", ok, s)
	}
	if got := strings.Join(s.Tables[0].Rows[0], "|"); got != "7–30\u202fd|0.1100|0.0600 to 0.1600|32 %|0.0400|43" {
		t.Errorf("%q", got)
	}
	if got := strings.Join(s.Tables[1].Rows[0], "|"); got != "Crane|-0.0370|-0.0530 to -0.0210|-0.0340|53" {
		t.Errorf("%q", got)
	}
	for _, table := range s.Tables {
		if len(table.Columns) != len(table.Rows[0]) {
			t.Errorf("%s has %d columns for %d cells", table.Title, len(table.Columns), len(table.Rows[0]))
		}
	}
	if _, ok := improveSection(reporting.View{}); ok {
		t.Error("a section about nothing")
	}
	held := score.Spread{Questions: 24, Chance: &[2]int{0, 5}, Half: score.Held{Held: 9, Of: 24, CI95: &score.Interval{.21, .57}}, Most: score.Held{Held: 19, Of: 24, CI95: &score.Interval{.6, .91}}}
	if got, want := SpreadLine(&held), "The ranges may be too narrow; it may still be chance: of first forecasts the central 50 % ranges held 9 of 24, the 90 % ranges 19 of 24"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if held.Chance = nil; SpreadLine(&held) != "" || SpreadLine(nil) != "" {
		t.Error("of few something is said")
	}
}
