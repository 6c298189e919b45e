package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Dropdown is a label, the value chosen, and a list of values that opens
// below it.
type Dropdown struct {
	control
	label, shown string
	values       []string
	chosen       int
	plain        bool
	OnChange     func(int)
}

// NewDropdown makes one; label may be empty.
func NewDropdown(label string, values []string, chosen int, change func(int)) *Dropdown {
	d := &Dropdown{label: label, values: values, chosen: chosen, OnChange: change}
	d.act = d.open
	d.init(d)
	return d
}

// Plain draws it without a box, as a word to press.
func (d *Dropdown) Plain() *Dropdown {
	d.plain = true
	return d
}

// Chosen is the value that is chosen, or −1.
func (d *Dropdown) Chosen() int { return d.chosen }

// Set chooses a value and tells nobody.
func (d *Dropdown) Set(i int) {
	d.chosen = i
	d.Refresh()
}

// SetValues changes what can be chosen and tells nobody.
func (d *Dropdown) SetValues(values []string, chosen int) {
	d.values, d.chosen = values, chosen
	d.Refresh()
}

// SetShown shows other words than the chosen value's.
func (d *Dropdown) SetShown(words string) {
	d.shown = words
	d.Refresh()
}

// Shown is what it shows.
func (d *Dropdown) Shown() string { return d.value() }

func (d *Dropdown) value() string {
	if d.shown != "" {
		return d.shown
	}
	if d.chosen >= 0 && d.chosen < len(d.values) {
		return d.values[d.chosen]
	}
	return ""
}

func (d *Dropdown) open() {
	PopMenu(d, d.values, d.chosen, func(i int) {
		d.Set(i)
		if d.OnChange != nil {
			d.OnChange(i)
		}
	})
}

// TypedKey is for Fyne.
func (d *Dropdown) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown {
		d.open()
		return
	}
	d.control.TypedKey(e)
}

// CreateRenderer is for Fyne.
func (d *Dropdown) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: d.Size, objects: []fyne.CanvasObject{newBox(), newText(), newText(), newImage()},
		min: d.min, draw: d.draw}
}

func (d *Dropdown) styles() (label, value Style, padding float32) {
	label = Style{Colour: theme.Secondary}
	value = Style{Weight: theme.Medium}
	if d.plain {
		return Style{Size: theme.Small, Colour: theme.Secondary}, Style{Size: theme.Small, Colour: theme.Secondary}, 0
	}
	return label, value, 10
}

func (d *Dropdown) min() fyne.Size {
	label, value, padding := d.styles()
	w := ceil(Measure(d.value(), value).Width) + 2*padding + 14 + 6
	if d.label != "" {
		w += ceil(Measure(d.label, label).Width) + 5
	}
	if d.plain {
		return fyne.NewSize(w, 24)
	}
	return fyne.NewSize(w, theme.ControlHeight)
}

func (d *Dropdown) draw(o []fyne.CanvasObject, s fyne.Size) {
	label, value, padding := d.styles()
	fill, line := theme.Panel, theme.Line
	if d.plain {
		fill, line = theme.None, theme.None
	}
	if d.hovered {
		fill = theme.Hover
	}
	if d.ring() {
		line = theme.Accent
	}
	box(o[0].(*canvas.Rectangle), fill, line, 1, theme.RadiusControl, 0, 0, s.Width, s.Height)
	x := padding
	lw := float32(0)
	if d.label != "" {
		lw = ceil(Measure(d.label, label).Width)
	}
	put(o[1].(*canvas.Text), d.label, label, x, 0, lw+1, s.Height)
	if lw > 0 {
		x += lw + 5
	}
	put(o[2].(*canvas.Text), d.value(), value, x, 0, s.Width-x-padding-18, s.Height)
	picture(o[3].(*canvas.Image), "chevron-down", theme.Secondary, s.Width-padding-14, (s.Height-14)/2, 14)
}

const menuRow = 30

// PopMenu opens a list of words below an object; pick is told the choice.
func PopMenu(anchor fyne.CanvasObject, words []string, chosen int, pick func(int)) {
	c := canvasOf(anchor)
	if c == nil || len(words) == 0 {
		return
	}
	width := anchor.Size().Width
	for i := range min(len(words), 200) {
		width = max(width, Measure(words[i], Style{}).Width+32)
	}
	var pop *widget.PopUp
	list := menuList(func() []string { return words }, func(i int) {
		pop.Hide()
		pick(i)
	}, func() { pop.Hide() })
	list.SetLength(len(words))
	size := fyne.NewSize(min(width, 420), float32(min(len(words), 12))*menuRow)
	pop = widget.NewPopUp(Sized(size.Width, size.Height, list), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor)
	place(pop, c, at.X, at.Y+anchor.Size().Height+2, size)
	list.Select(chosen)
	c.Focus(list)
}

func place(pop *widget.PopUp, c fyne.Canvas, x, y float32, size fyne.Size) {
	in := c.Size()
	if y+size.Height+8 > in.Height {
		y = max(in.Height-size.Height-12, 0)
	}
	pop.ShowAtPosition(fyne.NewPos(max(0, min(x, in.Width-size.Width-12)), y))
}

// menuList is a list whose rows act on press and on Enter.
func menuList(words func() []string, pick func(int), leave func()) *List {
	list := NewList(menuRow, func() fyne.CanvasObject {
		return Pad(0, 10, 0, 10, NewText("", Style{}))
	}, func(i int, row fyne.CanvasObject, _ bool) {
		row.(*fyne.Container).Objects[0].(*Text).SetText(words()[i])
	})
	list.Strip = false
	list.byMouse = true
	list.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyEscape:
			leave()
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
			if list.selected >= 0 {
				pick(list.selected)
			}
		default:
			return false
		}
		return true
	}
	list.Name = func(i int) string { return words()[i] }
	list.onPress = pick
	return list
}

// PopPicker opens a field that filters a list of words; pick learns which of the
// words, by its place in the whole list.
func PopPicker(anchor fyne.CanvasObject, prompt string, words []string, pick func(int)) {
	c := canvasOf(anchor)
	if c == nil {
		return
	}
	shown := make([]int, 0, len(words))
	var pop *widget.PopUp
	choose := func(i int) {
		if i >= 0 && i < len(shown) {
			pop.Hide()
			pick(shown[i])
		}
	}
	names := func() []string {
		out := make([]string, len(shown))
		for i, n := range shown {
			out[i] = words[n]
		}
		return out
	}
	var cached []string
	list := menuList(func() []string { return cached }, choose, func() { pop.Hide() })
	field := NewField(prompt)
	filter := func(text string) {
		shown = shown[:0]
		for i, w := range words {
			if Matches(w, text) {
				shown = append(shown, i)
			}
		}
		cached = names()
		list.SetLength(len(shown))
		list.Select(0)
	}
	field.OnChange = filter
	field.OnSubmit = func() { choose(max(list.Selected(), 0)) }
	field.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			pop.Hide()
			return true
		}
		return list.Walk(e)
	}
	filter("")
	size := fyne.NewSize(max(anchor.Size().Width, 320), 32+8+8*menuRow)
	pop = widget.NewPopUp(Sized(size.Width, size.Height, VBox(8, field, Flex(list))), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor)
	place(pop, c, at.X, at.Y+anchor.Size().Height+2, size)
	c.Focus(field)
}

// Matches says whether every word of text stands in s.
func Matches(s, text string) bool {
	s = strings.ToLower(s)
	for _, w := range strings.Fields(strings.ToLower(text)) {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
