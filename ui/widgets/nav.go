package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"weathervane/ui/theme"
)

// NavItem is a line of the navigation: an icon, words and a count.
type NavItem struct {
	control
	icon, text, count string
	chosen, light     bool
}

// NewNavItem makes one for a page.
func NewNavItem(icon, text string, tapped func()) *NavItem {
	n := &NavItem{icon: icon, text: text}
	n.act = tapped
	n.init(n)
	return n
}

// NewNavTag makes one for a tag, in lighter type.
func NewNavTag(text string, tapped func()) *NavItem {
	n := NewNavItem("hash", text, tapped)
	n.light = true
	return n
}

// SetCount changes the count; empty shows none.
func (n *NavItem) SetCount(count string) {
	if n.count != count {
		n.count = count
		n.Refresh()
	}
}

// SetChosen says whether one is there.
func (n *NavItem) SetChosen(chosen bool) {
	if n.chosen != chosen {
		n.chosen = chosen
		n.Refresh()
	}
}

// Chosen says whether one is there.
func (n *NavItem) Chosen() bool { return n.chosen }

// Text is what it says.
func (n *NavItem) Text() string { return n.text }

// CreateRenderer is for Fyne.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: n.Size, objects: []fyne.CanvasObject{newBox(), newImage(), newText(), newText()},
		min: func() fyne.Size { return fyne.NewSize(96, 32) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			fill, line, ink, mark, more := theme.None, theme.None, theme.Text, theme.Mid, theme.Secondary
			weight := theme.Medium
			if n.light {
				ink, mark, weight = theme.Mid, theme.Ter, theme.Regular
			}
			if n.hovered {
				fill = theme.Hover
			}
			if n.chosen {
				fill, ink, mark, more = theme.Sel, theme.Accent, theme.Accent, theme.Accent
			}
			if n.ring() {
				line = theme.Accent
			}
			box(o[0].(*canvas.Rectangle), fill, line, 1, theme.RadiusControl, 0, 0, s.Width, s.Height)
			picture(o[1].(*canvas.Image), n.icon, mark, 10, (s.Height-16)/2, 16)
			right := Style{Size: theme.Small, Colour: more, Align: fyne.TextAlignTrailing}
			w := ceil(Measure(n.count, right).Width)
			put(o[2].(*canvas.Text), n.text, Style{Weight: weight, Colour: ink}, 36, 0, s.Width-36-10-w-6, s.Height)
			put(o[3].(*canvas.Text), n.count, right, s.Width-10-w-1, 0, w+1, s.Height)
		}}
}

// JumpField looks like a field and opens something to search with.
type JumpField struct {
	control
	text, key string
}

// NewJumpField makes one.
func NewJumpField(text, key string, tapped func()) *JumpField {
	j := &JumpField{text: text, key: key}
	j.act = tapped
	j.init(j)
	return j
}

// CreateRenderer is for Fyne.
func (j *JumpField) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: j.Size, objects: []fyne.CanvasObject{newBox(), newImage(), newText(), newBox(), newText()},
		min: func() fyne.Size { return fyne.NewSize(160, 32) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			line := theme.Line
			if j.ring() || j.hovered {
				line = theme.Accent
			}
			box(o[0].(*canvas.Rectangle), theme.Bg, line, 1, theme.RadiusControl, 0, 0, s.Width, s.Height)
			picture(o[1].(*canvas.Image), "search", theme.Secondary, 9, (s.Height-16)/2, 16)
			key := keyWidth(j.key)
			put(o[2].(*canvas.Text), j.text, Style{Colour: theme.Secondary}, 33, 0, s.Width-33-key-14, s.Height)
			drawKey(o[3].(*canvas.Rectangle), o[4].(*canvas.Text), j.key, false, s.Width-key-8, s.Height)
		}}
}
