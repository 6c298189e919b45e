package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// noFiles opens nothing.
type noFiles struct{ Files }

// That the file was displaced is told after the dialog that is open, not never.
func TestADisplacedFileIsToldAfterADialog(t *testing.T) {
	test.NewTempApp(t)
	d := uitest.Rich()
	win := test.NewTempWindow(t, nil)
	s := newShell(win, d, NewInlineRunner(func(err error) { t.Error(err) }))
	s.SetFiles(noFiles{})
	win.SetContent(s.Object())
	mine := dialogs.Show(win, dialogs.Spec{Title: "Settings", Content: widgets.VBox(0)})
	d.Standing.Apart = &session.Apart{Of: "crane.vane", How: session.Gone, Kept: "copy.vane"}
	s.readStatus()
	s.readStatus()
	if all := win.Canvas().Overlays().List(); len(all) != 1 || all[0] != mine {
		t.Errorf("%d dialogs are over the window", len(all))
	}
	mine.Close()
	if n := len(win.Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d dialogs come after it", n)
	}
	win.Canvas().Overlays().Top().(*dialogs.Dialog).Close()
	s.readStatus()
	if dialogs.Open(win.Canvas()) {
		t.Error("it is told again")
	}
}
