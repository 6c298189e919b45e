package ui

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"weathervane/ui/uitest"
)

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
		{"scores", SnapshotOptions{Page: "scores"}},
		{"scores-dark", SnapshotOptions{Page: "scores", Dark: true}},
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
