package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"weathervane/ui/theme"
)

// CreateRenderer is for Fyne.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	r := &listRenderer{l: l, content: &fyne.Container{}, thumb: newBox()}
	r.clip = NewClip(r.content)
	r.objects = []fyne.CanvasObject{r.clip, r.thumb}
	return r
}

// slot is what one row in view is drawn with.
type slot struct {
	ground, strip, line *canvas.Rectangle
	row                 fyne.CanvasObject
}

type listRenderer struct {
	l       *List
	slots   []*slot
	content *fyne.Container
	clip    *container.Clip
	thumb   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *listRenderer) Destroy()                     {}
func (r *listRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *listRenderer) MinSize() fyne.Size           { return fyne.NewSize(80, r.l.high()) }

func (r *listRenderer) Layout(s fyne.Size) {
	l := r.l
	l.scrollTo(l.offset)
	Put(r.clip, 0, 0, s.Width, s.Height)
	Put(r.content, 0, 0, s.Width, s.Height)
	first := int(l.offset / l.high())
	used := 0
	r.content.Objects = r.content.Objects[:0]
	for i := first; i < l.length && float32(i)*l.high() < l.offset+s.Height; i++ {
		if used == len(r.slots) {
			r.slots = append(r.slots, &slot{newBox(), newBox(), newBox(), l.newRow()})
		}
		r.draw(r.slots[used], i, s.Width)
		used++
	}
	r.drawThumb(s)
}

func (r *listRenderer) draw(t *slot, i int, width float32) {
	l := r.l
	y := float32(i)*l.high() - l.offset
	ground := theme.None
	switch {
	case i == l.selected:
		ground = theme.Sel
	case i == l.hovered && !l.NoSelect:
		ground = theme.Hover
	}
	box(t.ground, ground, theme.None, 0, 0, 0, y, width, l.high()-1)
	box(t.line, theme.Line2, theme.None, 0, 0, 0, y+l.high()-1, width, 1)
	strip := theme.None
	if i == l.selected && l.Strip {
		strip = theme.Accent
	}
	box(t.strip, strip, theme.None, 0, 0, 0, y, 3, l.high()-1)
	l.fill(i, t.row, i == l.selected)
	Put(t.row, 0, y, width, l.high()-1)
	r.content.Objects = append(r.content.Objects, t.ground, t.line, t.strip, t.row)
}

func (r *listRenderer) drawThumb(s fyne.Size) {
	all := float32(r.l.length) * r.l.high()
	if all <= s.Height || s.Height <= 0 {
		r.thumb.Hide()
		return
	}
	r.thumb.Show()
	high := max(s.Height*s.Height/all, 24)
	y := r.l.offset / (all - s.Height) * (s.Height - high)
	box(r.thumb, theme.Faint, theme.None, 0, 2, s.Width-6, y, 4, high)
}

func (r *listRenderer) Refresh() {
	r.Layout(r.l.Size())
	canvas.Refresh(r.content)
	canvas.Refresh(r.thumb)
	canvas.Refresh(r.l)
}
