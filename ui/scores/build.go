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
		p.cards[i] = newKPI(func() { p.drillIntoCard(i) }, p.showRecentChange, func() { p.tabs.Choose(restsOn) })
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

	p.ranking = newRanking(p, false)
	p.compare = widgets.NewLink("Compare", "", func() { p.tabs.Choose(comparing) }).Small()
	p.compared = newRanking(p, true, p.compare)
	p.murphy = newMurphy(p)
	p.diagram = newDiagram(p)
	p.empty = widgets.NewEmptyState("scores", "Nothing to score yet", "A score needs a resolved question and a forecast in force while it was open.", nil)
	p.empty.Hide()
	p.narrowed = widgets.NewEmptyState("scores", "Nothing to score under these filters", "No question that they leave has an outcome and a forecast that was in force while it was open.",
		widgets.NewButton("Clear the filters", "", p.clearFilters))
	p.narrowed.Hide()
	p.unseen = container.NewStack()
	p.unseen.Hide()
	p.foreign = widgets.NewEmptyState("import", "Only imported forecasts", "Forecasts made elsewhere are not in these figures unless you ask for them: nobody can check here when they were made.",
		widgets.NewButton("Count what was imported", "", func() { p.seeOrigin("imported") }))
	p.foreign.Hide()
	p.rests, p.horizon, p.peers = newRests(p), newHorizon(p), newPeers(p)
	p.contrast = newContrast(p)
	p.improvement = newImprovement(p)
	p.awaitCards()
	p.tabKeys = widgets.HBox(6, widgets.NewKeyCap("Ctrl Tab"), widgets.NewText("next tab", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
	p.tabs = widgets.NewSegmented(tabsHigh, tabNames(0, true), overview, func(int) { p.turned() })
	l := &scoreLayout{page: p, tabs: []tab{
		&overviewTab{p, history, table}, &restsTab{p}, &compareTab{p}, &improveTab{p},
	}}
	p.layout = l
	content := container.New(l, p.cards[0].object, p.cards[1].object, p.cards[2].object, p.cards[3].object, p.cards[4].object, p.tabs, p.tabKeys)
	for _, t := range l.tabs {
		for _, o := range t.objects() {
			if !slices.Contains(content.Objects, o) {
				content.Objects = append(content.Objects, o)
			}
		}
	}
	l.turn()
	p.probable, p.numbers = content, newNumbers(p)
	p.scroll = widgets.NewScroll(p.withLower(content))
	p.scroll.Hide()
	p.left = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	bar, high := p.filterBar()
	body := widgets.NewAwaitedPage(widgets.Stack(p.scroll, p.empty, p.narrowed, p.unseen, p.foreign))
	p.host.Await("scores", body)
	p.object = widgets.Arrange(func(s fyne.Size) {
		h := high(s.Width - 32)
		widgets.Put(bar, 16, 16, s.Width-32, h)
		l.width = s.Width
		widgets.Put(body.Object(), 0, 24+h, s.Width, s.Height-24-h)
		p.scroll.Refresh()
	}, bar, body.Object())
}

// newBandKey says what the band of the history means.
func newBandKey() *fyne.Container {
	return widgets.HBox(6, widgets.Sized(16, 10, widgets.NewFill(theme.AccentSoft, theme.None, 2)),
		widgets.NewText("95\u202f% interval", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
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
