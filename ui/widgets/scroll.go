package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Scroll shows a column that may be higher than the room for it. Unlike
// Fyne's it takes no presses for drags (fyne-io/fyne#4672), and its thumb is
// thin and throws no shadow.
type Scroll struct {
	widget.BaseWidget
	content fyne.CanvasObject
	offset  float32
}

// NewScroll makes one around a column.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{content: content}
	s.ExtendBaseWidget(s)
	return s
}

// ToTop goes back to the beginning.
func (s *Scroll) ToTop() {
	s.offset = 0
	s.Refresh()
}

// Offset is how far it is scrolled.
func (s *Scroll) Offset() float32 { return s.offset }

// Scrolled is for Fyne.
func (s *Scroll) Scrolled(e *fyne.ScrollEvent) {
	s.offset -= e.Scrolled.DY
	s.Refresh()
}

// CreateRenderer is for Fyne.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	r := &scrollRenderer{s: s, inner: &fyne.Container{Objects: []fyne.CanvasObject{s.content}}, thumb: newBox()}
	r.clip = NewClip(r.inner)
	r.objects = []fyne.CanvasObject{r.clip, r.thumb}
	return r
}

type scrollRenderer struct {
	s       *Scroll
	inner   *fyne.Container
	clip    *container.Clip
	thumb   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *scrollRenderer) Destroy()                     {}
func (r *scrollRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *scrollRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, 40) }

func (r *scrollRenderer) Layout(size fyne.Size) {
	all := HeightFor(r.s.content, size.Width)
	r.s.offset = max(0, min(r.s.offset, all-size.Height))
	Put(r.clip, 0, 0, size.Width, size.Height)
	Put(r.inner, 0, 0, size.Width, size.Height)
	Put(r.s.content, 0, -r.s.offset, size.Width, max(all, size.Height))
	if all <= size.Height || size.Height <= 0 {
		r.thumb.Hide()
		return
	}
	r.thumb.Show()
	high := max(size.Height*size.Height/all, 24)
	box(r.thumb, theme.Faint, theme.None, 0, 2, size.Width-6, r.s.offset/(all-size.Height)*(size.Height-high), 4, high)
}

func (r *scrollRenderer) Refresh() {
	r.Layout(r.s.Size())
	r.clip.Refresh() // makes its renderer again where that was let go while hidden
	canvas.Refresh(r.thumb)
	canvas.Refresh(r.s)
}

// NewClip cuts what is drawn to the room it is given. Fyne's own becomes a
// widget only when it is drawn, and until then nothing in it can be focused.
func NewClip(content fyne.CanvasObject) *container.Clip {
	c := container.NewClip(content)
	c.ExtendBaseWidget(c)
	return c
}

// Reveal brings what is between two heights of the content into view.
func (s *Scroll) Reveal(top, bottom float32) {
	switch view := s.Size().Height; {
	case top < s.offset:
		s.offset = top
	case bottom > s.offset+view:
		s.offset = bottom - view
	default:
		return
	}
	s.Refresh()
}
