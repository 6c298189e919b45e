package chart

import (
	"bytes"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

func day(s string) time.Time {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestScaleThereAndBack(t *testing.T) {
	s := Scale{From: 0, To: 1, Start: 160, End: 18}
	for _, c := range []struct {
		v float64
		x float32
	}{{0, 160}, {0.5, 89}, {1, 18}} {
		if got := s.At(c.v); got != c.x {
			t.Errorf("At(%g) = %g, want %g", c.v, got, c.x)
		}
		if got := s.Back(c.x); math.Abs(got-c.v) > 1e-6 {
			t.Errorf("Back(%g) = %g, want %g", c.x, got, c.v)
		}
	}
	if s.Clamp(1.4) != 18 || (Scale{1, 1, 5, 9}).At(1) != 5 {
		t.Error("out of range, or no range")
	}
}

func TestNice(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   []float64
	}{
		{0, 0.39, 4, []float64{0, 0.1, 0.2, 0.3, 0.4}},
		{0, 100, 4, []float64{0, 50, 100}},
		{0, 7, 4, []float64{0, 2, 4, 6, 8}},
		{3, 3, 4, []float64{3}},
	} {
		got := Nice(c.lo, c.hi, c.n)
		if len(got) != len(c.want) {
			t.Errorf("Nice(%g, %g, %d) = %v, want %v", c.lo, c.hi, c.n, got, c.want)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("Nice(%g, %g, %d) = %v, want %v", c.lo, c.hi, c.n, got, c.want)
			}
		}
	}
}

func TestTimeTicks(t *testing.T) {
	for _, c := range []struct {
		from, to string
		n        int
		want     string
	}{
		{"2023-11-27", "2024-02-21", 6, "Dec 2023 Jan 2024 Feb"},
		{"2023-01-01", "2024-02-21", 5, "Jan 2023 Apr Jul Oct Jan 2024"},
		{"2024-02-01", "2024-02-05", 6, "1 Feb 2 Feb 3 Feb 4 Feb 5 Feb"},
		{"2015-03-01", "2024-02-21", 10, "2016 2017 2018 2019 2020 2021 2022 2023 2024"},
		{"2024-02-05", "2024-02-01", 6, ""},
	} {
		var got []string
		for _, tick := range TimeTicks(day(c.from), day(c.to), c.n) {
			got = append(got, tick.Label)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestDashesAreAsLongAsTheySay(t *testing.T) {
	p := Path{Points: []Point{{0, 0}, {10, 0}, {10, 4}}, Dash: [2]float32{4, 3}}
	want := [][2]Point{{{0, 0}, {4, 0}}, {{7, 0}, {10, 0}}, {{10, 0}, {10, 1}}}
	if got := p.Pieces(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func sample() TimelineData {
	return TimelineData{
		From: day("2023-11-27"), To: day("2024-02-22"), Now: day("2024-02-21"), Today: true,
		Mine:   []Step{{day("2023-11-27"), .22}, {day("2023-12-11"), .30}, {day("2023-12-28"), .26}, {day("2024-01-12"), .35}, {day("2024-01-25"), .24}, {day("2024-02-08"), .15}, {day("2024-02-15"), .20}, {day("2024-02-19"), .12}},
		Median: []Step{{day("2023-11-27"), .21}, {day("2023-12-05"), .32}, {day("2024-01-02"), .28}, {day("2024-02-19"), .14}},
		Members: []Member{{"Heron", []Step{{day("2023-12-05"), .55}, {day("2023-12-26"), .48}, {day("2024-02-17"), .30}}},
			{"Ibis", []Step{{day("2023-12-03"), .40}, {day("2024-01-10"), math.NaN()}, {day("2024-02-01"), .09}}}},
		Evidence: []Mark{{day("2023-12-04"), .4, "a"}, {day("2023-12-14"), 2, "b"}, {day("2024-02-15"), 3, "c"}, {day("2024-02-19"), .3, "d"}},
	}
}

func TestTimelineHasWhatTheDataSays(t *testing.T) {
	s := Timeline(sample(), 592, 244)
	var rings, lollipops, dashed int
	var words []string
	for _, i := range s.Items {
		switch i := i.(type) {
		case Circle:
			switch {
			case i.Line == theme.Accent:
				rings++
			case i.R == 4:
				lollipops++
			}
		case Path:
			if i.Colour == theme.Median && i.Dash == [2]float32{4, 3} {
				dashed++
			}
			for _, p := range i.Points {
				if p.X < 0 || p.X > 592 || p.Y < 0 || p.Y > 244 {
					t.Errorf("a line leaves the chart at %v", p)
				}
			}
		case Label:
			words = append(words, i.Text)
		}
	}
	if rings != 8 || lollipops != 4 || dashed != 1 {
		t.Errorf("%d rings, %d findings, %d medians; want 8, 4, 1", rings, lollipops, dashed)
	}
	for _, want := range []string{"Today", "12\u202f% mine", "14\u202f% team", "for", "against", "Dec 2023", "Jan 2024", "Feb", "100"} {
		if !strings.Contains(strings.Join(words, "|"), want) {
			t.Errorf("no %q among %q", want, words)
		}
	}
	x := TimeScale(day("2023-11-27"), day("2024-02-22"), timelineLeft, 592-timelineRight)
	_, read, ok := s.Probe(x.Time(day("2024-01-15")))
	if !ok || read != "15 Jan 2024 · 35\u202f% mine · 28\u202f% team" && !strings.HasPrefix(read, "14 Jan 2024") {
		t.Errorf("reads %q", read)
	}
}

func TestAWithdrawnForecastBreaksTheLine(t *testing.T) {
	d := sample()
	d.Members = d.Members[1:]
	n := 0
	for _, i := range Timeline(d, 592, 244).Items {
		if p, ok := i.(Path); ok && p.Colour == theme.Faint && p.Width == 1 && len(p.Points) == 2 && p.Points[0].Y == p.Points[1].Y {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d pieces, want one before and one after", n)
	}
}

func history() HistoryData {
	d := HistoryData{Name: "Crane", Base: ptr(0.238)}
	for i := range 14 {
		v := 0.26 - float64(i)*0.007
		p := HistoryPoint{At: day("2023-01-01").AddDate(0, i, 0), Value: v}
		if i > 2 {
			p.Lo, p.Hi = ptr(v-0.08), ptr(v+0.12)
		}
		d.Points = append(d.Points, p)
	}
	return d
}

func ptr(f float64) *float64 { return &f }

func TestHistoryHasBandBaseAndEnd(t *testing.T) {
	s := History(history(), 768, 170)
	var areas int
	var words []string
	for _, i := range s.Items {
		switch i := i.(type) {
		case Area:
			areas++
		case Label:
			words = append(words, i.Text)
		}
	}
	all := strings.Join(words, "|")
	if areas != 1 || !strings.Contains(all, "Crane 0.169") || !strings.Contains(all, "Base rates 0.238") || !strings.Contains(all, "0.4") {
		t.Errorf("%d bands, words %q", areas, words)
	}
	if empty := History(HistoryData{}, 768, 170); empty.Probe != nil || len(empty.Items) != 1 {
		t.Errorf("an empty history: %v", empty)
	}
}

func TestViewReadsOutAndFollowsItsSize(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	v := NewView(func(s fyne.Size) Scene { return Timeline(sample(), s.Width, s.Height) })
	w := test.NewTempWindow(t, v)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(592, 244))
	before := len(test.WidgetRenderer(v).Objects())
	e := &desktop.MouseEvent{}
	e.Position = fyne.NewPos(200, 60)
	v.MouseMoved(e)
	if got := len(test.WidgetRenderer(v).Objects()); got != before+3 {
		t.Errorf("%d objects while reading, want %d", got, before+3)
	}
	v.MouseOut()
	if got := len(test.WidgetRenderer(v).Objects()); got != before {
		t.Errorf("%d objects after, want %d", got, before)
	}
	if got := v.Scene().W; got != 592 {
		t.Errorf("drawn %g wide", got)
	}
}

func TestFilesOfAScene(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	s := Timeline(sample(), 592, 244)
	var svg, picture bytes.Buffer
	if err := s.SVG(&svg); err != nil || !strings.Contains(svg.String(), "#1f6f8b") || !strings.HasSuffix(svg.String(), "</svg>\n") {
		t.Errorf("SVG: %v\n%.300s", err, svg.String())
	}
	if err := s.PNG(&picture); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&picture)
	if err != nil || img.Bounds().Dx() != 1184 {
		t.Errorf("PNG: %v, %v", err, img.Bounds())
	}
	if dir := os.Getenv("WEATHERVANE_PICTURES"); dir != "" {
		for name, scene := range map[string]Scene{"timeline": s, "history": History(history(), 768, 170),
			"spread": Spread(SpreadData{[]float64{.09, .14, .25, .3}, ptr(.12), ptr(.14)}, 256, 44)} {
			f, err := os.Create(filepath.Join(dir, name+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := scene.PNG(f); err != nil {
				t.Error(err)
			}
			f.Close()
		}
	}
	if rows := strings.Count(sample().Table(), "\n"); rows != 8+4+3+3+4 {
		t.Errorf("%d rows as a table", rows)
	}
}
