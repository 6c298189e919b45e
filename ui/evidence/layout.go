package evidence

import (
	"slices"
	"strconv"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// passage is a finding's place in the text, in code points, numbered as the
// reader numbers it.
type passage struct {
	from, to int
	number   int
	tone     widgets.Tone
}

var readerStyle = widgets.Style{Size: 15, LineHeight: 25, Colour: theme.Mid}

const (
	lineHigh     = 25
	paragraphGap = 12
	badgeSide    = 16
)

// layout is a text broken into lines of a width. What is shown is the text
// with room for a badge after each passage; source says for each shown code
// point, and for the end, which code point of the text it stands for.
type layout struct {
	text   []rune
	shown  []rune
	source []int
	lines  []line
	high   float32

	width float32
	tight bool // no empty lines part the paragraphs: each line of the text is one
	next  int  // the shown code point at which laying goes on
	done  bool
}

// line is one line: shown code points from and up to, and where its top is.
type line struct {
	from, to int
	y        float32
}

// room is what stands where a badge goes: blanks at which no line is broken.
var room = []rune("\u00a0\u00a0\u00a0\u00a0\u00a0")

// layChunk is how many code points are broken at once: a few milliseconds.
const layChunk = 20_000

// lay breaks a whole text for a width.
func lay(text []rune, passages []passage, width float32) layout {
	l := begin(text, passages, width)
	for l.extend() {
	}
	return l
}

// begin prepares a text to be broken for a width, piece by piece: Fyne measures
// on the window's goroutine alone, and a long text must not hold that up.
func begin(text []rune, passages []passage, width float32) layout {
	ends := map[int]bool{}
	for _, p := range passages {
		ends[p.to] = true
	}
	size := len(text) + len(passages)*len(room) + 1
	l := layout{text: text, width: width, tight: true, shown: make([]rune, 0, size), source: make([]int, 0, size)}
	for i, r := range text {
		if len(ends) > 0 && ends[i] {
			l.pad(i)
		}
		if r == '\n' && i+1 < len(text) && text[i+1] == '\n' {
			l.tight = false // empty lines part the paragraphs
		}
		l.shown, l.source = append(l.shown, r), append(l.source, i)
	}
	if ends[len(text)] {
		l.pad(len(text))
	}
	l.source = append(l.source, len(text))
	return l
}

// extend breaks the next piece, to the end of a paragraph; false if nothing was
// left.
func (l *layout) extend() bool {
	if l.done {
		return false
	}
	end := min(l.next+layChunk, len(l.shown))
	for end < len(l.shown) && l.shown[end] != '\n' {
		end++
	}
	spans := widgets.Break(l.shown[l.next:end], readerStyle, l.width)
	for i, s := range spans {
		s.From, s.To = s.From+l.next, s.To+l.next
		l.lines = append(l.lines, line{s.From, s.To, l.high})
		if s.From == s.To {
			l.high += paragraphGap
			continue
		}
		l.high += lineHigh
		ends := end < len(l.shown)
		if i+1 < len(spans) {
			ends = slices.Contains(l.shown[s.To:spans[i+1].From+l.next], '\n')
		}
		if l.tight && ends {
			l.high += paragraphGap
		}
	}
	l.next, l.done = end+1, end == len(l.shown)
	return true
}

// whole is how high the whole text is, in proportion while it is not laid.
func (l *layout) whole() float32 {
	if l.done || l.next == 0 {
		return l.high
	}
	return l.high * float32(len(l.shown)) / float32(l.next)
}

func (l *layout) pad(at int) {
	for _, r := range room {
		l.shown, l.source = append(l.shown, r), append(l.source, at)
	}
}

// place is where a code point of the text is shown: at the first shown one
// that stands for it or a later one, badges behind it.
func (l *layout) place(at int) int {
	lo, hi := 0, len(l.source)
	for lo < hi {
		if mid := (lo + hi) / 2; l.source[mid] < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return min(lo, len(l.shown))
}

// after is where a code point is shown behind the badge that may precede it.
func (l *layout) after(at int) int {
	i := l.place(at)
	for i < len(l.shown) && l.source[i] == at && l.source[i+1] == at {
		i++
	}
	return i
}

// lineOf is the line in which a shown code point stands.
func (l *layout) lineOf(shown int) int {
	lo, hi := 0, len(l.lines)
	for lo < hi {
		if mid := (lo + hi) / 2; l.lines[mid].from <= shown {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(lo-1, 0)
}

// lineAt is the line at a height.
func (l *layout) lineAt(y float32) int {
	lo, hi := 0, len(l.lines)
	for lo < hi {
		if mid := (lo + hi) / 2; l.lines[mid].y <= y {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return max(lo-1, 0)
}

// x is how far from the left a shown code point of a line begins.
func (l *layout) x(n, shown int) float32 {
	ln := l.lines[n]
	shown = max(ln.from, min(shown, ln.to))
	if shown == ln.from {
		return 0
	}
	return widgets.Measure(string(l.shown[ln.from:shown]), readerStyle).Width
}

// at is the code point of the text nearest to a place.
func (l *layout) at(x, y float32) int {
	if len(l.lines) == 0 {
		return 0
	}
	n := l.lineAt(y)
	ln := l.lines[n]
	lo, hi := ln.from, ln.to
	for lo < hi {
		mid := (lo + hi) / 2
		if (l.x(n, mid)+l.x(n, mid+1))/2 < x {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return l.source[lo]
}

// words is what a badge says.
func (p passage) words() string { return strconv.Itoa(p.number) }
