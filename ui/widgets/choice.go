package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"weathervane/ui/theme"
)

// Segmented is a row of pieces of which one is chosen.
type Segmented struct {
	control
	pieces   []string
	chosen   int
	height   float32
	OnChange func(int)
	at       int // piece under the pointer
}

// NewSegmented makes one of a height of 32, 28 or 24.
func NewSegmented(height float32, pieces []string, chosen int, change func(int)) *Segmented {
	s := &Segmented{pieces: pieces, chosen: chosen, height: height, OnChange: change, at: -1}
	s.init(s)
	s.act = func() { s.choose(s.at) }
	return s
}

// Chosen is the piece that is chosen.
func (s *Segmented) Chosen() int { return s.chosen }

// Set chooses a piece and tells nobody.
func (s *Segmented) Set(i int) {
	s.chosen = i
	s.Refresh()
}

// SetPieces changes the words, as counts do, and tells nobody.
func (s *Segmented) SetPieces(pieces []string) {
	s.pieces = pieces
	s.Refresh()
}

// Pieces are the words of the pieces.
func (s *Segmented) Pieces() []string { return s.pieces }

// Choose chooses a piece as a person does.
func (s *Segmented) Choose(i int) { s.choose(i) }

func (s *Segmented) choose(i int) {
	if i < 0 || i >= len(s.pieces) || i == s.chosen {
		return
	}
	s.Set(i)
	if s.OnChange != nil {
		s.OnChange(i)
	}
}

// MouseDown is for Fyne.
func (s *Segmented) MouseDown(e *desktop.MouseEvent) {
	s.at = s.piece(e.Position.X)
	s.control.MouseDown(e)
}

// Tapped is for Fyne.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	s.at = s.piece(e.Position.X)
	s.control.Tapped(e)
}

// TypedKey is for Fyne.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.choose(s.chosen - 1)
	case fyne.KeyRight:
		s.choose(s.chosen + 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
	default:
		passKey(s, e)
	}
}

func (s *Segmented) style(i int) Style {
	st := Style{Size: theme.Caption, Weight: theme.Medium, Colour: theme.Secondary, Align: fyne.TextAlignCenter}
	if s.height >= 32 {
		st.Size = theme.Body
	}
	if i == s.chosen {
		st.Colour = theme.Text
	}
	return st.full()
}

func (s *Segmented) widths(total float32) []float32 {
	w := make([]float32, len(s.pieces))
	sum := float32(4)
	for i, p := range s.pieces {
		w[i] = ceil(Measure(p, s.style(i)).Width) + 20
		sum += w[i]
	}
	if total > 0 && len(w) > 0 {
		more := (total - sum) / float32(len(w))
		for i := range w {
			w[i] += more
		}
	}
	return w
}

func (s *Segmented) piece(at float32) int {
	x := float32(2)
	for i, w := range s.widths(s.Size().Width) {
		if at >= x && at < x+w {
			return i
		}
		x += w
	}
	return -1
}

// CreateRenderer is for Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer { return &segmentedRenderer{s: s} }

type segmentedRenderer struct {
	s       *Segmented
	objects []fyne.CanvasObject
}

func (r *segmentedRenderer) Destroy()                     {}
func (r *segmentedRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *segmentedRenderer) MinSize() fyne.Size {
	sum := float32(4)
	for _, w := range r.s.widths(0) {
		sum += w
	}
	return fyne.NewSize(sum, r.s.height)
}

func (r *segmentedRenderer) Layout(size fyne.Size) {
	if len(r.objects) == 0 {
		r.objects = []fyne.CanvasObject{newBox(), newBox()}
	}
	for len(r.objects) < 2+len(r.s.pieces) {
		r.objects = append(r.objects, newText())
	}
	r.objects = r.objects[:2+len(r.s.pieces)]
	line := theme.Line
	if r.s.ring() {
		line = theme.Accent
	}
	box(r.objects[0].(*canvas.Rectangle), theme.Bg, line, 1, theme.RadiusControl, 0, 0, size.Width, size.Height)
	x := float32(2)
	r.objects[1].Hide()
	for i, w := range r.s.widths(size.Width) {
		if i == r.s.chosen {
			r.objects[1].Show()
			box(r.objects[1].(*canvas.Rectangle), theme.Panel, theme.Line, 1, theme.RadiusChip, x+1, 3, w-2, size.Height-6)
		}
		put(r.objects[2+i].(*canvas.Text), r.s.pieces[i], r.s.style(i), x, 0, w, size.Height)
		x += w
	}
}

func (r *segmentedRenderer) Refresh() {
	r.Layout(r.s.Size())
	refreshAll(r.objects...)
	canvas.Refresh(r.s)
}

// Checkbox is a box of 16 to tick, with words.
type Checkbox struct {
	control
	text     string
	on       bool
	OnChange func(bool)
}

// NewCheckbox makes one.
func NewCheckbox(text string, on bool, change func(bool)) *Checkbox {
	c := &Checkbox{text: text, on: on, OnChange: change}
	c.init(c)
	c.act = func() {
		c.Set(!c.on)
		if c.OnChange != nil {
			c.OnChange(c.on)
		}
	}
	return c
}

// On says whether it is ticked.
func (c *Checkbox) On() bool { return c.on }

// Set ticks it or not, and tells nobody.
func (c *Checkbox) Set(on bool) {
	c.on = on
	c.Refresh()
}

// SetText changes its words.
func (c *Checkbox) SetText(text string) {
	c.text = text
	c.Refresh()
}

// CreateRenderer is for Fyne.
func (c *Checkbox) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: c.Size, objects: []fyne.CanvasObject{newBox(), newImage(), newText()},
		min: func() fyne.Size {
			return fyne.NewSize(24+ceil(Measure(c.text, Style{}).Width), 20)
		},
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			y := (s.Height - 16) / 2
			fill, line := theme.Field, theme.Faint
			if c.on {
				fill, line = theme.Accent, theme.None
			}
			if c.hovered || c.ring() {
				line = theme.Accent
			}
			width := float32(1)
			if c.ring() {
				width = 2
				if c.on {
					line = theme.Text
				}
			}
			box(o[0].(*canvas.Rectangle), fill, line, width, theme.RadiusChip, 0, y, 16, 16)
			mark := ""
			if c.on {
				mark = "tick"
			}
			picture(o[1].(*canvas.Image), mark, theme.OnAccent, 0, y, 16)
			ink := theme.Text
			if c.disabled {
				ink = theme.Ter
			}
			put(o[2].(*canvas.Text), c.text, Style{Colour: ink}, 24, 0, s.Width-24, s.Height)
		}}
}
