package evidence

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

func newTestReader(t testing.TB, text string, passages []passage) *reader {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	r := newReader()
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	r.show("A title", "Source X", text, passages)
	return r
}

func press(x, y float32) *desktop.MouseEvent {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(x, y)
	return e
}

func TestPlacesStandForCodePoints(t *testing.T) {
	text := "한국어 text and more, 首相官邸。 " + strings.Repeat("words and words ", 30)
	r := newTestReader(t, text, []passage{{from: 4, to: 8, number: 1}, {from: 9, to: 12, number: 2}})
	runes := []rune(text)
	for at := range runes {
		n := r.laid.lineOf(r.laid.after(at))
		if ln := r.laid.lines[n]; r.laid.after(at) >= ln.to && runes[at] != ' ' {
			t.Fatalf("code point %d (%q) is in no line", at, runes[at])
		}
		if shown := r.laid.shown[r.laid.after(at)]; shown != runes[at] {
			t.Fatalf("code point %d is %q, shown %q", at, runes[at], shown)
		}
	}
	for _, at := range []int{0, 5, 13, 100, len(runes) - 20} {
		shown := r.laid.after(at)
		n := r.laid.lineOf(shown)
		x := r.laid.x(n, shown)
		if got := r.laid.at(x+0.5, r.laid.lines[n].y+5); got != at {
			t.Errorf("at %d drawn at %g, found %d", at, x, got)
		}
	}
}

func TestSelectionByMouseAndKey(t *testing.T) {
	text := "One two three four five six seven eight nine ten eleven twelve thirteen fourteen.\n\nSecond paragraph here."
	r := newTestReader(t, text, nil)
	y := r.top() + 5
	r.MouseDown(press(textMargin, y))
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(textMargin+r.laid.x(0, 7)+1, y)}})
	if _, _, words := r.quote(); words != "One two" {
		t.Errorf("dragged over %q", words)
	}
	r.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "One two" {
		t.Errorf("copied %q", got)
	}
	r.selects(4, 4)
	for range 3 {
		r.move(fyne.KeyRight, true)
	}
	if _, _, words := r.quote(); words != "two" {
		t.Errorf("by key %q", words)
	}
	r.move(fyne.KeyEnd, true)
	r.move(fyne.KeyDown, false)
	if from, to := r.selection(); from != to || from < 60 {
		t.Errorf("down: %d to %d", from, to)
	}
	r.TypedShortcut(&fyne.ShortcutSelectAll{})
	if from, to := r.selection(); from != 0 || to != len([]rune(text)) {
		t.Errorf("all: %d to %d", from, to)
	}
	if from, to := r.word(5); from != 4 || to != 7 {
		t.Errorf("word: %d to %d", from, to)
	}
}

func TestAPressOnAPassageOpensIt(t *testing.T) {
	text := "One two three four five six seven eight."
	r := newTestReader(t, text, []passage{{from: 4, to: 13, number: 1}})
	got := -1
	r.onPassage = func(i int) { got = i }
	e := press(textMargin+r.laid.x(0, 8), r.top()+5)
	r.MouseDown(e)
	r.MouseUp(e)
	if got != 0 {
		t.Errorf("opened %d", got)
	}
}

func TestOnlyLinesInViewAreDrawn(t *testing.T) {
	r := newTestReader(t, strings.Repeat(story+"\n\n", 20), nil)
	drawn := func() int { return len(test.WidgetRenderer(r).(*readerRenderer).page.Objects) }
	if n := drawn(); n > 20 {
		t.Errorf("%d objects for twelve lines", n)
	}
	r.move(fyne.KeyPageDown, false)
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -100000}})
	if n := drawn(); n == 0 || n > 20 || r.offset == 0 {
		t.Errorf("at the end: %d objects, offset %g", n, r.offset)
	}
}

func BenchmarkLay(b *testing.B) {
	test.NewTempApp(b)
	text := []rune(strings.Repeat(story+"\n\n", 100))
	for b.Loop() {
		lay(text, nil, 480)
	}
}

func TestLinesAreParagraphsWhereNoEmptyLinePartsThem(t *testing.T) {
	r := newTestReader(t, "One.\nTwo.", nil)
	if got := r.laid.lines[1].y; got != lineHigh+paragraphGap {
		t.Errorf("the second paragraph begins at %g", got)
	}
	r = newTestReader(t, "One.\nTwo.\n\nThree.", nil)
	if got := r.laid.lines[1].y; got != lineHigh {
		t.Errorf("the second line begins at %g", got)
	}
}
