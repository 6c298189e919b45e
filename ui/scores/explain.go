package scores

import (
	"context"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// An explanation is what the page can tell beside its figures.
type explanation int

const (
	explainForecasts explanation = iota
	explainChange
	explainConventions
	explainReviews
	explainSigning
	explainLeftOut
)

var explanationNames = []string{"The forecasts behind it", "Why did it move…", "Under every convention", "Reviews", "Sign off a period…", "What was left out"}

func (p *Page) explain(e explanation) {
	switch e {
	case explainForecasts:
		p.drillIntoCard(0)
	case explainChange:
		p.askChange()
	case explainConventions:
		p.showConventions()
	case explainReviews:
		p.showReviews()
	case explainSigning:
		p.signOff()
	case explainLeftOut:
		p.showLeftOut()
	}
}

// number writes a figure of a report, for people.
func number(x score.Number) string {
	switch {
	case !x.Defined():
		return dash
	case math.IsInf(float64(x), 0):
		return "∞"
	}
	return words.Decimals(float64(x), 4)
}

// showConventions shows the one history under every convention.
func (p *Page) showConventions() {
	f := p.filter
	p.host.Run("explain", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Conventions(ctx, f)
		if err != nil {
			return nil, err
		}
		return func() { p.drawConventions(all) }, nil
	})
}

func (p *Page) drawConventions(all []scoring.Convention) {
	small := widgets.Style{Size: theme.Small}
	var rows []fyne.CanvasObject
	for _, c := range all {
		rule := c.Rule + ". " + c.Range + "."
		if c.Why != "" {
			rule += " No value: " + c.Why + "."
		}
		value := widgets.NewText(number(c.Value), widgets.Style{Figures: true, Weight: theme.SemiBold, Align: fyne.TextAlignTrailing})
		text := widgets.VBox(2, widgets.NewText(c.Name+" · mean of "+words.Plural(c.Over, strings.TrimSuffix(c.Of, "s")), widgets.Style{Size: theme.Small, Weight: theme.Medium}),
			widgets.NewParagraph(rule, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4))
		rows = append(rows, widgets.HBox(16, widgets.Sized(72, 20, value), widgets.Flex(text)), widgets.NewHairline())
	}
	intro := widgets.NewParagraph("The same forecasts under other programs’ conventions: figures can be compared only under one rule.", small, 2)
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Under every convention", Width: 720, Content: widgets.VBox(8, append([]fyne.CanvasObject{intro, widgets.NewHairline()}, rows...)...)})
}

// showChange says what moved the headline between two instants.
func (p *Page) showChange(from, to journal.Instant) { p.readChange(from, to, p.filter.ByClocks) }

// readChange reads the two by what was known here, or by the records' own clocks.
func (p *Page) readChange(from, to journal.Instant, byClocks bool) {
	f := p.filter
	f.AsOf, f.ByClocks = 0, byClocks
	p.host.Run("explain", func(ctx context.Context) (func(), error) {
		m, err := p.desk.ScoreChange(ctx, from, to, f)
		if err != nil {
			return nil, err
		}
		return func() { p.drawChange(m) }, nil
	})
}

// A changeRow is a part of what moved, or a question's share of it.
type changeRow struct {
	What, Change string
	Part         bool
	id           journal.ID
}

func changeRows(m scoring.Change) []changeRow {
	var rows []changeRow
	for _, part := range m.Parts {
		rows = append(rows, changeRow{What: words.Capital(part.What), Change: exactly(part.Change), Part: true})
		for _, q := range part.Questions {
			rows = append(rows, changeRow{What: "    " + q.Title, Change: exactly(q.Share), id: q.Question})
		}
	}
	return append(rows, changeRow{What: "Together", Change: exactly(m.Difference), Part: true})
}

// exactly writes a change with its sign and five digits.
func exactly(x score.Number) string {
	if !x.Defined() {
		return dash
	}
	return words.Change(float64(x), 5)
}

func (p *Page) drawChange(m scoring.Change) {
	c := p.calendar()
	since := "at the end of " + c.Date(m.From-1)
	if c.Date(m.From) == c.Date(m.From-1) {
		since = "on " + c.DateMinute(m.From)
	}
	text := "From " + number(m.Before) + " " + since + " to " + number(m.After) + " on " + c.Date(m.To-1) +
		". The parts add up to the difference to the last digit."
	if m.Why != "" {
		text = "What moved it is unknown: " + m.Why + "."
	}
	intro := widgets.NewParagraph(text, widgets.Style{Colour: theme.Secondary}, 3)
	content := []fyne.CanvasObject{intro}
	var d *dialogs.Dialog
	if m.Later.Records > 0 {
		text, other := cameLater(m.Later, c)+" and count from then on.", "Read it by the records’ own clocks"
		if m.ByClocks {
			text, other = "By the records’ own clocks. "+cameLater(m.Later, c)+".", "Read it by what was known here"
		}
		content = append(content, widgets.NewParagraph(text, widgets.Style{Colour: theme.Secondary}, 3), widgets.HBox(0, widgets.NewButton(other, "", func() {
			d.Close()
			p.readChange(m.From, m.To, !m.ByClocks)
		}).Small()))
	}
	var first fyne.Focusable
	if m.Why == "" {
		table, high := changeTable(m)
		table.OpenOnPress()
		table.OnOpenRow = func(r changeRow) {
			if !r.id.IsZero() {
				d.Close()
				p.openQuestion(r.id, false)
			}
		}
		first = table.List
		content = append(content, widgets.Sized(0, high, table.Object()))
	}
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Why did the score move?", Width: 720, Content: widgets.VBox(8, content...), First: first})
}

func changeTable(m scoring.Change) (*widgets.Table[changeRow], float32) {
	ink := func(r changeRow) theme.Role {
		if r.Part {
			return theme.Text
		}
		return theme.Secondary
	}
	table := widgets.NewTable(28,
		widgets.Column[changeRow]{Title: "What moved it", Style: widgets.Style{Size: theme.Small}, Ink: ink, Text: func(r changeRow) string { return r.What }},
		widgets.Column[changeRow]{Title: "Change", Width: 80, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small, Figures: true}, Ink: ink,
			Text: func(r changeRow) string { return r.Change }})
	rows := changeRows(m)
	table.SetRows(rows)
	return table, min(float32(len(rows))*28, 420) + 40
}
