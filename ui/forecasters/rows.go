package forecasters

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const dash = "–"

// row is one forecaster in the list.
type row struct {
	key, Name, Score, Interval, Questions, Coverage, Last, Recent string
	mine                                                          bool
	score, coverage                                               float64
	questions, recent                                             int
	last                                                          journal.Instant
}

func keyOf(v scoring.ForecasterView) string { return v.Key + " " + v.By + " " + v.Name }

func rowsOf(views []scoring.ForecasterView, c words.Calendar) []row {
	var rows []row
	for _, v := range views {
		r := row{key: keyOf(v), Name: v.Name, mine: v.Mine, Score: scored(v.Headline), Interval: interval(v.CI), Questions: words.Count(v.Questions),
			Coverage: dash, Last: c.Date(v.Last), Recent: words.Count(v.Recent), score: math.Inf(1), questions: v.Questions, recent: v.Recent, last: v.Last}
		if v.Mine {
			r.Name += " (you)"
		}
		if v.Headline != nil {
			r.score = *v.Headline
		}
		if v.Coverage != nil {
			r.coverage, r.Coverage = *v.Coverage, words.WholeShare(*v.Coverage)
		}
		rows = append(rows, r)
	}
	return rows
}

func scored(x *float64) string {
	if x == nil {
		return dash
	}
	return words.Score(*x)
}

func interval(ci *[2]float64) string {
	if ci == nil {
		return dash
	}
	return words.Score(ci[0]) + "–" + words.Score(ci[1])
}

func columns(wide bool) []widgets.Column[row] {
	figures := widgets.Style{Size: theme.Small, Figures: true}
	grey := widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}
	number := func(title string, width float32, style widgets.Style, text func(row) string, less func(a, b row) bool) widgets.Column[row] {
		return widgets.Column[row]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: style, Text: text, Less: less}
	}
	out := []widgets.Column[row]{
		{Title: "Forecaster", Style: widgets.Style{Weight: theme.Medium}, Text: func(r row) string { return r.Name },
			Less: func(a, b row) bool { return a.Name < b.Name },
			Ink: func(r row) theme.Role {
				if r.mine {
					return theme.Accent
				}
				return theme.Text
			}},
		number("Score", 52, figures, func(r row) string { return r.Score }, func(a, b row) bool { return a.score < b.score }),
		number("95\u202f% interval", 100, grey, func(r row) string { return r.Interval }, nil),
		number("Questions", 72, figures, func(r row) string { return r.Questions }, func(a, b row) bool { return a.questions < b.questions }),
	}
	if !wide {
		return out
	}
	return append(out,
		number("Coverage", 72, figures, func(r row) string { return r.Coverage }, func(a, b row) bool { return a.coverage < b.coverage }),
		number("Last forecast", 92, grey, func(r row) string { return r.Last }, func(a, b row) bool { return a.last < b.last }),
		number("30 days", 60, grey, func(r row) string { return r.Recent }, func(a, b row) bool { return a.recent < b.recent }))
}

// confidence says, in a sentence for each side, whether what was said happened
// as often; whether that is beyond chance, with the questions taken as
// independent, stands with it.
func confidence(v scoring.ForecasterView) []string {
	if len(v.Stated) == 0 {
		return []string{"There are fewer than ten resolved questions with a forecast of 70\u202f% and more, or of 30\u202f% and less: too few to say whether it is over- or underconfident."}
	}
	var out []string
	for _, s := range v.Stated {
		chance := 1.96 * math.Sqrt(s.Says*(1-s.Says)/float64(s.Questions))
		judged := "that is within chance"
		if off := s.Happens - s.Says; math.Abs(off) > chance {
			judged = "underconfident"
			if (off < 0) == (s.Says > 0.5) {
				judged = "overconfident"
			}
		}
		out = append(out, "Says "+words.WholeShare(s.Says)+", happens "+words.WholeShare(s.Happens)+": "+judged+" ("+words.Plural(s.Questions, "question")+").")
	}
	return out
}

// subjects says where the record is strong and weak, beside the whole of it.
func subjects(v scoring.ForecasterView) string {
	var best, worst *scoring.Subject
	told := 0
	for i := range v.Subjects {
		s := &v.Subjects[i]
		if s.Headline == nil {
			continue
		}
		told++
		if best == nil || *s.Headline < *best.Headline {
			best = s
		}
		if worst == nil || *s.Headline > *worst.Headline {
			worst = s
		}
	}
	switch {
	case len(v.Subjects) == 0:
		return "No resolved question with a tag was forecast."
	case told == 0:
		return "No tag has ten resolved questions yet; with fewer, a score would mostly show chance."
	case told == 1 || *best.Headline == *worst.Headline:
		return "Only " + best.Tag + " has ten resolved questions, so there is no other subject to compare with."
	}
	return "Strongest on " + best.Tag + ", weakest on " + worst.Tag + "; small differences are chance."
}

// fewer lists the tags that have too few questions for a score.
func fewer(v scoring.ForecasterView) string {
	var names []string
	for _, s := range v.Subjects {
		if s.Headline == nil {
			names = append(names, s.Tag+" ("+words.Count(s.Questions)+")")
		}
	}
	if len(names) == 0 || len(names) == len(v.Subjects) {
		return ""
	}
	return "Fewer than ten questions, so no score: " + strings.Join(names, ", ") + "."
}

func activity(v scoring.ForecasterView, c words.Calendar) string {
	phrase := "Last forecast " + c.Date(v.Last) + "; " + words.Count(v.Recent) + " in the last 30 days, " + words.Count(v.Total) + " in all."
	if v.Imported > 0 {
		phrase += " " + words.Counted(v.Imported, "imported one counts", "imported ones count") + " in no figure here: the Scores page has them, under Made."
	}
	return phrase
}

// against compares with oneself; empty if the interval holds 0.
func against(v scoring.ForecasterView) string {
	a := v.Against
	if a == nil {
		return ""
	}
	word, by := "better", -a.Difference
	lo, hi := -a.CI[1], -a.CI[0]
	if a.Difference > 0 {
		word, by, lo, hi = "worse", a.Difference, a.CI[0], a.CI[1]
	}
	return v.Name + " scored " + word + " than you by " + words.Score(by) + " (95\u202f% interval " + words.Score(lo) + "–" + words.Score(hi) +
		"), on the " + words.Plural(a.Questions, "question") + " and at the times at which both stood."
}
