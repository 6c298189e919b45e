package evidence

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"weathervane/forecasts/question"
)

// suggested orders questions by what they share with a text.
func suggested(text string, questions []question.Row) (order []question.Row, sharing int) {
	return ranked(text, questions, func(q question.Row) string { return q.Title + " " + strings.Join(q.Tags, " ") })
}

// ranked orders things by what their words share with a text, the most telling
// first; how many share anything is told too. A word that few have tells more.
func ranked[T any](text string, things []T, words func(T) string) (order []T, sharing int) {
	has := make([]map[string]bool, len(things))
	spread := map[string]int{}
	for i, x := range things {
		has[i] = keywords(words(x))
		for w := range has[i] {
			spread[w]++
		}
	}
	said := keywords(text)
	scores := make([]float64, len(things))
	at := make([]int, len(things))
	for i := range things {
		at[i] = i
		for w := range has[i] {
			if said[w] {
				scores[i] += 1 / float64(spread[w])
			}
		}
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	for _, i := range at {
		order = append(order, things[i])
		if scores[i] > 0 {
			sharing++
		}
	}
	return order, sharing
}

// stem is how much of a word must be the same: "harbour" and "harbours" share it.
const stem = 5

// keywords are the beginnings of the longer words of a text, and the pairs of
// characters where it is written without spaces.
func keywords(text string) map[string]bool {
	all := map[string]bool{}
	word := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	for _, w := range strings.FieldsFunc(strings.ToLower(text), word) {
		runes := []rune(w)
		switch {
		case unicode.In(runes[0], unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana):
			for i := 0; i+1 < len(runes); i++ {
				all[string(runes[i:i+2])] = true
			}
		case len(runes) > 3:
			all[string(runes[:min(len(runes), stem)])] = true
		}
	}
	return all
}
