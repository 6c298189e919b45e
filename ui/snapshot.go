package ui

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/page"
	"weathervane/ui/scores"
	"weathervane/ui/theme"
)

// SnapshotOptions say what a picture shows.
type SnapshotOptions struct {
	Page string // its name, such as "scores" or with a tab "scores-rests"; "question" is "questions"
	// Question is the id of the question to show, in full; empty is the
	// first of the list.
	Question      string
	Width, Height int // 1440 × 900 by default
	Dark          bool
}

// Snapshot draws the whole window without a display, through Fyne's test driver.
// It replaces the running program's app, so it belongs into a program that opens
// no window.
func Snapshot(desk Desk, o SnapshotOptions) (image.Image, error) {
	if o.Page == "" || o.Page == "question" {
		o.Page = pageQuestions
	}
	if !known(o.Page) {
		return nil, fmt.Errorf("there is no page %q: pages are %s", o.Page, strings.Join(append(pageNames(), tabNames()...), ", "))
	}
	if o.Width == 0 {
		o.Width = 1440
	}
	if o.Height == 0 {
		o.Height = 900
	}
	app := test.NewApp()
	defer app.Quit()
	mode := theme.Light
	if o.Dark {
		mode = theme.Dark
	}
	app.Settings().SetTheme(theme.New(mode))
	win := test.NewWindow(nil)
	defer win.Close()
	_, failed := draw(win, desk, o)
	if failed != nil {
		return nil, failed
	}
	return win.Canvas().Capture(), nil
}

// draw builds the window's content and opens the page in it, everything at once.
func draw(win fyne.Window, desk Desk, o SnapshotOptions) (*Shell, error) {
	var failed error
	runner := NewInlineRunner(nil)
	s := newShell(win, desk, runner)
	runner.Fail = func(err error) { failed = err }
	if p, ok := win.(interface{ SetPadded(bool) }); ok {
		p.SetPadded(false)
	}
	win.SetContent(s.Object())
	win.Resize(fyne.NewSize(float32(o.Width), float32(o.Height)))
	s.readStatus()
	name, tab, _ := strings.Cut(o.Page, "-")
	s.Open(page.Route{Page: name, ID: o.Question})
	if p, ok := s.pages[name].(*scores.Page); ok && tab != "" {
		p.Turn(tab)
	}
	return s, failed
}

// tabNames are the tabs that can be drawn, with their page.
func tabNames() []string {
	var names []string
	for _, tab := range scores.Tabs {
		names = append(names, pageScores+"-"+tab)
	}
	return names
}

func known(name string) bool {
	return slices.Contains(pageNames(), name) || slices.Contains(tabNames(), name)
}

func pageNames() []string {
	var names []string
	for _, p := range pageList {
		names = append(names, p.name)
	}
	return names
}
