package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ElidePath cuts a path to a width in its middle, where it says least: its
// beginning tells where it leads, its end what the file is called. The end
// keeps more of the room.
func ElidePath(path string, s Style, width float32) string {
	return elideMiddle(path, func(text string) bool { return Measure(text, s).Width <= width })
}

// elideMiddle gives the longest beginning and end of a text that fit with "…"
// between them; about two thirds of the letters are of the end.
func elideMiddle(text string, fits func(string) bool) string {
	if fits(text) {
		return text
	}
	runes := []rune(text)
	cut := func(kept int) string {
		head := kept / 3
		return string(runes[:head]) + "…" + string(runes[len(runes)-(kept-head):])
	}
	low, high := 0, len(runes)-1 // how many letters are kept
	for low < high {
		if mid := (low + high + 1) / 2; fits(cut(mid)) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return cut(low)
}

// NewPath makes a line of text that is a path.
func NewPath(path string, s Style) *Text {
	t := &Text{text: path, style: s.full(), path: true}
	t.ExtendBaseWidget(t)
	return t
}

// NewPathField makes a field for a path. Where the path is longer than the
// field it is shown cut in its middle, and whole while it is edited.
func NewPathField(placeholder string) *Field {
	f := NewField(placeholder)
	f.cut = newText()
	return f
}

// NewNumberField makes a field for a number, which is never shown as another one:
// where it is longer than the field it is cut as a path is, with "…".
func NewNumberField(placeholder string) *Field { return NewPathField(placeholder) }

// fieldInset is where the text of a field begins.
const fieldInset = 8

// style is how a field's letters look.
func (f *Field) style() Style { return f.letters.full() }

// drawCut draws a text that is too long in place of the entry's own.
func (r *fieldRenderer) drawCut(s fyne.Size) {
	cut, own := r.f.cut, r.WidgetRenderer.Objects()[2]
	if cut == nil {
		return
	}
	style, room := r.f.style(), s.Width-2*fieldInset
	if r.f.focused || Measure(r.f.Text, style).Width <= room {
		cut.Hide()
		own.Show()
		return
	}
	own.Hide()
	cut.Show()
	put(cut, ElidePath(r.f.Text, style, room), style, fieldInset, 0, room, s.Height)
	canvas.Refresh(cut)
}
