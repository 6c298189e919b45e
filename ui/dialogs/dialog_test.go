package dialogs

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A long problem has room in a small dialog, which grows by it and shrinks again.
func TestALongProblemIsReadWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, widgets.VBox(0))
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1100, 700))
	d := Show(win, Spec{Title: "Shared folder", Accept: "Watch it", Content: widgets.NewField("")})
	before := d.card.Size().Height
	problem := strings.Repeat("The folder cannot be used, for a reason that takes long to tell. ", 6)
	d.Problem(problem)
	if lines := d.problem.Lines(d.problem.Size().Width); len(lines) < 3 || strings.Contains(lines[len(lines)-1], "…") {
		t.Errorf("it is cut: %q", lines)
	}
	if needs := d.problem.HeightFor(d.problem.Size().Width); d.problem.Size().Height < needs {
		t.Errorf("it needs %g and has %g", needs, d.problem.Size().Height)
	}
	grown := d.card.Size().Height - before
	if d.Problem(""); grown < d.problem.HeightFor(500) || d.card.Size().Height != before {
		t.Errorf("the card grew by %g and is %g high afterwards, was %g", grown, d.card.Size().Height, before)
	}
}
