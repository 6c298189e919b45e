package ui

import (
	"bytes"
	"io"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/forecasts/report"
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

// PlotSet gives the pictures of a scenario set, as SVG or as PNG. Like Plot it
// belongs into a program without a window.
func PlotSet(svg bool, v forecasts.SetView, now time.Time, zone *time.Location) ([]report.Picture, error) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(theme.New(theme.Light))
	var all []report.Picture
	titles, scenes := scenarios.Plot(v, now, zone)
	for i, scene := range scenes {
		var b bytes.Buffer
		one := report.Picture{Title: titles[i]}
		write := scene.PNG
		if svg {
			write = scene.SVG
		}
		if err := write(&b); err != nil {
			return nil, err
		}
		if one.PNG = b.Bytes(); svg {
			one.SVG, one.PNG = b.Bytes(), nil
		}
		all = append(all, one)
	}
	return all, nil
}
