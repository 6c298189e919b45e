package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

func TestTodayHasTheKeysWhereverOneCameFrom(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, nil)
	d := uitest.Rich()
	s, err := draw(win, d, SnapshotOptions{Page: "evidence", Width: 1440, Height: 900})
	if err != nil {
		t.Fatal(err)
	}
	s.reload() // reads what there is to do without drawing it
	s.Do("go.today")
	task, ok := win.Canvas().Focused().(*widgets.Task)
	if !ok || task.Text().Title != d.Doing.Due[0].Title {
		t.Fatalf("%T has the keys", win.Canvas().Focused())
	}
	task.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := s.Route(); got != (page.Route{Page: "questions", ID: d.Doing.Due[0].ID.String()}) {
		t.Errorf("Enter leads to %v", got)
	}
	if _, ok := win.Canvas().Focused().(interface{ SelectedText() string }); !ok {
		t.Errorf("not in the update's field: %T has the keys", win.Canvas().Focused())
	}
}
