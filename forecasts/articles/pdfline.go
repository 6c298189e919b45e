package articles

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// pdfLine is one line of a page, read in the page's own order.
type pdfLine struct {
	text    string
	y, size float64
	first   bool // of its page
}

// linesOf puts a page's characters together. Where the document gives widths,
// a gap between two characters is a blank.
func linesOf(characters []pdf.Text) []pdfLine {
	var lines []pdfLine
	var b strings.Builder
	var last pdf.Text
	end := func() {
		if text := oneLine(strings.ReplaceAll(b.String(), "\u00ad", "")); text != "" {
			lines = append(lines, pdfLine{text: text, y: last.Y, size: math.Abs(last.FontSize), first: len(lines) == 0})
		}
		b.Reset()
	}
	for i, c := range characters {
		c.S = printable(c.S)
		size := math.Max(math.Abs(c.FontSize), 1)
		if i > 0 {
			switch gap := c.X - last.X - last.W; {
			case math.Abs(c.Y-last.Y) > size*0.4:
				end()
			case last.W > 0 && c.W > 0 && gap > size*0.2 && c.S != " ":
				b.WriteByte(' ')
			}
		}
		b.WriteString(c.S)
		last = c
	}
	end()
	return lines
}

// ligatures are letters that a typeface draws as one.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// printable leaves out codes that stand for no character, and splits ligatures:
// they are the typeface's, not the author's.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == utf8.RuneError || unicode.IsControl(r):
			return -1
		}
		return r
	}, ligatures.Replace(s))
}

func validText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}

// paragraphs joins lines that follow each other closely in type of one size.
func paragraphs(lines []pdfLine) string {
	usual := usualGap(lines)
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteString(between(lines[i-1], l, usual))
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// usualGap is the distance of lines that occurs most, 0 if none does.
func usualGap(lines []pdfLine) float64 {
	count, usual := map[float64]int{}, 0.0
	for i, l := range lines {
		if i == 0 || l.first {
			continue
		}
		gap := math.Round((lines[i-1].y-l.y)*2) / 2
		if gap <= 0 || gap > 3*l.size {
			continue
		}
		if count[gap]++; usual == 0 || count[gap] > count[usual] || count[gap] == count[usual] && gap < usual {
			usual = gap
		}
	}
	return usual
}

func between(above, below pdfLine, usual float64) string {
	gap := above.y - below.y
	last, _ := utf8.DecodeLastRuneInString(above.text)
	next, _ := utf8.DecodeRuneInString(below.text)
	switch {
	case math.Abs(above.size-below.size) > 0.1*below.size:
		return "\n\n"
	case (below.first || gap < 0) && strings.ContainsRune(".!?。！？\"”’」)", last):
		return "\n\n"
	case !below.first && (usual > 0 && gap > 1.3*usual || gap > 2.2*below.size):
		return "\n\n"
	case last == '-' && endsInsideWord(above.text) && unicode.IsLetter(next):
		return ""
	case isHanOrKana(last) && isHanOrKana(next):
		return ""
	}
	return " "
}

// endsInsideWord reports whether a line ends with a hyphen, not a dash.
func endsInsideWord(line string) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(line, "-"))
	return unicode.IsLetter(before) || unicode.IsDigit(before)
}

func isHanOrKana(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("ー、。「」", r)
}
