package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"weathervane/ui/theme"
)

// TaskText is what a task says.
type TaskText struct {
	Lead   string // before the title, in heavier type: who
	Title  string
	More   string // below the title
	Tail   string // after the title, whole however long that is
	Figure string // at the right
	Action string // what pressing it does, on a button; empty draws none
}

// Task is a row of something to do: a press anywhere on it, or Enter, does it.
type Task struct {
	control
	// OnKey sees the keys that move: it says whether it took one.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocus is told that the task has the focus, so that it can be brought into
	// view.
	OnFocus func()

	text TaskText
	high float32
	last bool
}

// NewTask makes a row of a height.
func NewTask(high float32) *Task {
	t := &Task{high: high}
	t.init(t)
	return t
}

// Set changes what it says and does; the last of a list draws no line below.
func (t *Task) Set(text TaskText, last bool, act func()) {
	t.act = act
	if t.text != text || t.last != last {
		t.text, t.last = text, last
		t.Refresh()
	}
}

// Text is what it says.
func (t *Task) Text() TaskText { return t.text }

// Press does what it is for.
func (t *Task) Press() { t.do() }

// TypedKey is for Fyne.
func (t *Task) TypedKey(e *fyne.KeyEvent) {
	if t.OnKey == nil || !t.OnKey(e) {
		t.control.TypedKey(e)
	}
}

// FocusGained is for Fyne.
func (t *Task) FocusGained() {
	t.control.FocusGained()
	if t.OnFocus != nil {
		t.OnFocus()
	}
}

const taskAction = 64

// CreateRenderer is for Fyne.
func (t *Task) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: t.Size, draw: t.draw, min: func() fyne.Size { return fyne.NewSize(160, t.high) },
		objects: []fyne.CanvasObject{newBox(), newBox(), newText(), newText(), newText(), newText(), newBox(), newText(), newBox(), newText(), newText()}}
}

func (t *Task) draw(o []fyne.CanvasObject, s fyne.Size) {
	ground := theme.None
	switch {
	case t.ring():
		ground = theme.Sel
	case t.hovered:
		ground = theme.Hover
	}
	strip := theme.None
	if t.ring() {
		strip = theme.Accent
	}
	box(o[0].(*canvas.Rectangle), ground, theme.None, 0, 0, 0, 0, s.Width, s.Height-1)
	box(o[1].(*canvas.Rectangle), strip, theme.None, 0, 0, 0, 0, 3, s.Height-1)
	line := theme.Line2
	if t.last {
		line = theme.None
	}
	box(o[8].(*canvas.Rectangle), line, theme.None, 0, 0, 0, s.Height-1, s.Width, 1)
	right := t.drawRight(o, s)
	lead := Style{Weight: theme.SemiBold}
	x := float32(15)
	if t.text.Lead != "" {
		w := min(ceil(Measure(t.text.Lead, lead).Width), max(right-x-60, 0))
		put(o[2].(*canvas.Text), t.text.Lead, lead, x, 0, w, s.Height-1)
		x += w + 6
	}
	Show(o[2], t.text.Lead != "")
	t.drawTitle(o, x, max(right-x, 0), s.Height-1)
	Show(o[4], t.text.More != "")
	Show(o[10], t.text.Tail != "")
}

// drawTitle draws the title, on two lines where it does not fit on one, and
// what stands below it.
func (t *Task) drawTitle(o []fyne.CanvasObject, x, w, high float32) {
	title, second := Style{Weight: theme.Medium}, o[9]
	if t.text.Lead != "" {
		title.Weight = theme.Regular
	}
	t.tip = ""
	if t.text.More == "" {
		tail := Style{Weight: theme.Medium}
		tw := ceil(Measure(t.text.Tail, tail).Width)
		if t.text.Tail != "" {
			w -= tw + 8
			put(o[10].(*canvas.Text), t.text.Tail, tail, x+min(w, ceil(Measure(t.text.Title, title).Width))+8, 0, tw+1, high)
		}
		put(o[3].(*canvas.Text), t.text.Title, title, x, 0, w, high)
		t.tipWhere(o[3].(*canvas.Text).Text)
		second.Hide()
		return
	}
	below := Style{Size: theme.Small, Colour: theme.Secondary}
	lines := Wrap(t.text.Title, title, w, 2)
	if Show(second, len(lines) > 1 && high > 60); len(lines) < 2 || high <= 60 {
		top := (high - 38) / 2
		put(o[3].(*canvas.Text), t.text.Title, title, x, top, w, 20)
		put(o[4].(*canvas.Text), t.text.More, below, x, top+21, w, 16)
		t.tipWhere(o[3].(*canvas.Text).Text)
		return
	}
	top := (high - 51) / 2
	put(o[3].(*canvas.Text), lines[0], title, x, top, w, 17)
	put(second.(*canvas.Text), lines[1], title, x, top+17, w, 17)
	put(o[4].(*canvas.Text), t.text.More, below, x, top+35, w, 16)
	t.tipWhere(lines[1])
}

// tipWhere lets the pointer read a title that was cut.
func (t *Task) tipWhere(drawn string) {
	if strings.HasSuffix(drawn, "…") && !strings.HasSuffix(t.text.Title, "…") {
		t.tip = t.text.Title
	}
}

// drawRight draws the button and the figure, and gives where they begin.
func (t *Task) drawRight(o []fyne.CanvasObject, s fyne.Size) float32 {
	right := s.Width - 15
	mid := (s.Height - 1 - theme.SmallHeight) / 2
	Show(o[6], t.text.Action != "")
	Show(o[7], t.text.Action != "")
	if t.text.Action != "" {
		words := Style{Size: theme.Small, Weight: theme.Medium, Align: fyne.TextAlignCenter}
		w := max(taskAction, ceil(Measure(t.text.Action, words).Width)+16)
		line := theme.Line
		if t.ring() {
			line = theme.Accent
		}
		right -= w
		box(o[6].(*canvas.Rectangle), theme.Panel, line, 1, theme.RadiusSmall, right, mid, w, theme.SmallHeight)
		put(o[7].(*canvas.Text), t.text.Action, words, right, mid, w, theme.SmallHeight)
		right -= 10
	}
	Show(o[5], t.text.Figure != "")
	if t.text.Figure != "" {
		figure := Style{Weight: theme.SemiBold, Align: fyne.TextAlignTrailing}
		if t.text.Action == "" {
			figure = Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing}
		}
		w := ceil(Measure(t.text.Figure, figure).Width) + 1
		right -= w
		put(o[5].(*canvas.Text), t.text.Figure, figure, right, 0, w, s.Height-1)
		right -= 10
	}
	return right
}
