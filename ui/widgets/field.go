package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Field is one line to type into, 32 high.
type Field struct {
	widget.Entry
	// OnChange learns of what the person typed, never of Fill.
	OnChange func(string)
	// OnKey sees each key first and says whether it took it.
	OnKey func(*fyne.KeyEvent) bool
	// OnSubmit is Enter; in an Area it is Ctrl+Enter.
	OnSubmit func()
	// OnLeave is told when the keys go elsewhere.
	OnLeave func()
	// OnEnter is told when the keys come here.
	OnEnter func()

	height           float32
	bare, wrong      bool
	whole            bool // it is selected when the keys come here
	filling, focused bool
	held             string       // a text that is too long to be edited
	letters          Style        // how its text looks
	cut              *canvas.Text // of a path or number: what is shown where it does not fit
}

// NewField makes a field with words that show while it is empty.
func NewField(placeholder string) *Field {
	f := &Field{height: theme.ControlHeight}
	f.PlaceHolder = placeholder
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.setUp(f)
	return f
}

// Replaced makes what is typed on arrival replace what stands there.
func (f *Field) Replaced() *Field {
	f.whole = true
	return f
}

func (f *Field) setUp(self fyne.Widget) {
	f.ExtendBaseWidget(self)
	f.OnChanged = func(s string) {
		if !f.filling && f.OnChange != nil {
			f.OnChange(s)
		}
	}
	f.OnSubmitted = func(string) {
		if f.OnSubmit != nil {
			f.OnSubmit()
		}
	}
}

// Fill sets the text and tells nobody. A text that is too long to be edited at the
// pace of typing is held: its beginning is shown, nothing can be typed, and Written
// gives the whole of it.
func (f *Field) Fill(text string) {
	if f.Written() == text {
		return
	}
	f.filling = true
	defer func() { f.filling = false }()
	text = f.hold(text)
	selected := f.SelectedText() != ""
	f.SetText(text)
	if selected && f.SelectedText() == "" { // Fyne goes on selecting: each letter typed would replace the one before
		f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
}

// SetWrong draws the border in the colour of mistakes.
func (f *Field) SetWrong(wrong bool) {
	if f.wrong != wrong {
		f.wrong = wrong
		f.Refresh()
	}
}

// FocusGained is for Fyne.
func (f *Field) FocusGained() {
	f.focused = true
	f.Entry.FocusGained()
	if f.whole {
		f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if f.OnEnter != nil {
		f.OnEnter()
	}
}

// FocusLost is for Fyne.
func (f *Field) FocusLost() {
	f.focused = false
	f.Entry.FocusLost()
	if f.OnLeave != nil {
		f.OnLeave()
	}
}

// TypedKey is for Fyne.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e) {
		return
	}
	if unknownToText(e.Name) {
		if c := canvasOf(f); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
		return
	}
	f.Entry.TypedKey(e)
}

func unknownToText(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape, fyne.KeyInsert, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return true
	}
	return false
}

// TypedShortcut is for Fyne.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && f.OnSubmit != nil &&
		(c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) &&
		c.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		f.OnSubmit()
		return
	}
	f.Entry.TypedShortcut(s)
}

// AcceptsTab is for Fyne: Tab always leaves.
func (f *Field) AcceptsTab() bool { return false }

// MinSize is for Fyne.
func (f *Field) MinSize() fyne.Size {
	f.Entry.MinSize() // Fyne sets its scroll directions there
	return fyne.NewSize(60, f.height)
}

// CreateRenderer is for Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	return &fieldRenderer{WidgetRenderer: f.Entry.CreateRenderer(), f: f, frame: newBox()}
}

// fieldRenderer draws our border in place of the entry's own, which are the
// first two objects of its renderer.
type fieldRenderer struct {
	fyne.WidgetRenderer
	f     *Field
	frame *canvas.Rectangle
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject {
	all := append([]fyne.CanvasObject{r.frame}, r.WidgetRenderer.Objects()[2:]...)
	if r.f.cut != nil {
		all = append(all, r.f.cut)
	}
	return all
}

func (r *fieldRenderer) Layout(s fyne.Size) {
	r.draw(s)
	r.WidgetRenderer.Layout(s)
	r.drawCut(s)
}

func (r *fieldRenderer) draw(s fyne.Size) {
	if r.f.bare {
		r.frame.Hide()
		return
	}
	line, width := theme.Line, float32(1)
	if r.f.focused {
		line, width = theme.Accent, 1.5
	}
	if r.f.wrong {
		line = theme.Bad
	}
	box(r.frame, theme.Field, line, width, theme.RadiusControl, 0, 0, s.Width, s.Height)
}

func (r *fieldRenderer) Refresh() {
	r.draw(r.f.Size())
	r.WidgetRenderer.Refresh()
	r.drawCut(r.f.Size())
	canvas.Refresh(r.frame)
}

// NewArea makes a field of several lines; Tab leaves it and Ctrl+Enter is its
// OnSubmit.
func NewArea(placeholder string, height float32) *Field {
	f := &Field{height: height}
	f.PlaceHolder = placeholder
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.setUp(f)
	f.OnSubmitted = nil
	return f
}
