package questions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Widths of the page's columns.
const (
	listWidth   = 272
	rightWidth  = 288
	centreLeast = 480
	gap         = theme.PanelGap
)

// pageLayout places the panels of a question: two columns where there is
// room, one below the other in a small window. It scrolls as a whole where
// the window is too low.
type pageLayout struct {
	p       *Page
	scroll  *widgets.Scroll
	content *fyne.Container
	width   float32
}

func (p *Page) build() {
	l := &pageLayout{p: p}
	p.layout = l
	l.content = container.New(l, p.header.object, p.chart.object, p.lower.object, p.update.object, p.team.object)
	l.scroll = widgets.NewScroll(l.content)
	p.right = widgets.NewAwaitedPage(widgets.Stack(l.scroll, p.list.empty))
	p.object = widgets.Stack(widgets.Arrange(func(s fyne.Size) {
		const list = listWidth
		widgets.Put(p.list.object, 0, 0, list, s.Height)
		l.width = s.Width - list
		widgets.Put(p.right.Object(), list, 0, l.width, s.Height)
		l.scroll.Refresh()
	}, p.list.object, p.right.Object()))
}

// single reports whether the panels stand below each other.
func (l *pageLayout) single(width float32) bool {
	return width < gap+centreLeast+gap+rightWidth+gap
}

// MinSize is what the panels need at the width that there is.
func (l *pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	h, _ := l.heights(0)
	return fyne.NewSize(0, h)
}

const (
	chartLeast = 236
	chartMost  = 420
	lowerLeast = 220
	teamLeast  = 150
)

// heights are those of header, chart, lower, update and team, and their whole.
func (l *pageLayout) heights(room float32) (total float32, h [5]float32) {
	p := l.p
	if l.single(l.width) {
		w := l.width - 2*gap
		half := (w - gap) / 2
		h[0] = widgets.HeightFor(p.header.object, w)
		h[3] = widgets.HeightFor(p.update.object, half)
		h[3] = max(h[3], p.team.least())
		h[4] = h[3]
		h[1], h[2] = 292, 286
		return h[0] + h[1] + h[2] + h[3] + 5*gap, h
	}
	centre := l.width - 3*gap - rightWidth
	h[0] = widgets.HeightFor(p.header.object, centre)
	h[3] = widgets.HeightFor(p.update.object, rightWidth)
	h[1], h[2], h[4] = chartLeast, lowerLeast, max(teamLeast, p.team.least())
	total = max(h[0]+h[1]+h[2]+4*gap, h[3]+h[4]+3*gap)
	room = max(room, total)
	spare := room - 4*gap - h[0]
	h[1] = min(max(spare*292/578, chartLeast), chartMost)
	h[2] = spare - h[1]
	h[4] = room - 3*gap - h[3]
	return total, h
}

// Layout places the panels.
func (l *pageLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	p := l.p
	_, h := l.heights(s.Height)
	if l.single(l.width) {
		w := s.Width - 2*gap
		half := (w - gap) / 2
		y := float32(gap)
		widgets.Put(p.header.object, gap, y, w, h[0])
		y += h[0] + gap
		widgets.Put(p.update.object, gap, y, half, h[3])
		widgets.Put(p.team.object, gap+half+gap, y, w-half-gap, h[4])
		y += h[3] + gap
		widgets.Put(p.chart.object, gap, y, w, h[1])
		y += h[1] + gap
		widgets.Put(p.lower.object, gap, y, w, h[2])
		return
	}
	centre := s.Width - 3*gap - rightWidth
	x := s.Width - gap - rightWidth
	widgets.Put(p.header.object, gap, gap, centre, h[0])
	widgets.Put(p.chart.object, gap, 2*gap+h[0], centre, h[1])
	widgets.Put(p.lower.object, gap, 3*gap+h[0]+h[1], centre, h[2])
	widgets.Put(p.update.object, x, gap, rightWidth, h[3])
	widgets.Put(p.team.object, x, 2*gap+h[3], rightWidth, h[4])
}

// refresh makes room again after the panels changed what they show.
func (l *pageLayout) refresh() {
	l.scroll.Refresh()
}

// top scrolls back to the beginning.
func (l *pageLayout) top() {
	l.scroll.ToTop()
}

// showEmpty shows the panels, or what to do where there is no question.
func (p *Page) showEmpty() {
	switch {
	case p.view != nil && !p.wanted.IsZero():
		p.layout.scroll.Show()
		p.list.empty.Hide()
	default:
		p.layout.scroll.Hide()
		if p.loaded && p.wanted.IsZero() { // else one is being read
			p.list.empty.Show()
			p.right.Answered()
		}
	}
}
