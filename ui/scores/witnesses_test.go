package scores

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/scoring"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// The page is seen by the word of anybody, of those who are trusted, or of one key.
func TestWitnessesAreChosen(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	seen := func(i int, shown, filter string) {
		t.Helper()
		p.witnesses.OnChange(i)
		if p.witnesses.Shown() != shown || p.filter.Witnesses != filter {
			t.Errorf("%d shows %q by %q, want %q by %q", i, p.witnesses.Shown(), p.filter.Witnesses, shown, filter)
		}
	}
	keys := p.view.Keys
	seen(1, "Trusted", scoring.TrustedWitnesses)
	seen(2, "Heron", keys[0].Key)
	seen(3, "Ibis "+keys[1].Key[:8], keys[1].Key)
	seen(0, "Anybody", "")
	p.witnesses.OnChange(5)
	if p.witnesses.Shown() != "Anybody" {
		t.Errorf("while it asks, it shows %q", p.witnesses.Shown())
	}
	top := h.Win.Canvas().Overlays().Top()
	boxes := all[*widgets.Checkbox](top)
	test.Tap(boxes[1])
	for _, b := range all[*widgets.Button](top) {
		if b.Text() == "Done" {
			test.Tap(b)
		}
	}
	if p.filter.Witnesses != scoring.TrustedWitnesses || p.witnesses.Shown() != "Trusted" {
		t.Errorf("after trusting it is seen by %q", p.filter.Witnesses)
	}
}

// all gives the widgets of a kind, in the order of drawing.
func all[W fyne.CanvasObject](o fyne.CanvasObject) (found []W) {
	if w, ok := o.(W); ok {
		return []W{w}
	}
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, x := range inside {
		found = append(found, all[W](x)...)
	}
	return found
}
