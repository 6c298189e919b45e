package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is what can be pressed: by mouse, by Enter and by Space. It acts on
// Fyne's tap, which comes after Fyne has sorted out who has the focus; where a
// press moved a little, Fyne takes it for a drag and sends no tap
// (fyne-io/fyne#4672). A control is therefore draggable itself, so that no scroll
// around it gets the drag, and acts at its end.
type control struct {
	widget.BaseWidget
	hovered, focused, pressed bool
	byMouse, disabled         bool
	acted                     bool // a slider has moved on the press already
	dragged, inside           bool
	self                      interface {
		fyne.Widget
		fyne.Focusable
	}
	act func()
	tip string
}

func (c *control) init(self interface {
	fyne.Widget
	fyne.Focusable
}) {
	c.self = self
	c.ExtendBaseWidget(self)
}

// Enable and Disable say whether it can be pressed.
func (c *control) Enable() { c.setDisabled(false) }

// Disable greys it and keeps it from being pressed.
func (c *control) Disable() { c.setDisabled(true) }

// Disabled says whether it cannot be pressed.
func (c *control) Disabled() bool { return c.disabled }

func (c *control) setDisabled(d bool) {
	if c.disabled != d {
		c.disabled = d
		c.Refresh()
	}
}

// SetTip gives words that show after the pointer has rested on it.
func (c *control) SetTip(words string) { c.tip = words }

func (c *control) do() {
	if !c.disabled && c.act != nil {
		c.act()
	}
}

// MouseIn is for Fyne.
func (c *control) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
	if c.tip != "" {
		showTip(c.self, c.tip)
	}
}

// MouseMoved is for Fyne.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (c *control) MouseOut() {
	c.hovered, c.pressed = false, false
	hideTip(c.self)
	c.Refresh()
}

// MouseDown is for Fyne.
func (c *control) MouseDown(e *desktop.MouseEvent) {
	hideTip(c.self)
	if c.disabled || e.Button != desktop.MouseButtonPrimary {
		return
	}
	c.pressed, c.acted, c.byMouse, c.dragged = true, false, true, false
	focus(c.self)
	c.Refresh()
}

// MouseUp is for Fyne.
func (c *control) MouseUp(*desktop.MouseEvent) {
	c.pressed = false
	c.Refresh()
}

// Tapped is for Fyne.
func (c *control) Tapped(*fyne.PointEvent) { c.do() }

// Dragged is for Fyne; see control.
func (c *control) Dragged(e *fyne.DragEvent) {
	s := c.Size()
	c.dragged = true
	c.inside = e.Position.X >= 0 && e.Position.Y >= 0 && e.Position.X <= s.Width && e.Position.Y <= s.Height
}

// DragEnd is for Fyne; see control.
func (c *control) DragEnd() {
	act := c.dragged && c.inside
	c.dragged, c.pressed = false, false
	if act {
		c.do()
	}
}

// FocusGained is for Fyne.
func (c *control) FocusGained() {
	c.focused = true
	c.Refresh()
}

// FocusLost is for Fyne.
func (c *control) FocusLost() {
	c.focused, c.byMouse = false, false
	c.Refresh()
}

// ring says whether focus must be shown: it came by key.
func (c *control) ring() bool { return c.focused && !c.byMouse }

// TypedRune is for Fyne.
func (c *control) TypedRune(r rune) {
	if r != ' ' {
		passRune(c.self, r)
	}
}

// TypedKey is for Fyne.
func (c *control) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.do()
	default:
		passKey(c.self, e)
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// focus gives an object the focus, where it is in a window. Fyne knows the window
// of an object only once it was painted, so what was just shown for the first
// time is looked for in the only window there is.
func focus(o fyne.CanvasObject) {
	f, ok := o.(fyne.Focusable)
	c := canvasOf(o)
	if all := fyne.CurrentApp().Driver().AllWindows(); c == nil && len(all) == 1 {
		c = all[0].Canvas()
	}
	if ok && c != nil && c.Focused() != f {
		c.Focus(f)
	}
}

// Focus gives an object the focus.
func Focus(o fyne.Focusable) {
	if co, ok := o.(fyne.CanvasObject); ok {
		focus(co)
	}
}

// passKey hands on a key that a widget has no use for to whoever listens when
// nothing is focused, so that the window's own keys work wherever one is.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

func passRune(o fyne.CanvasObject, r rune) {
	if c := canvasOf(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

func shiftHeld() bool { return held()&fyne.KeyModifierShift != 0 }

func held() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

func refreshAll(objects ...fyne.CanvasObject) {
	for _, o := range objects {
		canvas.Refresh(o)
	}
}
