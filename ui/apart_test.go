package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// noFiles opens nothing.
type noFiles struct{ Files }

// That the file was displaced is said as long as it is so, and never in the way of
// what is being typed.
func TestADisplacedFileIsToldBesideADialog(t *testing.T) {
	test.NewTempApp(t)
	d := uitest.Rich()
	win := test.NewTempWindow(t, nil)
	s := newShell(win, d, NewInlineRunner(func(err error) { t.Error(err) }))
	s.SetFiles(noFiles{})
	win.SetContent(s.Object())
	s.Open(page.Route{Page: pageQuestions})
	whole := s.body.Size().Height
	mine := dialogs.Show(win, dialogs.Spec{Title: "Settings", Content: widgets.VBox(0)})
	d.Standing.Apart = &session.Apart{Of: "crane.vane", How: session.Gone, Kept: "copy.vane"}
	s.readStatus()
	if all := win.Canvas().Overlays().List(); len(all) != 1 || all[0] != mine {
		t.Errorf("%d dialogs are over the window", len(all))
	}
	mine.Close()
	if dialogs.Open(win.Canvas()) {
		t.Error("a dialog comes after it")
	}
	if s.banner.Hidden || s.body.Size().Height > whole-40 {
		t.Errorf("nothing above the page says it: hidden %t, %.0f of %.0f high", s.banner.Hidden, s.body.Size().Height, whole)
	}
	if !s.Do("file.apart") || !dialogs.Open(win.Canvas()) {
		t.Error("it cannot be chosen where the work belongs")
	}
	d.Standing.Apart = nil
	s.readStatus()
	if !s.banner.Hidden || s.body.Size().Height != whole {
		t.Errorf("it is still said: %.0f of %.0f high", s.body.Size().Height, whole)
	}
}
