package report

import (
	"fmt"
	"math"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// ImprovementLine is one thing that follows from a score, and on how many questions
// it rests.
type ImprovementLine struct {
	What, Says string
	Questions  int
}

// ImprovementLines are what follows from a score under a rule, as far as enough is
// known.
func ImprovementLines(rule score.Rule, of *scoring.Improvement) []ImprovementLine {
	var lines []ImprovementLine
	if l := of.Luck; l != nil {
		lines = append(lines, ImprovementLine{"luck", luckLine(rule, l), l.Questions})
	}
	if a := of.Anytime; a != nil {
		says := words.Evidence(float64(a.OneIn)) + "; safe to look at every day: at most 1 false alarm in 20"
		lines = append(lines, ImprovementLine{"calibration, day by day", says, a.Questions})
	}
	if a := of.Adjusted; a != nil {
		lines = append(lines, ImprovementLine{"difficulty", words.SameQuestions(float64(a.CI95[0]), float64(a.CI95[1]), rule.IsHighBetter()) + ": " + change(a.Difference, a.CI95), a.Questions})
	}
	if a := of.Shrunk; a != nil {
		lines = append(lines, ImprovementLine{"next question", "To be expected, less the others: " + change(a.Difference, a.CI95), a.Questions})
	}
	r := of.Recalibration
	if r == nil {
		return lines
	}
	for _, row := range r.Rows {
		if row.CI90 != nil {
			lines = append(lines, ImprovementLine{"called " + words.ReportPercent(row.Says), happens(row), row.Questions})
		}
	}
	if w := r.Worth; w != nil {
		says := fmt.Sprintf("Corrected by that, the Brier score would be %s instead of %s: %s, %s", words.Figure(float64(w.Recalibrated)),
			words.Figure(float64(w.Brier)), change(w.Difference, *w.CI95), words.WorthVerdict(float64(w.CI95[0]), float64(w.CI95[1])))
		lines = append(lines, ImprovementLine{"worth of correcting", says, r.Questions})
	}
	return lines
}

func luckLine(rule score.Rule, l *score.Luck) string {
	got, low, high := float64(l.Score), float64(l.Chance[0]), float64(l.Chance[1])
	return fmt.Sprintf("%s: got %s, expected %s; chance alone gives %s to %s, 95 times out of 100", words.Luck("their", got, low, high, rule.IsHighBetter()),
		words.Figure(got), words.Figure(float64(l.Expected)), words.Figure(low), words.Figure(high))
}

func happens(a score.Advice) string {
	return fmt.Sprintf("Happens in %s; could be %s to %s", words.OfHundred(float64(a.Happens)), words.AxisPercent(float64(a.CI90[0])), words.AxisPercent(float64(a.CI90[1])))
}

// change is a difference with its interval.
func change(x score.Number, ci score.Interval) string {
	return fmt.Sprintf("%s, could be %s to %s", signed(x), signed(ci[0]), signed(ci[1]))
}

// signed writes a difference with its sign and an ordinary minus.
func signed(x score.Number) string {
	if s := words.Figure(float64(x)); !(x > 0) || math.IsInf(float64(x), 0) {
		return s
	}
	return "+" + words.Figure(float64(x))
}

// HorizonRows are the bands of time to the close, under a head.
func HorizonRows(bands []score.HorizonBand) [][]string {
	rows := [][]string{{"before the close", "score", "95 % interval", "share", "miscalibration", "team without", "questions"}}
	for _, b := range bands {
		ci := ""
		if b.CI95 != nil {
			ci = words.Figure(float64(b.CI95[0])) + " to " + words.Figure(float64(b.CI95[1]))
		}
		rows = append(rows, []string{words.Horizon(b.From, b.To), words.Figure(float64(b.Score)), ci, words.ReportPercent(math.Round(b.Share*1000) / 1000),
			words.Figure(float64(b.MCB)), words.Figure(float64(b.Team)), fmt.Sprint(b.Questions)})
	}
	return rows
}

// improveSection is the section about what follows from the scores of all; false if
// nothing does.
func improveSection(v reporting.View) (section, bool) {
	s := section{Title: "What follows from the score", Words: "What rests on fewer than ten questions is left out."}
	if v.Luck != nil {
		s.Words = luckLine(score.RuleBrier, v.Luck) + "; on " + words.ReportPlural(v.Luck.Questions, "question") + ". " + s.Words
	}
	for _, t := range []table{horizonTable(v.Horizon), adjustedTable(v.Adjusted)} {
		if len(t.Rows) > 0 {
			s.Tables = append(s.Tables, t)
		}
	}
	return s, v.Luck != nil || len(s.Tables) > 0
}

func horizonTable(bands []score.HorizonBand) table {
	t := table{Title: "By the time to the close", Columns: []pdfColumn{{"Before the close", .24, false}, {"Brier", .14, true}, {"95 % interval", .24, true},
		{"Share", .12, true}, {"Miscalibration", .16, true}, {"Questions", .1, true}}}
	for i, row := range HorizonRows(bands) {
		if i > 0 && bands[i-1].CI95 != nil {
			t.Rows = append(t.Rows, []string{row[0], row[1], row[2], row[3], row[4], row[6]})
		}
	}
	return t
}

func adjustedTable(all []scoring.AdjustedScore) table {
	t := table{Title: "On the same questions", Columns: []pdfColumn{{"Forecaster", .24, false}, {"To the others", .14, true}, {"95 % interval", .24, true},
		{"Next question", .14, true}, {"Questions", .1, true}}}
	for _, a := range all {
		if a.CI95 == nil {
			continue
		}
		next := words.Dash
		if a.Shrunk != nil {
			next = signed(a.Shrunk.Difference)
		}
		t.Rows = append(t.Rows, []string{whose(a.Forecaster), signed(a.Difference), signed(a.CI95[0]) + " to " + signed(a.CI95[1]), next, fmt.Sprint(a.Questions)})
	}
	return t
}

// SpreadLine says whether the ranges of numbers and dates were as wide as they
// said; nothing under ten questions, and if several forecast one.
func SpreadLine(s *score.Spread) string {
	if s == nil || s.Chance == nil {
		return ""
	}
	share := func(h score.Held) words.Share {
		of := words.Share{Held: h.Held, Of: h.Of}
		if h.CI95 != nil {
			of.Low, of.High = float64(h.CI95[0]), float64(h.CI95[1])
		}
		return of
	}
	return fmt.Sprintf("%s: of first forecasts the central 50 %% ranges held %d of %d, the 90 %% ranges %d of %d",
		words.RangesVerdict(share(s.Half), share(s.Most)), s.Half.Held, s.Half.Of, s.Most.Held, s.Most.Of)
}
