package evidence

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"weathervane/forecasts"
)

// suggested orders questions by what they share with a text, the most telling
// first; how many share anything is told too. A word that few questions have
// tells more.
func suggested(text string, questions []forecasts.QuestionRow) (order []forecasts.QuestionRow, sharing int) {
	has := make([]map[string]bool, len(questions))
	spread := map[string]int{}
	for i, q := range questions {
		has[i] = keywords(q.Title + " " + strings.Join(q.Tags, " "))
		for w := range has[i] {
			spread[w]++
		}
	}
	said := keywords(text)
	type scored struct {
		forecasts.QuestionRow
		score float64
	}
	all := make([]scored, len(questions))
	for i, q := range questions {
		all[i].QuestionRow = q
		for w := range has[i] {
			if said[w] {
				all[i].score += 1 / float64(spread[w])
			}
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	for _, s := range all {
		order = append(order, s.QuestionRow)
		if s.score > 0 {
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
