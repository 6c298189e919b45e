package questions

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts/question"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// openDossier shows how the question came to its end.
func (p *Page) openDossier() {
	if p.view == nil || p.host.Window() == nil {
		return
	}
	d := dossierOf(*p.view, p.calendar())
	var dialog *dialogs.Dialog
	content, first := p.drawDossier(d, func() { dialog.Close() })
	dialog = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "How it ended: " + d.Outcome, Content: content, First: first, Width: 640})
}

func (p *Page) drawDossier(d dossier, leave func()) (content fyne.CanvasObject, first fyne.Focusable) {
	column := widgets.VBox(0)
	paragraph(column, "Question", p.view.Title, false)
	criteria := d.Criteria
	if criteria == "" {
		criteria = "There were no criteria."
	}
	caption := "Criteria as they read then"
	switch {
	case !d.Decided:
		caption = "Criteria as they read now"
	case d.Revised:
		caption += " (they were revised since)"
	}
	paragraph(column, caption, criteria, false)
	inPairs(column, d.Facts)
	if len(d.Findings) > 0 {
		column.Add(smallHead("Findings it names"))
		for _, n := range d.Findings {
			column.Add(p.findingLink(n, leave))
		}
		column.Add(widgets.Sized(0, 14, widgets.Space()))
	}
	if len(d.Scores.Rows) > 0 {
		first = p.drawEndScores(column, d.Scores, leave)
	}
	column.Add(smallHead("Every end, oldest first"))
	if len(d.Course) == 0 {
		column.Add(widgets.NewParagraph("Nobody has ended it.", widgets.Style{}, 0))
	}
	for _, e := range d.Course {
		column.Add(p.endObject(e, leave))
	}
	return column, first
}

// drawEndScores shows what each resolution made of each score.
func (p *Page) drawEndScores(column *fyne.Container, s endScores, leave func()) fyne.Focusable {
	paragraph(column, "Scores by each decision", s.Say, false)
	table := scoreTable(s)
	table.OpenOnPress()
	table.OnOpenRow = func(r endScore) {
		leave()
		p.lower.showForecasts(r.Who)
	}
	table.Select(0)
	column.Add(widgets.Sized(0, min(float32(len(s.Rows)), 6)*28+theme.TableHead+2, table.Object()))
	column.Add(widgets.Sized(0, 14, widgets.Space()))
	return table.List
}

// inPairs puts two short facts beside each other, and a long one alone.
func inPairs(column *fyne.Container, facts []fact) {
	const short = 40
	for len(facts) > 0 {
		n := 1
		if len(facts) > 1 && len(facts[0].Text) <= short && len(facts[1].Text) <= short {
			n = 2
		}
		pair := widgets.NewTop(16)
		for _, f := range facts[:n] {
			one := widgets.VBox(0)
			paragraph(one, f.Caption, f.Text, false)
			pair.Add(one)
		}
		column.Add(pair)
		facts = facts[n:]
	}
}

// findingLink leads to the article in which a finding stands.
func (p *Page) findingLink(n question.Named, leave func()) fyne.CanvasObject {
	if n.Claim == "" {
		return widgets.NewText("Finding "+n.Finding.Short()+" is not here", widgets.Style{Colour: theme.Secondary})
	}
	link := widgets.NewLink(n.Claim, "evidence", func() {
		leave()
		p.host.Open(page.Route{Page: "evidence", ID: n.Article.String()})
	}).Small()
	return widgets.Sized(0, 24, widgets.Arrange(func(s fyne.Size) {
		widgets.Put(link, -8, 0, min(link.MinSize().Width, s.Width+8), 24)
	}, link))
}

func (p *Page) endObject(e endRow, leave func()) fyne.CanvasObject {
	t := widgets.Neutral
	switch e.State {
	case "Holds", "Stands":
		t = widgets.Positive
	case "Disputed":
		t = widgets.Negative
	}
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	number, when := widgets.NewText(e.Number, grey), widgets.NewText(e.When, grey)
	by := widgets.NewText(e.By, widgets.Style{Size: theme.Small, Weight: theme.Medium})
	what := widgets.NewText(e.What, widgets.Style{})
	column := widgets.VBox(0, widgets.Sized(0, 28, widgets.HBox(10, widgets.Sized(16, 0, number), widgets.Sized(128, 0, when), widgets.Sized(96, 0, by), widgets.Flex(what), widgets.NewChip(e.State, t))))
	for _, words := range e.Words {
		column.Add(widgets.Pad(0, 0, 6, endIndent, widgets.NewParagraph(words, grey, 0)))
	}
	for _, n := range e.Findings {
		column.Add(widgets.Pad(0, 0, 0, endIndent, p.findingLink(n, leave)))
	}
	return column
}

// endIndent is where the words about an end begin, below what was decided.
const endIndent = 16 + 128 + 96 + 3*10

// scoreTable is what each resolution made of each score.
func scoreTable(s endScores) *widgets.Table[endScore] {
	figures := widgets.Style{Size: theme.Small, Figures: true}
	columns := []widgets.Column[endScore]{{Title: "Forecaster", Style: widgets.Style{Size: theme.Small, Weight: theme.Medium}, Text: func(r endScore) string { return name(r.Who) }}}
	for i, title := range s.Ends {
		columns = append(columns, widgets.Column[endScore]{Title: title, Width: 72, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r endScore) string { return r.By[i] }})
	}
	if s.Changed {
		columns = append(columns, widgets.Column[endScore]{Title: "Change", Width: 64, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r endScore) string { return r.Change }})
	}
	table := widgets.NewTable(28, columns...)
	table.SetRows(s.Rows)
	return table
}

func smallHead(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Secondary})
}
