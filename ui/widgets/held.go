package widgets

import (
	"strings"
	"unicode/utf8"

	"weathervane/assets/words"
)

// What can be edited at the pace of typing: the most letters of a field, and of one
// paragraph of it, the cost of which grows with the square of its length.
const (
	mostLetters   = 16_000
	mostParagraph = 4_000
	shownHeld     = 200 // letters shown of a text that is held
)

// Written is what the field says: what stands in it, or the whole of a text that
// Fill held because it is too long to be edited.
func (f *Field) Written() string {
	if f.held != "" {
		return f.held
	}
	return f.Text
}

// hold keeps a text that is too long to be edited, and gives what is shown in the
// field: the text itself if it is short enough. What is held cannot be typed into.
func (f *Field) hold(text string) string {
	f.held = ""
	if letters, long := tooLong(text); long {
		f.held = text
		text = "Too long to edit here (" + words.Count(letters) + " letters), kept as it is: " + words.Cut(text, shownHeld)
	}
	if held := f.held != ""; held != f.Disabled() {
		if f.Enable(); held {
			f.Disable()
		}
	}
	return text
}

// tooLong counts the letters of a text, and reports whether they are too many to be
// edited.
func tooLong(text string) (letters int, long bool) {
	if len(text) <= mostParagraph {
		return 0, false
	}
	for paragraph := range strings.SplitSeq(text, "\n") {
		n := utf8.RuneCountInString(paragraph)
		letters += n + 1
		long = long || n > mostParagraph
	}
	letters--
	return letters, long || letters > mostLetters
}
