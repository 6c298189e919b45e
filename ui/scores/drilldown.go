package scores

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// coverageCard is the place of coverage among the five figures.
const coverageCard = 4

// drillIntoCard shows the forecasts behind one of the five figures; those of
// calibration are made of yes-or-no questions alone, and behind coverage are the
// times without a forecast.
func (p *Page) drillIntoCard(i int) {
	if i == coverageCard {
		p.showGaps()
		return
	}
	b := scoring.Drilldown{Filter: p.filter, Binary: i == 1 || i == 2 || i == 3}
	b.Ended = false
	p.showDrilldown("Behind "+p.cards[i].caption.Text(), b)
}

// drillIntoPoint shows the forecasts behind a point of the history.
func (p *Page) drillIntoPoint(i int) {
	points := p.historyData().Points
	if i >= len(points) {
		return
	}
	b := scoring.Drilldown{Filter: p.filter, Known: instant(points[i].At)}
	b.Ended = false
	p.showDrilldown("Behind the score on "+p.calendar().Date(b.Known), b)
}

// drillIntoProbability shows the forecasts behind a point of the reliability diagram:
// those whose probabilities were pooled with it.
func (p *Page) drillIntoProbability(i int) {
	curve := p.view.Reliability.Curve
	if i >= len(curve) {
		return
	}
	lo, hi := i, i
	for lo > 0 && curve[lo-1].Observed == curve[i].Observed {
		lo--
	}
	for hi+1 < len(curve) && curve[hi+1].Observed == curve[i].Observed {
		hi++
	}
	b := scoring.Drilldown{Filter: p.filter, Binary: true, Ranged: true, Low: curve[lo].P, High: curve[hi].P}
	said := words.Percent(b.Low)
	if b.High > b.Low {
		said += " to " + words.Percent(b.High)
	}
	p.showDrilldown("Said "+said+", came true "+words.WholeShare(curve[i].Observed), b)
}

// drillIntoForecaster shows the forecasts behind a line of the ranking.
func (p *Page) drillIntoForecaster(r groupRow) {
	b := scoring.Drilldown{Filter: p.filter}
	b.Forecaster, b.Ended, b.Team = r.ref, false, r.Team
	if r.Team {
		b.Forecaster = ""
	}
	p.showDrilldown("Behind the score of "+r.Name, b)
}

// drillIntoPair shows the forecasts behind a line of the table.
func (p *Page) drillIntoPair(r pairRow) {
	b := scoring.Drilldown{Filter: p.filter, Question: r.Question}
	b.Forecaster, b.Ended = r.ref, false
	p.showDrilldown(r.Title, b)
}

// showDrilldown asks the desk what stood behind a figure, and shows it.
func (p *Page) showDrilldown(title string, b scoring.Drilldown) {
	p.host.Run("drilldown", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Drilldown(ctx, b)
		if err != nil {
			return nil, err
		}
		rows := stoodRows(v, p.calendar())
		return func() { p.drawDrilldown(title, b, v, rows) }, nil
	})
}

// A stoodRow is one time that a forecast stood.
type stoodRow struct {
	Question                                               journal.ID
	Set                                                    bool
	Title, Who, Said, Stood, Origin, Outcome, Score, Share string
}

func stoodRows(v scoring.DrilldownView, c words.Calendar) []stoodRow {
	out := make([]stoodRow, len(v.Rows))
	for i, r := range v.Rows {
		word, _ := outcome(r.Outcome, c)
		out[i] = stoodRow{Question: r.Question, Set: r.Set, Title: r.Title, Who: r.Forecaster.Name, Said: final(r.Belief),
			Stood: c.Date(r.From) + " – " + c.Date(r.To), Origin: r.Origin, Outcome: word, Score: words.Score(r.Score),
			Share: words.PercentWith(r.Share, 2)}
	}
	return out
}

// drawDrilldown shows a list whose weighed scores are the figure.
func (p *Page) drawDrilldown(title string, b scoring.Drilldown, v scoring.DrilldownView, rows []stoodRow) {
	if p.host.Window() == nil {
		return
	}
	table := widgets.NewTable(28, stoodColumns()...)
	table.Work = p.beside
	table.SetRows(rows)
	var d *dialogs.Dialog
	table.OnOpenRow = func(r stoodRow) {
		d.Close()
		p.openQuestion(r.Question, r.Set)
	}
	copyAll := widgets.NewButton("Copy the table", "", func() {
		fyne.CurrentApp().Clipboard().SetContent(table.TSV())
		p.host.Say("The forecasts are in the clipboard")
	}).Small()
	phrase := widgets.NewParagraph(drilldownWords(v, rows), widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	high := min(float32(max(len(rows), 1))*28, 420) + 40
	spec := dialogs.Spec{Title: title, Width: 980, First: table.List,
		Content: widgets.VBox(8, phrase, widgets.Sized(0, high, table.Object()), widgets.HBox(0, copyAll))}
	if !b.Question.IsZero() {
		spec.Accept = "Open the question"
		spec.OnAccept = func(d *dialogs.Dialog) {
			d.Close()
			p.openQuestion(b.Question, len(rows) > 0 && rows[0].Set)
		}
	}
	d = dialogs.Show(p.host.Window(), spec)
	if len(rows) > 0 {
		table.Select(0)
	}
}

// drilldownWords says how the rows make the figure.
func drilldownWords(v scoring.DrilldownView, rows []stoodRow) string {
	if v.Headline == nil {
		return "No forecast stood."
	}
	return words.Counted(len(rows), "stretch of time during which a forecast stood makes", "stretches of time during which forecasts stood make") +
		" " + words.Score(*v.Headline) + ": the sum of each one’s " + scoreName(v.Rule) + " times its share of the weight. A stretch weighs its length over its question’s scheduled length. Enter opens the question."
}

// scoreName names a rule's score within a sentence.
func scoreName(rule string) string {
	name := ruleName(rule)
	if !strings.HasPrefix(name, "Brier") {
		name = strings.ToLower(name)
	}
	return name + " score"
}

func stoodColumns() []widgets.Column[stoodRow] {
	small := widgets.Style{Size: theme.Small}
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	figures := widgets.Style{Size: theme.Small, Figures: true}
	text := func(title string, width float32, style widgets.Style, f func(stoodRow) string) widgets.Column[stoodRow] {
		return widgets.Column[stoodRow]{Title: title, Width: width, Style: style, Text: f}
	}
	number := func(title string, width float32, f func(stoodRow) string) widgets.Column[stoodRow] {
		return widgets.Column[stoodRow]{Title: title, Width: width, Style: figures, Align: fyne.TextAlignTrailing, Text: f}
	}
	return []widgets.Column[stoodRow]{
		text("Question", 0, small, func(r stoodRow) string { return r.Title }),
		text("Forecaster", 76, small, func(r stoodRow) string { return r.Who }),
		text("Made", 58, grey, func(r stoodRow) string { return r.Origin }),
		text("Outcome", 62, grey, func(r stoodRow) string { return r.Outcome }),
		number("Said", 46, func(r stoodRow) string { return r.Said }),
		{Title: "Stood", Width: 172, Style: grey, Align: fyne.TextAlignTrailing, Text: func(r stoodRow) string { return r.Stood }},
		number("Score", 46, func(r stoodRow) string { return r.Score }),
		number("Weight", 60, func(r stoodRow) string { return r.Share }),
	}
}

// openQuestion goes to a question's page.
func (p *Page) openQuestion(id journal.ID, set bool) {
	if set {
		p.host.Say("This is a scenario set, whose weights were scored: weathervane show prints all of it.")
		return
	}
	p.host.Open(page.Route{Page: "questions", ID: id.String()})
}
