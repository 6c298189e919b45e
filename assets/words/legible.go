package words

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Legible shows as “�” what is in a text to move, hide or turn round what is written
// beside it: control characters other than the end of a line and the tab, the
// controls of the direction of writing, and other separators of lines.
func Legible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069', r == '\u2028', r == '\u2029':
			return utf8.RuneError
		}
		return r
	}, text)
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

// A name of more than plainName letters could pass for a sentence, and one of more
// than longestName hides what is beside it.
const plainName, longestName = 24, 60

// Name is a name as it stands within a sentence: a long one is quoted, a very long
// one cut.
func Name(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	letters := []rune(name)
	switch {
	case len(letters) <= plainName:
		return name
	case len(letters) > longestName:
		name = string(letters[:longestName-1]) + "…"
	}
	return "“" + name + "”"
}
