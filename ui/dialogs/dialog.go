// Package dialogs shows a card over the window that asks for something. Escape
// closes it, Enter (in a field) or Ctrl+Enter accepts, the first field has the
// focus when it opens, and every way out goes through one function.
//
//	d := dialogs.Show(win, dialogs.Spec{Title: "Resolve", Accept: "Resolve", Content: form, First: field,
//		OnAccept: func(d *dialogs.Dialog) { … d.Close() or d.Problem("…") }})
//
// While one is open the window's commands rest (see Open).
package dialogs

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Spec is what a dialog asks.
type Spec struct {
	Title   string
	Content fyne.CanvasObject
	// Accept is the word on the button that does it; empty shows none, and
	// Cancel reads Close.
	Accept   string
	OnAccept func(*Dialog)
	// OnClose runs once, however the dialog was closed.
	OnClose func()
	// First gets the focus.
	First fyne.Focusable
	// Width is 560 by default.
	Width float32
	// Bare leaves out title and foot, for the palette; Top puts the card near
	// the top of the window.
	Bare, Top bool
	// Keys sees every key first that no field took; true ends it.
	Keys func(*fyne.KeyEvent) bool
}

// Dialog is an open one.
type Dialog struct {
	widget.BaseWidget
	spec    Spec
	canvas  fyne.Canvas
	card    *fyne.Container
	content fyne.CanvasObject
	scroll  *widgets.Scroll
	problem *widgets.Paragraph
	wrong   *fyne.Container // the problem’s row, there while there is one
	accept  *widgets.Button
	before  func(*fyne.KeyEvent)
	focused fyne.Focusable
	open    bool
	busy    bool
}

// Open reports whether a dialog or menu is over the window.
func Open(c fyne.Canvas) bool { return c != nil && c.Overlays().Top() != nil }

// Show opens a dialog over a window.
func Show(win fyne.Window, spec Spec) *Dialog {
	if spec.Width == 0 {
		spec.Width = 560
	}
	d := &Dialog{spec: spec, canvas: win.Canvas(), open: true}
	d.ExtendBaseWidget(d)
	d.build()
	d.focused = d.canvas.Focused()
	d.before = d.canvas.OnTypedKey()
	d.canvas.Unfocus()
	d.canvas.SetOnTypedKey(d.key)
	d.canvas.Overlays().Add(d)
	d.Resize(d.canvas.Size())
	if spec.First != nil {
		d.canvas.Focus(spec.First)
	}
	return d
}

func (d *Dialog) build() {
	if d.spec.Bare {
		d.card = widgets.NewPanel(d.spec.Content)
		return
	}
	d.content = widgets.Pad(4, 24, 8, 24, d.spec.Content)
	d.scroll = widgets.NewScroll(d.content)
	d.problem = widgets.NewParagraph("", widgets.Style{Size: theme.Small, Colour: theme.BadInk}, problemLines)
	d.wrong = widgets.Pad(4, 24, 12, 24, d.problem)
	d.wrong.Hide()
	cancel := "Cancel"
	if d.spec.Accept == "" {
		cancel = "Close"
	}
	foot := []fyne.CanvasObject{widgets.Flex(widgets.VBox(0)), widgets.NewButton(cancel, "", d.Close).WithKey("Esc")}
	if d.spec.Accept != "" {
		d.accept = widgets.NewPrimary(d.spec.Accept, "", d.Accept).WithKey("Ctrl Enter")
		foot = append(foot, d.accept)
	}
	title := widgets.NewText(d.spec.Title, widgets.Style{Size: theme.CardTitle, Weight: theme.SemiBold})
	d.card = widgets.NewPanel(widgets.VBox(0,
		widgets.Pad(18, 24, 12, 24, title),
		widgets.Flex(d.scroll),
		d.wrong,
		widgets.NewHairline(),
		widgets.Pad(12, 24, 12, 24, widgets.Sized(0, 32, widgets.HBox(12, foot...))),
	))
}

// Accept does what the dialog is for, as its button does.
func (d *Dialog) Accept() {
	if !d.open || d.busy || d.accept != nil && d.accept.Disabled() {
		return
	}
	d.Problem("")
	if d.spec.OnAccept != nil {
		d.spec.OnAccept(d)
	}
}

// Close ends the dialog; the focus goes back to where they were.
func (d *Dialog) Close() {
	if !d.open {
		return
	}
	d.open = false
	d.canvas.Unfocus()
	d.canvas.Overlays().Remove(d)
	d.canvas.SetOnTypedKey(d.before)
	if d.focused != nil {
		d.canvas.Focus(d.focused)
	}
	if d.spec.OnClose != nil {
		d.spec.OnClose()
	}
}

// IsOpen reports whether it is still there.
func (d *Dialog) IsOpen() bool { return d.open }

// Problem says in the dialog what is wrong; what was typed stays.
func (d *Dialog) Problem(sentence string) {
	if d.problem != nil {
		d.busy = false
		d.problem.SetText(sentence)
		d.wrong.Hidden = sentence == ""
		d.Refresh()
	}
}

// ProblemText is what stands in the dialog as wrong.
func (d *Dialog) ProblemText() string {
	if d.problem == nil {
		return ""
	}
	return d.problem.Text()
}

// Busy keeps the dialog from being accepted twice until Problem or Close.
func (d *Dialog) Busy() { d.busy = true }

// SetReady says whether it can be accepted.
func (d *Dialog) SetReady(ready bool) {
	switch {
	case d.accept == nil:
	case ready:
		d.accept.Enable()
	default:
		d.accept.Disable()
	}
}

func (d *Dialog) key(e *fyne.KeyEvent) {
	if d.spec.Keys != nil && d.spec.Keys(e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		d.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.Accept()
	}
}

// Tapped keeps a tap beside the card from reaching what is below.
func (d *Dialog) Tapped(*fyne.PointEvent) {}

// Relayout makes room again after the content changed its height.
func (d *Dialog) Relayout() { d.Refresh() }

// CreateRenderer is for Fyne.
func (d *Dialog) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{d: d, scrim: canvas.NewRectangle(nil)}
}

type renderer struct {
	d     *Dialog
	scrim *canvas.Rectangle
}

func (r *renderer) Destroy()           {}
func (r *renderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.scrim, r.d.card}
}

const (
	chrome       = 18 + 24 + 12 + 1 + 56 + 2 // title and foot
	problemLines = 8
)

func (r *renderer) Layout(s fyne.Size) {
	d := r.d
	r.scrim.FillColor = theme.Fade(theme.Colour(theme.Text), 0.32)
	if theme.IsDark() {
		r.scrim.FillColor = theme.Fade(theme.Colour(theme.Bg), 0.7)
	}
	widgets.Put(r.scrim, 0, 0, s.Width, s.Height)
	w := min(d.spec.Width, s.Width-32)
	h := float32(0)
	if d.spec.Bare {
		h = widgets.HeightFor(d.spec.Content, w-2) + 2
	} else {
		h = widgets.HeightFor(d.content, w-2) + chrome
		if d.wrong.Visible() {
			h += widgets.HeightFor(d.wrong, w-2)
		}
	}
	h = min(h, s.Height-48)
	y := (s.Height - h) / 2
	if d.spec.Top {
		y = min(72, y)
	}
	widgets.Put(d.card, (s.Width-w)/2, y, w, h)
}

func (r *renderer) Refresh() {
	r.Layout(r.d.Size())
	canvas.Refresh(r.scrim)
	canvas.Refresh(r.d.card)
}
