package report

import (
	"cmp"
	"slices"
	"strconv"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scoring"
)

// scoreSection is the section about scores: every figure, each forecaster's, and
// those of numbers and dates; false if nothing is scored.
func scoreSection(v reporting.View) (section, bool) {
	s := section{Title: "Scores", Words: "Every figure is of the forecasts that count; what was left out stands at the end. Forecasters are compared over the questions and times at which both stood, never by their means."}
	for _, t := range []table{figureTable(v.Scores), forecasterTable(v.Scores), meanTable(v.Scores.Numbers), numberTable(v.Scores.Numbers)} {
		if len(t.Rows) > 0 {
			s.Tables = append(s.Tables, t)
		}
	}
	return s, len(s.Tables) > 0
}

// scoreFigure is a figure with what it says.
type scoreFigure struct {
	Name    string
	Value   *float64
	CI      *[2]float64 // nil if it has none
	Meaning string
}

// scoreFigures are those that are defined.
func scoreFigures(v scoring.View) []scoreFigure {
	of := "; of " + words.ReportPlural(v.Calibration, "yes-or-no question")
	all := []scoreFigure{
		{"Brier score", v.Headline, v.CI, "squared distance of probability and outcome, 0 to 1, low is better, weighed by the time that each forecast stood"},
		{"Coverage", v.Coverage, nil, "of the time that questions were open"},
		{"Whole window", v.WholeWindow, nil, "the Brier score with uncovered time as the uniform forecast"},
		{"Log score", v.Log, nil, "nats, low is better, never clipped"},
		{"Spherical score", v.Spherical, nil, "0 to 1, high is better"},
		{"Miscalibration", v.MCB, nil, "what wrong probabilities cost" + of},
		{"Discrimination", v.DSC, nil, "what telling the cases apart gains" + of},
		{"Uncertainty", v.UNC, nil, "the score of the base rate" + of},
		{"AUC", v.AUC, nil, "how often a Yes had the higher probability of a Yes and a No" + of},
		{"Skill", v.Skill, nil, "against the base rate of these questions, known in hindsight" + of},
		{"Skill, recorded", v.SkillBaseRate, nil, words.RecordedBaseRates + ", on " + words.ReportPlural(v.BaseRateQuestions, "question")},
	}
	return slices.DeleteFunc(all, func(f scoreFigure) bool { return f.Value == nil })
}

func figureTable(v scoring.View) table {
	t := table{Title: "Figures", Columns: []pdfColumn{{"Figure", .17, false}, {"Meaning", .53, false}, {"Value", .1, true}, {"95 % interval", .2, true}}}
	for _, f := range scoreFigures(v) {
		t.Rows = append(t.Rows, []string{f.Name, f.Meaning, figure(f.Value), spanOf(f.CI)})
	}
	return t
}

// forecasterTable has a line for each forecaster and, where there are several,
// for the team's median.
func forecasterTable(v scoring.View) table {
	t := table{Title: "Forecasters", Columns: []pdfColumn{{"Forecaster", .3, false}, {"Place", .1, true}, {"Brier", .12, true}, {"95 % interval", .24, true}, {"Coverage", .12, true}, {"Questions", .12, true}}}
	for _, g := range v.Groups {
		name := whose(g.Forecaster)
		if g.Team {
			name = g.Forecaster.Name
		}
		t.Rows = append(t.Rows, []string{name, cmp.Or(words.Places(g.Place), "–"), figure(&g.Headline), spanOf(g.CI), words.ReportPercent(g.Coverage), strconv.Itoa(g.Questions)})
	}
	return t
}

func meanTable(n scoring.NumberScores) table {
	t := table{Title: "Numbers and dates: mean CRPS", Columns: []pdfColumn{{"Unit", .4, false}, {"Mean CRPS", .3, true}, {"Questions", .3, true}}}
	for _, m := range n.Means {
		unit := m.Unit
		if unit == "" {
			unit = "none"
		}
		t.Rows = append(t.Rows, []string{unit, figure(&m.Mean), strconv.Itoa(m.Questions)})
	}
	return t
}

// numberRule names the rule that a number or date was scored by.
func numberRule(n scoring.NumberScore) string {
	switch {
	case !n.CRPS:
		return "mean pinball"
	case n.Outside:
		return "CRPS, up to the bound"
	}
	return "CRPS"
}

func numberTable(n scoring.NumberScores) table {
	t := table{Title: "Numbers and dates", Columns: []pdfColumn{{"Question", .32, false}, {"Forecaster", .11, false}, {"Outcome", .22, false}, {"Rule", .09, false}, {"Unit", .08, false}, {"Score", .1, true}, {"Skill", .08, true}}}
	for _, r := range n.Rows {
		t.Rows = append(t.Rows, []string{r.Title, whose(r.Forecaster), words.ReportOutcome(r.Outcome), numberRule(r), r.Unit, figure(&r.Score), figure(r.Skill)})
	}
	return t
}

// ends are the cells of an interval, empty if there is none.
func ends(ci *[2]float64) (low, high any) {
	if ci != nil {
		low, high = ci[0], ci[1]
	}
	return low, high
}

// scoreSheets are the figures, what they rest on, the forecasters and the numbers and dates, as
// tidy tables; those with nothing in them are left out.
func scoreSheets(v reporting.View) []sheet {
	f := sheet{name: "figures", columns: []sheetColumn{{"figure", plain}, {"value", figures}, {"low", figures}, {"high", figures}, {"meaning", plain}}}
	for _, one := range scoreFigures(v.Scores) {
		low, high := ends(one.CI)
		f.rows = append(f.rows, []any{one.Name, one.Value, low, high, one.Meaning})
	}
	g := sheet{name: "forecasters", columns: []sheetColumn{{"forecaster", plain}, {"key", plain}, {"first_place", figures}, {"last_place", figures},
		{"time_weighted_brier", figures}, {"low", figures}, {"high", figures}, {"coverage", share}, {"questions", figures}}}
	for _, one := range v.Scores.Groups {
		var first, last any
		if one.Place[0] > 0 {
			first, last = float64(one.Place[0]), float64(one.Place[1])
		}
		low, high := ends(one.CI)
		g.rows = append(g.rows, []any{one.Forecaster.Name, one.Forecaster.Key, first, last, one.Headline, low, high, one.Coverage, float64(one.Questions)})
	}
	n := sheet{name: "numbers", columns: []sheetColumn{{"question_id", plain}, {"title", plain}, {"forecaster", plain}, {"key", plain}, {"outcome", plain}, {"known_at", date},
		{"rule", plain}, {"score", figures}, {"unit", plain}, {"skill", figures}, {"weight", figures}, {"coverage", share}, {"forecasts", figures}}}
	for _, r := range v.Scores.Numbers.Rows {
		n.rows = append(n.rows, []any{r.Question.String(), r.Title, r.Forecaster.Name, r.Forecaster.Key, words.ReportOutcome(r.Outcome), &r.KnownAt,
			numberRule(r), r.Score, r.Unit, r.Skill, r.Weight, r.Coverage, float64(r.Forecasts)})
	}
	return slices.DeleteFunc([]sheet{f, restSheet(v), g, n}, func(s sheet) bool { return len(s.rows) == 0 })
}
