package scores

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A gapRow is a time without a forecast.
type gapRow struct {
	Question         journal.ID
	Set              bool
	Title, Who, When string
	Days, Share      string
	length           int64
}

func gapRows(v scoring.GapsView, c words.Calendar) []gapRow {
	out := make([]gapRow, len(v.Rows))
	for i, g := range v.Rows {
		length := int64(g.To - g.From)
		out[i] = gapRow{Question: g.Question, Set: g.Set, Title: g.Title, Who: g.Forecaster.Name, When: c.Date(g.From) + " – " + c.Date(g.To),
			Days: days(length), Share: words.PercentWith(float64(length)/float64(v.Open), 2), length: length}
	}
	return out
}

func days(ms int64) string { return fmt.Sprintf("%.1f", float64(ms)/float64(score.Day)) }

// showGaps asks the desk when no forecast stood, and shows it.
func (p *Page) showGaps() {
	f := p.filter
	f.Ended = false
	p.host.Run("drilldown", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Gaps(ctx, f)
		if err != nil {
			return nil, err
		}
		rows := gapRows(v, p.calendar())
		return func() { p.drawGaps(v, rows) }, nil
	})
}

// drawGaps shows a list whose lengths are what coverage lacks.
func (p *Page) drawGaps(v scoring.GapsView, rows []gapRow) {
	if p.host.Window() == nil {
		return
	}
	small, grey := widgets.Style{Size: theme.Small}, widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	number := widgets.Style{Size: theme.Small, Figures: true}
	longer := func(a, b gapRow) bool { return a.length < b.length }
	table := widgets.NewTable(28,
		widgets.Column[gapRow]{Title: "Question", Style: small, Text: func(r gapRow) string { return r.Title }},
		widgets.Column[gapRow]{Title: "Forecaster", Width: 84, Style: small, Text: func(r gapRow) string { return r.Who }},
		widgets.Column[gapRow]{Title: "No forecast", Width: 172, Style: grey, Align: fyne.TextAlignTrailing, Text: func(r gapRow) string { return r.When }},
		widgets.Column[gapRow]{Title: "Days", Width: 60, Style: number, Align: fyne.TextAlignTrailing, Text: func(r gapRow) string { return r.Days }, Less: longer},
		widgets.Column[gapRow]{Title: "Of open time", Width: 84, Style: number, Align: fyne.TextAlignTrailing, Text: func(r gapRow) string { return r.Share }, Less: longer})
	table.Work = p.beside
	table.SetRows(rows)
	var d *dialogs.Dialog
	table.OnOpenRow = func(r gapRow) {
		d.Close()
		p.openQuestion(r.Question, r.Set)
	}
	copyAll := widgets.NewButton("Copy the table", "", func() {
		fyne.CurrentApp().Clipboard().SetContent(table.TSV())
		p.host.Say("The gaps are in the clipboard")
	}).Small()
	phrase := widgets.NewParagraph(gapWords(v), widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	high := min(float32(max(len(rows), 1))*28, 420) + 40
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Behind Coverage", Width: 980, First: table.List,
		Content: widgets.VBox(8, phrase, widgets.Sized(0, high, table.Object()), widgets.HBox(0, copyAll))})
	if len(rows) > 0 {
		table.Select(0)
	}
}

// gapWords says how the gaps make the figure.
func gapWords(v scoring.GapsView) string {
	switch {
	case v.Open == 0:
		return "No question that resolved was open."
	case v.Without == 0:
		return "A forecast stood all the time that questions were open."
	}
	return words.Counted(len(v.Rows), "gap", "gaps") + " of " + days(v.Without) + " days in all, of the " + days(v.Open) +
		" days that questions were open, counted for each forecaster: the coverage is " + words.WholeShare(1-float64(v.Without)/float64(v.Open)) +
		". The score does not count them. Enter opens the question."
}
