package chart

import (
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

func nth(n int) time.Time { return time.Date(2027, 1, 1+n, 0, 0, 0, 0, time.UTC) }

// At every instant the areas fill the whole height, in steps.
func TestWeightsFillTheHeight(t *testing.T) {
	test.NewTempApp(t)
	d := WeightsData{Names: []string{"Calm", "Crisis"}, Colours: []theme.Role{theme.Accent, theme.Bad}, To: nth(100),
		Steps: []Weighing{{nth(0), []float64{.6, .4}}, {nth(50), []float64{.9, .1}}}}
	s := Weights(d, 500, 200)
	var areas []Area
	for _, i := range s.Items {
		if a, ok := i.(Area); ok {
			areas = append(areas, a)
		}
	}
	if len(areas) != 2 {
		t.Fatalf("%d areas", len(areas))
	}
	high := 200 - float32(axisHigh) - 8
	for k, share := range []float32{.6, .9} {
		lo, hi := areas[0].Points[2*k], areas[1].Points[2*k]
		if got := 200 - axisHigh - lo.Y; math.Abs(float64(got-share*high)) > 0.01 || hi.Y != 8 {
			t.Errorf("step %d: the first area is %g high of %g, the second ends at %g", k, got, high, hi.Y)
		}
	}
	if _, words, ok := s.Probe(300); !ok || !strings.Contains(words, "Calm 90") {
		t.Errorf("reads %q", words)
	}
	if got := d.Table(); got != "Date\tCalm\tCrisis\n2027-01-01\t60\u202f%\t40\u202f%\n2027-02-20\t90\u202f%\t10\u202f%" {
		t.Errorf("%q", got)
	}
}

func TestSignpostsHaveTheirMarks(t *testing.T) {
	test.NewTempApp(t)
	d := PostsData{Now: nth(50), Posts: []Post{
		{Text: "seen", Placed: nth(0), By: nth(80), Known: nth(20), Status: "seen", Colour: theme.Good},
		{Text: "awaited", Placed: nth(0), By: nth(90), Status: "waiting", Colour: theme.Bad},
		{Text: "missed", Placed: nth(0), By: nth(40), Known: nth(41), Status: "unseen", Colour: theme.Bad}}}
	var discs, rings int
	for _, i := range Posts(d, 800, PostsHigh(3)).Items {
		if c, ok := i.(Circle); ok {
			if c.Line == theme.None {
				discs++
			} else {
				rings++
			}
		}
	}
	if discs != 1 || rings != 1 {
		t.Errorf("%d discs and %d rings", discs, rings)
	}
	if !strings.Contains(d.Table(), "missed\t2027-01-01\t2027-02-09\tunseen\t2027-02-11") {
		t.Error(d.Table())
	}
}

func TestATreeSumsToWhatIsImplied(t *testing.T) {
	test.NewTempApp(t)
	d := TreeData{Question: "Is there a visit?", Branches: []Branch{{"Calm", .75, .2, theme.Accent, false}, {"Crisis", .25, .6, theme.Bad, false}}}
	var said []string
	for _, i := range Tree(d, 700, TreeHigh(2)).Items {
		if l, ok := i.(Label); ok {
			said = append(said, l.Text)
		}
	}
	if all := strings.Join(said, "|"); !strings.Contains(all, "yes in all 30\u202f%") || !strings.Contains(all, "15\u202f% of all") {
		t.Error(all)
	}
}

func TestAHeatMapLeavesOutWhatIsNotSaid(t *testing.T) {
	test.NewTempApp(t)
	d := HeatData{Columns: []string{"Calm", "Crisis"}, Rows: []HeatRow{{Title: "A visit", Cells: []float64{.5, math.NaN()}}}}
	bars := 0
	for _, i := range Heat(d, 600, HeatHigh(1)).Items {
		if _, ok := i.(Bar); ok {
			bars++
		}
	}
	if bars != 1 {
		t.Errorf("%d cells are filled", bars)
	}
	if got := d.Table(); got != "Question\tCalm\tCrisis\nA visit\t50\u202f%\t\t" {
		t.Errorf("%q", got)
	}
}
