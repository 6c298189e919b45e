package chart

import (
	"math"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// HistoryPoint is a running score at an instant, with its interval if it has one.
type HistoryPoint struct {
	At     time.Time
	Value  float64
	Lo, Hi *float64
	// Rolling is the score over the last questions alone, where there are so many.
	Rolling *float64
}

// HistoryData is what the line of a score over time shows.
type HistoryData struct {
	Name   string // whose score, for the label at its end
	Points []HistoryPoint
	Base   *float64 // the score of base rates
	// BaseLabel stands before the base's number; "Base rates" if empty.
	BaseLabel string
}

// History draws a running score with its band and the score of base rates.
func History(d HistoryData, w, h float32) Scene {
	const right, top, gap = 106, 8, 9
	s := Scene{W: w, H: h}
	if len(d.Points) == 0 {
		s.add(Label{X: w / 2, Y: h / 2, Text: "No resolved question yet", Size: theme.Body, Weight: theme.Regular, Colour: theme.Secondary, Anchor: Middle})
		return s
	}
	hi := 0.0
	for _, p := range d.Points {
		hi = max(hi, p.Value)
		if p.Hi != nil {
			hi = max(hi, *p.Hi)
		}
		if p.Rolling != nil {
			hi = max(hi, *p.Rolling)
		}
	}
	if d.Base != nil {
		hi = max(hi, *d.Base)
	}
	if hi <= 0 {
		hi = 0.1
	}
	ticks := Nice(0, hi, 4)
	left := float32(28)
	for _, v := range ticks {
		left = max(left, captionWidth(decimals(v, ticks))+10)
	}
	from, to := d.Points[0].At, d.Points[len(d.Points)-1].At
	if !to.After(from) {
		from = to.Add(-24 * time.Hour)
	}
	x := TimeScale(from, to, left, w-right)
	y := Scale{0, ticks[len(ticks)-1], h - axisHigh, top}
	for _, v := range ticks {
		at := round(y.At(v))
		s.line(left, at, w-right, at, 1, theme.Line2)
		s.caption(left-8, at, decimals(v, ticks), theme.Secondary, End)
	}
	for _, t := range TimeTicks(from, to, max(int((x.End-x.Start)/80), 2)) {
		s.caption(min(x.Time(t.At), x.End-24), h-8, t.Label, theme.Secondary, Start)
	}
	s.band(d, x, y)
	s.marks(d, x, h-axisHigh)
	s.rolling(d, x, y)
	line := Path{Width: 2.2, Colour: theme.Accent}
	for _, p := range d.Points {
		line.Points = append(line.Points, Point{x.Time(p.At), y.Clamp(p.Value)})
	}
	s.baseLine(d, x, y)
	if len(line.Points) > 1 {
		s.add(line)
	}
	last := d.Points[len(d.Points)-1]
	s.add(Circle{X: x.Time(last.At), Y: y.Clamp(last.Value), R: 3.6, Fill: theme.Accent, Line: theme.None})
	style := widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Accent}
	value := " " + words.Score(last.Value)
	name := widgets.Elide(d.Name, style, right-gap-widgets.Measure(value, style).Width)
	s.add(Label{X: x.End + gap, Y: s.clearOf(d, y, last.Value), Text: name + value, Size: style.Size, Weight: style.Weight, Colour: style.Colour})
	s.Probe = func(px float32) (float32, string, bool) { return d.read(px, x) }
	s.Pick = func(px float32) (int, bool) { return d.nearest(px, x), px >= x.Start-4 && px <= x.End+4 }
	return s
}

// marks stand on the axis where outcomes became known.
func (s *Scene) marks(d HistoryData, x Scale, bottom float32) {
	last := float32(-1)
	for _, p := range d.Points {
		if at := x.Time(p.At); at-last >= 1.5 {
			s.line(at, bottom-5, at, bottom, 1, theme.Median)
			last = at
		}
	}
}

// rolling draws the score over the last questions as dashes.
func (s *Scene) rolling(d HistoryData, x, y Scale) {
	line := Path{Width: 1.4, Colour: theme.Median, Dash: [2]float32{2, 2}}
	for _, p := range d.Points {
		if p.Rolling != nil {
			line.Points = append(line.Points, Point{x.Time(p.At), y.Clamp(*p.Rolling)})
		}
	}
	if len(line.Points) > 1 {
		s.add(line)
	}
}

// nearest is the point that stands nearest to px, the last of several.
func (d HistoryData) nearest(px float32, x Scale) int {
	best := 0
	for i, p := range d.Points {
		if abs(x.Time(p.At)-px) <= abs(x.Time(d.Points[best].At)-px) {
			best = i
		}
	}
	return best
}

func (s *Scene) band(d HistoryData, x, y Scale) {
	var up, down []Point
	for _, p := range d.Points {
		if p.Lo == nil || p.Hi == nil {
			continue
		}
		up = append(up, Point{x.Time(p.At), y.Clamp(*p.Hi)})
		down = append(down, Point{x.Time(p.At), y.Clamp(*p.Lo)})
	}
	if len(up) < 2 {
		return
	}
	for i := len(down) - 1; i >= 0; i-- {
		up = append(up, down[i])
	}
	s.add(Area{Points: up, Colour: theme.AccentSoft})
}

func (s *Scene) baseLine(d HistoryData, x, y Scale) {
	if d.Base == nil {
		return
	}
	at, label := y.Clamp(*d.Base), d.BaseLabel
	if label == "" {
		label = "Base rates"
	}
	s.line(x.Start, at, x.End, at, 1.2, theme.Median, 4, 3)
	s.caption(x.End+9, at, label+" "+words.Score(*d.Base), theme.Secondary, Start)
}

// clearOf is where the label of the end stands, clear of the base's.
func (s *Scene) clearOf(d HistoryData, y Scale, v float64) float32 {
	at := y.Clamp(v)
	if d.Base == nil {
		return at
	}
	base := y.Clamp(*d.Base)
	if gap := at - base; abs(gap) < 15 {
		if gap >= 0 {
			return base + 15
		}
		return base - 15
	}
	return at
}

func (d HistoryData) read(px float32, x Scale) (float32, string, bool) {
	if px < x.Start-4 || px > x.End+4 {
		return 0, "", false
	}
	best := d.Points[d.nearest(px, x)]
	text := words.Date(best.At) + " · " + words.Score(best.Value)
	if best.Lo != nil && best.Hi != nil {
		text += " · 95\u202f% " + words.Score(*best.Lo) + "–" + words.Score(*best.Hi)
	}
	if best.Rolling != nil {
		text += " · rolling " + words.Score(*best.Rolling)
	}
	return x.Time(best.At), text, true
}

// Table is the chart as text.
func (d HistoryData) Table() string {
	out := []string{"at\tscore\tlow\thigh\trolling"}
	number := func(f *float64) string {
		if f == nil {
			return ""
		}
		return words.Digits(*f, -1)
	}
	for _, p := range d.Points {
		out = append(out, strings.Join([]string{words.ISOTime(p.At), number(&p.Value), number(p.Lo), number(p.Hi), number(p.Rolling)}, "\t"))
	}
	return strings.Join(out, "\n")
}

// captionWidth is how wide figures are at the size of captions, near enough to
// leave room for them.
func captionWidth(phrase string) float32 {
	w := float32(0)
	for _, r := range phrase {
		if r >= '0' && r <= '9' {
			w += 7.2
		} else {
			w += 4
		}
	}
	return w
}

// decimals writes a tick with as many decimals as the step needs.
func decimals(v float64, ticks []float64) string {
	n := 0
	if len(ticks) > 1 {
		n = max(0, int(math.Ceil(-math.Log10(ticks[1]-ticks[0])-1e-9)))
	}
	return words.Decimals(v, n)
}

// SpreadData is what the strip of a team's probabilities shows.
type SpreadData struct {
	Others []float64
	Mine   *float64
	Median *float64
}

// Spread draws probabilities as dots on one line, with the span between the
// lowest and the highest, and the median as a tick.
func Spread(d SpreadData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	all := append([]float64{}, d.Others...)
	if d.Mine != nil {
		all = append(all, *d.Mine)
	}
	hi, lo, top := 0.0, 1.0, 0.1
	for _, p := range all {
		hi, lo = max(hi, p), min(lo, p)
	}
	for _, t := range []float64{0.1, 0.2, 0.5, 1} {
		if top = t; hi <= t {
			break
		}
	}
	x, mid := Scale{0, top, 0.5, w - 0.5}, h/2-4
	s.line(0, mid, w, mid, 1, theme.Line)
	for i := range 6 {
		v := top * float64(i) / 5
		at := round(x.At(v)-0.5) + 0.5
		s.line(at, mid-4, at, mid+4, 1, theme.Faint)
		anchor := Middle
		switch i {
		case 0:
			anchor = Start
		case 5:
			anchor = End
		}
		s.caption(at, mid+15, words.Bare(v), theme.Secondary, anchor)
	}
	if len(all) > 1 {
		s.add(Bar{X: x.At(lo), Y: mid - 3, W: x.At(hi) - x.At(lo), H: 6, Radius: 3, Colour: theme.Faint})
	}
	for _, p := range d.Others {
		s.add(Circle{X: x.At(p), Y: mid, R: 4, Fill: theme.Median, Line: theme.Panel, Width: 1})
	}
	if d.Mine != nil {
		s.add(Circle{X: x.At(*d.Mine), Y: mid, R: 5, Fill: theme.Accent, Line: theme.Panel, Width: 1})
	}
	if d.Median != nil {
		s.line(x.At(*d.Median), mid-13, x.At(*d.Median), mid-6, 2, theme.Text)
	}
	return s
}
