package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// Today leads to a set by its id, and to what is incoherent without one.
func TestTodayLeadsToScenariosAndCoherence(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, nil)
	s, err := draw(win, uitest.Rich(), SnapshotOptions{Page: "today", Width: 1440, Height: 900})
	if err != nil {
		t.Fatal(err)
	}
	s.Open(page.Route{Page: "scenarios", ID: uitest.ID(900).String()})
	if got := s.current().Route(); got.ID != uitest.ID(900).String() {
		t.Errorf("shows %v", got)
	}
	s.Back()
	s.OpenAnd(page.Route{Page: "scenarios"}, "scenarios.coherence")
	if s.route.Page != pageScenarios || !dialogs.Open(win.Canvas()) {
		t.Errorf("no coherence dialog is open on %v", s.route)
	}
}
