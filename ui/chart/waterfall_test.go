package chart

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

func TestWaterfallIsDrawnAboutEvenOdds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	all := []WaterfallStep{{Words: "Prior", Said: "20 %", To: -1.386, Whole: true}, {Words: "A finding", Said: "×4", From: -1.386, To: 0},
		{Words: "of one origin", Said: "×2", Indent: true}, {Words: "Another", Said: "×0.5", From: 0, To: -0.693}}
	s := Waterfall(all, 860, WaterfallHigh(len(all)))
	middle := s.Items[0].(Path).Points[0].X
	var bars []Bar
	for _, i := range s.Items {
		if b, ok := i.(Bar); ok {
			bars = append(bars, b)
			if b.X < 860*0.42 || b.X+b.W > 860-92 {
				t.Errorf("bar %v lies in the words", b)
			}
		}
	}
	if len(bars) != 3 {
		t.Fatalf("%d bars, want 3: what a step consists of has none", len(bars))
	}
	for i, want := range []theme.Role{theme.Accent, theme.For, theme.Against} {
		if bars[i].Colour != want || abs(bars[i].X+bars[i].W-middle) > 0.6 {
			t.Errorf("bar %d: %v of colour %v, want to end at %v in %v", i, bars[i], bars[i].Colour, middle, want)
		}
	}
	lines := strings.Split(WaterfallTable(all), "\n")
	if len(lines) != 5 || lines[2] != "A finding\t×4\t-1.386\t0.000" || lines[3] != "of one origin\t×2\t\t" {
		t.Errorf("table: %q", lines)
	}
}

func TestSpreadsOneBelowTheOther(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	mine := 0.07
	all := []NamedSpread{{"Talks", SpreadData{Others: []float64{0.28, 0.01}, Mine: &mine}}, {"Launch", SpreadData{Others: []float64{0.4}}}}
	s := Spreads(all, 480, SpreadsHigh(2))
	last := float32(0)
	for _, i := range s.Items {
		if c, ok := i.(Circle); ok {
			if c.X < 0 || c.X > 480 || c.Y > s.H {
				t.Errorf("a dot outside: %v", c)
			}
			last = c.Y
		}
	}
	if last < spreadHigh {
		t.Errorf("the second strip stands at %v", last)
	}
	if got := SpreadsTable(all); got != "Question\tYou\tOthers\tMedian\nTalks\t7\u202f%\t1\u202f%, 28\u202f%\t\nLaunch\t\t40\u202f%\t" {
		t.Errorf("table %q", got)
	}
}

func TestADistributionAsText(t *testing.T) {
	d := DistributionData{Levels: []float64{0.1, 0.5}, Values: []float64{3, 4}, Format: func(v float64) string { return decimals(v, nil) }, Percent: words.Percent}
	if got := d.Table(); got != "Value\tProbability of less\n3\t10\u202f%\n4\t50\u202f%" {
		t.Errorf("table %q", got)
	}
}
