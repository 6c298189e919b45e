package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"weathervane/ui/theme"
)

// Kind is how much a button asks to be pressed.
type Kind int

// The kinds of button.
const (
	Secondary Kind = iota
	Primary
	Link
)

// Button is words, perhaps with an icon before and a key after them.
type Button struct {
	control
	text, icon, key string
	kind            Kind
	small, wide     bool
}

// NewButton makes a button; icon may be empty.
func NewButton(text, icon string, tapped func()) *Button {
	b := &Button{text: text, icon: icon}
	b.act = tapped
	b.init(b)
	return b
}

// NewPrimary makes the one button of a form that most people press.
func NewPrimary(text, icon string, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.kind = Primary
	return b
}

// NewLink makes a button without a box.
func NewLink(text, icon string, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.kind = Link
	return b
}

// Small makes it 24 high.
func (b *Button) Small() *Button {
	b.small = true
	return b
}

// WithKey shows a key that does the same.
func (b *Button) WithKey(key string) *Button {
	b.key = key
	return b
}

// Spread puts the words at the left and the key at the right.
func (b *Button) Spread() *Button {
	b.wide = true
	return b
}

// Text is what it says.
func (b *Button) Text() string { return b.text }

// SetText changes what it says.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// SetIcon changes its icon.
func (b *Button) SetIcon(icon string) {
	if b.icon != icon {
		b.icon = icon
		b.Refresh()
	}
}

// SetOnTapped changes what it does.
func (b *Button) SetOnTapped(f func()) { b.act = f }

func (b *Button) style() Style {
	s := Style{Size: theme.Body, Weight: theme.Medium, Colour: b.ink()}
	if b.small {
		s.Size = theme.Small
	}
	return s.full()
}

func (b *Button) ink() theme.Role {
	switch {
	case b.disabled:
		return theme.Ter
	case b.kind == Primary:
		return theme.OnAccent
	case b.kind == Link:
		return theme.Accent
	}
	return theme.Text
}

func (b *Button) sizes() (height, padding, gap, radius, icon float32) {
	switch {
	case b.small:
		return theme.SmallHeight, 8, 4, theme.RadiusSmall, 14
	case b.kind == Link:
		return theme.ControlHeight, 6, 8, theme.RadiusControl, 16
	}
	return theme.ControlHeight, 12, 8, theme.RadiusControl, 16
}

// content is how wide words, icon and key are together.
func (b *Button) content() (total, words, key float32) {
	_, _, gap, _, icon := b.sizes()
	words = Measure(b.text, b.style()).Width
	total = words
	if b.icon != "" {
		total += icon
		if b.text != "" {
			total += gap
		}
	}
	if b.key != "" {
		key = keyWidth(b.key)
		total += key + 8
	}
	return total, words, key
}

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: b.Size, draw: b.draw, min: b.min,
		objects: []fyne.CanvasObject{newBox(), newImage(), newText(), newBox(), newText()}}
}

func (b *Button) min() fyne.Size {
	height, padding, _, _, _ := b.sizes()
	total, _, _ := b.content()
	return fyne.NewSize(ceil(total+2*padding), height)
}

func (b *Button) draw(o []fyne.CanvasObject, s fyne.Size) {
	_, padding, gap, radius, icon := b.sizes()
	fill, line := theme.Panel, theme.Line
	switch {
	case b.kind == Primary && b.disabled:
		fill, line = theme.Track, theme.None
	case b.kind == Primary:
		fill, line = theme.Accent, theme.None
	case b.kind == Link:
		fill, line = theme.None, theme.None
	}
	if b.hovered && !b.disabled && b.kind != Primary {
		fill = theme.Hover
		if b.kind == Link {
			fill = theme.AccentSoft
		}
	}
	frame := o[0].(*canvas.Rectangle)
	width := float32(1)
	if b.ring() {
		line, width = theme.Accent, 2
		if b.kind == Primary {
			line = theme.Text
		}
	}
	box(frame, fill, line, width, radius, 0, 0, s.Width, s.Height)
	if b.kind == Primary && !b.disabled && (b.hovered || b.pressed) {
		frame.FillColor = theme.Fade(theme.Colour(theme.Accent), 0.9)
	}

	total, words, key := b.content()
	x := (s.Width - total) / 2
	if b.wide || x < 0 {
		x = min(padding, max(x, 0))
		if b.wide {
			x = padding
		}
	}
	if b.icon != "" {
		picture(o[1].(*canvas.Image), b.icon, b.ink(), x, (s.Height-icon)/2, icon)
		x += icon + gap
	} else {
		o[1].Hide()
	}
	put(o[2].(*canvas.Text), b.text, b.style(), x, 0, min(words+1, s.Width-x), s.Height)
	x += words + 8
	if b.wide {
		x = s.Width - key - 8
	}
	drawKey(o[3].(*canvas.Rectangle), o[4].(*canvas.Text), b.key, b.kind == Primary, x, s.Height)
}

// KeyCap shows a key.
type KeyCap struct {
	Fill
	key string
}

// NewKeyCap makes one, such as "Ctrl K".
func NewKeyCap(key string) *KeyCap {
	k := &KeyCap{key: key}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer is for Fyne.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: k.Size, objects: []fyne.CanvasObject{newBox(), newText()},
		min: func() fyne.Size { return fyne.NewSize(keyWidth(k.key), 18) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			drawKey(o[0].(*canvas.Rectangle), o[1].(*canvas.Text), k.key, false, 0, s.Height)
		}}
}

func keyWidth(key string) float32 {
	return ceil(Measure(key, Style{Size: theme.Caption}).Width) + 10
}

func drawKey(frame *canvas.Rectangle, t *canvas.Text, key string, onAccent bool, x, height float32) {
	if key == "" {
		frame.Hide()
		t.Hide()
		return
	}
	frame.Show()
	t.Show()
	w, y := keyWidth(key), (height-18)/2
	style := Style{Size: theme.Caption, Colour: theme.Secondary, Align: fyne.TextAlignCenter}
	box(frame, theme.Panel, theme.Line, 1, theme.RadiusChip, x, y, w, 18)
	if onAccent {
		style.Colour = theme.OnAccent
		frame.FillColor = nil
		frame.StrokeColor = theme.Fade(theme.Colour(theme.OnAccent), 0.6)
	}
	put(t, key, style, x, y, w, 18)
}

// IconButton is an icon to press.
type IconButton struct {
	control
	icon   string
	colour theme.Role
	side   float32
}

// NewIconButton makes one of 28 × 28 whose tip says what it does.
func NewIconButton(icon, tip string, tapped func()) *IconButton {
	b := &IconButton{icon: icon, colour: theme.Secondary, side: 28}
	b.act, b.tip = tapped, tip
	b.init(b)
	return b
}

// SetIcon changes its icon and colour.
func (b *IconButton) SetIcon(icon string, colour theme.Role) {
	b.icon, b.colour = icon, colour
	b.Refresh()
}

// Small makes it 20 × 20.
func (b *IconButton) Small() *IconButton {
	b.side = 20
	return b
}

// CreateRenderer is for Fyne.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: b.Size, objects: []fyne.CanvasObject{newBox(), newImage()},
		min: func() fyne.Size { return fyne.NewSquareSize(b.side) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			fill, line := theme.None, theme.None
			if b.hovered && !b.disabled {
				fill = theme.Hover
			}
			if b.ring() {
				line = theme.Accent
			}
			colour := b.colour
			if b.disabled {
				colour = theme.Faint
			}
			box(o[0].(*canvas.Rectangle), fill, line, 1, theme.RadiusSmall, 0, 0, s.Width, s.Height)
			picture(o[1].(*canvas.Image), b.icon, colour, (s.Width-16)/2, (s.Height-16)/2, 16)
		}}
}

func ceil(f float32) float32 {
	i := float32(int(f))
	if i < f {
		i++
	}
	return i
}
