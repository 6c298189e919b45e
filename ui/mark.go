package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// mark is the program's picture, in the palette that is shown.
type mark struct{ widget.BaseWidget }

func newMark() *mark {
	m := &mark{}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer is for Fyne.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	image := canvas.NewImageFromResource(theme.Mark())
	image.CornerRadius = 7
	return &markRenderer{image: image}
}

type markRenderer struct{ image *canvas.Image }

func (r *markRenderer) Destroy()                     {}
func (r *markRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(28) }
func (r *markRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *markRenderer) Layout(s fyne.Size)           { r.image.Resize(s) }
func (r *markRenderer) Refresh() {
	r.image.Resource = theme.Mark()
	r.image.Refresh()
}
