package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// arrow steps a number by mouse. It takes no keys, and so is no stop for Tab:
// the field beside it has the arrow keys.
type arrow struct {
	widget.BaseWidget
	icon    string
	hovered bool
	act     func()
}

func newArrow(icon string, act func()) *arrow {
	a := &arrow{icon: icon, act: act}
	a.ExtendBaseWidget(a)
	return a
}

// MouseIn is for Fyne.
func (a *arrow) MouseIn(*desktop.MouseEvent) { a.hovered = true; a.Refresh() }

// MouseMoved is for Fyne.
func (a *arrow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (a *arrow) MouseOut() { a.hovered = false; a.Refresh() }

// MouseDown is for Fyne. It acts at once, so that pressing quickly steps quickly.
func (a *arrow) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		a.act()
	}
}

// MouseUp is for Fyne.
func (a *arrow) MouseUp(*desktop.MouseEvent) {}

// CreateRenderer is for Fyne.
func (a *arrow) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: a.Size, objects: []fyne.CanvasObject{newBox(), newImage()},
		min: func() fyne.Size { return fyne.NewSquareSize(20) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			fill := theme.None
			if a.hovered {
				fill = theme.Hover
			}
			box(o[0].(*canvas.Rectangle), fill, theme.None, 0, theme.RadiusSmall, 0, 0, s.Width, s.Height)
			picture(o[1].(*canvas.Image), a.icon, theme.Secondary, (s.Width-14)/2, (s.Height-14)/2, 14)
		}}
}
