package chart

import (
	"math"
	"strings"

	"weathervane/ui/theme"
)

// Tick is a number on an axis and its words.
type Tick struct {
	At    float64
	Label string
}

// DistributionData is a distribution given by quantiles: the answer is
// Values[i] or less with probability Levels[i]. Both rise. Between them the
// probability is spread evenly; beyond the first and the last nothing is said.
type DistributionData struct {
	Levels, Values []float64
	From, To       float64 // of the axis
	Ticks          []Tick
	// Format writes a value for the reader.
	Format func(float64) string
	// Percent writes a probability for the reader.
	Percent func(float64) string
}

// Rising reports whether there are at least two quantiles and both rise.
func (d DistributionData) Rising() bool {
	if len(d.Levels) != len(d.Values) || len(d.Levels) < 2 {
		return false
	}
	for i := 1; i < len(d.Levels); i++ {
		if !(d.Values[i] > d.Values[i-1]) || !(d.Levels[i] > d.Levels[i-1]) {
			return false
		}
	}
	return !math.IsInf(d.Values[0], 0) && !math.IsInf(d.Values[len(d.Values)-1], 0)
}

// Below is the probability of a value or less; false if nothing is said.
func (d DistributionData) Below(value float64) (float64, bool) {
	for i := 1; i < len(d.Values); i++ {
		if lo, hi := d.Values[i-1], d.Values[i]; value >= lo && value <= hi {
			return d.Levels[i-1] + (value-lo)/(hi-lo)*(d.Levels[i]-d.Levels[i-1]), true
		}
	}
	return 0, false
}

// Value is where a level is reached; false if nothing is said.
func (d DistributionData) Value(level float64) (float64, bool) {
	for i := 1; i < len(d.Levels); i++ {
		if lo, hi := d.Levels[i-1], d.Levels[i]; level >= lo && level <= hi {
			return d.Values[i-1] + (level-lo)/(hi-lo)*(d.Values[i]-d.Values[i-1]), true
		}
	}
	return 0, false
}

// Densities are the heights between the quantiles, as shares of the highest.
func (d DistributionData) Densities() []float64 {
	var out []float64
	most := 0.0
	for i := 1; i < len(d.Values); i++ {
		h := (d.Levels[i] - d.Levels[i-1]) / (d.Values[i] - d.Values[i-1])
		out, most = append(out, h), max(most, h)
	}
	for i := range out {
		out[i] /= most
	}
	return out
}

// Distribution draws the density between the quantiles as steps, the middle
// half of it fuller, and a line at the median. Reading it gives the
// probability of the value at the pointer or less.
func Distribution(d DistributionData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	const axis, top = 18, 4
	bottom := h - axis
	x := Scale{d.From, d.To, 2, w - 2}
	s.line(x.Start, bottom, x.End, bottom, 1, theme.Line)
	for _, t := range d.Ticks {
		if t.At < d.From || t.At > d.To {
			continue
		}
		at := round(x.At(t.At))
		s.line(at, bottom, at, bottom+3, 1, theme.Faint)
		anchor, lx := Middle, at
		switch {
		case at < 18:
			anchor, lx = Start, 0
		case at > w-18:
			anchor, lx = End, w
		}
		s.caption(lx, h-7, t.Label, theme.Secondary, anchor)
	}
	if !d.Rising() || !(d.To > d.From) {
		return s
	}
	y := Scale{0, 1, bottom, top}
	outline := Path{Width: 1.6, Colour: theme.Accent}
	for i, share := range d.Densities() {
		from, to, high := x.Clamp(d.Values[i]), x.Clamp(d.Values[i+1]), y.At(share)
		opacity := 0.16
		if d.Levels[i] >= 0.25-1e-9 && d.Levels[i+1] <= 0.75+1e-9 {
			opacity = 0.34
		}
		s.add(Bar{X: from, Y: high, W: to - from, H: bottom - high, Colour: theme.Accent, Opacity: opacity})
		outline.Points = append(outline.Points, Point{from, high}, Point{to, high})
	}
	s.add(outline)
	if m, ok := d.Value(0.5); ok {
		s.line(x.At(m), top, x.At(m), bottom, 1.4, theme.Accent, 3, 2)
	}
	s.Probe = func(px float32) (float32, string, bool) { return d.read(px, x) }
	return s
}

func (d DistributionData) read(px float32, x Scale) (float32, string, bool) {
	if px < x.Start || px > x.End || d.Format == nil || d.Percent == nil {
		return 0, "", false
	}
	value := x.Back(px)
	p, ok := d.Below(value)
	words := "to " + d.Format(value) + ": "
	switch {
	case ok:
		words += d.Percent(math.Round(p*100) / 100)
	case value < d.Values[0]:
		words += "less than " + d.Percent(d.Levels[0])
	default:
		words += "more than " + d.Percent(d.Levels[len(d.Levels)-1])
	}
	return px, strings.TrimSpace(words), true
}

// Table gives the distribution as text.
func (d DistributionData) Table() string {
	lines := []string{"Value\tProbability of less"}
	if d.Format != nil && d.Percent != nil {
		for i, v := range d.Values {
			lines = append(lines, d.Format(v)+"\t"+d.Percent(d.Levels[i]))
		}
	}
	return strings.Join(lines, "\n")
}
