package chart

import (
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Weighing is what scenarios weigh from an instant on, in the order of the
// names; nil ends it.
type Weighing struct {
	At      time.Time
	Weights []float64
}

// WeightsData is what the weights of a scenario set over time show.
type WeightsData struct {
	Names   []string
	Colours []theme.Role
	Steps   []Weighing // by time
	To      time.Time  // how far the last stands
}

const weightsRight = 136

// Weights draws weights over time as areas on top of each other, in steps,
// since weights stand until others are given; the first name lies lowest.
func Weights(d WeightsData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	if len(d.Steps) == 0 {
		s.add(Label{X: w / 2, Y: h / 2, Text: "Nobody has weighed them yet", Size: theme.Body, Weight: theme.Regular, Colour: theme.Secondary, Anchor: Middle})
		return s
	}
	from, to := d.Steps[0].At, d.To
	if !to.After(from) {
		to = from.Add(24 * time.Hour)
	}
	x := TimeScale(from, to, 36, w-weightsRight)
	y := Scale{0, 1, h - axisHigh, 8}
	for _, p := range []float64{0, 0.25, 0.5, 0.75, 1} {
		s.line(x.Start, round(y.At(p)), x.End, round(y.At(p)), 1, theme.Line2)
		s.caption(x.Start-8, round(y.At(p)), words.AxisPercent(p), theme.Secondary, End)
	}
	for _, t := range TimeTicks(from, to, max(int((x.End-x.Start)/80), 2)) {
		s.caption(min(x.Time(t.At), x.End-24), h-8, t.Label, theme.Secondary, Start)
	}
	for i := range d.Names {
		s.stack(d, i, x, y)
	}
	s.stackNames(d, x, y)
	s.Probe = func(px float32) (float32, string, bool) { return d.read(px, x) }
	return s
}

// below is how much is below the i-th of the weights.
func below(weights []float64, i int) float64 {
	sum := 0.0
	for _, v := range weights[:min(i, len(weights))] {
		sum += v
	}
	return min(sum, 1)
}

func (s *Scene) stack(d WeightsData, i int, x, y Scale) {
	top := Path{Width: 1.6, Colour: d.Colours[i]}
	var bottom []Point
	flush := func() {
		if len(top.Points) > 1 {
			area := Area{Points: append([]Point(nil), top.Points...), Colour: d.Colours[i], Opacity: 0.22}
			for k := len(bottom) - 1; k >= 0; k-- {
				area.Points = append(area.Points, bottom[k])
			}
			s.add(area, top)
		}
		top.Points, bottom = nil, nil
	}
	for k, step := range d.Steps {
		if step.Weights == nil {
			flush()
			continue
		}
		end := d.To
		if k+1 < len(d.Steps) {
			end = d.Steps[k+1].At
		}
		lo, hi := y.Clamp(below(step.Weights, i)), y.Clamp(below(step.Weights, i+1))
		a, b := x.Clamp(ms(step.At)), x.Clamp(ms(end))
		top.Points = append(top.Points, Point{a, hi}, Point{b, hi})
		bottom = append(bottom, Point{a, lo}, Point{b, lo})
	}
	flush()
}

// stackNames writes the names beside where the areas end, apart from each other.
func (s *Scene) stackNames(d WeightsData, x, y Scale) {
	last := d.Steps[len(d.Steps)-1].Weights
	if last == nil {
		return
	}
	lowest := y.Start - 6
	for i, n := range d.Names {
		at := min(y.At((below(last, i)+below(last, i+1))/2), lowest)
		lowest = at - 14
		s.add(Label{X: x.End + 8, Y: at, Text: cutTo(n, weightsRight-40) + " " + words.WholeShare(last[i]), Size: theme.Caption, Weight: theme.Medium, Colour: d.Colours[i], Anchor: Start})
	}
}

// cutTo cuts a name to a width.
func cutTo(name string, width float32) string {
	return widgets.Elide(name, widgets.Style{Size: theme.Caption, Weight: theme.Medium}, width)
}

func (d WeightsData) read(px float32, x Scale) (float32, string, bool) {
	px = max(x.Start, min(px, x.End))
	at := -1
	for i, step := range d.Steps {
		if x.Time(step.At) <= px {
			at = i
		}
	}
	if at < 0 || d.Steps[at].Weights == nil {
		return 0, "", false
	}
	parts := []string{words.Date(d.Steps[at].At)}
	for i, n := range d.Names {
		parts = append(parts, n+" "+words.WholeShare(d.Steps[at].Weights[i]))
	}
	return px, strings.Join(parts, " · "), true
}

// Table gives the weights as text, a line for each time they were given.
func (d WeightsData) Table() string {
	lines := []string{"Date\t" + strings.Join(d.Names, "\t")}
	for _, step := range d.Steps {
		line := words.ISODay(step.At)
		for i := range d.Names {
			line += "\t"
			if step.Weights != nil {
				line += words.Percent(step.Weights[i])
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
