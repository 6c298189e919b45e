package scenarios

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	margin    = theme.BodyMargin
	gap       = theme.PanelGap
	rightWide = 384
	narrow    = 1100 // width before which there is one column
)

func (p *Page) build() {
	p.first = widgets.NewPrimary("New scenario set", "plus", func() { p.Do(Frame) })
	p.head = newHead(p)
	p.bar, p.cards = widgets.Stack(), &fyne.Container{}
	p.offer = widgets.Stack()
	p.pictures = newPictures(p)
	p.matrix, p.hypotheses, p.posts = newMatrix(p), newHypotheses(p), newSignposts(p)
	content := widgets.ArrangeTall(func(s fyne.Size) { p.place(s.Width, true) }, func(w float32) float32 { return p.place(w, false) },
		p.bar, p.cards, p.offer, p.matrix.object, p.hypotheses.object, p.posts.object,
		p.pictures.weighing, p.pictures.along, p.pictures.watch)
	p.scroll = widgets.NewScroll(content)
	p.scroll.Hide()
	p.empty = p.firstStep()
	p.empty.Hide()
	p.head.object.Hide()
	inner := widgets.Arrange(func(s fyne.Size) {
		widgets.Put(p.head.object, margin, margin, s.Width-2*margin, theme.ControlHeight)
		widgets.Put(p.scroll, 0, margin+theme.ControlHeight, s.Width, s.Height-margin-theme.ControlHeight)
		widgets.Put(p.empty, 0, 0, s.Width, s.Height)
		p.scroll.Refresh()
	}, p.head.object, p.scroll, p.empty)
	body := widgets.NewAwaitedPage(inner)
	p.host.Await("scenarios", body)
	p.object = body.Object()
}

func (p *Page) firstStep() *fyne.Container {
	return widgets.Pad(16, 16, 16, 16, widgets.NewPanel(widgets.NewEmptyState("scenarios", "No scenarios yet",
		"A set names futures of which exactly one will have come true by a date. Give them weights, say what each means for your questions, and watch for what tells them apart.",
		widgets.NewPrimary("Frame a set", "plus", func() { p.Do(Frame) }))))
}

// place lays the page out, or only measures how high it is.
func (p *Page) place(width float32, move bool) float32 {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if move {
			widgets.Put(o, x, y, w, h)
		}
	}
	y, inner := float32(8), width-2*margin
	if weighed(p.view) {
		put(p.bar, margin, y, inner, barHigh)
		y += barHigh + 12
	}
	widgets.Show(p.bar, weighed(p.view))
	high := p.placeCards(inner, move)
	put(p.cards, margin, y, inner, high)
	y += high + gap
	if len(p.offer.Objects) > 0 {
		high := widgets.HeightFor(p.offer, inner)
		put(p.offer, margin, y, inner, high)
		y += high + gap
	}
	left, right := inner-gap-rightWide, float32(rightWide)
	if width < narrow {
		left, right = inner, inner
	}
	top := y
	for _, card := range []struct {
		o    fyne.CanvasObject
		high float32
	}{{p.matrix.object, p.matrix.high(left)}, {p.hypotheses.object, p.hypotheses.high(left)}} {
		put(card.o, margin, y, left, card.high)
		y += card.high + gap
	}
	x := p.pictures
	hasPosts, hasWatch := len(p.view.Posts) > 0, len(toWatch(p.view.Matrix)) > 0
	widgets.Show(x.weighing, weighed(p.view))
	widgets.Show(x.along, hasPosts)
	widgets.Show(x.watch, hasWatch)
	if weighed(p.view) {
		put(x.weighing, margin, y, left, pictureHigh)
		y += pictureHigh + gap
	}
	if hasPosts {
		high := theme.PanelTitle + 8 + chart.PostsHigh(len(p.view.Posts))
		put(x.along, margin, y, left, high)
		y += high + gap
	}
	ry, rx := top, margin+left+gap
	if width < narrow {
		ry, rx = y, margin
	}
	posts := p.posts.high(right)
	put(p.posts.object, rx, ry, right, posts)
	ry += posts + gap
	if hasWatch {
		high := widgets.HeightFor(x.watch, right)
		put(x.watch, rx, ry, right, high)
		ry += high + gap
	}
	return max(y, ry)
}

// placeCards puts the cards into rows of equal cards and gives their height.
func (p *Page) placeCards(width float32, move bool) float32 {
	n := len(p.cards.Objects)
	if n == 0 {
		return 0
	}
	across := min(n, max(int((width+gap)/(cardWide+gap)), 1))
	if n == 4 && across == 3 {
		across = 2
	}
	w := (width - float32(across-1)*gap) / float32(across)
	rows := (n + across - 1) / across
	if move {
		for i, o := range p.cards.Objects {
			widgets.Put(o, float32(i%across)*(w+gap), float32(i/across)*(cardHigh+gap), w, cardHigh)
		}
	}
	return float32(rows)*(cardHigh+gap) - gap
}
