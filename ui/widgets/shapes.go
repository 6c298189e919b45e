package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

func newBox() *canvas.Rectangle { return canvas.NewRectangle(nil) }

// box draws a rectangle whose border lies inside it.
func box(r *canvas.Rectangle, fill, line theme.Role, width, radius, x, y, w, h float32) {
	r.FillColor, r.StrokeColor = paint(fill), paint(line)
	r.StrokeWidth = width
	r.CornerRadius = radius
	if line == theme.None || width == 0 {
		r.StrokeWidth, width = 0, 0
	}
	Put(r, x+width/2, y+width/2, w-width, h-width)
}

// paint is a role's colour; what is not to be seen has none, for Fyne draws
// whatever is not Transparent itself, however transparent it is.
func paint(r theme.Role) color.Color {
	if r == theme.None {
		return color.Transparent
	}
	return theme.Colour(r)
}

// drawn is a renderer of a fixed set of objects and a function that places and
// colours them; placing twice does no harm.
type drawn struct {
	objects []fyne.CanvasObject
	draw    func([]fyne.CanvasObject, fyne.Size)
	min     func() fyne.Size
	size    func() fyne.Size
}

func (d *drawn) Destroy()                     {}
func (d *drawn) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawn) Layout(s fyne.Size)           { d.draw(d.objects, s) }
func (d *drawn) MinSize() fyne.Size {
	if d.min == nil {
		return fyne.Size{}
	}
	return d.min()
}

func (d *drawn) Refresh() {
	d.draw(d.objects, d.size())
	for _, o := range d.objects {
		canvas.Refresh(o)
	}
}

// Hairline is a line of one pixel, as wide or high as it is given room.
type Hairline struct {
	widget.BaseWidget
	colour theme.Role
}

// NewHairline makes a line in the colour of borders; NewSeparator one in the
// fainter colour between rows.
func NewHairline() *Hairline { return newHairline(theme.Line) }

// NewSeparator makes a line between rows.
func NewSeparator() *Hairline { return newHairline(theme.Line2) }

func newHairline(c theme.Role) *Hairline {
	h := &Hairline{colour: c}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer is for Fyne.
func (h *Hairline) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: h.Size, objects: []fyne.CanvasObject{newBox()},
		min: func() fyne.Size { return fyne.NewSize(1, 1) },
		draw: func(objects []fyne.CanvasObject, s fyne.Size) {
			box(objects[0].(*canvas.Rectangle), h.colour, theme.None, 0, 0, 0, 0, s.Width, s.Height)
		}}
}

// Icon is a picture of 16 (or another size) in a colour of the palette.
type Icon struct {
	widget.BaseWidget
	name   string
	colour theme.Role
	side   float32
}

// NewIcon makes an icon.
func NewIcon(name string, colour theme.Role, side float32) *Icon {
	i := &Icon{name: name, colour: colour, side: side}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes the icon.
func (i *Icon) Set(name string, colour theme.Role) {
	if i.name == name && i.colour == colour {
		return
	}
	i.name, i.colour = name, colour
	i.Refresh()
}

// CreateRenderer is for Fyne.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: i.Size, objects: []fyne.CanvasObject{newImage()},
		min: func() fyne.Size { return fyne.NewSquareSize(i.side) },
		draw: func(objects []fyne.CanvasObject, s fyne.Size) {
			picture(objects[0].(*canvas.Image), i.name, i.colour, (s.Width-i.side)/2, (s.Height-i.side)/2, i.side)
		}}
}

func newImage() *canvas.Image {
	i := &canvas.Image{FillMode: canvas.ImageFillContain}
	return i
}

// picture draws an icon; an empty name hides it.
func picture(i *canvas.Image, name string, colour theme.Role, x, y, side float32) {
	if name == "" {
		i.Hide()
		return
	}
	i.Show()
	res := theme.Icon(name, colour)
	changed := i.Resource != res
	i.Resource = res
	Put(i, x, y, side, side)
	if changed {
		i.Refresh()
	}
}
