package chart

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/vector"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// View draws a scene in the window and makes it again for each size. Where the
// scene can be read, the pointer shows a line and what stands there.
type View struct {
	widget.BaseWidget
	build func(fyne.Size) Scene
	min   fyne.Size
	at    float32
	read  bool
}

// NewView makes a view of what build gives.
func NewView(build func(fyne.Size) Scene) *View {
	v := &View{build: build, min: fyne.NewSize(80, 40)}
	v.ExtendBaseWidget(v)
	return v
}

// Scene is what is drawn at the size that the view has.
func (v *View) Scene() Scene { return v.build(v.Size()) }

// MouseIn is for Fyne.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved is for Fyne.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	v.at, v.read = e.Position.X, true
	v.Refresh()
}

// MouseOut is for Fyne.
func (v *View) MouseOut() {
	v.read = false
	v.Refresh()
}

// CreateRenderer is for Fyne.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return &viewRenderer{v: v}
}

type viewRenderer struct {
	v       *View
	scene   Scene
	size    fyne.Size
	objects []fyne.CanvasObject
	drawn   int // objects of the scene, before the reading
}

func (r *viewRenderer) Destroy()                     {}
func (r *viewRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *viewRenderer) MinSize() fyne.Size           { return r.v.min }

func (r *viewRenderer) Layout(s fyne.Size) {
	if s == r.size && r.drawn > 0 {
		return
	}
	r.draw(s)
}

func (r *viewRenderer) draw(s fyne.Size) {
	r.size = s
	if s.Width < 1 || s.Height < 1 {
		r.objects, r.drawn = nil, 0
		return
	}
	r.scene = r.v.build(s)
	r.objects = Objects(r.scene)
	r.drawn = len(r.objects)
}

func (r *viewRenderer) Refresh() {
	r.draw(r.v.Size())
	if r.v.read && r.scene.Probe != nil {
		r.reading()
	}
	canvas.Refresh(r.v)
}

// reading draws the line and the words at the pointer.
func (r *viewRenderer) reading() {
	at, words, ok := r.scene.Probe(r.v.at)
	if !ok {
		return
	}
	style := Label{Text: words, Size: theme.Caption, Weight: theme.Medium, Colour: theme.Text, Anchor: Start}
	text := label(style)
	room := text.MinSize()
	x := max(0, min(at+8, r.scene.W-room.Width-16))
	card := canvas.NewRectangle(theme.Colour(theme.Panel))
	card.StrokeColor, card.StrokeWidth, card.CornerRadius = theme.Colour(theme.Line), 1, theme.RadiusChip
	card.Move(fyne.NewPos(x, 14))
	card.Resize(fyne.NewSize(room.Width+16, room.Height+8))
	text.Move(fyne.NewPos(x+8, 18))
	line := canvas.NewLine(theme.Colour(theme.Secondary))
	line.Position1, line.Position2 = fyne.NewPos(at, 14), fyne.NewPos(at, r.scene.H-axisHigh)
	r.objects = append(r.objects[:r.drawn:r.drawn], line, card, text)
}

// Objects are a scene as objects of Fyne, in its order.
func Objects(s Scene) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, i := range s.Items {
		switch i := i.(type) {
		case Path:
			out = append(out, path(i)...)
		case Area:
			out = append(out, area(i))
		case Bar:
			b := canvas.NewRectangle(theme.Fade(theme.Colour(i.Colour), opaque(i.Opacity)))
			b.CornerRadius = i.Radius
			b.Move(fyne.NewPos(i.X, i.Y))
			b.Resize(fyne.NewSize(i.W, i.H))
			out = append(out, b)
		case Circle:
			c := canvas.NewCircle(theme.Colour(i.Fill))
			if i.Line != theme.None {
				c.StrokeColor, c.StrokeWidth = theme.Colour(i.Line), i.Width
			}
			c.Position1, c.Position2 = fyne.NewPos(i.X-i.R, i.Y-i.R), fyne.NewPos(i.X+i.R, i.Y+i.R)
			out = append(out, c)
		case Label:
			out = append(out, label(i))
		}
	}
	return out
}

func opaque(o float64) float64 {
	if o == 0 {
		return 1
	}
	return o
}

// path draws each piece as a line; where pieces meet at a right angle, each is
// longer by half its width, so that the corner is full.
func path(p Path) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	c := theme.Fade(theme.Colour(p.Colour), opaque(p.Opacity))
	for _, piece := range p.Pieces() {
		a, b := piece[0], piece[1]
		if a == b {
			continue
		}
		if p.Width > 1.5 && p.Dash == [2]float32{} && a.X == b.X {
			grow := p.Width / 2
			if a.Y > b.Y {
				grow = -grow
			}
			a.Y, b.Y = a.Y-grow, b.Y+grow
		}
		l := canvas.NewLine(c)
		l.StrokeWidth = p.Width
		l.Position1, l.Position2 = fyne.NewPos(a.X, a.Y), fyne.NewPos(b.X, b.Y)
		out = append(out, l)
	}
	return out
}

// area draws a polygon in a raster of its own bounds, in pixels.
func area(a Area) fyne.CanvasObject {
	lo, hi := a.bounds()
	c := theme.Fade(theme.Colour(a.Colour), opaque(a.Opacity))
	width, height := max(hi.X-lo.X, 1), max(hi.Y-lo.Y, 1)
	r := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		fx, fy := float32(w)/width, float32(h)/height
		z := vector.NewRasterizer(w, h)
		for i, p := range a.Points {
			x, y := (p.X-lo.X)*fx, (p.Y-lo.Y)*fy
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
		z.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
		return img
	})
	r.Move(fyne.NewPos(lo.X, lo.Y))
	r.Resize(fyne.NewSize(width, height))
	return r
}

func (a Area) bounds() (lo, hi Point) {
	for i, p := range a.Points {
		if i == 0 {
			lo, hi = p, p
		}
		lo.X, lo.Y = min(lo.X, p.X), min(lo.Y, p.Y)
		hi.X, hi.Y = max(hi.X, p.X), max(hi.Y, p.Y)
	}
	return lo, hi
}

func label(l Label) *canvas.Text {
	l.Text = widgets.Line(l.Text)
	t := canvas.NewText(l.Text, theme.Colour(l.Colour))
	t.TextSize, t.FontSource = l.Size, theme.FontFor(l.Text, l.Weight, false)
	m := t.MinSize()
	x := l.X
	switch l.Anchor {
	case Middle:
		x -= m.Width / 2
	case End:
		x -= m.Width
	}
	t.Resize(m)
	t.Move(fyne.NewPos(x, l.Y-m.Height/2))
	return t
}
