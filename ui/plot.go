package ui

import (
	"io"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
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
