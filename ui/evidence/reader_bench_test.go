package evidence

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// pages200 is a text of 200 pages of 500 words.
func pages200() string { return strings.Repeat(story+"\n\n", 200*500/len(strings.Fields(story))) }

// BenchmarkReader measures 200 pages: laying them for a width, a step of the
// wheel, a step of a selection in the middle, a word looked up by a press.
func BenchmarkReader(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Light))
	r := newReader()
	win := test.NewTempWindow(b, r)
	win.Resize(fyne.NewSize(540, 800))
	text := []rune(pages200())
	b.Run("lay", func(b *testing.B) {
		for b.Loop() {
			lay(text, nil, 480)
		}
	})
	r.show("A long report", "", string(text), nil)
	r.measure()
	b.Run("wheel", func(b *testing.B) {
		for b.Loop() {
			r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
		}
	})
	b.Run("select", func(b *testing.B) {
		at := len(text) / 2
		r.reveal(at)
		for i := 0; b.Loop(); i++ {
			r.selects(at, at+20+i%400)
		}
	})
	b.Run("press", func(b *testing.B) {
		for b.Loop() {
			r.at(fyne.NewPos(300, 400))
		}
	})
}

func TestALongTextIsLaidPieceByPieceLikeAtOnce(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	text := []rune(strings.Repeat(story+"\n\n서울과 도쿄, 首相官邸の見通し。\n", 60))
	l := lay(text, []passage{{from: 30_000, to: 30_020, number: 1}}, 480)
	spans := widgets.Break(l.shown, readerStyle, 480)
	if len(spans) != len(l.lines) {
		t.Fatalf("%d lines, at once %d", len(l.lines), len(spans))
	}
	for i, s := range spans {
		if l.lines[i].from != s.From || l.lines[i].to != s.To {
			t.Fatalf("line %d is %v, at once %v", i, l.lines[i], s)
		}
	}
	r := newReader()
	win := test.NewTempWindow(t, r)
	win.Resize(fyne.NewSize(540, 400))
	waits := 0
	r.onLong = func() { waits++ }
	r.show("Long", "", string(text), nil)
	if r.laid.done || r.laid.next == 0 || waits == 0 {
		t.Fatalf("laid to %d of %d, asked %d times to go on", r.laid.next, len(text), waits)
	}
	r.reveal(len(text) - 1)
	if !r.laid.done || r.offset+r.Size().Height < r.high()-60 {
		t.Errorf("the end is not in view: at %v of %v", r.offset, r.high())
	}
}
