package chart

import (
	"math"
	"strings"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// WaterfallStep is one step of a waterfall over log-odds.
type WaterfallStep struct {
	Words, Said string
	From, To    float64 // natural log-odds
	Whole       bool    // a level from the middle, not a step
	Indent      bool    // what a step above consists of, without a bar
}

const stepHigh = 26

// WaterfallHigh is how high a waterfall of so many steps is.
func WaterfallHigh(n int) float32 { return stepHigh*float32(max(n, 1)) + 16 }

// Reach is how far the steps go from even odds, and one at least.
func Reach(all []WaterfallStep) float64 {
	reach := 1.0
	for _, s := range all {
		reach = max(reach, math.Abs(s.From), math.Abs(s.To))
	}
	return reach
}

// Colour is that of the step's bar.
func (s WaterfallStep) Colour() theme.Role {
	switch {
	case s.Whole:
		return theme.Accent
	case s.To < s.From:
		return theme.Against
	}
	return theme.For
}

// Waterfall draws a waterfall: the words at the left, what each step says at the
// right, and between them bars about a line at even odds.
func Waterfall(all []WaterfallStep, w, h float32) Scene {
	s := Scene{W: w, H: h}
	const pad, said = 8, 92
	reach := Reach(all) * 1.05
	left := w * 0.42
	x := Scale{-reach, reach, left + 8, w - said - 8}
	s.line(round(x.At(0)), 0, round(x.At(0)), h, 1, theme.Line)
	for i, one := range all {
		y := pad + stepHigh*(float32(i)+0.5)
		weight, indent, colour := theme.Regular, float32(0), theme.Text
		if one.Whole {
			weight = theme.SemiBold
		}
		if one.Indent {
			indent, colour = 16, theme.Secondary
		} else {
			from, to := min(x.At(one.From), x.At(one.To)), max(x.At(one.From), x.At(one.To))
			s.add(Bar{X: from, Y: y - 7, W: max(to-from, 2), H: 14, Radius: 2, Colour: one.Colour()})
		}
		s.add(Label{X: pad + indent, Y: y, Text: cutTo(one.Words, left-pad-indent), Size: theme.Caption, Weight: weight, Colour: colour, Anchor: Start},
			Label{X: w - pad, Y: y, Text: one.Said, Size: theme.Caption, Weight: weight, Colour: colour, Anchor: End})
	}
	return s
}

// WaterfallTable gives the waterfall as text, its log-odds in natural logarithms.
func WaterfallTable(all []WaterfallStep) string {
	lines := []string{"Step\tSays\tLog-odds from\tLog-odds to"}
	number := func(v float64) string { return words.Plain(v, 3) }
	for _, s := range all {
		cells := []string{s.Words, s.Said, number(s.From), number(s.To)}
		if s.Indent {
			cells[2], cells[3] = "", ""
		}
		lines = append(lines, strings.Join(cells, "\t"))
	}
	return strings.Join(lines, "\n")
}
