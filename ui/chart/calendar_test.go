package chart

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

func monday() CalendarData {
	from := time.Date(2024, 2, 19, 0, 0, 0, 0, time.UTC)
	return CalendarData{From: from, Days: 56, Now: from.Add(57 * time.Hour), SoonDays: 7}
}

// boxes are the labels of a scene as they are drawn.
func boxes(s Scene) (out []span, words []string) {
	for _, i := range s.Items {
		if l, ok := i.(Label); ok {
			o := label(l)
			at, size := o.Position(), o.Size()
			out = append(out, span{at.X, at.X + size.Width, at.Y + size.Height*0.2, at.Y + size.Height*0.8})
			words = append(words, l.Text)
		}
	}
	return out, words
}

func TestLabelsOfACalendarNeverOverlap(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		d := monday()
		for range 1 + r.IntN(60) {
			d.Deadlines = append(d.Deadlines, Deadline{At: d.From.Add(time.Duration(r.IntN(56*24)) * time.Hour),
				Kind: []string{Closes, ResolveBy, CheckAgain}[r.IntN(3)], Title: strings.Repeat("A launch is tried ", 1+r.IntN(3))})
		}
		for _, w := range []float32{560, 864, 1340} {
			s := Calendar(d, w, 108)
			all, words := boxes(s)
			for i, a := range all {
				if a.x1 < -1 || a.x2 > w+1 {
					t.Fatalf("seed %d, width %v: %q leaves the chart", seed, w, words[i])
				}
				for k, b := range all[i+1:] {
					if a.meets(b) {
						t.Fatalf("seed %d, width %v: %q lies on %q", seed, w, words[i], words[i+1+k])
					}
				}
			}
		}
	}
}

func TestDeadlinesStandOnTheirDays(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	d := monday()
	day := func(n int) time.Time { return d.From.AddDate(0, 0, n) }
	d.Deadlines = []Deadline{
		{day(6), Closes, "A test"}, {day(9).Add(-time.Hour), CheckAgain, "An envoy"}, {day(40), ResolveBy, "A vote"},
		{day(1), Closes, "past"}, {day(57), Closes, "too late"},
	}
	s := Calendar(d, 560, 108)
	var days []float32
	var colours []theme.Role
	for _, i := range s.Items {
		if l, ok := i.(Label); ok && len(l.Text) <= 2 {
			days = append(days, l.X)
		}
		if c, ok := i.(Circle); ok && c.R > 4 {
			role := c.Fill
			if c.Line != theme.None {
				role = c.Line
			}
			colours = append(colours, role)
		}
	}
	// What closes at midnight stands on the day that ends then, what is to be
	// resolved by a day on that day.
	if fmt.Sprint(days) != fmt.Sprint([]float32{55, 85, 405}) {
		t.Errorf("the days stand at %v", days)
	}
	if len(colours) != 2 || colours[0] != theme.Warning || colours[1] != theme.Good {
		t.Errorf("the marks are %v", colours)
	}
	if _, words, ok := s.Probe(56); !ok || words != "Sat 24 Feb · closes: A test" {
		t.Errorf("the reading says %q", words)
	}
	if !strings.Contains(d.Table(), "2024-02-25 00:00\tcloses\tA test") {
		t.Errorf("the table is %q", d.Table())
	}
}
