package chart

import (
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// NamedSpread is a team's probabilities of one question among others.
type NamedSpread struct {
	Name string
	SpreadData
}

const spreadHigh = 62

// SpreadsHigh is how high the strips of so many questions are.
func SpreadsHigh(n int) float32 { return spreadHigh*float32(max(n, 1)) + 8 }

// Spreads draws a strip for each question, one below the other.
func Spreads(all []NamedSpread, w, h float32) Scene {
	s := Scene{W: w, H: h}
	const pad = 12
	for i, one := range all {
		y := spreadHigh*float32(i) + 4
		s.add(Label{X: pad, Y: y + 9, Text: cutTo(one.Name, w-2*pad), Size: theme.Caption, Weight: theme.Medium, Colour: theme.Text, Anchor: Start})
		for _, item := range Spread(one.SpreadData, w-2*pad, 46).Items {
			s.add(moved(item, pad, y+14))
		}
	}
	return s
}

// SpreadsTable gives the strips as text.
func SpreadsTable(all []NamedSpread) string {
	lines := []string{"Question\tYou\tOthers\tMedian"}
	one := func(p *float64) string {
		if p == nil {
			return ""
		}
		return words.Percent(*p)
	}
	for _, s := range all {
		var others []string
		for _, p := range slices.Sorted(slices.Values(s.Others)) {
			others = append(others, words.Percent(p))
		}
		lines = append(lines, strings.Join([]string{s.Name, one(s.Mine), strings.Join(others, ", "), one(s.Median)}, "\t"))
	}
	return strings.Join(lines, "\n")
}
