package ui

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/question"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// many is a desk of so many questions.
func many(n int) *uitest.Desk {
	d := uitest.Rich()
	first := d.Rows[0]
	d.Rows = make([]question.Row, n)
	for i := range d.Rows {
		d.Rows[i] = first
		d.Rows[i].ID = uitest.ID(100_000 + i)
		d.Rows[i].Title = fmt.Sprintf("Will event %d happen by 31 August 2097?", i)
	}
	return d
}

// shellOn draws a shell in a window without a display.
func shellOn(tb testing.TB, desk Desk) (*Shell, fyne.Window) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewWindow(nil)
	tb.Cleanup(win.Close)
	s, err := draw(win, desk, SnapshotOptions{Page: pageQuestions, Width: 1440, Height: 900})
	if err != nil {
		tb.Fatal(err)
	}
	return s, win
}

// round goes through every page once.
func round(s *Shell) {
	for _, p := range pageList {
		s.goTo(p.name)
	}
}

// Page switches leave no goroutine behind. BenchmarkPageSwitch tells what they
// leave of memory.
func TestPagesLeaveNothingBehind(t *testing.T) {
	s, _ := shellOn(t, many(200))
	for range 5 { // what is cached is cached
		round(s)
	}
	before := runtime.NumGoroutine()
	for range 20 {
		round(s)
	}
	for runtime.NumGoroutine() > before { // those that are about to end; the test's own limit ends one that stays
		time.Sleep(time.Millisecond)
	}
}

// lists finds the lists that are shown.
func lists(o fyne.CanvasObject, found *[]*widgets.List) {
	if !o.Visible() {
		return
	}
	if l, ok := o.(*widgets.List); ok {
		*found = append(*found, l)
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			lists(c, found)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			lists(c, found)
		}
	}
}

func BenchmarkPageSwitch(b *testing.B) {
	s, _ := shellOn(b, many(10_000))
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	round(s)
	before := heap()
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pageList {
			s.goTo(p.name)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(pageList)), "ms/switch")
	b.ReportMetric(float64(int64(heap()-before))/float64(b.N*len(pageList)), "B-left/switch")
}

func BenchmarkScroll10000(b *testing.B) {
	s, win := shellOn(b, many(10_000))
	var all []*widgets.List
	lists(s.Object(), &all)
	if len(all) == 0 || all[0].Length() != 10_000 {
		b.Fatalf("%d lists", len(all))
	}
	list := all[0]
	step := &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(50, 50)}, Scrolled: fyne.Delta{DY: -40}}
	scroll := func() {
		list.Scrolled(step)
		if list.Offset() > 500_000 {
			list.Select(0)
		}
	}
	b.Run("step", func(b *testing.B) {
		for b.Loop() {
			scroll()
		}
	})
	b.Run("step, drawn", func(b *testing.B) { // the whole window again, in software
		for b.Loop() {
			scroll()
			win.Canvas().Capture()
		}
	})
}

func TestRowsCanBeCompact(t *testing.T) {
	t.Cleanup(func() { theme.SetDense(false) })
	s, win := shellOn(t, uitest.Rich())
	s.goTo(pageScores)
	// the place of the last text of the table tells how high its rows are
	lowest := func() (n int) {
		win.Canvas().Capture()
		var all []word
		drawnWords(s.Object(), fyne.Position{}, frameOf(fyne.Position{}, win.Canvas().Size()), &all)
		for _, w := range all {
			if w.text == "Kim–Putin meeting held by 30 September 2023" {
				n = int(w.needs.y1)
			}
		}
		return n
	}
	roomy := lowest()
	if !s.Do("rows") || !theme.Dense() {
		t.Fatal("rows do not become compact")
	}
	if compact := lowest(); roomy == 0 || compact != roomy-51 {
		t.Errorf("the ninth row lies at %d, compact at %d", roomy, compact)
	}
	if s.Do("rows"); theme.Dense() {
		t.Error("rows stay compact")
	}
}
