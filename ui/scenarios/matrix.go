package scenarios

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scenario"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	cellHigh = 36
	cellWide = 84
	ratedRow = 28
)

// matrix is the card of P(question | scenario).
type matrix struct {
	page   *Page
	title  *widgets.TitleRow
	strip  *fyne.Container
	warn   *widgets.Text
	mend   *widgets.Button
	table  *widgets.Table[scenario.MatrixRow]
	body   *fyne.Container
	none   *widgets.Paragraph
	object *fyne.Container
}

func newMatrix(p *Page) *matrix {
	m := &matrix{page: p}
	m.title = widgets.NewTitleRow("Questions by scenario", "", widgets.NewText("P(question | scenario)", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		widgets.NewLink("Add", "plus", func() { p.Do(Condition) }).Small(), p.pictures.heatMenu())
	m.mend = widgets.NewButton("Reconcile", "", func() { p.Do(Reconcile) }).Small()
	m.warn = widgets.NewText("", widgets.Style{Weight: theme.SemiBold})
	m.strip = widgets.Sized(0, 40, widgets.Pad(0, 15, 8, 15, widgets.Stack(widgets.NewFill(theme.WarningSoft, theme.None, theme.RadiusControl),
		widgets.Pad(0, 4, 0, 10, widgets.HBox(8, widgets.NewIcon("warning", theme.Warning, 16), widgets.Flex(m.warn), m.mend)))))
	m.body = widgets.Stack()
	m.none = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 3)
	m.object = widgets.NewPanel(widgets.VBox(0, m.title.Object(), m.strip, widgets.Flex(m.body)))
	return m
}

// build makes the table again for a set's scenarios.
func (m *matrix) build(names []string) {
	m.table = widgets.NewTable(cellHigh, m.columns(names)...)
	m.table.Within = m.page.scroll
	m.table.OnOpenRow = func(r scenario.MatrixRow) {
		if m.page.by != "" { // somebody else's numbers
			m.page.host.Open(page.Route{Page: questions, ID: r.Question.String()})
			return
		}
		m.page.editRow(r)
	}
	m.table.OpenOnPress()
}

func (m *matrix) columns(names []string) []widgets.Column[scenario.MatrixRow] {
	wide := float32(cellWide)
	if len(names) > 4 {
		wide = 64
	}
	out := []widgets.Column[scenario.MatrixRow]{{Title: "Question", Text: func(r scenario.MatrixRow) string { return r.Title }, New: newTitle,
		Paint: func(o fyne.CanvasObject, r scenario.MatrixRow) { o.(*widgets.Paragraph).SetText(r.Title) }}}
	for i, short := range shortNames(names) {
		n := names[i]
		out = append(out, widgets.Column[scenario.MatrixRow]{Title: short, Width: wide, Align: fyne.TextAlignCenter,
			Text:  func(r scenario.MatrixRow) string { return percentOr(given(r, n)) },
			New:   func() fyne.CanvasObject { return widgets.NewSwatch() },
			Paint: func(o fyne.CanvasObject, r scenario.MatrixRow) { paintHeat(o.(*widgets.Swatch), given(r, n)) }})
	}
	figures := widgets.Style{Figures: true}
	bold := widgets.Style{Figures: true, Weight: theme.SemiBold}
	return append(out,
		widgets.Column[scenario.MatrixRow]{Title: "Implied", Width: 64, Align: fyne.TextAlignTrailing, Style: bold, Text: func(r scenario.MatrixRow) string { return percentOr(r.Implied) }},
		widgets.Column[scenario.MatrixRow]{Title: "Stated", Width: 64, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r scenario.MatrixRow) string { return percentOr(r.Stated) }},
		widgets.Column[scenario.MatrixRow]{Title: "Difference", Width: 72, Align: fyne.TextAlignTrailing, Text: difference, New: newDifference, Paint: paintDifference})
}

func given(r scenario.MatrixRow, name string) *float64 {
	if p, ok := r.P[name]; ok {
		return &p
	}
	return nil
}

func percentOr(p *float64) string {
	if p == nil {
		return "–"
	}
	return words.WholePercent(*p)
}

// difference is implied less stated, in points.
func difference(r scenario.MatrixRow) string {
	if r.Implied == nil || r.Stated == nil {
		return "–"
	}
	return words.Points(*r.Implied - *r.Stated)
}

func paintHeat(s *widgets.Swatch, p *float64) {
	if p == nil {
		s.Set("–", theme.Hover, 0.5, theme.Secondary)
		return
	}
	s.Set(words.WholePercent(*p), theme.Accent, widgets.Heat(*p), theme.Text)
}

// newTitle makes a title that may take two lines.
func newTitle() fyne.CanvasObject {
	return widgets.NewTitle("", widgets.Style{Size: theme.Small, LineHeight: 16}, 2)
}

// newDifference makes the cell of a difference: a mark, where it is a
// contradiction, and points.
func newDifference() fyne.CanvasObject {
	return widgets.HBox(6, widgets.Space(), widgets.NewIcon("warning", theme.Warning, 14), widgets.NewText("", widgets.Style{}))
}

func paintDifference(o fyne.CanvasObject, r scenario.MatrixRow) {
	c := o.(*fyne.Container)
	mark, text := c.Objects[1], c.Objects[2].(*widgets.Text)
	widgets.Show(mark, apart(r))
	text.SetText(difference(r))
	text.SetStyle(widgets.Style{Figures: true, Colour: theme.Secondary})
	if apart(r) {
		text.SetStyle(widgets.Style{Figures: true, Weight: theme.SemiBold, Colour: theme.WarningInk})
	}
	c.Layout.Layout(c.Objects, c.Size())
}

func (m *matrix) show(v scenario.View) {
	row, many := furthest(v.Matrix)
	m.strip.Hidden = many == 0
	widgets.Show(m.mend, m.page.by == "")
	if many > 0 {
		text := fmt.Sprintf("%s: stated %s · implied %s", strings.TrimSuffix(row.Title, "?"), words.WholePercent(*row.Stated), words.WholePercent(*row.Implied))
		if many > 1 {
			text += fmt.Sprintf(", and %s more", words.Count(many-1))
		}
		m.warn.SetText(text)
	}
	m.title.More.SetText("")
	if len(v.Matrix) == 0 {
		m.none.SetText("Say how probable a question is in each scenario: what the scenarios imply is then shown next to your forecast.")
		m.body.Objects = []fyne.CanvasObject{widgets.Pad(4, 15, 12, 15, m.none)}
		return
	}
	m.title.More.SetText(words.Count(len(v.Matrix)))
	m.table.SetRows(v.Matrix)
	m.body.Objects = []fyne.CanvasObject{m.table.Object()}
}

// high is how high the card is.
func (m *matrix) high(width float32) float32 {
	h := float32(theme.PanelTitle + 2)
	if !m.strip.Hidden {
		h += 40
	}
	if n := len(m.page.view.Matrix); n > 0 {
		return h + theme.TableHead + cellHigh*float32(n)
	}
	return h + 16 + widgets.HeightFor(m.none, width-32)
}
