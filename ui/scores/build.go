package scores

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func (p *Page) build() {
	for i := range p.cards {
		p.cards[i] = newKPI(func() { p.drillIntoCard(i) }, p.showRecentChange)
	}
	p.history = chart.NewView(func(s fyne.Size) chart.Scene { return chart.History(p.historyData(), s.Width, s.Height) })
	p.bandKey = newBandKey()
	menu := chart.Menu(p.host, "Score over time", p.history, func() string { return p.historyData().Table() })
	p.title = widgets.NewTitleRow("Score over time", "", widgets.WithTip(p.bandKey, func() string { return historyMeaning(p.view) }), menu)
	history := widgets.NewPanel(widgets.VBox(0, p.title.Object(), widgets.Flex(widgets.Pad(0, 15, 6, 15, chart.Pickable(p.history, p.drillIntoPoint)))))

	p.order = widgets.NewDropdown("", sortingNames, 0, func(int) { p.sortRows() }).Plain()
	p.pairs = widgets.NewTitleRow("Resolved questions", "", p.order)
	p.table = widgets.NewTable(34, pairColumns(false)...)
	p.everyone = widgets.NewTable(34, pairColumns(true)...)
	p.table.Work, p.everyone.Work = p.beside, p.beside
	for _, t := range []*widgets.Table[pairRow]{p.table, p.everyone} {
		t.OnOpenRow = p.drillIntoPair
		t.OpenOnPress()
		t.Compact = 28
	}
	table := widgets.NewPanel(widgets.VBox(0, p.pairs.Object(), widgets.Flex(widgets.Stack(p.table.Object(), p.everyone.Object()))))

	p.groups = widgets.NewTable(31, groupColumns()...)
	p.groups.OnOpenRow = p.drillIntoForecaster
	p.groups.OpenOnPress()
	p.ranking = widgets.NewTitleRow("Who was right", "")
	p.honest = widgets.NewParagraph("", widgets.Style{Size: theme.Caption, LineHeight: 16, Colour: theme.Secondary}, 7)
	groups := widgets.NewPanel(widgets.VBox(0, p.ranking.Object(), widgets.Flex(p.groups.Object()), widgets.Pad(4, 15, 8, 15, p.honest)))

	p.murphy = newMurphy(p)
	p.diagram = newDiagram(p)
	p.empty = widgets.NewEmptyState("scores", "Nothing to score yet", "A score needs a resolved question and a forecast in force while it was open. Other filters may show some.", nil)
	p.empty.Hide()
	p.unseen = widgets.NewEmptyState("scores", "Nothing counted by then", "As of a past day, a colleague’s record counts from when you first merged it, and yours from when you made it. "+
		"Once you merge their files, you can look back at each later day; for earlier days, choose today and a Period.", nil)
	p.unseen.Hide()
	p.foreign = widgets.NewEmptyState("import", "Only imported forecasts", "Forecasts made elsewhere are not in these figures unless you ask for them: nobody can check here when they were made.",
		widgets.NewButton("Count what was imported", "", func() { p.seeOrigin("imported") }))
	p.foreign.Hide()
	p.rests = newRests(p)
	p.tabs = widgets.NewSegmented(32, tabNames(0, true), overview, func(i int) { l := p.layout; l.turnTo(i) })
	l := &scoreLayout{page: p, history: history, table: table, groups: groups, diagram: p.diagram.object, murphy: p.murphy.object}
	p.layout = l
	content := container.New(l, p.cards[0].object, p.cards[1].object, p.cards[2].object, p.cards[3].object, p.cards[4].object,
		p.tabs, history, table, groups, p.diagram.object, p.murphy.object, p.rests.object)
	p.rests.object.Hide()
	p.probable, p.numbers = content, newNumbers(p)
	p.scroll = widgets.NewScroll(p.withEvidence(widgets.VBox(0, content, p.numbers.object)))
	p.scroll.Hide()
	p.left = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	bar, high := p.filterBar()
	p.object = widgets.Arrange(func(s fyne.Size) {
		h := high(s.Width - 32)
		widgets.Put(bar, 16, 16, s.Width-32, h)
		l.width = s.Width
		widgets.Put(p.scroll, 0, 24+h, s.Width, s.Height-24-h)
		widgets.Put(p.empty, 0, 24+h, s.Width, s.Height-24-h)
		widgets.Put(p.unseen, 0, 24+h, s.Width, s.Height-24-h)
		widgets.Put(p.foreign, 0, 24+h, s.Width, s.Height-24-h)
		p.scroll.Refresh()
	}, bar, p.scroll, p.empty, p.unseen, p.foreign)
}

// newBandKey says what the band of the history means.
func newBandKey() *fyne.Container {
	return widgets.HBox(6, widgets.Sized(16, 10, widgets.NewFill(theme.AccentSoft, theme.None, 2)),
		widgets.NewText("95\u202f% interval", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
}

// scoreLayout places cards, history, table and the right column.
type scoreLayout struct {
	page                                    *Page
	history, table, groups, diagram, murphy *fyne.Container
	width                                   float32
}

const (
	margin      = theme.BodyMargin
	rightWide   = 384
	historyHigh = 224
	// with the sum and the calibrated forecaster's figure below the plot
	reliabilityHigh = 438
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

// right is the width of the column at the right; in a narrow window that column
// is below, in two halves.
func (l *scoreLayout) right() float32 {
	if l.narrow() {
		return (l.width - 3*margin) / 2
	}
	return rightWide
}

func (l *scoreLayout) narrow() bool { return l.width < narrowBefore }

func (l *scoreLayout) groupsHigh() float32 {
	return theme.PanelTitle + theme.TableHead + 31*float32(max(min(len(l.page.view.Groups), 9), 2)) + 24 + widgets.HeightFor(l.page.honest, l.right()-32)
}

const murphyHigh = theme.PanelTitle + theme.TableHead + 4*28 + 12

// MinSize is what the page needs at the width that there is.
func (l *scoreLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	left := historyHigh + margin + tableLeast
	top := 8 + l.cardHigh() + margin + tabsHigh + margin
	if l.page.tabs.Chosen() == restsOn {
		if l.narrow() {
			return fyne.NewSize(0, top+l.page.rests.high()+margin+l.groupsHigh()+margin)
		}
		return fyne.NewSize(0, top+max(l.page.rests.high(), l.groupsHigh())+margin)
	}
	if l.narrow() {
		return fyne.NewSize(0, top+historyHigh+margin+tableNarrow+margin+max(l.groupsHigh()+margin+murphyHigh, l.page.diagram.high())+margin)
	}
	right := l.page.diagram.high() + margin + l.groupsHigh() + margin + murphyHigh
	return fyne.NewSize(0, top+max(float32(left), right)+margin)
}

// Layout places everything.
func (l *scoreLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - 2*margin - 4*margin) / 5
	h := l.cardHigh()
	for i, k := range l.page.cards {
		widgets.Put(k.object, margin+float32(i)*(w+margin), 8, w, h)
	}
	y := 8 + h + margin
	widgets.Put(l.page.tabs, margin, y, l.page.tabs.MinSize().Width, tabsHigh)
	y += tabsHigh + margin
	if l.page.tabs.Chosen() == restsOn {
		l.placeRests(y, s)
		return
	}
	right, plot := l.right(), l.page.diagram.high()
	if l.narrow() {
		widgets.Put(l.history, margin, y, s.Width-2*margin, historyHigh)
		y += historyHigh + margin
		widgets.Put(l.table, margin, y, s.Width-2*margin, tableNarrow)
		y += tableNarrow + margin
		plot = max(plot, l.groupsHigh()+margin+murphyHigh)
		widgets.Put(l.diagram, margin, y, right, plot)
		groups := max(l.groupsHigh(), plot-margin-murphyHigh)
		widgets.Put(l.groups, 2*margin+right, y, right, groups)
		widgets.Put(l.murphy, 2*margin+right, y+groups+margin, right, murphyHigh)
		return
	}
	left := s.Width - 3*margin - right
	widgets.Put(l.history, margin, y, left, historyHigh)
	widgets.Put(l.table, margin, y+historyHigh+margin, left, s.Height-y-historyHigh-2*margin)
	x := 2*margin + left
	widgets.Put(l.diagram, x, y, right, plot)
	groups := max(l.groupsHigh(), s.Height-y-plot-3*margin-murphyHigh)
	widgets.Put(l.groups, x, y+plot+margin, right, groups)
	widgets.Put(l.murphy, x, y+plot+groups+2*margin, right, murphyHigh)
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
		{Title: "Share", Width: 44, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary},
			Text: func(r pairRow) string { return r.Share }, Less: func(a, b pairRow) bool { return a.share < b.share }},
		{Title: "Gain on base rate", Width: 120, Align: fyne.TextAlignTrailing, Text: func(r pairRow) string { return r.Gain }, New: newGain, Paint: paintGain,
			Less: func(a, b pairRow) bool { return a.gain < b.gain }},
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
