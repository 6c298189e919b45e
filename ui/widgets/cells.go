package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"weathervane/ui/theme"
)

// Cells is a row of equal boxes of 28 of which one may be chosen; pressing the
// chosen one takes it back. Typing a cell's word chooses it.
type Cells struct {
	control
	words    []string
	chosen   int
	at       int
	OnChange func(int)
}

// NewCells makes a row with none chosen.
func NewCells(words []string, change func(int)) *Cells {
	c := &Cells{words: words, chosen: -1, at: -1, OnChange: change}
	c.init(c)
	c.act = func() {
		if c.at < 0 {
			return
		}
		to := c.at
		if to == c.chosen {
			to = -1
		}
		c.change(to)
	}
	return c
}

// Chosen is the cell that is chosen, or −1.
func (c *Cells) Chosen() int { return c.chosen }

// Set chooses a cell, −1 none, and tells nobody.
func (c *Cells) Set(i int) {
	c.chosen = i
	c.Refresh()
}

func (c *Cells) change(i int) {
	if i < -1 || i >= len(c.words) || i == c.chosen {
		return
	}
	c.Set(i)
	if c.OnChange != nil {
		c.OnChange(i)
	}
}

const cellGap = 4

func (c *Cells) cell(x float32) int {
	w := (c.Size().Width + cellGap) / float32(len(c.words))
	if i := int(x / w); x >= 0 && i < len(c.words) {
		return i
	}
	return -1
}

// MouseDown is for Fyne.
func (c *Cells) MouseDown(e *desktop.MouseEvent) {
	c.at = c.cell(e.Position.X)
	c.control.MouseDown(e)
}

// Tapped is for Fyne.
func (c *Cells) Tapped(e *fyne.PointEvent) {
	c.at = c.cell(e.Position.X)
	c.control.Tapped(e)
}

// TypedKey is for Fyne.
func (c *Cells) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.change(max(c.chosen-1, 0))
	case fyne.KeyRight:
		c.change(min(c.chosen+1, len(c.words)-1))
	case fyne.KeyDelete, fyne.KeyBackspace:
		c.change(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
	default:
		passKey(c, e)
	}
}

// TypedRune is for Fyne.
func (c *Cells) TypedRune(r rune) {
	for i, w := range c.words {
		if w == string(r) || w == string(r-'a'+'A') {
			c.change(i)
			return
		}
	}
	c.control.TypedRune(r)
}

// CreateRenderer is for Fyne.
func (c *Cells) CreateRenderer() fyne.WidgetRenderer {
	var o []fyne.CanvasObject
	for range c.words {
		o = append(o, newBox(), newText())
	}
	return &drawn{size: c.Size, objects: o,
		min: func() fyne.Size { return fyne.NewSize(float32(len(c.words))*32-cellGap, 28) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			w := (s.Width+cellGap)/float32(len(c.words)) - cellGap
			for i, word := range c.words {
				x := float32(i) * (w + cellGap)
				fill, line, ink := theme.Panel, theme.Line, theme.Text
				if i == c.chosen {
					fill, line, ink = theme.Accent, theme.None, theme.OnAccent
				}
				if c.ring() && (i == c.chosen || c.chosen < 0) {
					line = theme.Accent
					if i == c.chosen {
						line = theme.Text
					}
				}
				box(o[2*i].(*canvas.Rectangle), fill, line, 1, theme.RadiusControl, x, 0, w, 28)
				put(o[2*i+1].(*canvas.Text), word, Style{Weight: theme.Medium, Colour: ink, Align: fyne.TextAlignCenter}, x, 0, w, 28)
			}
		}}
}
