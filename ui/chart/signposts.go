package chart

import (
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// Post is a signpost on a line of time.
type Post struct {
	Text   string
	Placed time.Time
	By     time.Time // the date to check it
	Known  time.Time // when it was checked; zero if it was not
	Status string    // waiting, due, seen or unseen
	Colour theme.Role
}

// PostsData is what the timeline of a set's signposts shows.
type PostsData struct {
	Posts   []Post
	Now     time.Time
	Horizon time.Time
}

const (
	postRow  = 20
	postsTop = 18
)

// PostsHigh is how high the picture of so many signposts is.
func PostsHigh(n int) float32 { return postsTop + postRow*float32(max(n, 1)) + axisHigh + 4 }

// Posts draws a line for each signpost, from when it was placed to its date: a
// disc where it was seen, a cross where it was not, a ring where it is awaited.
func Posts(d PostsData, w, h float32) Scene {
	s := Scene{W: w, H: h}
	if len(d.Posts) == 0 {
		s.add(Label{X: w / 2, Y: h / 2, Text: "No signpost is placed yet", Size: theme.Body, Weight: theme.Regular, Colour: theme.Secondary, Anchor: Middle})
		return s
	}
	from, to := d.Now, d.Now
	for _, p := range d.Posts {
		if p.Placed.Before(from) {
			from = p.Placed
		}
		for _, t := range []time.Time{p.By, p.Known} {
			if t.After(to) {
				to = t
			}
		}
	}
	if !to.After(from) {
		to = from.Add(24 * time.Hour)
	}
	names := min(w*0.42, 250)
	x := TimeScale(from, to, names, w-20)
	for _, t := range TimeTicks(from, to, max(int((x.End-x.Start)/80), 2)) {
		at := round(x.Time(t.At))
		s.line(at, postsTop-2, at, h-axisHigh, 1, theme.Line2)
		s.caption(min(at, x.End-24), h-8, t.Label, theme.Secondary, Start)
	}
	for i, p := range d.Posts {
		s.post(p, d.Now, x, postsTop+postRow*(float32(i)+0.5), names-12)
	}
	if now := x.Time(d.Now); now >= x.Start && now <= x.End+1 {
		s.line(now, postsTop-6, now, h-axisHigh, 1.2, theme.Accent, 2, 3)
		s.add(Label{X: max(now, x.Start+16), Y: 6, Text: "Today", Size: theme.Caption, Weight: theme.Medium, Colour: theme.Accent, Anchor: Middle})
	}
	return s
}

func (s *Scene) post(p Post, now time.Time, x Scale, y, room float32) {
	s.caption(0, y, cutTo(p.Text, room), theme.Text, Start)
	start, end := x.Time(p.Placed), x.Time(p.By)
	s.line(start, y, end, y, 1.4, theme.Line)
	passed := now
	if !p.Known.IsZero() {
		passed = p.Known
	}
	s.line(start, y, max(start, min(x.Time(passed), max(end, x.Time(p.Known)))), y, 2.2, p.Colour)
	switch at := x.Time(p.Known); p.Status {
	case "seen":
		s.add(Circle{X: at, Y: y, R: 4.5, Fill: p.Colour, Line: theme.None})
	case "unseen":
		s.line(end-4, y-4, end+4, y+4, 1.6, p.Colour)
		s.line(end-4, y+4, end+4, y-4, 1.6, p.Colour)
	default:
		ring := p.Colour
		if p.Status == "due" {
			ring = theme.Warning
		}
		s.add(Circle{X: end, Y: y, R: 4, Fill: theme.Panel, Line: ring, Width: 1.6})
	}
}

// Table gives the signposts as text.
func (d PostsData) Table() string {
	lines := []string{"Signpost\tPlaced\tCheck by\tStatus\tKnown"}
	for _, p := range d.Posts {
		known := ""
		if !p.Known.IsZero() {
			known = words.ISODay(p.Known)
		}
		lines = append(lines, strings.Join([]string{p.Text, words.ISODay(p.Placed), words.ISOLastDay(p.By), p.Status, known}, "\t"))
	}
	return strings.Join(lines, "\n")
}
