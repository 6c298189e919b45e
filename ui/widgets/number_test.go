package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

// A probability and its sign are both read, whatever decimals it has.
func TestAProbabilityLeavesRoomForItsSign(t *testing.T) {
	f := NewProbabilityField()
	w := window(t, f, 104, 44)
	for _, c := range []struct {
		typed string
		size  float32 // of its letters, 0 for any
		sign  string
	}{
		{"12", theme.Number, "%"}, {"100", 0, "%"}, {"12.5", 0, "%"}, {"33.3", 0, "%"}, {"0.04", 0, "%"}, {"99.999", 0, "%"},
		{"0.00012345", 0, "%"}, {"12.5 %", 0, ""}, {"0.000000000123", 0, "%"},
	} {
		f.entry.Fill(c.typed)
		f.Refresh()
		w.Canvas().Capture()
		sign := test.WidgetRenderer(f).Objects()[2].(*canvas.Text)
		begins := f.big.Position().X + fieldInset
		shown := c.typed
		if f.entry.cut.Visible() {
			shown = f.entry.cut.Text
			if !strings.Contains(shown, "…") || len(c.typed) < 10 {
				t.Errorf("%s is cut to %q", c.typed, shown)
			}
		}
		ends := begins + Measure(shown, f.entry.style()).Width
		if sign.Text != c.sign || sign.Text != "" && ends > sign.Position().X {
			t.Errorf("%s ends at %.1f, and %q begins at %.1f", c.typed, ends, sign.Text, sign.Position().X)
		}
		if right := sign.Position().X + Measure(sign.Text, Style{Size: sign.TextSize}).Width; right > 104-numberArrows+1 {
			t.Errorf("%s: the sign ends at %.1f, in the arrows", c.typed, right)
		}
		if c.size != 0 && f.entry.letters.Size != c.size {
			t.Errorf("%s is written %g high", c.typed, f.entry.letters.Size)
		}
	}
}

// A number that has no room in its field is shown as cut, never as a smaller one.
func TestALongNumberIsNeverCutInSilence(t *testing.T) {
	f := NewNumberField("")
	w := window(t, VBox(0, Sized(90, 32, f)), 90, 40)
	f.Fill("123 456 789 012")
	w.Canvas().Capture()
	if !f.cut.Visible() || !strings.Contains(f.cut.Text, "…") || !strings.HasSuffix(f.cut.Text, "012") {
		t.Errorf("%q is shown", f.cut.Text)
	}
}
