package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// Style is how letters look. Its zero value is body text: 13 on 20, regular.
type Style struct {
	Size       float32
	LineHeight float32
	Weight     theme.Weight
	Figures    bool // digits of one width, for columns of numbers
	Colour     theme.Role
	Align      fyne.TextAlign
}

// lineHeights are those of the type scale.
var lineHeights = map[float32]float32{11: 16, 12: 16, 13: 20, 15: 24, 20: 28, 22: 30, 24: 32, 28: 32}

func (s Style) full() Style {
	if s.Size == 0 {
		s.Size = theme.Body
	}
	if s.LineHeight == 0 {
		s.LineHeight = lineHeights[s.Size]
		if s.LineHeight == 0 {
			s.LineHeight = float32(math.Ceil(float64(s.Size) * 1.4))
		}
	}
	if s.Weight == 0 {
		s.Weight = theme.Regular
	}
	return s
}

// mostDrawn is how many letters of a line are measured and drawn at most; wider
// ones than any window are not drawn by every graphics card.
const mostDrawn = 500

// Line is a text as one line of it is drawn, before it is fitted to a width.
func Line(text string) string { return words.Cut(text, mostDrawn) }

// Measure says how large a line of text is, as it is drawn.
func Measure(text string, s Style) fyne.Size {
	s, text = s.full(), Line(text)
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, s.Size, fyne.TextStyle{}, theme.FontFor(text, s.Weight, s.Figures))
	return size
}

// Elide cuts text to a width and ends it with "…" where it was cut.
func Elide(text string, s Style, width float32) string {
	const slack = 0.5 // a hair more than measured is drawn without harm
	text = Line(text)
	if text == "" || Measure(text, s).Width <= width+slack {
		return text
	}
	runes := []rune(text)
	fits := func(n int) bool { return Measure(string(runes[:n])+"…", s).Width <= width+slack }
	n := guess(runes, s, width)
	for n > 0 && !fits(n) {
		n--
	}
	for n < len(runes) && fits(n+1) {
		n++
	}
	for n > 0 && runes[n-1] == ' ' {
		n--
	}
	if n == 0 && width < Measure("…", s).Width {
		return ""
	}
	return string(runes[:n]) + "…"
}

// guess is about how many letters have room before "…": their widths are known
// one by one, and to measure a whole text takes long.
func guess(runes []rune, s Style, width float32) int {
	room := width - Measure("…", s).Width
	for n, r := range runes {
		if room -= Measure(string(r), s).Width; room < 0 {
			return n
		}
	}
	return len(runes)
}

// put draws one line of text in the box, elided, centred on its height.
func put(t *canvas.Text, text string, s Style, x, y, w, h float32) {
	s = s.full()
	t.TextSize = s.Size
	t.FontSource = theme.FontFor(text, s.Weight, s.Figures)
	t.Color = theme.Colour(s.Colour)
	t.Alignment = s.Align
	t.Text = Elide(text, s, w)
	high := Measure(t.Text, s).Height // of the text: other scripts are higher
	t.Resize(fyne.NewSize(w, high))
	t.Move(fyne.NewPos(x, y+(h-high)/2-Sink(t.Text, s)))
}

// Sink is how much lower than others the baseline of a text in a tall face
// would lie if both were centred.
func Sink(text string, s Style) float32 {
	if !theme.Tall(text) {
		return 0
	}
	return 0.07 * s.Size
}

func newText() *canvas.Text { return canvas.NewText("", nil) }

// Text is a line of text that ends with "…" where it does not fit.
type Text struct {
	widget.BaseWidget
	text  string
	style Style
	path  bool // it is cut in its middle
}

// NewText makes a line of text.
func NewText(text string, s Style) *Text {
	t := &Text{text: text, style: s.full()}
	t.ExtendBaseWidget(t)
	return t
}

// Text is what it says, in full.
func (t *Text) Text() string { return t.text }

// SetText changes what it says.
func (t *Text) SetText(text string) {
	if t.text == text {
		return
	}
	t.text = text
	t.Refresh()
}

// SetStyle changes how it looks.
func (t *Text) SetStyle(s Style) {
	if s = s.full(); s == t.style {
		return
	}
	t.style = s
	t.Refresh()
}

// SetColour changes its colour.
func (t *Text) SetColour(r theme.Role) {
	s := t.style
	s.Colour = r
	t.SetStyle(s)
}

// Style is how it looks.
func (t *Text) Style() Style { return t.style }

// CreateRenderer is for Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: newText()}
	r.objects = []fyne.CanvasObject{r.line}
	return r
}

type textRenderer struct {
	t       *Text
	line    *canvas.Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) Layout(s fyne.Size) {
	text := r.t.text
	if r.t.path {
		text = ElidePath(text, r.t.style, s.Width)
	}
	put(r.line, text, r.t.style, 0, 0, s.Width, s.Height)
}

func (r *textRenderer) MinSize() fyne.Size {
	w := Measure(r.t.text, r.t.style).Width
	return fyne.NewSize(float32(math.Ceil(float64(w))), r.t.style.LineHeight)
}

func (r *textRenderer) Refresh() {
	r.Layout(r.t.Size())
	canvas.Refresh(r.line)
}

// NewCaption makes the small words above or beside a control.
func NewCaption(words string) *Text {
	return NewText(words, Style{Size: theme.Small, Colour: theme.Secondary})
}
