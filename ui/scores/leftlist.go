package scores

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A leftRow is a forecast that no figure uses.
type leftRow struct {
	Question               journal.ID
	Set                    bool
	Title, Who, Said, When string
	Why                    string
}

func leftRows(all []scoring.LeftForecast, c words.Calendar) []leftRow {
	out := make([]leftRow, len(all))
	for i, f := range all {
		out[i] = leftRow{Question: f.Question, Set: f.Set, Title: f.Title, Who: f.Forecaster.Name, Said: final(f.Belief), When: c.DateMinute(f.At), Why: words.Capital(leftWord(f.Why))}
	}
	return out
}

// listLeftOut asks the desk which forecasts were left out, and shows them.
func (p *Page) listLeftOut() {
	f := p.filter
	p.host.Run("leftout", func(ctx context.Context) (func(), error) {
		all, err := p.desk.LeftOut(ctx, f)
		if err != nil {
			return nil, err
		}
		rows := leftRows(all, p.calendar())
		return func() { p.drawLeftOut(rows) }, nil
	})
}

func (p *Page) drawLeftOut(rows []leftRow) {
	if p.host.Window() == nil {
		return
	}
	small, grey := widgets.Style{Size: theme.Small}, widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	table := widgets.NewTable(28,
		widgets.Column[leftRow]{Title: "Question", Style: small, Text: func(r leftRow) string { return r.Title }},
		widgets.Column[leftRow]{Title: "Forecaster", Width: 84, Style: small, Text: func(r leftRow) string { return r.Who }},
		widgets.Column[leftRow]{Title: "Why it is left out", Width: 160, Style: grey, Text: func(r leftRow) string { return r.Why },
			Less: func(a, b leftRow) bool { return a.Why < b.Why }},
		widgets.Column[leftRow]{Title: "Said", Width: 46, Style: widgets.Style{Size: theme.Small, Figures: true}, Align: fyne.TextAlignTrailing, Text: func(r leftRow) string { return r.Said }},
		widgets.Column[leftRow]{Title: "At", Width: 124, Style: grey, Align: fyne.TextAlignTrailing, Text: func(r leftRow) string { return r.When }})
	table.Work = p.beside
	table.SetRows(rows)
	var d *dialogs.Dialog
	table.OnOpenRow = func(r leftRow) {
		d.Close()
		p.openQuestion(r.Question, r.Set)
	}
	text := widgets.NewParagraph(words.Counted(len(rows), "forecast", "forecasts")+", the latest first. Enter opens the question.", grey, 2)
	high := min(float32(max(len(rows), 1))*28, 420) + 40
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Which forecasts were left out", Width: 980, First: table.List,
		Content: widgets.VBox(8, text, widgets.Sized(0, high, table.Object()))})
	if len(rows) > 0 {
		table.Select(0)
	}
}
