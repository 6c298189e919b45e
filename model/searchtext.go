package model

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// searchText is a text as the search index takes it. Chinese, Japanese and
// Korean run on without spaces, or with spaces between parts of sentences, so
// that a run of their characters goes in as overlapping pairs, and its last
// character once more alone: 남풍이 is "남풍 풍이 이". What begins in the middle of
// a run is found as well as its beginning.
func searchText(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/4)
	eachRun(s, func(run []rune, east, _ bool) {
		if !east {
			b.WriteString(string(run))
			return
		}
		writePairs(&b, run, true)
	})
	return b.String()
}

// SearchTerm is a word or phrase as the index is asked for it. The beginning of a
// word finds it, two letters of it at least: a single one is looked for as it
// stands, or half of all that is said would be found. A phrase, whole, is not
// continued, but where its last run is one eastern character.
func SearchTerm(s string, whole bool) string {
	var b strings.Builder
	single := false
	eachRun(s, func(run []rune, east, last bool) {
		single = east && last && len(run) == 1
		if !east {
			b.WriteString(string(run))
			return
		}
		writePairs(&b, run, !last || len(run) == 1)
	})
	words := strings.TrimSpace(b.String())
	if !strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return ""
	}
	term := `"` + strings.ReplaceAll(words, `"`, ` `) + `"`
	if single || !whole && utf8.RuneCountInString(words) > 1 {
		term += "*"
	}
	return term
}

// writePairs writes a run's overlapping pairs, and its last character too.
func writePairs(b *strings.Builder, run []rune, last bool) {
	b.WriteByte(' ')
	for i := 0; i+1 < len(run); i++ {
		b.WriteRune(run[i])
		b.WriteRune(run[i+1])
		b.WriteByte(' ')
	}
	if last {
		b.WriteRune(run[len(run)-1])
		b.WriteByte(' ')
	}
}

// eachRun takes a text apart into runs of eastern characters and what stands
// between them; last is true for the last run that has anything to find.
func eachRun(s string, run func(run []rune, east, last bool)) {
	runes := []rune(norm.NFKC.String(strings.ToValidUTF8(s, " ")))
	end := len(runes)
	for end > 0 && !unicode.IsLetter(runes[end-1]) && !unicode.IsNumber(runes[end-1]) {
		end--
	}
	for i := 0; i < len(runes); {
		j, east := i+1, isEastern(runes[i])
		for j < len(runes) && isEastern(runes[j]) == east {
			j++
		}
		run(runes[i:j], east, j >= end)
		i = j
	}
}

func isEastern(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r == 'ー':
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
}
