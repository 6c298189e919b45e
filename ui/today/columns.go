package today

import (
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	margin      = theme.BodyMargin
	gap         = theme.PanelGap
	topHigh     = 152
	brierWide   = 288
	threeFrom   = 1000 // width from which there are three columns
	brierNarrow = 260
)

// columns lays out the page: deadlines and score above, and the panels below
// in two or three columns.
type columns struct {
	page   *Page
	shown  [][]*panel
	object *fyne.Container
}

func newColumns(p *Page) *columns {
	c := &columns{page: p}
	objects := []fyne.CanvasObject{p.deadlines.object, p.brier.object}
	for _, column := range c.three() {
		for _, one := range column {
			objects = append(objects, one.object)
		}
	}
	c.object = widgets.ArrangeTall(func(s fyne.Size) { c.place(s.Width, true) },
		func(width float32) float32 { return c.place(width, false) }, objects...)
	return c
}

func (c *columns) three() [][]*panel {
	l := &c.page.panels
	return [][]*panel{{l.due, l.closing, l.resolve, l.seals}, {l.evidence, l.signposts}, {l.incoherent, l.team, l.news}}
}

func (c *columns) two() [][]*panel {
	l := &c.page.panels
	return [][]*panel{{l.due, l.closing, l.resolve, l.seals, l.incoherent}, {l.evidence, l.signposts, l.team, l.news}}
}

func (c *columns) at(width float32) [][]*panel {
	if width < threeFrom {
		return c.two()
	}
	return c.three()
}

// place lays the panels out, or only measures how high the page is.
func (c *columns) place(width float32, move bool) float32 {
	p := c.page
	shown := c.at(width)
	bw := float32(brierWide)
	if width < threeFrom {
		bw = brierNarrow
	}
	if move {
		c.shown = shown
		widgets.Put(p.deadlines.object, margin, margin, width-2*margin-gap-bw, topHigh)
		widgets.Put(p.brier.object, width-margin-bw, margin, bw, topHigh)
	}
	n := float32(len(shown))
	w := (width - 2*margin - (n-1)*gap) / n
	bottom := float32(0)
	for i, column := range shown {
		x, y := margin+float32(i)*(w+gap), float32(margin+topHigh+gap)
		for _, one := range column {
			if one.object.Hidden {
				continue
			}
			h := widgets.HeightFor(one.object, w)
			if move {
				widgets.Put(one.object, x, y, w, h)
			}
			y += h + gap
		}
		bottom = max(bottom, y)
	}
	return bottom
}

// relayout makes room again after panels have changed their heights.
func (p *Page) relayout() { p.scroll.Refresh() }

// tasks are the rows that are shown, column by column.
func (p *Page) tasks() [][]*line {
	out := make([][]*line, len(p.columns.shown))
	for i, column := range p.columns.shown {
		for _, one := range column {
			out[i] = append(out[i], one.lines[:len(one.list.Objects)]...)
		}
	}
	return out
}

// move goes by arrow from a row to another: up and down through the panels of
// a column, left and right to the nearest row of the next.
func (p *Page) move(from *widgets.Task, key fyne.KeyName) bool {
	all := p.tasks()
	col, at := -1, -1
	for i, column := range all {
		for k, one := range column {
			if one.task == from {
				col, at = i, k
			}
		}
	}
	if col < 0 {
		return false
	}
	switch key {
	case fyne.KeyUp:
		at--
	case fyne.KeyDown:
		at++
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = len(all[col]) - 1
	case fyne.KeyLeft, fyne.KeyRight:
		by := 1
		if key == fyne.KeyLeft {
			by = -1
		}
		y := p.top(all[col][at])
		for col += by; col >= 0 && col < len(all) && len(all[col]) == 0; col += by {
		}
		if col < 0 || col >= len(all) {
			return true
		}
		at = p.nearest(all[col], y)
	default:
		return false
	}
	if at >= 0 && at < len(all[col]) {
		widgets.Focus(all[col][at].task)
	}
	return true
}

// top is how far down the page a row stands.
func (p *Page) top(l *line) float32 {
	for _, column := range p.columns.shown {
		for _, one := range column {
			for i, o := range one.list.Objects {
				if i < len(one.lines) && one.lines[i] == l {
					// panel, its one unit of border, its body, the list in it
					return one.object.Position().Y + 1 + one.body.Object().Position().Y + one.list.Position().Y + o.Position().Y
				}
			}
		}
	}
	return 0
}

func (p *Page) nearest(of []*line, y float32) int {
	best, off := 0, float32(1e9)
	for i, l := range of {
		if d := p.top(l) - y; max(d, -d) < off {
			best, off = i, max(d, -d)
		}
	}
	return best
}

// choose remembers where the focus is.
func (p *Page) choose(l *line) {
	for _, column := range p.columns.three() {
		for _, one := range column {
			if at := slices.Index(one.lines, l); at >= 0 {
				p.chosen.panel, p.chosen.key, p.chosen.at = one, l.key, at
			}
		}
	}
}

// reveal brings a row into view, and with the first of the page what is above.
func (p *Page) reveal(l *line) {
	p.choose(l)
	y := p.top(l)
	above := float32(theme.PanelTitle + gap)
	if all := p.tasks(); len(all) > 0 {
		for _, column := range all {
			if len(column) > 0 && column[0] == l {
				above = y
			}
		}
	}
	p.scroll.Reveal(y-above, y+l.object.Size().Height+gap)
}

// Walked is the row where the focus was.
func (p *Page) Walked() fyne.Focusable {
	if to := p.place(); to != nil {
		return to.task
	}
	return nil
}

// focusARow puts the focus on a row if nothing else has it.
func (p *Page) focusARow() {
	win := p.host.Window()
	if win == nil || win.Canvas().Overlays().Top() != nil {
		return
	}
	focused := win.Canvas().Focused()
	if _, onTask := focused.(*widgets.Task); focused != nil && !onTask {
		return
	}
	if p.view.Empty {
		widgets.Focus(p.ask)
		return
	}
	if to := p.place(); to != nil && focused != to.task {
		widgets.Focus(to.task)
	}
}

// place is the row where the focus was; where that is done, the one that took its
// place in the panel, or the first of the panels after it.
func (p *Page) place() *line {
	var first *line
	passed := false
	for _, column := range p.columns.shown {
		for _, one := range column {
			lines := one.lines[:len(one.list.Objects)]
			if one == p.chosen.panel {
				for _, l := range lines {
					if l.key == p.chosen.key {
						return l
					}
				}
				passed = true
			}
			if len(lines) == 0 {
				continue
			}
			if one == p.chosen.panel {
				return lines[min(p.chosen.at, len(lines)-1)]
			}
			if passed {
				return lines[0]
			}
			if first == nil {
				first = lines[0]
			}
		}
	}
	return first
}
