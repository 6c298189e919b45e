package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestATextThatDoesNotFitIsCutInItsRow(t *testing.T) {
	title := NewTitleRow(strings.Repeat("A name without an end ", 20), "more", NewIconButton("more", "", func() {}))
	title.Object().Resize(fyne.NewSize(300, 40))
	for _, o := range []fyne.CanvasObject{title.Title, title.More} {
		if right := o.Position().X + o.Size().Width; right > 300 {
			t.Errorf("%T ends at %.0f of 300", o, right)
		}
	}
	if w := title.Title.Size().Width; w < 100 {
		t.Errorf("the title has %.0f left", w)
	}
}
