package ui

import (
	"io"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/ui/scenarios"
	"weathervane/ui/scores"
	"weathervane/ui/theme"
)

// Plot writes the history and reliability diagram of a view as SVG, or as PNG.
// Like Snapshot it belongs into a program that opens no window.
func Plot(w io.Writer, svg bool, v forecasts.ScoreView, whose string, zone *time.Location) error {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(theme.New(theme.Light))
	scene := scores.Plot(v, whose, zone)
	if svg {
		return scene.SVG(w)
	}
	return scene.PNG(w)
}

// PlotSet writes the pictures of a scenario set as SVG, below each other, and
// nothing where there are none. Like Plot it belongs into a program without a
// window.
func PlotSet(w io.Writer, v forecasts.SetView, now time.Time, zone *time.Location) error {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(theme.New(theme.Light))
	scene, any := scenarios.Plot(v, now, zone)
	if !any {
		return nil
	}
	return scene.SVG(w)
}
