package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Tone is the colouring of a chip or banner; the words say the same.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Informative
	Positive
	Cautious
	Negative
	TowardYes
	TowardNo
)

// Colours are a tone's soft fill, its colour for small text and its plain colour.
func (t Tone) Colours() (soft, ink, plain theme.Role) {
	switch t {
	case Informative:
		return theme.AccentSoft, theme.Accent, theme.Accent
	case Positive:
		return theme.GoodSoft, theme.GoodInk, theme.Good
	case Cautious:
		return theme.WarningSoft, theme.WarningInk, theme.Warning
	case Negative:
		return theme.BadSoft, theme.BadInk, theme.Bad
	case TowardYes:
		return theme.ForSoft, theme.ForInk, theme.For
	case TowardNo:
		return theme.AgainstSoft, theme.AgainstInk, theme.Against
	}
	return theme.Hover, theme.Secondary, theme.Secondary
}

// widestChip is where a chip's words are cut: a tag may have any length.
const widestChip = 240

// Chip is a word on a soft fill, 20 high.
type Chip struct {
	widget.BaseWidget
	text   string
	tone   Tone
	lifted bool
}

// NewChip makes a chip.
func NewChip(text string, tone Tone) *Chip {
	c := &Chip{text: text, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes the chip.
func (c *Chip) Set(text string, tone Tone) {
	if c.text == text && c.tone == tone {
		return
	}
	c.text, c.tone = text, tone
	c.Refresh()
}

// Lift gives the chip the fill of a panel, so that it stands out on a row
// that is selected.
func (c *Chip) Lift(lifted bool) {
	if c.lifted != lifted {
		c.lifted = lifted
		c.Refresh()
	}
}

var chipStyle = Style{Size: theme.Caption, LineHeight: 16, Weight: theme.Medium, Align: fyne.TextAlignCenter}

// CreateRenderer is for Fyne.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: c.Size, objects: []fyne.CanvasObject{newBox(), newText()},
		min: func() fyne.Size { return fyne.NewSize(min(ceil(Measure(c.text, chipStyle).Width)+14, widestChip), 20) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			soft, ink, _ := c.tone.Colours()
			if c.lifted {
				soft = theme.Panel
			}
			y := (s.Height - 20) / 2
			box(o[0].(*canvas.Rectangle), soft, theme.None, 0, theme.RadiusChip, 0, y, s.Width, 20)
			style := chipStyle
			style.Colour = ink
			put(o[1].(*canvas.Text), c.text, style, 4, y, s.Width-8, 20)
		}}
}

// Grade is an Admiralty code such as B2 in its outline.
type Grade struct {
	widget.BaseWidget
	code string
}

// NewGrade makes one; an empty code draws nothing.
func NewGrade(code string) *Grade {
	g := &Grade{code: code}
	g.ExtendBaseWidget(g)
	return g
}

// Set changes the code.
func (g *Grade) Set(code string) {
	g.code = code
	g.Refresh()
}

// CreateRenderer is for Fyne.
func (g *Grade) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: g.Size, objects: []fyne.CanvasObject{newBox(), newText()},
		min: func() fyne.Size { return fyne.NewSize(26, 18) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			line := theme.Line
			if g.code == "" {
				line = theme.None
			}
			y := (s.Height - 18) / 2
			box(o[0].(*canvas.Rectangle), theme.None, line, 1, theme.RadiusChip, 0, y, 26, 18)
			put(o[1].(*canvas.Text), g.code, chipStyle, 0, y, 26, 18)
		}}
}

// ProgressBar is a share of 40 × 4.
type ProgressBar struct {
	widget.BaseWidget
	share  float64
	colour theme.Role
	width  float32
}

// NewProgressBar makes one of a width of 40 or 36.
func NewProgressBar(width float32) *ProgressBar {
	p := &ProgressBar{width: width, colour: theme.Accent}
	p.ExtendBaseWidget(p)
	return p
}

// Set gives it a share of 0 to 1 and a colour; not a number empties it.
func (p *ProgressBar) Set(share float64, colour theme.Role) {
	p.share, p.colour = share, colour
	p.Refresh()
}

// CreateRenderer is for Fyne.
func (p *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: p.Size, objects: []fyne.CanvasObject{newBox(), newBox()},
		min: func() fyne.Size { return fyne.NewSize(p.width, 4) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			y := (s.Height - 4) / 2
			box(o[0].(*canvas.Rectangle), theme.Track, theme.None, 0, 2, 0, y, s.Width, 4)
			share := p.share
			if math.IsNaN(share) || share <= 0 {
				o[1].Hide()
				return
			}
			o[1].Show()
			w := max(float32(min(share, 1))*s.Width, 4)
			box(o[1].(*canvas.Rectangle), p.colour, theme.None, 0, 2, 0, y, w, 4)
		}}
}

// DivergingBar shows a factor on a logarithmic scale: right of the middle for,
// left of it against.
type DivergingBar struct {
	widget.BaseWidget
	factor, limit float64
	plus, minus   theme.Role
}

// NewDivergingBar makes one that is full at a factor of limit.
func NewDivergingBar(limit float64) *DivergingBar {
	d := &DivergingBar{factor: 1, limit: limit, plus: theme.For, minus: theme.Against}
	d.ExtendBaseWidget(d)
	return d
}

// Set gives it a factor; 1 is neither.
func (d *DivergingBar) Set(factor float64) {
	d.factor = factor
	d.Refresh()
}

// SetColours changes the colours of more and less.
func (d *DivergingBar) SetColours(plus, minus theme.Role) { d.plus, d.minus = plus, minus }

// Share is how much of half the bar a factor fills, from −1 to 1.
func (d *DivergingBar) Share() float64 {
	if !(d.factor > 0) || d.limit <= 1 {
		return 0
	}
	return max(-1, min(1, math.Log(d.factor)/math.Log(d.limit)))
}

// CreateRenderer is for Fyne.
func (d *DivergingBar) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: d.Size, objects: []fyne.CanvasObject{newBox(), newBox(), newBox()},
		min: func() fyne.Size { return fyne.NewSize(72, 14) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			y, mid := (s.Height-6)/2, s.Width/2
			track := o[0].(*canvas.Rectangle)
			box(track, theme.Track, theme.None, 0, 3, 0, y, s.Width, 6)
			track.FillColor = theme.Fade(theme.Colour(theme.Track), 0.55)
			share, colour := float32(d.Share()), d.plus
			x := mid
			if share < 0 {
				colour, share = d.minus, -share
				x = mid - share*mid
			}
			box(o[1].(*canvas.Rectangle), colour, theme.None, 0, 0, x, y, share*mid, 6)
			box(o[2].(*canvas.Rectangle), theme.Secondary, theme.None, 0, 0, mid-0.5, (s.Height-14)/2, 1, 14)
		}}
}
