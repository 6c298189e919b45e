package notation

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most code points of a forecaster's name, and of other texts of one line such
// as titles and options, that are taken when they are entered. Records of others
// may have more: they are shown cut.
const (
	MostName  = 100
	MostTitle = 500
	MostClaim = 2000 // of a finding's claim, and what to watch for
)

// CheckLine says why a text cannot be one of one line, such as a name or a title:
// it has too many letters, or some that act on what is beside them. What is what
// the text is, such as "the title".
func CheckLine(what, text string, most int) error {
	prev := rune(0)
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case r == '\n' || r == '\r':
			return fmt.Errorf("%s has more than one line: write it in one", what)
		case r == utf8.RuneError && size == 1:
			return fmt.Errorf("%s is not valid UTF-8: type it again", what)
		case Acts(prev, r, next):
			return fmt.Errorf("%s has the invisible character U+%04X: type it again without that", what, r)
		}
		prev = r
	}
	if n := utf8.RuneCountInString(text); n > most {
		return fmt.Errorf("%s has %d letters: shorten it to %d at most", what, n, most)
	}
	return nil
}

// CheckLines is CheckLine for several texts of a kind.
func CheckLines(what string, texts []string, most int) error {
	for _, text := range texts {
		if err := CheckLine(fmt.Sprintf("%s %.40q", what, text), text, most); err != nil {
			return err
		}
	}
	return nil
}

// Stripped is a text from a file as one line of at most so many letters, without
// what CheckLine refuses.
func Stripped(text string, most int) string {
	var out []rune
	prev := rune(0)
	text = strings.Join(strings.Fields(text), " ")
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if !Acts(prev, r, next) {
			out = append(out, r)
		}
		if prev = r; len(out) > most {
			return string(out[:most-1]) + "…"
		}
	}
	return string(out)
}

// Acts reports whether a code point acts on what is beside it or cannot be seen,
// where it stands: control characters, controls of the direction of writing and
// separators of lines do, and invisible letters but those that Joins and Varies.
func Acts(prev, r, next rune) bool {
	return Hidden(r) && !Joins(prev, r, next) && !Varies(prev, r)
}

// Hidden reports whether a code point cannot be seen, or acts on what is beside it.
func Hidden(r rune) bool {
	if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
		return true
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// joining are the scripts that write with joiners.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
	unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

// Joins reports whether r is a joiner between two letters of a script, or between
// two emoji, that are written with it.
func Joins(prev, r, next rune) bool {
	switch r {
	case '\u200d':
		emoji := unicode.In(prev, unicode.So, unicode.Sk) || prev == '\ufe0f'
		return emoji && unicode.Is(unicode.So, next) || unicode.In(prev, joining...) && unicode.In(next, joining...)
	case '\u200c':
		return unicode.In(prev, joining...) && unicode.In(next, joining...)
	}
	return false
}

// Varies reports whether r selects a variant of the letter before it.
func Varies(prev, r rune) bool {
	return unicode.Is(unicode.Variation_Selector, r) &&
		(prev == '#' || prev == '*' || unicode.In(prev, unicode.So, unicode.Sm, unicode.Nd, unicode.Han, unicode.Mongolian))
}
