package chart

import (
	"math"
	"strconv"
	"time"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// LuckData is a score beside what chance makes of the same forecasts.
type LuckData struct {
	Got, Expected, Lo, Hi float64
}

// Luck draws the range of chance with the expected score, and on it the score that
// came of it.
func Luck(d LuckData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	lo, hi := min(d.Lo, d.Got), max(d.Hi, d.Got)
	span := max(hi-lo, 0.02)
	x := Scale{max(lo-span*0.4, 0), hi + span*0.4, 0, w}
	const y, axis = 28, 44
	s.line(0, y, w, y, 1, theme.Line2)
	s.add(Bar{X: x.At(d.Lo), Y: y - 7, W: x.At(d.Hi) - x.At(d.Lo), H: 14, Radius: 4, Colour: theme.AccentSoft},
		Bar{X: x.At(d.Expected) - 1, Y: y - 10, W: 2, H: 20, Colour: theme.Median},
		Circle{X: x.At(d.Got), Y: y, R: 5, Fill: theme.Accent, Line: theme.None})
	got := Label{X: x.At(d.Got), Y: 8, Text: "got " + words.Score(d.Got), Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Accent, Anchor: End}
	expected := Label{X: x.At(d.Expected), Y: 8, Text: "expected " + words.Score(d.Expected), Size: theme.Small, Weight: theme.Regular, Colour: theme.Secondary, Anchor: Start}
	if d.Got > d.Expected {
		got.Anchor, expected.Anchor = Start, End
	}
	if between := x.At(max(d.Got, d.Expected)) - x.At(min(d.Got, d.Expected)); between < 12 { // apart
		if got.Anchor == End {
			got.X, expected.X = got.X-6+between/2, expected.X+6-between/2
		} else {
			got.X, expected.X = got.X+6-between/2, expected.X-6+between/2
		}
	}
	s.add(got, expected)
	ticks := Nice(x.From, x.To, 4)
	for _, v := range ticks {
		if at := x.At(v); v >= x.From && v <= x.To && at >= 12 && at <= w-12 {
			s.line(round(x.At(v)), axis-5, round(x.At(v)), axis-1, 1, theme.Line)
			s.caption(x.At(v), axis+8, decimals(v, ticks), theme.Secondary, Middle)
		}
	}
	return s
}

// EvidencePoint is the largest evidence by an instant: 1 in OneIn.
type EvidencePoint struct {
	At    time.Time
	OneIn float64
}

// warnsAt is the evidence from which on a forecaster is called miscalibrated.
const warnsAt = 20

// Evidence draws evidence as it grew, in steps, on a scale of logarithms.
func Evidence(points []EvidencePoint, w, h float32) Scene {
	const left, right, axis = 48, 72, 16
	s := Scene{W: w, H: h}
	if len(points) == 0 {
		return s
	}
	most := float64(warnsAt)
	for _, p := range points {
		most = max(most, p.OneIn)
	}
	from, to := points[0].At, points[len(points)-1].At
	if !to.After(from) {
		from = to.Add(-24 * time.Hour)
	}
	x := TimeScale(from, to, left, w-right)
	y := Scale{0, math.Log(most), h - axis - 4, 6}
	for _, v := range []float64{1, 5, warnsAt} {
		s.caption(left-8, y.At(math.Log(v)), "1 in "+strconv.Itoa(int(v)), theme.Secondary, End)
	}
	warn := round(y.At(math.Log(warnsAt)))
	s.line(left, warn, w-right, warn, 1.4, theme.Warning, 4, 3)
	s.caption(w-right+8, warn, "it warns", theme.WarningInk, Start)
	line := Path{Width: 2, Colour: theme.Accent}
	last := Point{}
	for i, p := range points {
		at := Point{x.Time(p.At), y.At(math.Log(max(p.OneIn, 1)))}
		if i > 0 {
			line.Points = append(line.Points, Point{at.X, last.Y})
		}
		line.Points = append(line.Points, at)
		last = at
	}
	s.add(line, Circle{X: last.X, Y: last.Y, R: 4, Fill: theme.Accent, Line: theme.None})
	label := last.Y
	if max(label-warn, warn-label) < 12 {
		label = warn + 14
	}
	s.add(Label{X: w - right + 8, Y: label, Text: words.OneIn(points[len(points)-1].OneIn), Size: theme.Caption, Weight: theme.SemiBold, Colour: theme.Accent, Anchor: Start})
	for _, t := range TimeTicks(from, to, max(int((x.End-x.Start)/72), 2)) {
		s.caption(min(x.Time(t.At), x.End-20), h-axis/2, t.Label, theme.Secondary, Start)
	}
	return s
}

// DumbbellData is a number that was said, and how often it came true.
type DumbbellData struct {
	Said, Happened float64 // shares
	Lo, Hi         float64 // interval of Happened
	Known          bool    // without, there is only what was said
}

// Dumbbell draws both on a line from 0 to 1.
func Dumbbell(d DumbbellData, w, h float32) Scene {
	const pad = 6
	s := Scene{W: w, H: h}
	x := Scale{0, 1, pad, w - pad}
	y := h / 2
	s.line(pad, y, w-pad, y, 1, theme.Line2)
	for _, v := range []float64{0, .25, .5, .75, 1} {
		s.line(round(x.At(v)), y-7, round(x.At(v)), y+7, 1, theme.Line2)
	}
	if !d.Known {
		s.add(Circle{X: x.At(d.Said), Y: y, R: 4, Fill: theme.Panel, Line: theme.Ter, Width: 1.4})
		return s
	}
	s.add(Bar{X: x.At(d.Lo), Y: y - 4, W: max(x.At(d.Hi)-x.At(d.Lo), 2), H: 8, Radius: 4, Colour: theme.Accent, Opacity: 0.18})
	s.line(x.At(d.Said), y, x.At(d.Happened), y, 1.6, theme.Accent)
	s.add(Circle{X: x.At(d.Said), Y: y, R: 4, Fill: theme.Panel, Line: theme.Secondary, Width: 1.4},
		Circle{X: x.At(d.Happened), Y: y, R: 4, Fill: theme.Accent, Line: theme.None})
	return s
}

// DumbbellAxis names the scale of dumbbells.
func DumbbellAxis(w, h float32) Scene {
	const pad = 6
	s := Scene{W: w, H: h}
	x := Scale{0, 100, pad, w - pad}
	for _, v := range []float64{0, 25, 50, 75, 100} {
		s.caption(x.At(v), h/2, words.Number(v), theme.Secondary, Middle)
	}
	return s
}

// DifferenceData is a difference with its interval, on a scale about 0.
type DifferenceData struct {
	At, Lo, Hi float64
	Interval   bool
	Reach      float64 // of the scale, to both sides
	Mine       bool
}

// Difference draws it about a line at 0.
func Difference(d DifferenceData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	x, y := Scale{-d.Reach, d.Reach, 4, w - 4}, h/2
	s.line(round(w/2), 0, round(w/2), h, 1, theme.Line)
	colour := theme.Median
	if d.Mine {
		colour = theme.Accent
	}
	if d.Interval {
		s.line(x.Clamp(d.Lo), y, x.Clamp(d.Hi), y, 1.6, colour)
	}
	s.add(Circle{X: x.Clamp(d.At), Y: y, R: 3.5, Fill: colour, Line: theme.None})
	return s
}

// HeldData is how often ranges held, beside how often they should have.
type HeldData struct {
	Held, Lo, Hi, Should float64 // shares
}

// Held draws it on a track from 0 to 1.
func Held(d HeldData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	x, y := Scale{0, 1, 0, w}, h/2
	s.add(Bar{X: 0, Y: y - 3, W: w, H: 6, Radius: 3, Colour: theme.Line2},
		Bar{X: x.At(d.Lo), Y: y - 4, W: max(x.At(d.Hi)-x.At(d.Lo), 2), H: 8, Radius: 4, Colour: theme.Accent, Opacity: 0.18},
		Bar{X: min(x.At(d.Should), w-2) - 1, Y: y - 8, W: 2, H: 16, Colour: theme.Median},
		Circle{X: x.At(d.Held), Y: y, R: 4, Fill: theme.Accent, Line: theme.None})
	return s
}

// OutcomesData is how many outcomes fell into each tenth of what was forecast.
type OutcomesData struct {
	Counts []float64
	Lo, Hi float64 // where each count falls by chance, 90 times in 100
}

// Outcomes draws a histogram of them, with an even line.
func Outcomes(d OutcomesData, w, h float32) Scene {
	const left, axis = 20, 16
	s := Scene{W: w, H: h}
	most, sum := d.Hi, 0.0
	for _, n := range d.Counts {
		most, sum = max(most, n), sum+n
	}
	if len(d.Counts) == 0 || most <= 0 {
		return s
	}
	y := Scale{0, most, h - axis, 6}
	s.add(Bar{X: left, Y: y.At(d.Hi), W: w - left, H: y.At(d.Lo) - y.At(d.Hi), Colour: theme.AccentSoft})
	wide := (w - left) / float32(len(d.Counts))
	for i, n := range d.Counts {
		if n > 0 {
			s.add(Bar{X: left + wide*float32(i) + 1, Y: y.At(n), W: wide - 2, H: y.At(0) - y.At(n), Radius: 2, Colour: theme.Accent, Opacity: 0.75})
		}
	}
	even := round(y.At(sum / float64(len(d.Counts))))
	s.line(left, even, w, even, 1, theme.Secondary, 3, 3)
	s.caption(left-6, y.At(0), "0", theme.Secondary, End)
	s.caption(left-6, y.At(most), words.Number(math.Round(most)), theme.Secondary, End)
	s.caption(left, h-axis/2, "below your range", theme.Secondary, Start)
	s.caption(w, h-axis/2, "above it", theme.Secondary, End)
	return s
}
