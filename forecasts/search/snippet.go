package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// snippet is the context of the first word that occurs in one of the texts, on
// one line; if none does, the beginning of the first text.
func snippet(words []string, texts ...string) string {
	const before, most = 40, 140
	var opening []rune
	for _, text := range texts {
		runes := []rune(text)
		if len(opening) == 0 {
			opening = runes
		}
		at, end := firstWord(runes, words)
		if at == end {
			continue
		}
		from := max(0, at-before)
		for from > 0 && from < at && !unicode.IsSpace(runes[from-1]) && at-from < before+15 {
			from--
		}
		return cut(runes, from, min(len(runes), from+most))
	}
	return cut(opening, 0, min(len(opening), most))
}

func cut(runes []rune, from, to int) string {
	s := strings.Join(strings.Fields(string(runes[from:to])), " ")
	if from > 0 {
		s = "…" + s
	}
	if to < len(runes) {
		s += "…"
	}
	return s
}

// firstWord is the position of the first of the words that occurs, ignoring case
// and accents; both zero if none does.
func firstWord(text []rune, words []string) (from, to int) {
	for _, w := range words {
		word := []rune(w)
		for i := range word {
			word[i] = plainLetter(word[i])
		}
		if at := indexWord(text, word); at >= 0 {
			return at, at + len(word)
		}
	}
	return 0, 0
}

// indexWord is where a word of plain letters first occurs, at the beginning of one
// if it can.
func indexWord(text, word []rune) int {
	found := -1
	for i := 0; i+len(word) <= len(text) && len(word) > 0; i++ {
		n := 0
		for n < len(word) && plainLetter(text[i+n]) == word[n] {
			n++
		}
		if n < len(word) {
			continue
		}
		if i == 0 || !unicode.IsLetter(text[i-1]) {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}

// plainLetter is a letter as searches compare it: in lower case, a Latin one
// without its accent.
func plainLetter(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < 0xc0:
		return r
	case r < 0x250 || 0x1e00 <= r && r < 0x1f00:
		r = []rune(norm.NFD.String(string(r)))[0]
	}
	return unicode.ToLower(r)
}
