package scores

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// What is below the cards.
const (
	overview = iota
	restsOn
	comparing
	improving
)

// Tabs are the short names of the tabs, after the overview.
var Tabs = []string{"rests", "compare", "improve"}

// Turn turns to the tab of a short name.
func (p *Page) Turn(tab string) { p.tabs.Choose(1 + slices.Index(Tabs, tab)) }

// A tab is one of the views below the cards.
type tab interface {
	// objects are what it shows.
	objects() []fyne.CanvasObject
	// least is how high it must be, and place puts it from y on.
	least(*scoreLayout) float32
	place(l *scoreLayout, y float32, s fyne.Size)
	// read asks for what the page has not read for it.
	read()
}

// tabNames are the names of the tabs, with how many lines there are to know of
// what the score rests on.
func tabNames(lines int, well bool) []string {
	names := []string{"Overview", "Rests on", "Compare", "Improve"}
	if !well && lines > 0 {
		names[restsOn] += " " + words.Count(lines)
	}
	return names
}

// turned shows the tab that is chosen.
func (p *Page) turned() {
	p.layout.turn()
	p.showLower()
	widgets.Show(p.compare, p.tabs.Chosen() != comparing)
	p.readTab()
	p.probable.Refresh()
	p.scroll.Refresh()
}

// showLower shows what is below the overview, and where nothing else can be shown.
func (p *Page) showLower() {
	widgets.Show(p.lower, p.tabs.Chosen() == overview || !p.probable.Visible())
}

// readTab reads what the chosen tab shows beside the figures.
func (p *Page) readTab() {
	if p.loaded {
		p.once(tabNames(0, true)[p.tabs.Chosen()], p.layout.tab().read)
	}
}

// once asks for something beside the figures, once for each reading of them.
func (p *Page) once(what string, read func()) {
	if !p.asked[what] {
		p.asked[what] = true
		read()
	}
}

// readAdjusted asks how everyone does on the same questions, for the ranking and the
// card on difficulty.
func (p *Page) readAdjusted() {
	filter := p.filter
	p.once("adjusted", func() {
		readCard(p, "adjusted", func(ctx context.Context) ([]scoring.AdjustedScore, error) { return p.desk.Adjusted(ctx, filter) },
			func(all []scoring.AdjustedScore) {
				p.compared.show(p.view, adjustedRows(p.view, all))
				p.improvement.difficulty.show(all)
			})
	})
}

// readHorizon asks where the headline comes from, for the panel and the card.
func (p *Page) readHorizon() {
	filter := p.filter
	p.once("horizon", func() {
		readCard(p, "horizon", func(ctx context.Context) ([]score.HorizonBand, error) { return p.desk.Horizon(ctx, filter) },
			func(bands []score.HorizonBand) {
				rows := horizonRows(bands)
				p.horizon.show(rows)
				p.improvement.horizon.show(bands, rows)
			})
	})
}

// NextTab turns to the tab at the right, and from the last to the first.
func (p *Page) NextTab() { p.tabs.Choose((p.tabs.Chosen() + 1) % len(p.layout.tabs)) }

// restsTab has what the score rests on, beside the ranking and the horizon.
type restsTab struct{ page *Page }

func (t *restsTab) objects() []fyne.CanvasObject {
	p := t.page
	return []fyne.CanvasObject{p.rests.object, p.compared.object, p.horizon.object}
}

func (t *restsTab) read() {
	t.page.readAdjusted()
	t.page.readHorizon()
}

// left is the width of the panel at the left where there are two columns.
func (t *restsTab) left(l *scoreLayout) float32 { return (l.width - 3*margin) * 0.486 }

func (t *restsTab) least(l *scoreLayout) float32 {
	p := t.page
	if l.narrow() {
		return p.rests.high() + margin + p.compared.high(l.width-2*margin) + margin + horizonHigh
	}
	right := l.width - 3*margin - t.left(l)
	return max(p.rests.high(), p.compared.high(right)+margin+horizonHigh)
}

func (t *restsTab) place(l *scoreLayout, y float32, s fyne.Size) {
	p := t.page
	if l.narrow() {
		w := s.Width - 2*margin
		high := p.rests.high()
		widgets.Put(p.rests.object, margin, y, w, high)
		y += high + margin
		high = p.compared.high(w)
		widgets.Put(p.compared.object, margin, y, w, high)
		widgets.Put(p.horizon.object, margin, y+high+margin, w, horizonHigh)
		return
	}
	left := t.left(l)
	x, right := 2*margin+left, s.Width-3*margin-left
	widgets.Put(p.rests.object, margin, y, left, s.Height-y-margin)
	high := p.compared.high(right)
	if bottom := s.Height - margin; p.rests.high() <= high+margin+horizonHigh {
		high = bottom - y - margin - horizonHigh // both columns end with the window
	}
	widgets.Put(p.compared.object, x, y, right, high)
	widgets.Put(p.horizon.object, x, y+high+margin, right, horizonHigh)
}

// high is how high the panel is with all its lines.
func (r *rests) high() float32 {
	if !r.all.Visible() {
		return theme.PanelTitle + 64
	}
	return theme.PanelTitle + r.all.MinSize().Height + 16
}

// compareTab has the ranking with all that is known of its pairs, and peer and
// baseline scores.
type compareTab struct{ page *Page }

func (t *compareTab) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.page.compared.object, t.page.peers.object, t.page.contrast.object}
}

func (t *compareTab) read() {
	t.page.readAdjusted()
	t.page.peers.read()
	t.page.contrast.read()
}

const contrastHigh = 220

func (t *compareTab) least(l *scoreLayout) float32 {
	p := t.page
	high := p.compared.high(l.width-2*margin) + margin
	if l.narrow() {
		return high + p.peers.high() + margin + contrastHigh
	}
	return high + max(p.peers.high(), contrastHigh)
}

func (t *compareTab) place(l *scoreLayout, y float32, s fyne.Size) {
	p, w := t.page, s.Width-2*margin
	high := p.compared.high(w)
	widgets.Put(p.compared.object, margin, y, w, high)
	y += high + margin
	if l.narrow() {
		widgets.Put(p.peers.object, margin, y, w, p.peers.high())
		widgets.Put(p.contrast.object, margin, y+p.peers.high()+margin, w, contrastHigh)
		return
	}
	high = max(p.peers.high(), contrastHigh)
	left := (w - margin) * 0.6
	widgets.Put(p.peers.object, margin, y, left, high)
	widgets.Put(p.contrast.object, 2*margin+left, y, w-margin-left, high)
}

// awaitCards has what is read beside the figures say so until it is there.
func (p *Page) awaitCards() {
	i := p.improvement
	for slot, all := range map[string][]page.Awaiting{
		"rests": {p.rests.body}, "peers": {p.peers.body}, "horizon": {p.horizon.body, i.horizon.below}, "adjusted": {i.difficulty.below},
		"contrast": {p.contrast.below}, "advice": {i.advice.body}, "luck": {i.luck.below}, "daily": {i.daily.below},
	} {
		p.host.Await("scores."+slot, all...)
	}
}
