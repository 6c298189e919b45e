package ui

import (
	"bytes"
	"io"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/question"
	"weathervane/forecasts/report"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/scenarios"
	"weathervane/ui/scores"
	"weathervane/ui/theme"
)

// Plot writes the history and reliability diagram of a view as SVG, or as PNG.
// Like Snapshot it belongs into a program that opens no window.
func Plot(w io.Writer, svg bool, v scoring.View, whose string, zone *time.Location) error {
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
func PlotSet(svg bool, v scenario.View, now time.Time, zone *time.Location) ([]report.Picture, error) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(theme.New(theme.Light))
	var all []report.Picture
	titles, scenes := scenarios.Plot(v, now, zone)
	for i, scene := range scenes {
		one, err := picture(titles[i], scene, svg)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// PlotConditionals gives the trees of conditional questions, as PlotSet does.
func PlotConditionals(svg bool, list []question.Conditional) ([]report.Picture, error) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(theme.New(theme.Light))
	var all []report.Picture
	for _, c := range list {
		scene, ok := scenarios.PlotConditional(c)
		if !ok {
			continue
		}
		one, err := picture(c.Title, scene, svg)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func picture(title string, scene chart.Scene, svg bool) (report.Picture, error) {
	var b bytes.Buffer
	if svg {
		err := scene.SVG(&b)
		return report.Picture{Title: title, SVG: b.Bytes()}, err
	}
	err := scene.PNG(&b)
	return report.Picture{Title: title, PNG: b.Bytes()}, err
}
