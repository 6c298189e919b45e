package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Fill is a plain area of a colour, perhaps with a border and round corners.
type Fill struct {
	widget.BaseWidget
	colour, line theme.Role
	radius       float32
	width        float32
}

// NewFill makes an area.
func NewFill(colour, line theme.Role, radius float32) *Fill {
	f := &Fill{colour: colour, line: line, radius: radius, width: 1}
	f.ExtendBaseWidget(f)
	return f
}

// Set changes its colours.
func (f *Fill) Set(colour, line theme.Role) {
	if f.colour == colour && f.line == line {
		return
	}
	f.colour, f.line = colour, line
	f.Refresh()
}

// CreateRenderer is for Fyne.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{newBox()}
	if f.radius >= theme.RadiusPanel {
		for range plateParts - 1 {
			objects = append(objects, newBox())
		}
	}
	return &drawn{size: f.Size, objects: objects, draw: f.draw}
}

func (f *Fill) draw(objects []fyne.CanvasObject, s fyne.Size) {
	edge := 2 * (f.radius + 1)
	whole := len(objects) == 1 || f.colour == theme.None || s.Height < 2*edge || s.Width < 2*edge
	for _, o := range objects[1:] {
		Show(o, !whole)
	}
	if whole {
		box(objects[0].(*canvas.Rectangle), f.colour, f.line, f.width, f.radius, 0, 0, s.Width, s.Height)
		return
	}
	f.plate(objects, s, edge)
}

// plateParts are the rectangles of a plate.
const plateParts = 7

// plate draws a large area with round corners: where the corners are as two
// bands, the rest as what has none. On a machine without a graphics card a
// pixel of what is round takes several times as long as one of what is not.
func (f *Fill) plate(objects []fyne.CanvasObject, s fyne.Size, edge float32) {
	w, h, r, line := s.Width, s.Height, f.radius, f.width
	if f.line == theme.None {
		line = 0
	}
	part := func(i int) *canvas.Rectangle { return objects[i].(*canvas.Rectangle) }
	plain := func(i int, colour theme.Role, x, y, w, h float32) {
		box(part(i), colour, theme.None, 0, 0, x, y, w, h)
	}
	box(part(0), f.colour, f.line, line, r, 0, 0, w, edge)
	box(part(1), f.colour, f.line, line, r, 0, h-edge, w, edge)
	plain(2, f.colour, 0, r, w, h-2*r)
	plain(3, f.line, 0, r, line, h-2*r)
	plain(4, f.line, w-line, r, line, h-2*r)
	plain(5, f.line, r, 0, w-2*r, line)
	plain(6, f.line, r, h-line, w-2*r, line)
}
