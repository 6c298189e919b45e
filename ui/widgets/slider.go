package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// Slider is a thumb on a track between two numbers. The track is filled from
// Origin to the thumb.
type Slider struct {
	control
	Min, Max, Step, Big float64
	Origin              float64
	// Colour gives the colour at a value; nil is the accent.
	Colour   func(float64) theme.Role
	OnChange func(float64)
	// OnRune sees each letter first and says whether it took it.
	OnRune func(rune) bool
	// Ticks stand below the track, at their values.
	Ticks []Tick

	value float64
}

// Tick is a number below a slider.
type Tick struct {
	At    float64
	Label string
}

const (
	thumbSide = 14
	trackHigh = 4
)

// NewSlider makes one from 0 to 1 in steps of a hundredth.
func NewSlider(change func(float64)) *Slider {
	s := &Slider{Max: 1, Step: 0.01, Big: 0.05, OnChange: change}
	s.init(s)
	return s
}

// Value is where the thumb stands.
func (s *Slider) Value() float64 { return s.value }

// Set moves the thumb and tells nobody.
func (s *Slider) Set(v float64) {
	s.value = max(s.Min, min(s.Max, v))
	s.Refresh()
}

// Turn moves the thumb, between steps too, and tells it.
func (s *Slider) Turn(v float64) {
	if s.Set(v); s.OnChange != nil {
		s.OnChange(s.value)
	}
}

// TypedRune is for Fyne.
func (s *Slider) TypedRune(r rune) {
	if s.OnRune == nil || !s.OnRune(r) {
		s.control.TypedRune(r)
	}
}

func (s *Slider) change(v float64) {
	if s.disabled {
		return
	}
	if s.Step > 0 {
		v = s.Min + math.Round((v-s.Min)/s.Step)*s.Step
	}
	old := s.value
	s.Set(v)
	if s.value != old && s.OnChange != nil {
		s.OnChange(s.value)
	}
}

func (s *Slider) at(x float32) float64 {
	room := s.Size().Width - thumbSide
	if room <= 0 {
		return s.value
	}
	return s.Min + float64((x-thumbSide/2)/room)*(s.Max-s.Min)
}

func (s *Slider) x(v float64, width float32) float32 {
	return thumbSide/2 + float32((v-s.Min)/(s.Max-s.Min))*(width-thumbSide)
}

// MouseDown is for Fyne.
func (s *Slider) MouseDown(e *desktop.MouseEvent) {
	s.control.MouseDown(e)
	if s.pressed {
		s.acted = true
		s.change(s.at(e.Position.X))
	}
}

// MouseUp is for Fyne.
func (s *Slider) MouseUp(*desktop.MouseEvent) { s.pressed = false }

// Tapped is for Fyne.
func (s *Slider) Tapped(e *fyne.PointEvent) {
	if s.acted {
		s.acted = false
		return
	}
	s.change(s.at(e.Position.X))
}

// Dragged is for Fyne.
func (s *Slider) Dragged(e *fyne.DragEvent) { s.change(s.at(e.Position.X)) }

// DragEnd is for Fyne.
func (s *Slider) DragEnd() {}

// TypedKey is for Fyne.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	by := s.Step
	if shiftHeld() {
		by = s.Big
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.change(s.value - by)
	case fyne.KeyRight, fyne.KeyUp:
		s.change(s.value + by)
	case fyne.KeyPageUp:
		s.change(s.value + s.Big)
	case fyne.KeyPageDown:
		s.change(s.value - s.Big)
	case fyne.KeyHome:
		s.change(s.Min)
	case fyne.KeyEnd:
		s.change(s.Max)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
	default:
		passKey(s, e)
	}
}

// CreateRenderer is for Fyne.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	o := []fyne.CanvasObject{newBox(), newBox(), newBox(), newBox()}
	for range s.Ticks {
		o = append(o, newBox(), newText())
	}
	return &drawn{size: s.Size, objects: o, draw: s.draw, min: func() fyne.Size {
		if len(s.Ticks) > 0 {
			return fyne.NewSize(80, thumbSide+18)
		}
		return fyne.NewSize(80, thumbSide+4)
	}}
}

func (s *Slider) draw(o []fyne.CanvasObject, size fyne.Size) {
	colour := theme.Accent
	if s.Colour != nil {
		colour = s.Colour(s.value)
	}
	if s.disabled {
		colour = theme.Faint
	}
	mid := float32(thumbSide+4) / 2
	if len(s.Ticks) == 0 {
		mid = size.Height / 2
	}
	box(o[0].(*canvas.Rectangle), theme.Track, theme.None, 0, 2, 0, mid-trackHigh/2, size.Width, trackHigh)
	from, to := s.x(s.Origin, size.Width), s.x(s.value, size.Width)
	if s.Origin == s.Min {
		from = 0
	}
	tick := o[2].(*canvas.Rectangle)
	tick.Hide()
	if s.Origin > s.Min {
		tick.Show()
		box(tick, theme.Secondary, theme.None, 0, 0, from-0.5, mid-6, 1, 12)
	}
	if from > to {
		from, to = to, from
	}
	box(o[1].(*canvas.Rectangle), colour, theme.None, 0, 2, from, mid-trackHigh/2, to-from, trackHigh)
	x, ring := s.x(s.value, size.Width), float32(2)
	if s.ring() || s.hovered {
		ring = 3
	}
	box(o[3].(*canvas.Rectangle), theme.Thumb, colour, ring, thumbSide/2, x-thumbSide/2, mid-thumbSide/2, thumbSide, thumbSide)
	for i, t := range s.Ticks {
		if 5+2*i >= len(o) {
			break
		}
		at := s.x(t.At, size.Width)
		box(o[4+2*i].(*canvas.Rectangle), theme.Faint, theme.None, 0, 0, at-0.5, mid+6, 1, 4)
		style := Style{Size: theme.Caption, Colour: theme.Secondary, Align: fyne.TextAlignCenter}
		x := at - 16
		switch i {
		case 0:
			x, style.Align = 0, fyne.TextAlignLeading
		case len(s.Ticks) - 1:
			x, style.Align = size.Width-32, fyne.TextAlignTrailing
		}
		put(o[5+2*i].(*canvas.Text), t.Label, style, x, mid+9, 32, 16)
	}
}

// Piece is a stretch of a yardstick: a word for probabilities from and up to.
type Piece struct {
	From, To float64
	Words    string
}

// Yardstick is the strip of words for probabilities, to stand below a slider:
// the piece that holds the probability is filled.
type Yardstick struct {
	widget.BaseWidget
	pieces []Piece
	p      float64
	set    bool
}

// NewYardstick makes a strip of the pieces.
func NewYardstick(pieces []Piece) *Yardstick {
	y := &Yardstick{pieces: pieces}
	y.ExtendBaseWidget(y)
	return y
}

// Set marks the piece of a probability.
func (y *Yardstick) Set(p float64) {
	y.p, y.set = p, true
	y.Refresh()
}

// Clear marks none.
func (y *Yardstick) Clear() {
	y.set = false
	y.Refresh()
}

func (y *Yardstick) current() int {
	if !y.set {
		return -1
	}
	for i, p := range y.pieces {
		if y.p < p.To || i == len(y.pieces)-1 {
			return i
		}
	}
	return -1
}

// CreateRenderer is for Fyne.
func (y *Yardstick) CreateRenderer() fyne.WidgetRenderer {
	var o []fyne.CanvasObject
	for range y.pieces {
		o = append(o, newBox(), newText())
	}
	return &drawn{size: y.Size, objects: o,
		min: func() fyne.Size { return fyne.NewSize(120, 24) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			room, now := s.Width-thumbSide, y.current()
			for i, p := range y.pieces {
				from, to := thumbSide/2+float32(p.From)*room, thumbSide/2+float32(p.To)*room
				fill := theme.Track
				if i == now {
					fill = theme.Accent
				}
				box(o[2*i].(*canvas.Rectangle), fill, theme.None, 0, 2, from+1, 0, to-from-2, 6)
				style := Style{Size: theme.Caption, Colour: theme.Secondary, Align: fyne.TextAlignCenter}
				if i == now || i+1 == now {
					style.Colour, style.Weight = theme.Text, theme.Medium
				}
				label := o[2*i+1].(*canvas.Text)
				label.Hidden = i == len(y.pieces)-1
				put(label, words.AxisPercent(p.To), style, to-14, 8, 28, 16)
			}
		}}
}
