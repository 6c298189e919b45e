package listing

import (
	"slices"
	"strings"
	"unicode"
)

// A Typed is what somebody typed to find something by its title.
type Typed [][]rune

// NewTyped reads it.
func NewTyped(text string) (t Typed) {
	for _, word := range strings.Fields(strings.ToLower(text)) {
		t = append(t, []rune(word))
	}
	return t
}

// Match says how well it fits a title: every word typed must occur, as the beginning
// of a word (best), inside one, or as letters in order. A higher score is a better fit.
func (t Typed) Match(title string) (score int, ok bool) {
	hay := []rune(strings.ToLower(title))
	for _, word := range t {
		s, found := matchWord(word, hay)
		if !found {
			return 0, false
		}
		score += s
	}
	return score*100 - min(len(hay), 99), true
}

func matchWord(word, hay []rune) (int, bool) {
	best := 0
	for i := 0; i+len(word) <= len(hay); i++ {
		if !slices.Equal(hay[i:i+len(word)], word) {
			continue
		}
		switch {
		case i == 0:
			best = max(best, 6)
		case !unicode.IsLetter(hay[i-1]) && !unicode.IsDigit(hay[i-1]):
			best = max(best, 5)
		default:
			best = max(best, 3)
		}
	}
	if best > 0 {
		return best, true
	}
	// letters in order, within reach of each other: "kvp" finds "Kishida visits Pyongyang"
	return 1, len(word) > 1 && inOrder(word, hay)
}

// inOrder reports whether the letters occur in order, each beginning a word or
// right after the one before.
func inOrder(word, hay []rune) bool {
	last := -2
	for _, r := range word {
		found := false
		for i := max(last+1, 0); i < len(hay); i++ {
			starts := i == 0 || !unicode.IsLetter(hay[i-1]) && !unicode.IsDigit(hay[i-1])
			if hay[i] == r && (starts || i == last+1) {
				last, found = i, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
