package chart

import (
	"strings"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// Branch is one scenario of a tree: how probable it is, and a question in it.
type Branch struct {
	Name   string
	Weight float64
	Given  float64
	Colour theme.Role
	Void   bool // on it the question counts for nothing
}

// TreeData is a question that depends on scenarios.
type TreeData struct {
	Question string
	Branches []Branch
}

const branchHigh = 56

// TreeHigh is how high the tree of so many scenarios is.
func TreeHigh(n int) float32 { return branchHigh*float32(max(n, 1)) + 36 }

// Tree draws scenarios as branches, on each of which the question happens or
// does not; each end carries its joint probability, and those of yes sum to
// what is implied. A void branch has no ends.
func Tree(d TreeData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	const root, label = 14, 4
	fork, ends := w*0.46, w*0.74
	mid := branchHigh * float32(len(d.Branches)) / 2
	implied := 0.0
	for i, b := range d.Branches {
		y := branchHigh * (float32(i) + 0.5)
		s.add(Path{Points: []Point{{root, mid}, {root + 24, y}, {fork, y}}, Width: 1 + 4*float32(b.Weight), Colour: b.Colour})
		s.add(Label{X: root + 30, Y: y - 10, Text: cutTo(b.Name, fork-root-84), Size: theme.Caption, Weight: theme.Medium, Colour: theme.Text, Anchor: Start})
		s.add(Label{X: fork - 6, Y: y - 10, Text: words.Percent(b.Weight), Size: theme.Caption, Weight: theme.SemiBold, Colour: theme.Text, Anchor: End})
		if b.Void {
			s.caption(fork+label, y, "does not count", theme.Secondary, Start)
			continue
		}
		for k, end := range []struct {
			word string
			p    float64
		}{{"yes", b.Given}, {"no", 1 - b.Given}} {
			ey := y + float32(2*k-1)*13
			colour := theme.Accent
			if k == 1 {
				colour = theme.Faint
			}
			s.add(Path{Points: []Point{{fork, y}, {fork + 20, ey}, {ends, ey}}, Width: 1 + 3*float32(end.p), Colour: colour})
			s.caption(ends-6, ey-8, end.word+" "+words.Percent(end.p), theme.Secondary, End)
			s.add(Label{X: ends + label, Y: ey, Text: words.Percent(b.Weight*end.p) + " of all", Size: theme.Caption, Weight: theme.Regular, Colour: theme.Text, Anchor: Start})
		}
		implied += b.Weight * b.Given
	}
	s.add(Circle{X: root, Y: mid, R: 4, Fill: theme.Text, Line: theme.None})
	s.add(Label{X: root, Y: h - 14, Text: cutTo(d.Question, w-150), Size: theme.Caption, Weight: theme.Regular, Colour: theme.Secondary, Anchor: Start})
	s.add(Label{X: w - 8, Y: h - 14, Text: "yes in all " + words.Percent(implied), Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Text, Anchor: End})
	return s
}

// Table gives the tree as text.
func (d TreeData) Table() string {
	lines := []string{"Scenario\tP(scenario)\tP(yes | scenario)\tP(both)"}
	for _, b := range d.Branches {
		if b.Void {
			lines = append(lines, strings.Join([]string{b.Name, words.Percent(b.Weight), "–", "–"}, "\t"))
			continue
		}
		lines = append(lines, strings.Join([]string{b.Name, words.Percent(b.Weight), words.Percent(b.Given), words.Percent(b.Weight * b.Given)}, "\t"))
	}
	return strings.Join(lines, "\n")
}
