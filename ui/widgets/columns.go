package widgets

import "fyne.io/fyne/v2"

// NewTop puts objects beside each other in columns of one width, each from
// the top: fields of a form whose notes below differ in height.
func NewTop(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &topRow{gap}, Objects: objects}
}

type topRow struct{ gap float32 }

func (r *topRow) width(n int, total float32) float32 {
	return (total - r.gap*float32(n-1)) / float32(max(n, 1))
}

// Layout is for Fyne.
func (r *topRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	w := r.width(len(objects), s.Width)
	for i, o := range objects {
		Put(o, float32(i)*(w+r.gap), 0, w, HeightFor(o, w))
	}
}

// MinSize is for Fyne.
func (r *topRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		size := o.MinSize()
		m.Width += size.Width
		m.Height = max(m.Height, size.Height)
	}
	return m.AddWidthHeight(r.gap*float32(max(len(objects)-1, 0)), 0)
}

func (r *topRow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	w, h := r.width(len(objects), width), float32(0)
	for _, o := range objects {
		h = max(h, HeightFor(o, w))
	}
	return h
}
