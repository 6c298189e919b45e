package scores

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// numbers is the panel with the scores of numeric and date questions; while
// there are none it is not there.
type numbers struct {
	table  *widgets.Table[numberRow]
	title  *widgets.TitleRow
	about  *widgets.Paragraph
	object *fyne.Container
	rows   int
	top    float32 // margin above
}

// A numberRow is a line of the panel.
type numberRow struct {
	Question                                             journal.ID
	Title, Who, Outcome, Known, Final, Score, Unit, Rule string
	Skill                                                string
	at                                                   journal.Instant
	score                                                float64
}

// mostNumbers is how many rows are seen without scrolling.
const mostNumbers = 8

func newNumbers(p *Page) *numbers {
	n := &numbers{}
	n.table = widgets.NewTable(34, numberColumns()...)
	n.table.OnOpenRow = func(r numberRow) { p.host.Open(page.Route{Page: "questions", ID: r.Question.String()}) }
	n.table.OpenOnPress()
	n.title = widgets.NewTitleRow("Numbers and dates", "")
	n.about = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	panel := widgets.NewPanel(widgets.VBox(0, n.title.Object(), widgets.Pad(0, 15, 10, 15, n.about), widgets.Flex(n.table.Object())))
	n.object = widgets.ArrangeTall(func(s fyne.Size) { widgets.Put(panel, margin, n.top, s.Width-2*margin, s.Height-n.top-margin) }, n.high, panel)
	n.object.Hide()
	return n
}

// high is the panel's height with its margins, at a width.
func (n *numbers) high(width float32) float32 {
	rows := float32(min(max(n.rows, 1), mostNumbers))
	return n.top + theme.PanelTitle + widgets.HeightFor(n.about, width-2*margin-32) + 10 + theme.TableHead + 34*rows + 2 + margin
}

func numberColumns() []widgets.Column[numberRow] {
	small := widgets.Style{Size: theme.Small}
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	figures := widgets.Style{Size: theme.Small, Figures: true}
	return []widgets.Column[numberRow]{
		{Title: "Question", Style: small, Text: func(r numberRow) string { return r.Title }, Less: func(a, b numberRow) bool { return a.Title < b.Title }},
		{Title: "Forecaster", Width: 66, Style: small, Text: func(r numberRow) string { return r.Who }, Less: func(a, b numberRow) bool { return a.Who < b.Who }},
		{Title: "Outcome", Width: 84, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r numberRow) string { return r.Outcome }},
		{Title: "Resolved", Width: 82, From: 900, Align: fyne.TextAlignTrailing, Style: grey, Text: func(r numberRow) string { return r.Known },
			Less: func(a, b numberRow) bool { return a.at < b.at }},
		{Title: "Middle said", Width: 84, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r numberRow) string { return r.Final }},
		{Title: "Score", Width: 52, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r numberRow) string { return r.Score }},
		{Title: "Unit", Width: 70, Style: grey, Text: func(r numberRow) string { return r.Unit }},
		{Title: "Rule", Width: 96, Style: grey, Text: func(r numberRow) string { return r.Rule }},
		{Title: "Skill", Width: 52, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r numberRow) string { return r.Skill }},
	}
}

func (n *numbers) show(v scoring.View, c words.Calendar) {
	rows := numberRows(v.Numbers, c)
	n.table.SetRows(rows)
	n.title.More.SetText(meanWords(v.Numbers))
	n.about.SetText(numberWords(v.Numbers))
	if n.rows, n.top = len(rows), 0; !probable(v) {
		n.top = 8 // nothing is above it
	}
	widgets.Show(n.object, n.rows > 0)
}

func numberRows(n scoring.NumberScores, c words.Calendar) []numberRow {
	out := make([]numberRow, len(n.Rows))
	for i, s := range n.Rows {
		r := numberRow{Question: s.Question, Title: s.Title, Who: s.Forecaster.Name, Outcome: valueWord(s.Outcome, c), Known: c.Date(s.KnownAt),
			Final: middleSaid(s.Final, c), Score: words.Amount(s.Score), Unit: unitWord(s.Unit), Rule: "CRPS", Skill: dash, at: s.KnownAt, score: s.Score}
		switch {
		case !s.CRPS:
			r.Rule = "mean pinball"
		case s.Outside:
			r.Rule = "CRPS, to bound"
		}
		if s.Skill != nil {
			r.Skill = words.SignedPercent(*s.Skill)
		}
		out[i] = r
	}
	return out
}

// middleSaid is the value whose level is nearest to one half.
func middleSaid(b *standing.Belief, c words.Calendar) string {
	if b == nil || len(b.Quantiles) == 0 {
		return dash
	}
	return valueWord(slices.MinFunc(b.Quantiles, func(x, y journal.Quantile) int {
		return cmp.Compare(math.Abs(x.Level-0.5), math.Abs(y.Level-0.5))
	}).Value, c)
}

// valueWord writes a number, or a day.
func valueWord(raw json.RawMessage, c words.Calendar) string {
	var day time.Time
	if json.Unmarshal(raw, &day) == nil {
		return words.Date(day.In(c.Zone))
	}
	return words.Outcome(raw)
}

func unitWord(unit string) string {
	if unit == "" {
		return "no unit"
	}
	return unit
}

// meanWords are the means, each of the questions of one unit.
func meanWords(n scoring.NumberScores) string {
	var parts []string
	for _, m := range n.Means {
		parts = append(parts, words.Amount(m.Mean)+" "+unitWord(m.Unit)+" (n\u202f=\u202f"+words.Count(m.Questions)+")")
	}
	if len(parts) == 0 {
		return words.Plural(n.Questions, "question")
	}
	return "mean CRPS " + strings.Join(parts, " · ")
}

// numberWords say what the figures are.
func numberWords(n scoring.NumberScores) string {
	text := "CRPS, in the question’s unit, low is better: how far the forecast was from the outcome, weighted by the time each forecast was in force. " +
		"Means are within one unit, and not part of the Brier score."
	if n.Skill != nil {
		text += " Skill is against a uniform distribution over the question’s range; its mean is " + words.SignedPercent(*n.Skill) + "."
	}
	if slices.ContainsFunc(n.Rows, func(s scoring.NumberScore) bool { return s.Outside }) {
		text += " To bound: the outcome was outside the range."
	}
	if slices.ContainsFunc(n.Rows, func(s scoring.NumberScore) bool { return !s.CRPS }) {
		text += " Mean pinball: the forecast has no bounds, so it has no CRPS and is in no mean."
	}
	return text
}
