package ui

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/exchange"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// A frame is a rectangle of the window.
type frame struct{ x1, y1, x2, y2 float32 }

func frameOf(at fyne.Position, s fyne.Size) frame {
	return frame{at.X, at.Y, at.X + s.Width, at.Y + s.Height}
}

func (f frame) cut(g frame) frame {
	return frame{max(f.x1, g.x1), max(f.y1, g.y1), min(f.x2, g.x2), min(f.y2, g.y2)}
}

func (f frame) empty() bool { return f.x2 <= f.x1 || f.y2 <= f.y1 }

// A word is a line of text as it is drawn: what it needs, what it has, and
// what of the window it is cut to.
type word struct {
	text        string
	needs, clip frame
	over        float32 // how much wider it is than its box
}

// drawnWords walks what is drawn and gives every line of text with its place.
func drawnWords(o fyne.CanvasObject, at fyne.Position, clip frame, found *[]word) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text == "" || o.Color == nil {
			return
		}
		m := o.MinSize()
		x := at.X
		switch o.Alignment {
		case fyne.TextAlignCenter:
			x += (o.Size().Width - m.Width) / 2
		case fyne.TextAlignTrailing:
			x += o.Size().Width - m.Width
		}
		*found = append(*found, word{o.Text, frameOf(fyne.NewPos(x, at.Y), m), clip, m.Width - o.Size().Width})
	case *fyne.Container:
		for _, child := range o.Objects {
			drawnWords(child, at, clip, found)
		}
	case fyne.Widget:
		switch o.(type) {
		case *container.Scroll, *container.Clip:
			clip = clip.cut(frameOf(at, o.Size()))
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			drawnWords(child, at, clip, found)
		}
	}
}

// misfits lists texts that are wider than their box, leave the window, or
// lie on each other.
func misfits(all []word) []string {
	var out []string
	var shown []word
	for _, w := range all {
		seen := w.needs.cut(w.clip)
		if seen.empty() {
			continue // scrolled away
		}
		if w.over > 1.5 {
			out = append(out, fmt.Sprintf("%q is %.1f wider than its box at %v", w.text, w.over, w.needs))
		}
		if w.needs.x1 < w.clip.x1-1 || w.needs.x2 > w.clip.x2+1 {
			out = append(out, fmt.Sprintf("%q is cut at the side: %v in %v", w.text, w.needs, w.clip))
		}
		// the letters' own height, without the room above and below
		inset := (w.needs.y2 - w.needs.y1) * 0.25
		w.needs.y1, w.needs.y2 = w.needs.y1+inset, w.needs.y2-inset
		w.needs.x1, w.needs.x2 = w.needs.x1+0.5, w.needs.x2-0.5
		w.needs = w.needs.cut(w.clip)
		shown = append(shown, w)
	}
	for i, a := range shown {
		for _, b := range shown[i+1:] {
			if strings.Contains(a.text+b.text, "\u00a0\u00a0") {
				continue // a text that leaves room for a mark of its own
			}
			if c := a.needs.cut(b.needs); !c.empty() && math.Min(float64(c.x2-c.x1), float64(c.y2-c.y1)) > 1 {
				out = append(out, fmt.Sprintf("%q lies on %q at %v", a.text, b.text, c))
			}
		}
	}
	return out
}

// looks are the windows that every page is drawn in.
var looks = []struct {
	size        [2]int
	dense, dark bool
}{
	{size: [2]int{1100, 700}}, {size: [2]int{1440, 900}}, {size: [2]int{1920, 1080}},
	{size: [2]int{1100, 700}, dark: true}, {size: [2]int{1440, 900}, dark: true}, {size: [2]int{1920, 1080}, dark: true},
	{size: [2]int{1100, 700}, dense: true, dark: true},
}

func TestEveryTextFits(t *testing.T) {
	t.Cleanup(func() { theme.SetDense(false) })
	looks := looks
	if testing.Short() {
		looks = looks[:1] // the narrowest
	}
	for _, look := range looks {
		size := look.size
		theme.SetDense(look.dense)
		for _, at := range []struct{ page, id string }{
			{"today", ""}, {"questions", uitest.ID(2).String()}, {"questions", uitest.ID(11).String()}, {"questions", uitest.ID(12).String()},
			{"questions", uitest.ID(5).String()}, {"questions", uitest.ID(1).String()}, {"scores", ""}, {"scores-rests", ""}, {"scores-compare", ""}, {"scores-improve", ""}, {"forecasters", ""}, {"evidence", uitest.ID(800).String()}, {"exchange", ""}, {"exchange", uitest.GullFile},
			{"scenarios", ""}, {"scenarios", uitest.ID(900).String()},
		} {
			mode := theme.Light
			if look.dark {
				mode = theme.Dark
			}
			test.NewTempApp(t).Settings().SetTheme(theme.New(mode))
			win := test.NewTempWindow(t, nil)
			s, err := draw(win, uitest.Rich(), SnapshotOptions{Page: at.page, Question: at.id, Width: size[0], Height: size[1]})
			if err != nil {
				t.Fatal(err)
			}
			if at.id == uitest.GullFile {
				s.pages[at.page].(*exchange.Page).Look([]string{at.id})
			}
			whole := frameOf(fyne.Position{}, win.Canvas().Size())
			var all []word
			drawnWords(s.Object(), fyne.Position{}, whole, &all)
			if len(all) < 40 {
				t.Errorf("%s at %v: only %d texts are drawn", at.page, size, len(all))
			}
			for _, w := range all {
				if strings.HasSuffix(w.text, "…") && !strings.HasPrefix(w.text, "Search") {
					t.Logf("%s at %v: cut short: %q", at.page, size, w.text)
				}
			}
			for _, m := range misfits(all) {
				t.Errorf("%s %.6s at %d×%d (dark %t): %s", at.page, at.id, size[0], size[1], look.dark, m)
			}
			if share := painted(t, s.Object(), fyne.Position{}, whole) / whole.area(); share > mostPainted {
				t.Errorf("%s %.6s at %d×%d: %.2f times the window is painted, want at most %.2f", at.page, at.id, size[0], size[1], share, mostPainted)
			}
		}
	}
}

// mostPainted is how often the window's area may be painted in one frame,
// upon its background: without a graphics card each time costs.
const mostPainted = 1.6

func (f frame) area() float64 {
	if f.empty() {
		return 0
	}
	return float64(f.x2-f.x1) * float64(f.y2-f.y1)
}

// painted is the area that a frame paints; what is invisible must be so in the
// one way in which Fyne does not paint it.
func painted(t *testing.T, o fyne.CanvasObject, at fyne.Position, clip frame) float64 {
	if !o.Visible() {
		return 0
	}
	at = at.Add(o.Position())
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Rectangle:
		if o.FillColor == nil || o.FillColor == color.Transparent {
			if o.StrokeWidth == 0 || o.StrokeColor == nil || o.StrokeColor == color.Transparent {
				return 0
			}
		} else if _, _, _, alpha := o.FillColor.RGBA(); alpha == 0 && o.StrokeWidth == 0 {
			t.Errorf("an invisible rectangle is painted at %v, %v", at, o.Size())
		}
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		switch o.(type) {
		case *container.Scroll, *container.Clip:
			clip = clip.cut(frameOf(at, o.Size()))
		}
		children = test.WidgetRenderer(o).Objects()
	}
	if children == nil {
		return frameOf(at, o.Size()).cut(clip).area()
	}
	sum := 0.0
	for _, child := range children {
		sum += painted(t, child, at, clip)
	}
	return sum
}
