package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/ui/exchange"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// TestDialogPictures draws what is over the window.
func TestDialogPictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	for _, id := range []string{"question.ask", "question.revise", "question.resolve", "question.annul", "palette", "shortcuts"} {
		test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
		win := test.NewTempWindow(t, nil)
		s, err := draw(win, uitest.Rich(), SnapshotOptions{Page: "questions", Question: uitest.ID(2).String(), Width: 1440, Height: 900})
		if err != nil {
			t.Fatal(err)
		}
		if !s.Do(id) {
			t.Errorf("%s was refused", id)
		}
		f, err := os.Create(filepath.Join(dir, "dialog-"+id+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, win.Canvas().Capture()); err != nil {
			t.Error(err)
		}
		f.Close()
		if s.Do("question.ask") {
			t.Errorf("%s is open, and another dialog opens over it", id)
		}
	}
}

// TestPictures draws every page in both palettes. With WEATHERVANE_PICTURES
// set to a folder the pictures stay there, to be looked at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	for _, c := range []struct {
		name string
		SnapshotOptions
	}{
		{"question", SnapshotOptions{Page: "questions", Question: uitest.ID(2).String()}},
		{"question-dark", SnapshotOptions{Page: "questions", Question: uitest.ID(2).String(), Dark: true}},
		{"question-small", SnapshotOptions{Page: "questions", Question: uitest.ID(2).String(), Width: 1100, Height: 700}},
		{"choice", SnapshotOptions{Page: "questions", Question: uitest.ID(11).String()}},
		{"numeric", SnapshotOptions{Page: "questions", Question: uitest.ID(12).String()}},
		{"resolved", SnapshotOptions{Page: "questions", Question: uitest.ID(5).String()}},
		{"due", SnapshotOptions{Page: "questions", Question: uitest.ID(1).String()}},
		{"evidence", SnapshotOptions{Page: "evidence", Question: uitest.ID(800).String()}},
		{"exchange", SnapshotOptions{Page: "exchange"}},
		{"scenarios", SnapshotOptions{Page: "scenarios"}},
		{"scenarios-dark", SnapshotOptions{Page: "scenarios", Dark: true, Width: 1100, Height: 700}},
		{"scores", SnapshotOptions{Page: "scores"}},
		{"scores-dark", SnapshotOptions{Page: "scores", Dark: true}},
		{"scores-rests", SnapshotOptions{Page: "scores-rests"}},
		{"scores-rests-small", SnapshotOptions{Page: "scores-rests", Dark: true, Width: 1100, Height: 700}},
		{"scores-compare", SnapshotOptions{Page: "scores-compare"}},
		{"scores-improve", SnapshotOptions{Page: "scores-improve"}},
		{"scores-improve-small", SnapshotOptions{Page: "scores-improve", Dark: true, Width: 1100, Height: 700}},
		{"forecasters", SnapshotOptions{Page: "forecasters"}},
		{"forecasters-small", SnapshotOptions{Page: "forecasters", Width: 1100, Height: 700, Dark: true}},
		{"scores-small", SnapshotOptions{Page: "scores", Width: 1100, Height: 700}},
	} {
		img, err := Snapshot(uitest.Rich(), c.SnapshotOptions)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if b := img.Bounds(); c.Width > 0 && b.Dx() != c.Width || b.Dx() == 0 {
			t.Errorf("%s: the picture is %v", c.name, b)
		}
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("%s.png", c.name)))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, img); err != nil {
			t.Error(err)
		}
		f.Close()
	}
}

// TestOverturningPictures draws a look at a file that overturns what stands here.
func TestOverturningPictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		dir = t.TempDir()
	}
	for name, o := range map[string]SnapshotOptions{
		"overturns": {Width: 1440, Height: 900}, "overturns-dark": {Width: 1440, Height: 900, Dark: true},
		"overturns-small": {Width: 1100, Height: 700}, "overturns-small-dark": {Width: 1100, Height: 700, Dark: true},
	} {
		mode := theme.Light
		if o.Dark {
			mode = theme.Dark
		}
		o.Page = pageExchange
		test.NewTempApp(t).Settings().SetTheme(theme.New(mode))
		win := test.NewTempWindow(t, nil)
		s, err := draw(win, uitest.Rich(), o)
		if err != nil {
			t.Fatal(err)
		}
		s.pages[pageExchange].(*exchange.Page).Look([]string{uitest.GullFile})
		f, err := os.Create(filepath.Join(dir, name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, win.Canvas().Capture()); err != nil {
			t.Error(err)
		}
		f.Close()
	}
}
