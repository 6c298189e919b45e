package scores

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func (p *Page) build() {
	for i := range p.cards {
		p.cards[i] = newKPI()
	}
	p.history = chart.NewView(func(s fyne.Size) chart.Scene { return chart.History(p.historyData(), s.Width, s.Height) })
	p.bandKey = newBandKey()
	menu := chart.Menu(p.host, "Score over time", p.history, func() string { return p.historyData().Table() })
	p.title = widgets.NewTitleRow("Score over time", "", p.bandKey, menu)
	history := widgets.NewPanel(widgets.VBox(0, p.title.Object(), widgets.Flex(widgets.Pad(0, 15, 6, 15, p.history))))

	p.order = widgets.NewDropdown("", sortingNames, 0, func(int) { p.sortRows() }).Plain()
	p.pairs = widgets.NewTitleRow("Resolved questions", "", p.order)
	p.table = widgets.NewTable(34, pairColumns(false)...)
	p.everyone = widgets.NewTable(34, pairColumns(true)...)
	for _, t := range []*widgets.Table[pairRow]{p.table, p.everyone} {
		t.OnOpenRow = p.open
		t.OpenOnPress()
		t.Compact = 28
	}
	table := widgets.NewPanel(widgets.VBox(0, p.pairs.Object(), widgets.Flex(widgets.Stack(p.table.Object(), p.everyone.Object()))))

	p.groups = widgets.NewTable(31, groupColumns()...)
	groups := widgets.NewPanel(widgets.VBox(0,
		widgets.NewTitleRow("Forecasters", "95\u202f% interval, no ranks").Object(), widgets.Flex(p.groups.Object())))

	p.diagram = newDiagram(p)
	p.empty = widgets.NewEmptyState("scores", "Nothing to score yet", "A score needs a question that was resolved and a forecast that stood while it was open. With other filters there may be some.", nil)
	p.empty.Hide()
	l := &scoreLayout{page: p, history: history, table: table, groups: groups, diagram: p.diagram.object}
	p.layout = l
	content := container.New(l, p.cards[0].object, p.cards[1].object, p.cards[2].object, p.cards[3].object, p.cards[4].object,
		history, table, groups, p.diagram.object)
	p.scroll = widgets.NewScroll(content)
	p.scroll.Hide()
	p.left = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	left := widgets.WithTip(p.left, func() string { return leftOut(p.view, p.filter.Imported) })
	csv := widgets.NewButton("Export CSV", "export", p.exportCSV)
	short := widgets.NewIconButton("export", "Export the resolved questions as CSV", p.exportCSV)
	filters := widgets.Sized(0, 32, widgets.HBox(8, p.who, p.tag, p.when, p.rule, widgets.Pad(0, 0, 0, 8, p.imported), widgets.Flex(left), csv, short))
	p.object = widgets.Arrange(func(s fyne.Size) {
		csv.Hidden, short.Hidden, left.Hidden = s.Width < narrowBefore, s.Width >= narrowBefore, s.Width < narrowBefore
		widgets.Put(filters, 16, 16, s.Width-32, 32)
		l.width = s.Width
		widgets.Put(p.scroll, 0, 56, s.Width, s.Height-56)
		widgets.Put(p.empty, 0, 56, s.Width, s.Height-56)
		p.scroll.Refresh()
	}, filters, p.scroll, p.empty)
}

// newBandKey says what the band of the history means.
func newBandKey() *fyne.Container {
	return widgets.HBox(6, widgets.Sized(16, 10, widgets.NewFill(theme.AccentSoft, theme.None, 2)),
		widgets.NewText("95\u202f% interval", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
}

// scoreLayout places cards, history, table and the right column.
type scoreLayout struct {
	page                            *Page
	history, table, groups, diagram *fyne.Container
	width                           float32
}

const (
	margin      = theme.BodyMargin
	rightWide   = 384
	historyHigh = 224
	// with the sum and the calibrated forecaster's figure below the plot
	reliabilityHigh = 408
	tableLeast      = 240
	tableNarrow     = 320
	narrowBefore    = 1100
)

func (l *scoreLayout) cardHigh() float32 {
	if l.narrow() {
		return 110
	}
	return 96
}

// right is the width of the column at the right; in a narrow window that
// column lies below, in two halves.
func (l *scoreLayout) right() float32 {
	if l.narrow() {
		return (l.width - 3*margin) / 2
	}
	return rightWide
}

func (l *scoreLayout) narrow() bool { return l.width < narrowBefore }

func (l *scoreLayout) groupsHigh() float32 {
	return theme.PanelTitle + theme.TableHead + 31*float32(max(min(len(l.page.view.Groups), 9), 2)) + 6
}

// MinSize is what the page needs at the width that there is.
func (l *scoreLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	left := historyHigh + margin + tableLeast
	if l.narrow() {
		return fyne.NewSize(0, 8+l.cardHigh()+margin+historyHigh+margin+tableNarrow+margin+max(l.groupsHigh(), l.page.diagram.high())+margin)
	}
	right := l.page.diagram.high() + margin + l.groupsHigh()
	return fyne.NewSize(0, 8+l.cardHigh()+margin+max(float32(left), right)+margin)
}

// Layout places everything.
func (l *scoreLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - 2*margin - 4*margin) / 5
	h := l.cardHigh()
	for i, k := range l.page.cards {
		widgets.Put(k.object, margin+float32(i)*(w+margin), 8, w, h)
	}
	y := 8 + h + margin
	right, plot := l.right(), l.page.diagram.high()
	if l.narrow() {
		widgets.Put(l.history, margin, y, s.Width-2*margin, historyHigh)
		y += historyHigh + margin
		widgets.Put(l.table, margin, y, s.Width-2*margin, tableNarrow)
		y += tableNarrow + margin
		widgets.Put(l.diagram, margin, y, right, plot)
		widgets.Put(l.groups, 2*margin+right, y, right, max(l.groupsHigh(), plot))
		return
	}
	left := s.Width - 3*margin - right
	widgets.Put(l.history, margin, y, left, historyHigh)
	widgets.Put(l.table, margin, y+historyHigh+margin, left, s.Height-y-historyHigh-2*margin)
	x := 2*margin + left
	widgets.Put(l.diagram, x, y, right, plot)
	widgets.Put(l.groups, x, y+plot+margin, right, max(l.groupsHigh(), s.Height-y-plot-2*margin))
}

func pairColumns(everyone bool) []widgets.Column[pairRow] {
	small := widgets.Style{Size: theme.Small}
	figures := widgets.Style{Size: theme.Small, Figures: true}
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	columns := []widgets.Column[pairRow]{
		{Title: "Question", Style: small, Text: func(r pairRow) string { return r.Title }, Less: func(a, b pairRow) bool { return a.Title < b.Title }},
		{Title: "Outcome", Width: 64, Text: func(r pairRow) string { return r.Outcome },
			New: func() fyne.CanvasObject { return widgets.HBox(0, widgets.NewChip("", widgets.Neutral)) }, Paint: paintOutcome},
		{Title: "Resolved", Width: 82, Align: fyne.TextAlignTrailing, Style: grey, Text: func(r pairRow) string { return r.Known },
			Less: func(a, b pairRow) bool { return a.at < b.at }},
		{Title: "Final", Width: 46, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r pairRow) string { return r.Final }},
		{Title: "Score", Width: 48, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r pairRow) string { return r.Score },
			Ink: func(r pairRow) theme.Role {
				if r.Poor {
					return theme.BadInk
				}
				return theme.Text
			}, Less: func(a, b pairRow) bool { return a.score < b.score }},
		{Title: "Coverage", Width: 84, Align: fyne.TextAlignTrailing, Text: func(r pairRow) string { return r.Share }, New: newCoverage, Paint: paintCoverage,
			Less: func(a, b pairRow) bool { return a.Coverage < b.Coverage }},
	}
	if everyone {
		who := widgets.Column[pairRow]{Title: "Forecaster", Width: 66, Style: small, Text: func(r pairRow) string { return r.Who },
			Less: func(a, b pairRow) bool { return a.Who < b.Who }}
		columns = slices.Insert(columns, 1, who)
	}
	return columns
}

func paintOutcome(o fyne.CanvasObject, r pairRow) {
	c := o.(*fyne.Container)
	tone := widgets.Neutral
	if r.Yes {
		tone = widgets.Positive
	}
	c.Objects[0].(*widgets.Chip).Set(r.Outcome, tone)
	c.Layout.Layout(c.Objects, c.Size())
}

func newCoverage() fyne.CanvasObject {
	bar := widgets.NewProgressBar(36)
	word := widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary, Figures: true, Align: fyne.TextAlignTrailing})
	return widgets.Sized(84, 16, widgets.Arrange(func(s fyne.Size) {
		widgets.Put(bar, 10, 0, 36, s.Height)
		widgets.Put(word, 46, 0, s.Width-46, s.Height)
	}, bar, word))
}

func paintCoverage(o fyne.CanvasObject, r pairRow) {
	c := o.(*fyne.Container).Objects[0].(*fyne.Container)
	c.Objects[0].(*widgets.ProgressBar).Set(r.Coverage, theme.Accent)
	c.Objects[1].(*widgets.Text).SetText(r.Share)
}

func groupColumns() []widgets.Column[groupRow] {
	figures := widgets.Style{Size: theme.Small, Figures: true, Weight: theme.Medium}
	return []widgets.Column[groupRow]{
		{Title: "Forecaster", Text: func(r groupRow) string { return r.Name }, Style: widgets.Style{Size: theme.Small, Weight: theme.Medium}},
		{Title: "Interval", Width: 104, Text: func(r groupRow) string { return r.Score }, New: newInterval, Paint: paintInterval},
		{Title: "Score", Width: 46, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r groupRow) string { return r.Score }},
		{Title: "n", Width: 30, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary},
			Text: func(r groupRow) string { return r.Questions }},
	}
}

// interval draws a score with its interval on the common scale; it is the
// layout of its own box, so that the table's rows can be reused.
type interval struct {
	view *chart.View
	row  groupRow
}

// Layout is for Fyne.
func (i *interval) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	widgets.Put(i.view, 0, 0, s.Width, s.Height)
}

// MinSize is for Fyne.
func (i *interval) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(104, 20) }

func newInterval() fyne.CanvasObject {
	i := &interval{}
	i.view = chart.NewView(func(s fyne.Size) chart.Scene { return intervalScene(i.row, s) })
	return container.New(i, i.view)
}

func paintInterval(o fyne.CanvasObject, r groupRow) {
	if i := o.(*fyne.Container).Layout.(*interval); i.row != r {
		i.row = r
		i.view.Refresh()
	}
}

func intervalScene(r groupRow, s fyne.Size) chart.Scene {
	y := s.Height / 2
	x := func(share float64) float32 { return 4 + float32(share)*(s.Width-8) }
	colour := theme.Median
	if r.Mine {
		colour = theme.Accent
	}
	scene := chart.Scene{W: s.Width, H: s.Height}
	scene.Items = append(scene.Items, chart.Path{Points: []chart.Point{{X: 0, Y: y}, {X: s.Width, Y: y}}, Width: 1, Colour: theme.Line2})
	if r.Interval {
		scene.Items = append(scene.Items, chart.Path{Points: []chart.Point{{X: x(r.Lo), Y: y}, {X: x(r.Hi), Y: y}}, Width: 1.6, Colour: colour})
	}
	scene.Items = append(scene.Items, chart.Circle{X: x(r.At), Y: y, R: 4, Fill: colour, Line: theme.None})
	return scene
}

// open goes to the question behind a row.
func (p *Page) open(r pairRow) {
	if r.Set {
		p.host.Say("This is a scenario set, whose weights were scored: weathervane show tells it whole.")
		return
	}
	p.host.Open(page.Route{Page: "questions", ID: r.Question.String()})
}
