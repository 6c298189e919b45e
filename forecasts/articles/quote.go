package articles

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Selector says where a passage is in a text: the W3C Web Annotation text quote
// selector and text position selector in one, counted in Unicode code points,
// Start included and End not.
type Selector struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// around is how many code points of the neighbourhood a selector keeps.
const around = 32

// Quote finds a passage in a text. Where it occurs more than once, nth, from 1,
// says which is meant; 0 asks that it occurs once. Where it does not occur as it
// stands, white space counts as one blank and typographic quotation marks as
// plain ones, so a passage copied over a line end is found; even so, the selector
// holds the text's own words.
func Quote(text, exact string, nth int) (Selector, error) {
	if strings.TrimSpace(exact) == "" {
		return Selector{}, errors.New("the quote is empty: give the passage as it stands in the article")
	}
	if nth < 0 {
		return Selector{}, fmt.Errorf("--nth %d counts from 1", nth)
	}
	found := occurrences(text, exact)
	if len(found) == 0 {
		found = foldedOccurrences(text, exact)
	}
	switch n := len(found); {
	case n == 0:
		return Selector{}, errors.New("the quote does not occur in the article: copy the passage as it stands there")
	case n > 1 && nth == 0:
		return Selector{}, fmt.Errorf("the quote occurs %d times: say which one with --nth 1 to --nth %d, or quote more", n, n)
	case nth > n:
		return Selector{}, fmt.Errorf("the quote occurs %s: --nth %d is more than there are", times(n), nth)
	}
	return selectorAt(text, found[max(nth, 1)-1]), nil
}

// At makes the selector of a passage by its place in code points, as a
// window's selection gives it. Places outside the text are moved to its ends.
func At(text string, start, end int) Selector {
	runes := utf8.RuneCountInString(text)
	start = min(max(start, 0), runes)
	end = min(max(end, start), runes)
	from := byteOffset(text, start)
	return selectorAt(text, span{from, from + byteOffset(text[from:], end-start)})
}

// A span is a passage in bytes.
type span struct{ from, to int }

func occurrences(text, exact string) []span {
	var found []span
	for from := 0; ; {
		i := strings.Index(text[from:], exact)
		if i < 0 {
			return found
		}
		from += i
		found = append(found, span{from, from + len(exact)})
		from += len(exact)
	}
}

func foldedOccurrences(text, exact string) []span {
	folded, at := foldText(text)
	wanted, _ := foldText(strings.TrimSpace(exact))
	var found []span
	for _, s := range occurrences(folded, wanted) {
		last := s.to - 1
		for last > s.from && !utf8.RuneStart(folded[last]) {
			last--
		}
		_, size := utf8.DecodeRuneInString(text[at[last]:])
		found = append(found, span{at[s.from], at[last] + size})
	}
	return found
}

// foldText folds white space and quotation marks, and gives for each byte of
// the result the place in the text that it came from.
func foldText(text string) (folded string, at []int) {
	var b strings.Builder
	blank := false
	for i, r := range text {
		if unicode.IsSpace(r) {
			if blank {
				continue
			}
			r = ' '
		}
		blank = r == ' '
		switch r {
		case '“', '”', '„', '‟', '«', '»':
			r = '"'
		case '‘', '’', '‚', '‛':
			r = '\''
		}
		for range utf8.RuneLen(r) {
			at = append(at, i)
		}
		b.WriteRune(r)
	}
	return b.String(), at
}

func selectorAt(text string, s span) Selector {
	start := utf8.RuneCountInString(text[:s.from])
	before := s.from
	for n := 0; n < around && before > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:before])
		before -= size
	}
	return Selector{
		Exact:  text[s.from:s.to],
		Prefix: text[before:s.from],
		Suffix: text[s.to : s.to+byteOffset(text[s.to:], around)],
		Start:  start,
		End:    start + utf8.RuneCountInString(text[s.from:s.to]),
	}
}

// byteOffset is where the n-th code point begins, or the text's end.
func byteOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
