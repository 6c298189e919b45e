package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// scoreLayout places the cards, and below them the tab that is turned to.
type scoreLayout struct {
	page  *Page
	tabs  []tab
	width float32
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
	tabsHigh        = 32
)

func (l *scoreLayout) cardHigh() float32 {
	if l.narrow() {
		return 110
	}
	return 96
}

// narrow reports whether columns stand below each other.
func (l *scoreLayout) narrow() bool { return l.width < narrowBefore }

// half is the width of one of two columns in a narrow window.
func (l *scoreLayout) half() float32 { return (l.width - 3*margin) / 2 }

func (l *scoreLayout) tab() tab { return l.tabs[l.page.tabs.Chosen()] }

// top is where a tab begins.
func (l *scoreLayout) top() float32 { return 8 + l.cardHigh() + margin + tabsHigh + margin }

// turn shows what belongs to the tab that is chosen.
func (l *scoreLayout) turn() {
	shown := map[fyne.CanvasObject]bool{}
	for _, o := range l.tab().objects() {
		shown[o] = true
	}
	for _, t := range l.tabs {
		for _, o := range t.objects() {
			widgets.Show(o, shown[o])
		}
	}
}

// MinSize is what the page needs at the width that there is.
func (l *scoreLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.top()+l.tab().least(l)+margin)
}

// Layout places everything.
func (l *scoreLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - 2*margin - 4*margin) / 5
	h := l.cardHigh()
	for i, k := range l.page.cards {
		widgets.Put(k.object, margin+float32(i)*(w+margin), 8, w, h)
	}
	y := 8 + h + margin
	tabs := l.page.tabs.MinSize().Width
	widgets.Put(l.page.tabs, margin, y, tabs, tabsHigh)
	keys := l.page.tabKeys.MinSize()
	widgets.Put(l.page.tabKeys, s.Width-margin-keys.Width, y+7, keys.Width, keys.Height)
	l.tab().place(l, l.top(), s)
}

// overviewTab has the history, the resolved questions, the reliability diagram,
// the ranking and the decomposition.
type overviewTab struct {
	page           *Page
	history, table *fyne.Container
}

func (t *overviewTab) objects() []fyne.CanvasObject {
	p := t.page
	return []fyne.CanvasObject{t.history, t.table, p.ranking.object, p.diagram.object, p.murphy.object}
}

func (t *overviewTab) read() {}

const murphyHigh = theme.PanelTitle + theme.TableHead + 4*28 + 12

// right is the width of the column at the right; in a narrow window that column
// is below, in two halves.
func (t *overviewTab) right(l *scoreLayout) float32 {
	if l.narrow() {
		return l.half()
	}
	return rightWide
}

func (t *overviewTab) least(l *scoreLayout) float32 {
	ranking, plot := t.page.ranking.high(t.right(l)), t.page.diagram.high()
	if l.narrow() {
		return historyHigh + margin + tableNarrow + margin + max(ranking+margin+murphyHigh, plot)
	}
	return max(historyHigh+margin+tableLeast, plot+margin+ranking+margin+murphyHigh)
}

func (t *overviewTab) place(l *scoreLayout, y float32, s fyne.Size) {
	p := t.page
	right, plot := t.right(l), p.diagram.high()
	if l.narrow() {
		widgets.Put(t.history, margin, y, s.Width-2*margin, historyHigh)
		y += historyHigh + margin
		widgets.Put(t.table, margin, y, s.Width-2*margin, tableNarrow)
		y += tableNarrow + margin
		plot = max(plot, p.ranking.high(right)+margin+murphyHigh)
		widgets.Put(p.diagram.object, margin, y, right, plot)
		groups := max(p.ranking.high(right), plot-margin-murphyHigh)
		widgets.Put(p.ranking.object, 2*margin+right, y, right, groups)
		widgets.Put(p.murphy.object, 2*margin+right, y+groups+margin, right, murphyHigh)
		return
	}
	left := s.Width - 3*margin - right
	widgets.Put(t.history, margin, y, left, historyHigh)
	widgets.Put(t.table, margin, y+historyHigh+margin, left, s.Height-y-historyHigh-2*margin)
	x := 2*margin + left
	widgets.Put(p.diagram.object, x, y, right, plot)
	groups := max(p.ranking.high(right), s.Height-y-plot-3*margin-murphyHigh)
	widgets.Put(p.ranking.object, x, y+plot+margin, right, groups)
	widgets.Put(p.murphy.object, x, y+plot+groups+2*margin, right, murphyHigh)
}
