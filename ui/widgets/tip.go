package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// Tips are in a layer over a window's content. They are no overlay of Fyne's,
// because an overlay takes the mouse from what is below it.
var tips struct {
	layers []*tipLayer
	over   fyne.CanvasObject
	words  string
	wait   *fyne.Animation
	last   time.Time

	now   func() time.Time
	start func(*fyne.Animation)
}

func init() { tips.now, tips.start = time.Now, (*fyne.Animation).Start }

const (
	tipDelay = 750 * time.Millisecond
	tipNext  = 300 * time.Millisecond // where a tip was just shown
)

// tipWidth is where the words of a tip go on in a new line.
const tipWidth = 360

// tipLayers is how many layers are kept: windows that show another workspace
// leave theirs behind.
const tipLayers = 4

type tipLayer struct {
	root  *fyne.Container
	words *Paragraph
	card  *fyne.Container
}

// TipLayer puts a layer for tips over a window's content; make one a window.
func TipLayer(content fyne.CanvasObject) *fyne.Container {
	l := &tipLayer{words: NewParagraph("", Style{Size: theme.Small, LineHeight: 16}, 8)}
	l.card = Stack(NewFill(theme.Panel, theme.Line, theme.RadiusChip), Pad(4, 8, 4, 8, l.words))
	l.card.Hide()
	l.root = Stack(content, Arrange(func(fyne.Size) {}, l.card))
	tips.layers = append(tips.layers, l)
	if n := len(tips.layers); n > tipLayers {
		tips.layers = append([]*tipLayer(nil), tips.layers[n-tipLayers:]...)
	}
	return l.root
}

// showTip shows words below an object once the pointer has rested on it.
func showTip(o fyne.CanvasObject, words string) {
	showTipAt(o, words, fyne.Position{}, o.Size().Height)
}

// tipShown reports whether an object's tip says so, or shall soon.
func tipShown(o fyne.CanvasObject, words string) bool { return tips.over == o && tips.words == words }

// showTipAt shows them below a part of an object.
func showTipAt(o fyne.CanvasObject, words string, part fyne.Position, high float32) {
	hideTip(tips.over)
	tips.over, tips.words = o, words
	delay := tipDelay
	if tips.now().Sub(tips.last) < time.Second {
		delay = tipNext
	}
	tips.wait = fyne.NewAnimation(delay, func(done float32) {
		if done >= 1 && tips.over == o {
			layTip(o, words, part, high)
		}
	})
	tips.start(tips.wait)
}

func layTip(o fyne.CanvasObject, words string, part fyne.Position, high float32) {
	c := canvasOf(o)
	for _, l := range tips.layers {
		if c == nil || canvasOf(l.root) != c {
			continue
		}
		l.words.SetText(words)
		wide := min(Measure(words, Style{Size: theme.Small}).Width+1, tipWidth)
		m := fyne.NewSize(wide+16, l.words.HeightFor(wide)+8)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Add(part)
		in := l.root.Size()
		x := max(4, min(at.X, in.Width-m.Width-4))
		y := at.Y + high + 4
		if y+m.Height > in.Height {
			y = at.Y - m.Height - 4
		}
		Put(l.card, x, y, m.Width, m.Height)
		l.card.Show()
		l.card.Refresh()
		c.Refresh(l.card) // of a card that was never drawn Fyne does not know the window, and draws nothing for it
		tips.last = tips.now()
	}
}

// hideTip takes back the tip of an object.
func hideTip(o fyne.CanvasObject) {
	if o == nil || tips.over != o {
		return
	}
	tips.over = nil
	if tips.wait != nil {
		tips.wait.Stop()
		tips.wait = nil
	}
	for _, l := range tips.layers {
		if l.card.Visible() {
			l.card.Hide()
			tips.last = tips.now()
		}
	}
}

// Tipped gives any object a tip, such as the whole of a text that is cut.
type Tipped struct {
	widget.BaseWidget
	content fyne.CanvasObject
	words   func() string
}

// WithTip makes one; words that are empty show nothing.
func WithTip(content fyne.CanvasObject, words func() string) *Tipped {
	t := &Tipped{content: content, words: words}
	t.ExtendBaseWidget(t)
	return t
}

// HeightFor says how high the content is.
func (t *Tipped) HeightFor(w float32) float32 { return HeightFor(t.content, w) }

// MouseIn is for Fyne.
func (t *Tipped) MouseIn(*desktop.MouseEvent) {
	if words := t.words(); words != "" {
		showTip(t, words)
	}
}

// MouseMoved is for Fyne.
func (t *Tipped) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne.
func (t *Tipped) MouseOut() { hideTip(t) }

// CreateRenderer is for Fyne.
func (t *Tipped) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
