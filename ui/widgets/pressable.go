package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"weathervane/ui/theme"
)

// Pressable is a card that can be pressed, by mouse and by key, and says on
// hover what it holds.
type Pressable struct {
	control
	content fyne.CanvasObject
}

// NewPressable makes content pressable.
func NewPressable(content fyne.CanvasObject, act func()) *Pressable {
	p := &Pressable{content: content}
	p.act = act
	p.init(p)
	return p
}

// Tip is what it says on hover.
func (p *Pressable) Tip() string { return p.tip }

// CreateRenderer is for Fyne.
func (p *Pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressableRenderer{p: p, ring: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type pressableRenderer struct {
	p    *Pressable
	ring *canvas.Rectangle
}

func (r *pressableRenderer) Destroy()           {}
func (r *pressableRenderer) MinSize() fyne.Size { return r.p.content.MinSize() }
func (r *pressableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.content, r.ring}
}

func (r *pressableRenderer) Layout(s fyne.Size) {
	Put(r.p.content, 0, 0, s.Width, s.Height)
	Put(r.ring, 0, 0, s.Width, s.Height)
}

func (r *pressableRenderer) Refresh() {
	colour := theme.None
	switch {
	case r.p.ring():
		colour = theme.Accent
	case r.p.hovered:
		colour = theme.Faint
	}
	r.ring.Hidden = colour == theme.None
	if !r.ring.Hidden {
		r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = theme.Colour(colour), 1, theme.RadiusPanel
	}
	canvas.Refresh(r.ring)
	canvas.Refresh(r.p.content)
}
