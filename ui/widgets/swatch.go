package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Swatch is a cell of a matrix: words in the middle of a fill that says the
// same, 28 high.
type Swatch struct {
	widget.BaseWidget
	text      string
	fill, ink theme.Role
	opacity   float64
}

// NewSwatch makes an empty one.
func NewSwatch() *Swatch {
	s := &Swatch{fill: theme.None}
	s.ExtendBaseWidget(s)
	return s
}

// Heat is how strongly the fill of a probability is drawn.
func Heat(p float64) float64 { return 0.04 + 0.5*p }

// Set gives it words on a fill that is drawn with an opacity of 0 to 1.
func (s *Swatch) Set(text string, fill theme.Role, opacity float64, ink theme.Role) {
	if s.text == text && s.fill == fill && s.opacity == opacity && s.ink == ink {
		return
	}
	s.text, s.fill, s.opacity, s.ink = text, fill, opacity, ink
	s.Refresh()
}

// CreateRenderer is for Fyne.
func (s *Swatch) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: s.Size, objects: []fyne.CanvasObject{newBox(), newText()},
		min: func() fyne.Size { return fyne.NewSize(40, 28) },
		draw: func(o []fyne.CanvasObject, size fyne.Size) {
			frame := o[0].(*canvas.Rectangle)
			box(frame, s.fill, theme.None, 0, theme.RadiusChip, 0, 0, size.Width, size.Height)
			frame.FillColor = theme.Fade(theme.Colour(s.fill), s.opacity)
			put(o[1].(*canvas.Text), s.text, Style{Weight: theme.Medium, Figures: true, Colour: s.ink, Align: fyne.TextAlignCenter}, 0, 0, size.Width, size.Height)
		}}
}
