package chart

import (
	"fmt"
	"math"
	"strings"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// ReliabilityPoint says how often forecasts of P came true, once neighbours
// that contradict each other are pooled.
type ReliabilityPoint struct {
	P, Observed float64
	Weight      float64 // how much was forecast at P
}

// ReliabilityBand is how far the line may stray by chance at P.
type ReliabilityBand struct{ P, Lo, Hi float64 }

// ReliabilityData is what the reliability diagram shows, points by P.
type ReliabilityData struct {
	Points []ReliabilityPoint
	Band   []ReliabilityBand // by P
	Bins   []float64         // weights of equal bins from 0 to 1, for the histogram
}

// ringsAtMost is how many points have a ring each; more would hide the line.
const ringsAtMost = 40

// Bins weighs points in n equal bins from 0 to 1.
func Bins(points []ReliabilityPoint, n int) []float64 {
	bins := make([]float64, n)
	for _, p := range points {
		bins[min(max(int(p.P*float64(n)), 0), n-1)] += p.Weight
	}
	return bins
}

// Reliability draws observed frequency against forecast probability, with the
// diagonal of a perfect forecaster and, below, how often what was forecast.
func Reliability(d ReliabilityData, w, h float32) Scene {
	const left, right, top, histogram = 36, 10, 10, 46
	s := Scene{W: w, H: h}
	bottom := h - axisHigh
	if len(d.Bins) > 0 {
		bottom = h - 3 - histogram - 28 // the axis is between plot and histogram
	}
	x := Scale{0, 1, left, w - right}
	y := Scale{0, 1, bottom, top}
	for _, v := range []float64{0, 0.25, 0.5, 0.75, 1} {
		at := round(y.At(v))
		s.line(x.Start, at, x.End, at, 1, theme.Line2)
		s.caption(x.Start-8, at, words.AxisPercent(v), theme.Secondary, End)
		px := round(x.At(v))
		s.line(px, y.End, px, y.Start, 1, theme.Line2)
		s.caption(px, bottom+11, words.AxisPercent(v), theme.Secondary, Middle)
	}
	var up, down []Point
	line := Path{Width: 2.2, Colour: theme.Accent}
	for _, p := range d.Points {
		line.Points = append(line.Points, Point{x.At(p.P), y.Clamp(p.Observed)})
	}
	for _, b := range d.Band {
		up = append(up, Point{x.At(b.P), y.Clamp(b.Hi)})
		down = append(down, Point{x.At(b.P), y.Clamp(b.Lo)})
	}
	for i := len(down) - 1; i >= 0; i-- {
		up = append(up, down[i])
	}
	if len(up) >= 4 {
		s.add(Area{Points: up, Colour: theme.AccentSoft})
	}
	s.line(x.At(0), y.At(0), x.At(1), y.At(1), 1, theme.Median, 3, 3)
	s.caption(x.Start+8, top+10, "Observed frequency, %", theme.Secondary, Start)
	s.caption(x.End-6, bottom-12, "Forecast probability, %", theme.Secondary, End)
	if len(line.Points) > 1 {
		s.add(level(line))
	}
	for i, p := range line.Points {
		if len(line.Points) > ringsAtMost && i > 0 && i < len(line.Points)-1 && line.Points[i-1].Y == p.Y && line.Points[i+1].Y == p.Y {
			continue // within a level stretch
		}
		s.add(Circle{X: p.X, Y: p.Y, R: 2.6, Fill: theme.Panel, Line: theme.Accent, Width: 1.4})
	}
	s.histogram(d.Bins, x, bottom+28, bottom+28+histogram)
	if len(d.Points) > 0 {
		s.Probe = func(px float32) (float32, string, bool) { return d.read(px, x) }
		s.Pick = func(px float32) (int, bool) { return d.nearest(px, x), px >= x.Start-4 && px <= x.End+4 }
	}
	return s
}

// level leaves out points within level stretches, whose pieces would be too
// short to be drawn.
func level(p Path) Path {
	all := p.Points
	p.Points = nil
	for i, at := range all {
		if i > 0 && i < len(all)-1 && all[i-1].Y == at.Y && all[i+1].Y == at.Y {
			continue
		}
		p.Points = append(p.Points, at)
	}
	return p
}

// histogram draws weights as bars between two heights.
func (s *Scene) histogram(bins []float64, x Scale, top, bottom float32) {
	most := 0.0
	for _, b := range bins {
		most = max(most, b)
	}
	if most <= 0 {
		return
	}
	each := (x.End - x.Start) / float32(len(bins))
	for i, b := range bins {
		if b > 0 {
			high := max(float32(b/most)*(bottom-top), 1)
			s.add(Bar{X: x.Start + float32(i)*each + 1, Y: bottom - high, W: each - 2, H: high, Radius: 1, Colour: theme.Accent, Opacity: 0.75})
		}
	}
	s.line(x.Start, bottom, x.End, bottom, 1, theme.Line)
	s.caption(x.Start-8, top+2, words.Count(int(math.Round(most))), theme.Secondary, End)
	s.caption(x.Start-8, bottom-4, "0", theme.Secondary, End)
}

func (d ReliabilityData) read(px float32, x Scale) (float32, string, bool) {
	if px < x.Start-4 || px > x.End+4 {
		return 0, "", false
	}
	best := d.Points[d.nearest(px, x)]
	return x.At(best.P), fmt.Sprintf("said %s · came true %s", words.Percent(best.P), words.Percent(best.Observed)), true
}

// Table is the diagram as text.
func (d ReliabilityData) Table() string {
	out := []string{"forecast\tobserved\tweight\tband from\tband to"}
	for _, p := range d.Points {
		lo, hi := "", ""
		for _, b := range d.Band {
			if b.P == p.P {
				lo, hi = words.Digits(b.Lo, 4), words.Digits(b.Hi, 4)
			}
		}
		out = append(out, strings.Join([]string{words.Digits(p.P, -1), words.Digits(p.Observed, 4), words.Digits(p.Weight, 4), lo, hi}, "\t"))
	}
	return strings.Join(out, "\n")
}

// nearest is the point whose forecast is nearest to px, the first of several.
func (d ReliabilityData) nearest(px float32, x Scale) int {
	best := 0
	for i, p := range d.Points {
		if math.Abs(x.Back(px)-p.P) < math.Abs(x.Back(px)-d.Points[best].P) {
			best = i
		}
	}
	return best
}
