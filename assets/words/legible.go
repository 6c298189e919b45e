package words

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"weathervane/forecasts/notation"
)

// mostMarks is how many combining marks a letter is shown with; no script needs
// more, and thousands of them cover the lines above and below.
const mostMarks = 4

// Legible is a text of several lines as it may be shown. What would move, hide or
// turn round what is written beside it is escaped, as in \u{202e}: control
// characters but the end of a line and the tab, controls of the direction of
// writing, invisible letters and other separators of lines. Combining marks after
// the fourth on a letter are cut to "…". The joiners that scripts and emoji need
// between their letters are left out.
func Legible(text string) string { return legibly(text, false, math.MaxInt) }

// Line is Legible for a text that has one line, such as a name, a title or an
// option: the ends of lines and tabs in it are escaped as well.
func Line(text string) string { return legibly(text, true, math.MaxInt) }

// Cut is Line of at most so many code points, the last of them "…" where the text
// goes on. However long the text is, little more is read than is shown.
func Cut(text string, most int) string {
	if most <= 0 {
		return ""
	}
	const widest = 16 // bytes that are read for a letter with its marks
	from := text
	if far := widest * (most + 1); len(text) > far {
		for from = text[:far]; from != "" && !utf8.RuneStart(text[len(from)]); {
			from = from[:len(from)-1]
		}
	}
	shown := legibly(from, true, most)
	if len(from) < len(text) && !strings.HasSuffix(shown, "…") && shown != "" {
		shown = string(append([]rune(shown)[:min(most-1, utf8.RuneCountInString(shown))], '…'))
	}
	return shown
}

// Label is a name as lists show it.
func Label(name string) string { return Cut(name, notation.MostName) }

// Title is a title as lists and headings show it.
func Title(title string) string { return Cut(title, notation.MostTitle) }

// legibly shows at most so many code points of a text.
func legibly(text string, line bool, most int) string {
	if len(text) <= most && plainText(text, line) {
		return text
	}
	l := legibleText{line: line, most: most}
	if !line {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	for i, r := range text {
		if l.left() < 1 {
			return l.ended()
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		l.add(r, next)
	}
	return string(l.out)
}

// plainText reports whether a text has nothing but printable ASCII.
func plainText(text string, line bool) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' && (line || c != '\n' && c != '\t')) || c >= 0x7f {
			return false
		}
	}
	return true
}

// legibleText is what is shown of a text.
type legibleText struct {
	out   []rune
	line  bool
	most  int
	prev  rune
	marks int
}

func (l *legibleText) left() int { return l.most - len(l.out) }

// ended is what is shown of a text that goes on.
func (l *legibleText) ended() string {
	if l.most < 1 {
		return ""
	}
	return string(l.out[:l.most-1]) + "…"
}

func (l *legibleText) add(r, next rune) {
	prev := l.prev
	l.prev = r
	switch {
	case (r == '\n' || r == '\t') && !l.line:
		l.letter(r)
	case notation.Joins(prev, r, next):
	case notation.Varies(prev, r):
		l.out = append(l.out, r)
	case notation.Hidden(r):
		l.escape(r)
	case unicode.Is(unicode.M, r):
		if l.marks++; l.marks <= mostMarks {
			l.out = append(l.out, r)
		} else if l.marks == mostMarks+1 {
			l.out = append(l.out, '…')
		}
	default:
		l.letter(r)
	}
}

func (l *legibleText) letter(r rune) {
	l.out, l.marks = append(l.out, r), 0
}

func (l *legibleText) escape(r rune) {
	l.marks = 0
	for _, e := range fmt.Sprintf(`\u{%x}`, r) {
		if l.left() < 1 {
			l.out[len(l.out)-1] = '…'
			return
		}
		l.out = append(l.out, e)
	}
}

// LegibleWriter writes whole texts Legible to w.
func LegibleWriter(w io.Writer) io.Writer { return legible{w} }

type legible struct{ io.Writer }

func (l legible) Write(b []byte) (int, error) {
	if _, err := io.WriteString(l.Writer, Legible(string(b))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// JSON is a JSON document with what Legible escapes as JSON spells it, such as
// \u202e: the same values in bytes that a terminal shows as they are.
func JSON(document []byte) []byte {
	if !bytes.ContainsFunc(document, func(r rune) bool { return r >= 0x7f && notation.Hidden(r) }) {
		return document
	}
	out := make([]byte, 0, len(document))
	for at := 0; at < len(document); {
		r, size := utf8.DecodeRune(document[at:])
		switch {
		case r < 0x7f || !notation.Hidden(r):
			out = append(out, document[at:at+size]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		at += size
	}
	return out
}

// A name of more than plainName letters could pass for a sentence, and one of more
// than longestName hides what is beside it.
const plainName, longestName = 24, 60

// Name is a name as it stands within a sentence: a long one is quoted, a very long
// one cut.
func Name(name string) string {
	name = Cut(strings.Join(strings.Fields(name), " "), longestName)
	if utf8.RuneCountInString(name) <= plainName {
		return name
	}
	return "“" + name + "”"
}
