package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"weathervane/assets/words"
)

// Span is a line of a wrapped text, as code points from and up to.
type Span struct{ From, To int }

// Break cuts text into lines no wider than width: at spaces, between
// ideographs, and inside a word only where the word alone is too wide. The
// space at which a line was broken belongs to no line; a line break in the
// text ends a line.
func Break(text []rune, s Style, width float32) []Span {
	b := breaker{text: text, style: s, width: width, known: map[string]float32{}}
	from := 0
	for i, r := range text {
		if r == '\n' {
			b.paragraph(from, i)
			from = i + 1
		}
	}
	b.paragraph(from, len(text))
	return b.lines
}

type breaker struct {
	text  []rune
	style Style
	width float32
	known map[string]float32
	lines []Span
}

func (b *breaker) measure(from, to int) float32 {
	word := string(b.text[from:to])
	w, ok := b.known[word]
	if !ok {
		w = Measure(word, b.style).Width
		b.known[word] = w
	}
	return w
}

func (b *breaker) paragraph(from, to int) {
	start, x := from, float32(0) // of the line being filled
	for i := from; i < to; {
		end := b.word(i, to)
		w := b.measure(i, end)
		if i > start && x+w > b.width && !unicode.IsSpace(b.text[i]) {
			b.add(start, i)
			start, x = i, 0
		}
		if i == start && w > b.width {
			end, w = b.fit(i, end)
		}
		x += w
		i = end
	}
	b.add(start, to)
}

// longestWord is after how many letters text without a break is broken.
const longestWord = 200

// word is the end of the piece that begins at i: spaces, one ideograph with
// the punctuation that must not begin a line, or a word.
func (b *breaker) word(i, to int) int {
	end := i + 1
	switch {
	case b.text[i] == ' ' || b.text[i] == '\t':
		for end < to && (b.text[end] == ' ' || b.text[end] == '\t') {
			end++
		}
		return end
	case ideograph(b.text[i]):
	default:
		to = min(to, i+longestWord)
		for end < to && b.text[end] != ' ' && b.text[end] != '\t' && !ideograph(b.text[end]) {
			end++
			if r := b.text[end-1]; (r == '-' || r == '–' || r == '—' || r == '/') && !b.amidDigits(end-1, to) {
				break
			}
		}
	}
	for to = min(to, end+longestWord); end < to && closing(b.text[end]); end++ {
	}
	return end
}

// amidDigits reports whether a mark has a digit on either side, as in a range.
func (b *breaker) amidDigits(i, to int) bool {
	return i > 0 && i+1 < to && unicode.IsDigit(b.text[i-1]) && unicode.IsDigit(b.text[i+1])
}

// fit cuts a word that is wider than a line.
func (b *breaker) fit(from, to int) (int, float32) {
	var x float32
	for i := from; i < to; i++ {
		w := b.measure(i, i+1)
		if i > from && x+w > b.width {
			return i, x
		}
		x += w
	}
	return to, x
}

func (b *breaker) add(from, to int) {
	for to > from && unicode.IsSpace(b.text[to-1]) {
		to--
	}
	b.lines = append(b.lines, Span{from, to})
}

// ideograph says whether a line may be broken on either side of r.
func ideograph(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xff00 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

// closing says whether r must not begin a line.
func closing(r rune) bool {
	switch r {
	case '。', '、', '」', '』', '）', '】', '》', '〉', '，', '．', '：', '；', '！', '？', 'ー', '…', '’', '”', '々':
		return true
	}
	return false
}

// Paragraph is text over several lines, broken by hand at a fixed height of
// line; after the last line that is allowed it ends with "…".
type Paragraph struct {
	widget.BaseWidget
	text  string
	style Style
	max   int
	title bool // its text has one line, however many it is broken into

	lines []string // for the width they were made for
	width float32
}

// Limit changes how many lines it has at most.
func (p *Paragraph) Limit(lines int) {
	if p.max != lines {
		p.max, p.width = lines, -1
		p.Refresh()
	}
}

// NewParagraph makes a paragraph of at most max lines; 0 is no limit.
func NewParagraph(text string, s Style, max int) *Paragraph {
	p := &Paragraph{text: text, style: s.full(), max: max, width: -1}
	p.ExtendBaseWidget(p)
	return p
}

// NewTitle makes a paragraph of a text that has one line of its own, such as a title
// or a claim: an end of a line in it is none.
func NewTitle(text string, s Style, max int) *Paragraph {
	p := NewParagraph(text, s, max)
	p.title = true
	return p
}

// Text is what it says.
func (p *Paragraph) Text() string { return p.text }

// SetText changes what it says.
func (p *Paragraph) SetText(text string) {
	if p.text == text {
		return
	}
	p.text, p.width = text, -1
	p.Refresh()
}

// SetStyle changes how it looks.
func (p *Paragraph) SetStyle(s Style) {
	if s = s.full(); s == p.style {
		return
	}
	p.style, p.width = s, -1
	p.Refresh()
}

// HeightFor says how high it is at a width.
func (p *Paragraph) HeightFor(width float32) float32 {
	return float32(len(p.wrap(width))) * p.style.LineHeight
}

// Lines gives the lines as drawn at a width.
func (p *Paragraph) Lines(width float32) []string { return p.wrap(width) }

func (p *Paragraph) wrap(width float32) []string {
	if width == p.width {
		return p.lines
	}
	p.width, p.lines = width, nil
	if width <= 0 {
		return []string{""}
	}
	text := p.text
	if p.title {
		text = words.Title(text)
	}
	p.lines = Wrap(text, p.style, width, p.max)
	return p.lines
}

// mostWrapped is how many letters of a paragraph without a limit are drawn.
const mostWrapped = 20_000

// beginning is as much of a text as may be drawn on so many lines; 0 is no limit.
func beginning(text string, lines int) []rune {
	most := mostWrapped
	if lines > 0 {
		most = min(most, lines*mostDrawn)
	}
	const widest = 16 // bytes of a letter with its marks
	from := strings.ToValidUTF8(text[:min(len(text), widest*(most+1))], "")
	runes := []rune(words.Legible(from))
	if len(runes) > most {
		return append(runes[:most-1:most-1], '…')
	}
	if len(from) < len(text)-utf8.UTFMax {
		return append(runes, '…')
	}
	return runes
}

// Wrap breaks text into at most max lines (0 is no limit), the last of them
// ended with "…" where something is left over.
func Wrap(text string, s Style, width float32, max int) []string {
	runes := beginning(text, max)
	var lines []string
	for _, span := range Break(runes, s, width) {
		if max > 0 && len(lines) == max-1 {
			rest := []rune(string(runes[span.From:]))
			for i, r := range rest {
				if r == '\n' {
					rest[i] = ' '
				}
			}
			return append(lines, Elide(string(rest), s, width))
		}
		lines = append(lines, string(runes[span.From:span.To]))
	}
	return lines
}

// CreateRenderer is for Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer { return &paragraphRenderer{p: p} }

type paragraphRenderer struct {
	p       *Paragraph
	lines   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *paragraphRenderer) Destroy()                     {}
func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *paragraphRenderer) Layout(s fyne.Size) {
	lines := r.p.wrap(s.Width)
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, newText())
	}
	r.objects = r.objects[:0]
	for i, text := range lines {
		put(r.lines[i], text, r.p.style, 0, float32(i)*r.p.style.LineHeight, s.Width, r.p.style.LineHeight)
		r.objects = append(r.objects, r.lines[i])
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	lines := 1
	if w := r.p.Size().Width; w > 0 {
		lines = len(r.p.wrap(w))
	}
	return fyne.NewSize(0, float32(lines)*r.p.style.LineHeight)
}

func (r *paragraphRenderer) Refresh() {
	r.Layout(r.p.Size())
	for _, o := range r.objects {
		canvas.Refresh(o)
	}
	canvas.Refresh(r.p)
}
