package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// The kinds of deadline, each with a mark of its own shape.
const (
	Closes     = "closes"
	ResolveBy  = "resolve"
	CheckAgain = "signpost"
)

// Deadline is a moment on a calendar.
type Deadline struct {
	At    time.Time
	Kind  string // Closes, ResolveBy or CheckAgain
	Title string
}

// day is a moment on the day that the deadline names: what ends at midnight ends
// the day before.
func (d Deadline) day() time.Time {
	if d.Kind == ResolveBy {
		return d.At
	}
	return d.At.Add(-time.Millisecond)
}

// CalendarData is what a calendar of some weeks shows.
type CalendarData struct {
	From      time.Time // a Monday, at midnight
	Days      int
	Now       time.Time
	SoonDays  int // deadlines within as many days of now are near
	Deadlines []Deadline
}

// calendarDay is what stands on one day.
type calendarDay struct {
	day   int
	all   []Deadline
	near  bool
	x     float32
	label string
}

const (
	calendarFoot  = 44 // below the line: the days' numbers and the weeks'
	calendarTop   = 9
	calendarLevel = 17
)

// Calendar draws deadlines over some weeks: a mark on the line for each day
// that has one, its number below, and above it on a stem what is due. Labels
// never lie on each other: a day for which there is no room keeps its mark
// alone, and the reading at the pointer tells what it is.
func Calendar(d CalendarData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	if d.Days < 1 {
		return s
	}
	step := w / float32(d.Days)
	base := h - calendarFoot
	for i := 0; i < d.Days; i++ {
		x := float32(i) * step
		switch date := d.From.AddDate(0, 0, i); {
		case date.Weekday() == time.Saturday:
			s.add(Bar{X: x, Y: 0, W: min(2*step, w-x), H: base + 18, Colour: theme.Line2, Opacity: 0.7})
		case date.Weekday() == time.Monday:
			s.line(round(x)+0.5, 0, round(x)+0.5, h-20, 1, theme.Line)
			if x+44 <= w {
				s.caption(x+4, h-9, words.DayMonth(date), theme.Secondary, Start)
			}
		}
	}
	today := d.dayOf(d.Now)
	if today >= 0 && today < d.Days {
		s.add(Bar{X: float32(today) * step, Y: 0, W: step, H: base + 18, Colour: theme.AccentSoft})
	}
	s.line(0, base, w, base, 1, theme.Line)
	days := d.byDay(step)
	placeLabels(&s, days, base, w)
	numbers(&s, days, today, base)
	for _, day := range days {
		s.mark(day, base)
	}
	s.Probe = func(px float32) (float32, string, bool) { return d.read(px, step, days) }
	return s
}

func (d CalendarData) dayOf(at time.Time) int {
	at = at.In(d.From.Location())
	midnight := time.Date(at.Year(), at.Month(), at.Day(), 12, 0, 0, 0, d.From.Location())
	return int(midnight.Sub(d.From).Hours()) / 24
}

// byDay gathers the deadlines of each day, in time.
func (d CalendarData) byDay(step float32) []*calendarDay {
	var days []*calendarDay
	at := map[int]*calendarDay{}
	today := d.dayOf(d.Now)
	for _, one := range d.Deadlines {
		n := d.dayOf(one.day())
		if n < today || n >= d.Days || n < 0 {
			continue
		}
		day := at[n]
		if day == nil {
			day = &calendarDay{day: n, near: n-today <= d.SoonDays, x: (float32(n) + 0.5) * step}
			at[n] = day
			days = append(days, day)
		}
		day.all = append(day.all, one)
	}
	slices.SortFunc(days, func(a, b *calendarDay) int { return cmp.Compare(a.day, b.day) })
	for _, day := range days {
		day.label = day.all[0].Title
		if more := len(day.all) - 1; more > 0 {
			day.label = fmt.Sprintf("%s +%d", short(day.label, 20), more)
		}
		day.label = short(day.label, 28)
	}
	return days
}

// short cuts a title at a word where it is longer than so many letters.
func short(title string, most int) string {
	r := []rune(title)
	if len(r) <= most {
		return title
	}
	cut := string(r[:most])
	if i := strings.LastIndex(cut, " "); i > most/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.;:") + "…"
}

type span struct{ x1, x2, y1, y2 float32 }

func (a span) meets(b span) bool {
	return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2
}

// placeLabels puts what is due on stems: the nearest days first, each at the
// highest level, right of its stem or left of it, where it meets no label and
// no stem.
func placeLabels(s *Scene, days []*calendarDay, base, w float32) {
	var taken []span
	levels := max(int((base-calendarTop-14)/calendarLevel)+1, 1)
	free := func(a span) bool {
		return a.x1 >= 0 && a.x2 <= w && !slices.ContainsFunc(taken, a.meets)
	}
	for _, day := range days {
		wide := widgets.Measure(day.label, widgets.Style{Size: theme.Caption, Weight: theme.Medium}).Width
		for level := range 2 * levels {
			y := calendarTop + float32(level%levels)*calendarLevel
			text := span{day.x + 8, day.x + 8 + wide, y - 8, y + 8}
			anchor, x := Start, day.x+8
			if level >= levels {
				text = span{day.x - 8 - wide, day.x - 8, y - 8, y + 8}
				anchor, x = End, day.x-8
			}
			stem := span{day.x - 3, day.x + 3, y - 3, base}
			if !free(text) || !free(stem) || crosses(days, day, text, base) {
				continue
			}
			taken = append(taken, span{text.x1 - 4, text.x2 + 4, text.y1, text.y2}, stem)
			s.line(round(day.x)+0.5, y, round(day.x)+0.5, base, 1.6, day.colour())
			s.add(Circle{X: day.x, Y: y, R: 2.6, Fill: day.colour(), Line: theme.None})
			s.add(Label{X: x, Y: y, Text: day.label, Size: theme.Caption, Weight: theme.Medium, Colour: theme.Text, Anchor: anchor})
			break
		}
	}
}

// crosses reports whether a label would hide the mark of another day.
func crosses(days []*calendarDay, own *calendarDay, text span, base float32) bool {
	return slices.ContainsFunc(days, func(o *calendarDay) bool {
		return o != own && text.meets(span{o.x - 4, o.x + 4, base - 5, base + 5})
	})
}

func (c *calendarDay) colour() theme.Role {
	switch {
	case c.near:
		return theme.Warning
	case c.all[0].Kind == Closes:
		return theme.Accent
	case c.all[0].Kind == ResolveBy:
		return theme.Good
	}
	return theme.Median
}

// mark draws the day's mark on the line: a disc for what closes, a ring for
// what is to be resolved, a square for a signpost.
func (s *Scene) mark(c *calendarDay, base float32) {
	switch c.all[0].Kind {
	case Closes:
		s.add(Circle{X: c.x, Y: base, R: 4.2, Fill: c.colour(), Line: theme.None})
	case ResolveBy:
		s.add(Circle{X: c.x, Y: base, R: 4.4, Fill: theme.Panel, Line: c.colour(), Width: 2})
	default:
		s.add(Bar{X: c.x - 4, Y: base - 4, W: 8, H: 8, Radius: 1.5, Colour: c.colour()})
	}
}

// numbers writes the days' numbers below the line, where there is room.
func numbers(s *Scene, days []*calendarDay, today int, base float32) {
	last := float32(-100)
	put := func(x float32, colour theme.Role, weight theme.Weight, text string) {
		if x = max(8, min(x, s.W-8)); x-last < 15 {
			return
		}
		last = x
		s.add(Label{X: x, Y: base + 13, Text: text, Size: theme.Caption, Weight: weight, Colour: colour, Anchor: Middle})
	}
	number := func(c *calendarDay) string {
		return fmt.Sprint(c.all[0].day().Day())
	}
	for _, c := range days {
		colour, weight := theme.Text, theme.Medium
		if c.day == today {
			colour, weight = theme.Accent, theme.SemiBold
		}
		put(c.x, colour, weight, number(c))
	}
}

func (d CalendarData) read(px, step float32, days []*calendarDay) (float32, string, bool) {
	var best *calendarDay
	for _, c := range days {
		if best == nil || abs(c.x-px) < abs(best.x-px) {
			best = c
		}
	}
	if best == nil || abs(best.x-px) > max(step, 10) {
		return 0, "", false
	}
	dues := map[string]string{Closes: "closes", ResolveBy: "resolve by", CheckAgain: "check"}
	var parts []string
	for _, one := range best.all[:min(len(best.all), 2)] {
		parts = append(parts, dues[one.Kind]+": "+short(one.Title, 40))
	}
	if more := len(best.all) - 2; more > 0 {
		parts = append(parts, fmt.Sprintf("%d more", more))
	}
	return best.x, words.Weekday(d.From.AddDate(0, 0, best.day)) + " · " + strings.Join(parts, " · "), true
}

// Table is the chart as text.
func (d CalendarData) Table() string {
	out := []string{"at\tkind\twhat"}
	for _, one := range d.Deadlines {
		out = append(out, words.ISOMinute(one.At)+"\t"+one.Kind+"\t"+one.Title)
	}
	return strings.Join(out, "\n")
}

// Spark draws a line of values over time without axes, scaled to what it
// shows, with the base as a dashed line.
func Spark(points []HistoryPoint, base *float64, w, h float32) Scene {
	s := Scene{W: w, H: h}
	if len(points) < 2 {
		return s
	}
	lo, hi := points[0].Value, points[0].Value
	for _, p := range points {
		lo, hi = min(lo, p.Value), max(hi, p.Value)
	}
	if base != nil {
		lo, hi = min(lo, *base), max(hi, *base)
	}
	if hi-lo < 1e-9 {
		lo, hi = lo-0.01, hi+0.01
	}
	x := TimeScale(points[0].At, points[len(points)-1].At, 1, w-1)
	y := Scale{lo, hi, h - 4, 4}
	if base != nil {
		s.line(0, y.At(*base), w, y.At(*base), 1, theme.Faint, 3, 3)
	}
	line := Path{Width: 1.6, Colour: theme.Accent}
	last := float32(-10)
	for i, p := range points {
		if at := x.Time(p.At); at-last >= 5 || i == len(points)-1 { // shorter pieces are drawn ragged
			last = at
			line.Points = append(line.Points, Point{at, y.At(p.Value)})
		}
	}
	s.add(line)
	return s
}
