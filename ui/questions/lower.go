package questions

import (
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// lowerPanel is the card with the question's evidence, and behind it the
// question's records.
type lowerPanel struct {
	page     *Page
	title    *widgets.TitleRow
	which    *widgets.Segmented
	add      *widgets.Button
	ledger   *widgets.Button
	evidence *widgets.Table[evidenceRow]
	records  *widgets.Table[recordRow]
	wordings *widgets.Table[wordingRow]
	none     *fyne.Container
	noneText *widgets.Paragraph
	object   *fyne.Container

	findings []evidenceRow
	events   []recordRow
	versions []wordingRow
}

func newLowerPanel(p *Page) *lowerPanel {
	l := &lowerPanel{page: p}
	l.which = widgets.NewSegmented(24, []string{"Findings", "Records", "Wordings"}, 0, func(int) { l.draw() })
	l.add = widgets.NewLink("Add finding", "plus", func() { p.Do(AddFinding) })
	l.ledger = widgets.NewLink("Ledger", "scale", func() { p.Do(Ledger) })
	l.title = widgets.NewTitleRow("Evidence", "", l.which, l.ledger, l.add)
	l.evidence = widgets.NewTable(43, evidenceColumns()...)
	l.evidence.OnOpenRow = func(r evidenceRow) {
		p.host.Open(page.Route{Page: "evidence", ID: r.Article.String() + "/" + r.Finding.String()})
	}
	cut := l.evidence.Tip
	l.evidence.Tip = func(i int, x float32) string {
		if text := cut(i, x); text != "" {
			return text
		}
		return strings.Join(l.evidence.Row(i).Judged, "; ")
	}
	l.records = widgets.NewTable(34, recordColumns()...)
	l.records.OnOpenRow = func(r recordRow) { l.recordMenu(r) }
	l.records.OnMenu = func(i int, _ fyne.Position) { l.recordMenu(l.records.Row(i)) }
	l.wordings = widgets.NewTable(34, wordingColumns()...)
	l.wordings.OnOpenRow = func(r wordingRow) { p.openWording(r.at) }
	l.noneText = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary, Align: fyne.TextAlignCenter}, 3)
	l.none = widgets.Pad(56, 40, 0, 40, widgets.VBox(0, l.noneText))
	l.object = widgets.NewPanel(widgets.VBox(0, l.title.Object(),
		widgets.Flex(widgets.Stack(l.evidence.Object(), l.records.Object(), l.wordings.Object(), l.none))))
	return l
}

func (l *lowerPanel) show(v question.View, c words.Calendar) {
	l.findings = evidenceRows(v.Bearings, c)
	l.events = recordRows(v, c)
	l.versions = wordingRows(v, c)
	l.wordings.SetRows(l.versions)
	l.evidence.SetRows(l.findings)
	l.records.SetRows(l.events)
	l.ledger.Hidden = !allowed(Ledger, v, 0, 0)
	l.draw()
}

// The pieces of the lower panel.
const (
	onFindings = iota
	onRecords
	onWordings
)

// turn shows one of its pieces.
func (l *lowerPanel) turn(piece int) {
	l.which.Set(piece)
	l.draw()
}

// showForecasts turns to the records, at a forecaster's last forecast.
func (l *lowerPanel) showForecasts(f forecaster.Forecaster) {
	l.turn(onRecords)
	var last journal.ID
	for _, made := range l.page.view.Timeline {
		if same(made.Forecaster, f) {
			last = made.ID
		}
	}
	for i := range l.events {
		if l.records.Row(i).ID == last {
			l.records.Select(i)
			l.records.Reveal(i)
		}
	}
	if w := l.page.host.Window(); w != nil {
		w.Canvas().Focus(l.records.List)
	}
}

func (l *lowerPanel) draw() {
	for _, o := range []fyne.CanvasObject{l.evidence.Object(), l.records.Object(), l.wordings.Object(), l.none} {
		o.Hide()
	}
	title, more := "Evidence", ""
	switch l.which.Chosen() {
	case onRecords:
		title, more = "Records", words.Plural(len(l.events), "record")
		l.records.Object().Show()
	case onWordings:
		title, more = "Wordings", words.Plural(len(l.versions), "wording")
		l.wordings.Object().Show()
	default:
		if len(l.findings) == 0 {
			l.noneText.SetText("No finding bears on this question yet. Paste an article on the Evidence page, mark a passage, and say how much likelier it makes a yes.")
			l.none.Show()
			break
		}
		more = words.Plural(len(l.findings), "finding")
		l.evidence.Object().Show()
	}
	l.title.Title.SetText(title)
	l.title.More.SetText(more)
	l.object.Refresh()
}

// recordMenu is what can be done with one record.
func (l *lowerPanel) recordMenu(r recordRow) {
	text := []string{"Copy the record’s id", "Comment…"}
	if r.Mine && !r.Retracted {
		text = append(text, "Retract…")
	}
	widgets.PopMenu(l.which, text, -1, func(i int) {
		switch i {
		case 0:
			l.page.copy(r.ID.String(), "The record’s id is in the clipboard.")
		case 1:
			l.page.commentForm(r.ID, r.What)
		case 2:
			l.page.retractForm(r)
		}
	})
}

func evidenceColumns() []widgets.Column[evidenceRow] {
	small := widgets.Style{Size: theme.Small}
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	return []widgets.Column[evidenceRow]{
		{Title: "Finding", Lines: 2, Style: small, Text: func(r evidenceRow) string { return r.Claim }},
		{Title: "Source", Width: 84, Style: grey, Text: func(r evidenceRow) string { return r.Source },
			Less: func(a, b evidenceRow) bool { return a.Source < b.Source }},
		{Title: "Code", Width: 28, Text: func(r evidenceRow) string { return r.Grade },
			New:   func() fyne.CanvasObject { return widgets.NewGrade("") },
			Paint: func(o fyne.CanvasObject, r evidenceRow) { o.(*widgets.Grade).Set(r.Grade) }},
		{Title: "Direction", Width: 66, Text: directionWord, New: newDirection, Paint: paintDirection},
		{Title: "Likelihood ratio", Width: 112, Text: func(r evidenceRow) string { return r.Ratio }, New: newRatio, Paint: paintRatio,
			Less: func(a, b evidenceRow) bool { return a.Log < b.Log }},
		{Title: "Date", Width: 60, Align: fyne.TextAlignTrailing, Style: withColour(small, theme.Secondary), Text: func(r evidenceRow) string { return r.Date }},
	}
}

func withColour(s widgets.Style, r theme.Role) widgets.Style {
	s.Colour = r
	return s
}

func directionWord(r evidenceRow) string {
	switch r.Direction {
	case 1:
		return "For"
	case -1:
		return "Against"
	}
	return "–"
}

func directionRoles(r evidenceRow) (mark, ink theme.Role, icon string) {
	switch r.Direction {
	case 1:
		return theme.For, theme.ForInk, "up"
	case -1:
		return theme.Against, theme.AgainstInk, "down"
	}
	return theme.Secondary, theme.Secondary, ""
}

func newDirection() fyne.CanvasObject {
	icon := widgets.NewIcon("", theme.For, 9)
	word := widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Weight: theme.Medium})
	return widgets.Sized(66, 16, widgets.Arrange(func(s fyne.Size) {
		widgets.Put(icon, 0, s.Height/2-4.5, 9, 9)
		widgets.Put(word, 13, 0, s.Width-13, s.Height)
	}, icon, word))
}

func paintDirection(o fyne.CanvasObject, r evidenceRow) {
	inner := o.(*fyne.Container).Objects[0].(*fyne.Container)
	mark, ink, icon := directionRoles(r)
	inner.Objects[0].(*widgets.Icon).Set(icon, mark)
	word := inner.Objects[1].(*widgets.Text)
	word.SetColour(ink)
	word.SetText(directionWord(r))
}

func newRatio() fyne.CanvasObject {
	bar := widgets.NewDivergingBar(5)
	word := widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Weight: theme.Medium, Align: fyne.TextAlignTrailing})
	return widgets.Sized(112, 16, widgets.Arrange(func(s fyne.Size) {
		if bar.Hidden {
			widgets.Put(word, 0, 0, s.Width, s.Height)
			return
		}
		widgets.Put(bar, 0, 0, 74, s.Height)
		widgets.Put(word, 74, 0, s.Width-74, s.Height)
	}, bar, word))
}

func paintRatio(o fyne.CanvasObject, r evidenceRow) {
	inner := o.(*fyne.Container).Objects[0].(*fyne.Container)
	bar, word := inner.Objects[0].(*widgets.DivergingBar), inner.Objects[1].(*widgets.Text)
	bar.Hidden = r.Log == 0 && r.Direction == 0 && len(r.Ratio) > 6
	bar.Set(exp(r.Log))
	_, ink, _ := directionRoles(r)
	word.SetColour(ink)
	word.SetText(r.Ratio)
	inner.Layout.Layout(inner.Objects, inner.Size())
}

func recordColumns() []widgets.Column[recordRow] {
	return []widgets.Column[recordRow]{
		{Title: "When", Width: 128, Style: widgets.Style{Size: theme.Small, Colour: theme.Secondary}, Text: func(r recordRow) string { return r.When }},
		{Title: "Author", Width: 84, Style: widgets.Style{Size: theme.Small, Weight: theme.Medium}, Text: func(r recordRow) string { return r.By },
			Less: func(a, b recordRow) bool { return a.By < b.By }},
		{Title: "Record", Style: widgets.Style{Size: theme.Small}, Text: func(r recordRow) string { return r.What },
			Ink: func(r recordRow) theme.Role {
				if r.Retracted {
					return theme.Secondary
				}
				return theme.Text
			}},
		{Title: "Provenance", Width: 78, Text: func(r recordRow) string { return r.Provenance },
			New: func() fyne.CanvasObject { return widgets.HBox(0, widgets.NewChip("", widgets.Neutral)) },
			Paint: func(o fyne.CanvasObject, r recordRow) {
				c := o.(*fyne.Container)
				chip := c.Objects[0].(*widgets.Chip)
				chip.Hidden = r.Provenance == ""
				chip.Set(r.Provenance, toneOf(r.Tone))
				c.Layout.Layout(c.Objects, c.Size())
			}},
	}
}
