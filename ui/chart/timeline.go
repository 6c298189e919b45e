package chart

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// Step is a probability from an instant on; NaN ends the line there.
type Step struct {
	At time.Time
	P  float64
}

// Member is another forecaster's line.
type Member struct {
	Name  string
	Steps []Step
}

// Mark is a judged finding: above 1 for, below 1 against.
type Mark struct {
	At    time.Time
	LR    float64
	Claim string
}

// TimelineData is what a question's timeline shows.
type TimelineData struct {
	From, To time.Time // of the axis
	Now      time.Time // steps are drawn up to here, and today's line
	Today    bool      // whether to draw it
	Mine     []Step
	Median   []Step
	Members  []Member
	Evidence []Mark
}

const (
	timelineLeft  = 28
	timelineRight = 84
	timelineTop   = 18
	laneHigh      = 44
	axisHigh      = 22
)

// Timeline draws probabilities over time: one's own in steps with a ring at
// each update, the team's median dashed, members faint, and the findings in a
// lane below, for upward and against downward.
func Timeline(d TimelineData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	if !d.To.After(d.From) {
		d.To = d.From.Add(24 * time.Hour)
	}
	bottom := h - laneHigh - axisHigh
	x := TimeScale(d.From, d.To, timelineLeft, w-timelineRight)
	y := Scale{0, 1, bottom, timelineTop}
	s.frame(d, x, y, h)
	for _, m := range d.Members {
		s.steps(m.Steps, d, x, y, Path{Width: 1, Colour: theme.Faint})
	}
	s.steps(d.Median, d, x, y, Path{Width: 1.6, Colour: theme.Median, Dash: [2]float32{4, 3}})
	s.steps(d.Mine, d, x, y, Path{Width: 2.2, Colour: theme.Accent})
	s.rings(d, x, y)
	s.lane(d, x, bottom+laneHigh/2+2)
	s.ends(d, x, y)
	s.Probe = func(px float32) (float32, string, bool) { return d.read(px, x) }
	return s
}

func (s *Scene) frame(d TimelineData, x, y Scale, h float32) {
	for _, p := range []float64{0, 0.25, 0.5, 0.75, 1} {
		at := round(y.At(p))
		s.line(x.Start, at, x.End+10, at, 1, theme.Line2)
		s.caption(x.Start-8, at, words.AxisPercent(p), theme.Secondary, End)
	}
	for _, t := range TimeTicks(d.From, d.To, max(int((x.End-x.Start)/80), 2)) {
		at := round(x.Time(t.At))
		if at > x.End {
			continue
		}
		s.line(at, y.End, at, y.Start, 1, theme.Line2)
		s.line(at, h-axisHigh-2, at, h-axisHigh+2, 1, theme.Faint)
		anchor, lx := Start, at
		if at+56 > x.End+40 {
			anchor, lx = End, x.End+40
		}
		s.caption(lx, h-8, t.Label, theme.Secondary, anchor)
	}
	if now := x.Time(d.Now); d.Today && now >= x.Start && now <= x.End+1 {
		s.line(now, y.End-4, now, h-axisHigh, 1.2, theme.Accent, 2, 3)
		s.add(Label{X: now, Y: 6, Text: "Today", Size: theme.Caption, Weight: theme.Medium, Colour: theme.Accent, Anchor: Middle})
	}
}

// steps draws a step line up to now; a line that began before the axis is
// drawn from its beginning.
func (s *Scene) steps(steps []Step, d TimelineData, x, y Scale, look Path) {
	var points []Point
	flush := func() {
		if len(points) > 1 {
			look.Points = points
			s.add(look)
		}
		points = nil
	}
	for i, st := range steps {
		end := d.Now
		if i+1 < len(steps) {
			end = steps[i+1].At
		}
		if end.After(d.To) {
			end = d.To
		}
		from, to := x.Clamp(ms(st.At)), x.Clamp(ms(end))
		if math.IsNaN(st.P) {
			flush()
			continue
		}
		if end.Before(d.From) || to < from {
			continue
		}
		py := y.Clamp(st.P)
		points = append(points, Point{from, py}, Point{to, py})
	}
	flush()
}

func (s *Scene) rings(d TimelineData, x, y Scale) {
	for _, st := range d.Mine {
		if math.IsNaN(st.P) || st.At.Before(d.From) || st.At.After(d.To) {
			continue
		}
		s.add(Circle{X: x.Time(st.At), Y: y.Clamp(st.P), R: 2.6, Fill: theme.Panel, Line: theme.Accent, Width: 1.4})
	}
	if p, ok := at(d.Mine, d.Now); ok && d.Today {
		s.add(Circle{X: x.Clamp(ms(d.Now)), Y: y.Clamp(p), R: 3.6, Fill: theme.Accent, Line: theme.None})
	}
}

// lane draws the findings around its middle line.
func (s *Scene) lane(d TimelineData, x Scale, mid float32) {
	s.line(x.Start, mid, x.End, mid, 1, theme.Line)
	for _, m := range d.Evidence {
		if m.At.Before(d.From) || m.At.After(d.To) || !(m.LR > 0) {
			continue
		}
		long := 6 + 9*float32(math.Min(math.Abs(math.Log(m.LR))/math.Log(3), 1.4))
		colour, end := theme.For, mid-long
		if m.LR < 1 {
			colour, end = theme.Against, mid+long
		}
		px := x.Time(m.At)
		s.line(px, mid, px, end, 1.4, colour)
		s.add(Circle{X: px, Y: end, R: 4, Fill: colour, Line: theme.None})
	}
	s.triangle(x.End+17, mid-10, true)
	s.caption(x.End+26, mid-10, "for", theme.ForInk, Start)
	s.triangle(x.End+17, mid+10, false)
	s.caption(x.End+26, mid+10, "against", theme.AgainstInk, Start)
}

func (s *Scene) triangle(x, y float32, up bool) {
	a := Area{Colour: theme.Against, Points: []Point{{x - 4, y - 3.5}, {x + 4, y - 3.5}, {x, y + 3.5}}}
	if up {
		a = Area{Colour: theme.For, Points: []Point{{x - 4, y + 3.5}, {x + 4, y + 3.5}, {x, y - 3.5}}}
	}
	s.add(a)
}

// ends writes the last numbers right of the lines, never over each other.
func (s *Scene) ends(d TimelineData, x, y Scale) {
	mine, hasMine := at(d.Mine, d.Now)
	team, hasTeam := at(d.Median, d.Now)
	my, ty := y.Clamp(mine), y.Clamp(team)
	if hasMine && hasTeam && abs(my-ty) < 16 {
		mid := (my + ty) / 2
		if ty <= my {
			ty, my = mid-8, mid+8
		} else {
			my, ty = mid-8, mid+8
		}
	}
	// The words of the evidence lane begin just below nought.
	floor := y.Clamp(0) - 2
	lower, upper := &my, &ty
	if ty > my {
		lower, upper = &ty, &my
	}
	if *lower > floor {
		*lower = floor
		if hasMine && hasTeam {
			*upper = min(*upper, floor-16)
		}
	}
	if hasTeam {
		s.add(Label{X: x.End + 13, Y: ty, Text: words.Percent(team) + " team", Size: theme.Small, Weight: theme.Medium, Colour: theme.Median})
	}
	if hasMine {
		s.add(Label{X: x.End + 13, Y: my, Text: words.Percent(mine) + " mine", Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Accent})
	}
}

// read says what stood at the instant below x.
func (d TimelineData) read(px float32, x Scale) (float32, string, bool) {
	if px < x.Start || px > x.End {
		return 0, "", false
	}
	when := x.Instant(px, d.From.Location())
	parts := []string{words.Date(when)}
	if !when.After(d.Now) {
		if p, ok := at(d.Mine, when); ok {
			parts = append(parts, words.Percent(p)+" mine")
		}
		if p, ok := at(d.Median, when); ok {
			parts = append(parts, words.Percent(p)+" team")
		}
	}
	for _, m := range d.Evidence {
		if abs(x.Time(m.At)-px) <= 4 {
			parts = append(parts, words.Ratio(m.LR)+" "+m.Claim)
			break
		}
	}
	return px, strings.Join(parts, " · "), true
}

// Table is the chart as text: each step of each line, by time.
func (d TimelineData) Table() string {
	type line struct {
		at   time.Time
		text string
	}
	var lines []line
	put := func(who string, steps []Step) {
		for _, st := range steps {
			p := "withdrawn"
			if !math.IsNaN(st.P) {
				p = fmt.Sprintf("%g", st.P)
			}
			lines = append(lines, line{st.At, words.ISOTime(st.At) + "\t" + who + "\t" + p})
		}
	}
	put("mine", d.Mine)
	put("median", d.Median)
	for _, m := range d.Members {
		put(m.Name, m.Steps)
	}
	for _, m := range d.Evidence {
		lines = append(lines, line{m.At, fmt.Sprintf("%s\tfinding: %s\t%g", words.ISOTime(m.At), m.Claim, m.LR)})
	}
	sort.SliceStable(lines, func(a, b int) bool { return lines[a].at.Before(lines[b].at) })
	out := []string{"at\twho\tvalue"}
	for _, l := range lines {
		out = append(out, l.text)
	}
	return strings.Join(out, "\n")
}

// at is the probability in force at an instant.
func at(steps []Step, when time.Time) (float64, bool) {
	p, ok := 0.0, false
	for _, st := range steps {
		if st.At.After(when) {
			break
		}
		p, ok = st.P, !math.IsNaN(st.P)
	}
	return p, ok
}

func round(f float32) float32 { return float32(math.Round(float64(f))) }

func abs(f float32) float32 { return max(f, -f) }
