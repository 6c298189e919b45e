package widgets

import (
	"fyne.io/fyne/v2"
)

// tall is what has a height that depends on its width.
type tall interface{ HeightFor(width float32) float32 }

// tallLayout is a layout whose height depends on its width.
type tallLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor says how high an object wants to be at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	switch o := o.(type) {
	case tall:
		return o.HeightFor(width)
	case *fyne.Container:
		if l, ok := o.Layout.(tallLayout); ok {
			return l.heightFor(o.Objects, width)
		}
	}
	return o.MinSize().Height
}

// flex marks an object that takes what room is left.
type flex struct{}

func (flex) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

func (flex) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		if o.Visible() {
			h = max(h, o.MinSize().Height)
		}
	}
	return fyne.NewSize(0, h)
}

func (flex) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range objects {
		if o.Visible() {
			h = max(h, HeightFor(o, width))
		}
	}
	return h
}

// Flex lets an object take the room that its neighbours in a VBox or HBox
// leave; several share it.
func Flex(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: flex{}, Objects: []fyne.CanvasObject{o}}
}

// Space is room that takes what is left.
func Space() *fyne.Container { return &fyne.Container{Layout: flex{}} }

func isFlex(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(flex)
	return ok
}

// VBox puts objects below each other, full width, with an exact gap.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap}, Objects: objects}
}

type column struct{ gap float32 }

func (c *column) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	left, flexes, shown := s.Height, 0, 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if isFlex(o) {
			flexes++
			continue
		}
		left -= HeightFor(o, s.Width)
	}
	left -= c.gap * float32(max(shown-1, 0))
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := float32(0)
		if isFlex(o) {
			h = max(left/float32(flexes), 0)
		} else {
			h = HeightFor(o, s.Width)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h + c.gap
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		m := o.MinSize()
		h := m.Height
		if w := o.Size().Width; w > 0 {
			h = HeightFor(o, w)
		}
		min.Width = max(min.Width, m.Width)
		min.Height += h
	}
	min.Height += c.gap * float32(max(shown-1, 0))
	return min
}

func (c *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	shown := 0
	for _, o := range objects {
		if o.Visible() {
			shown++
			h += HeightFor(o, width)
		}
	}
	return h + c.gap*float32(max(shown-1, 0))
}

// HBox puts objects beside each other, each at its own height in the middle,
// with an exact gap.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap}, Objects: objects}
}

// HBoxFull puts objects beside each other, each as high as the box.
func HBoxFull(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, full: true}, Objects: objects}
}

type row struct {
	gap  float32
	full bool
}

func (r *row) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	var x float32
	r.each(objects, s.Width, func(o fyne.CanvasObject, w float32) {
		h := s.Height
		if !r.full {
			h = min(HeightFor(o, w), s.Height)
		}
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
		x += w + r.gap
	})
}

// each gives the objects that are shown, and how wide they are in a row so wide.
// Where they do not fit, the widest text is cut.
func (r *row) each(objects []fyne.CanvasObject, width float32, do func(o fyne.CanvasObject, w float32)) {
	left, flexes, shown := width, 0, 0
	var longest *Text
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if isFlex(o) {
			flexes++
			continue
		}
		left -= o.MinSize().Width
		if t, ok := o.(*Text); ok && (longest == nil || t.MinSize().Width > longest.MinSize().Width) {
			longest = t
		}
	}
	left -= r.gap * float32(max(shown-1, 0))
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		switch {
		case isFlex(o):
			w = max(left/float32(flexes), 0)
		case left < 0 && o == fyne.CanvasObject(longest) && width > 0:
			w = max(w+left, 0)
		}
		do(o, w)
	}
}

func (r *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	r.each(objects, width, func(o fyne.CanvasObject, w float32) { h = max(h, HeightFor(o, w)) })
	return h
}

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		m := o.MinSize()
		min.Height = max(min.Height, m.Height)
		min.Width += m.Width
	}
	min.Width += r.gap * float32(max(shown-1, 0))
	return min
}

// Pad leaves room around an object: above, right, below, left.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &pad{top, right, bottom, left}, Objects: []fyne.CanvasObject{o}}
}

type pad struct{ top, right, bottom, left float32 }

func (p *pad) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(p.left, p.top))
		o.Resize(fyne.NewSize(max(s.Width-p.left-p.right, 0), max(s.Height-p.top-p.bottom, 0)))
	}
}

func (p *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		if o.Visible() {
			min = min.Max(o.MinSize())
		}
	}
	return min.AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

func (p *pad) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range objects {
		if o.Visible() {
			h = max(h, HeightFor(o, width-p.left-p.right))
		}
	}
	return h + p.top + p.bottom
}

// Sized gives an object a fixed width and height; 0 leaves its own.
func Sized(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &sized{w, h}, Objects: []fyne.CanvasObject{o}}
}

type sized struct{ w, h float32 }

func (f *sized) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

func (f *sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		min = min.Max(o.MinSize())
	}
	if f.w > 0 {
		min.Width = f.w
	}
	if f.h > 0 {
		min.Height = f.h
	}
	return min
}

func (f *sized) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if f.h > 0 {
		return f.h
	}
	var h float32
	for _, o := range objects {
		h = max(h, HeightFor(o, width))
	}
	return h
}

// Stack puts objects on top of each other, each as large as the stack.
func Stack(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &pad{}, Objects: objects}
}

// Arrange places objects by a function of the size; it asks for no room.
func Arrange(place func(fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: arrange(place), Objects: objects}
}

type arrange func(fyne.Size)

func (a arrange) Layout(_ []fyne.CanvasObject, s fyne.Size) { a(s) }
func (arrange) MinSize([]fyne.CanvasObject) fyne.Size       { return fyne.Size{} }

// ArrangeTall is Arrange for what has a height that depends on its width.
func ArrangeTall(place func(fyne.Size), height func(width float32) float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: arrangeTall{place, height}, Objects: objects}
}

type arrangeTall struct {
	arrange
	height func(float32) float32
}

func (a arrangeTall) heightFor(_ []fyne.CanvasObject, width float32) float32 { return a.height(width) }

// Put moves and sizes an object.
func Put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
}

// Show shows an object or hides it.
func Show(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
