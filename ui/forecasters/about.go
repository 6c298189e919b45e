package forecasters

import (
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	chartHigh = 216
	pad       = theme.PanelPadding - 1
)

// about is everything that learns of one forecaster.
func (p *Page) about(v scoring.ForecasterView) *fyne.Container {
	more := "key " + v.Key[:min(len(v.Key), 8)]
	if v.By != "" {
		more = "recorded by another, under key " + v.Key[:min(len(v.Key), 8)]
	}
	scores := widgets.NewLink("Scores", "scores", func() { p.openScores(v, "") }).Small()
	objects := []fyne.CanvasObject{widgets.NewTitleRow(v.Name, more, scores).Object(), widgets.NewHairline(), p.pressable(figures(v), v, "")}
	section := func(title string, body ...fyne.CanvasObject) {
		head := widgets.NewText(title, widgets.Style{Weight: theme.SemiBold})
		objects = append(objects, widgets.Pad(12, pad, 4, pad, head))
		for _, b := range body {
			objects = append(objects, widgets.Pad(0, pad, 4, pad, b))
		}
	}
	if text := against(v); text != "" {
		section("Compared with you", prose(text))
	}
	var said []fyne.CanvasObject
	for _, s := range confidence(v) {
		said = append(said, prose(s))
	}
	section("Confidence", said...)
	p.learnt = widgets.VBox(4)
	section("Luck and difficulty", p.learnt, widgets.HBox(0, widgets.NewLink("How to improve", "", func() { p.host.Open(page.ImproveOf(v.Ref())) }).Small()))
	objects = append(objects, p.calibration(v)...)
	told := append([]fyne.CanvasObject{prose(subjects(v))}, p.tags(v)...)
	if text := fewer(v); text != "" {
		told = append(told, prose(text))
	}
	section("Subjects", told...)
	section("Activity", prose(activity(v, p.calendar())))
	return widgets.VBox(0, append(objects, widgets.Sized(0, 12, widgets.Space()))...)
}

// pressable leads from figures to the scores that they stand for.
func (p *Page) pressable(content fyne.CanvasObject, v scoring.ForecasterView, tag string) *widgets.Pressable {
	b := widgets.NewPressable(content, func() { p.openScores(v, tag) })
	b.SetTip("Press to see these scores, and the forecasts behind them.")
	return b
}

// openScores goes to a forecaster's scores, on a tag if it is not empty.
func (p *Page) openScores(v scoring.ForecasterView, tag string) {
	p.host.Open(page.ScoresOf(v.Ref(), tag))
}

func prose(text string) *widgets.Paragraph {
	return widgets.NewParagraph(text, widgets.Style{Size: theme.Small, LineHeight: 17, Colour: theme.Mid}, 6)
}

// figures are score, questions and coverage.
func figures(v scoring.ForecasterView) *fyne.Container {
	cell := func(caption, value, note string) fyne.CanvasObject {
		small := widgets.Style{Size: theme.Caption, LineHeight: 16, Colour: theme.Secondary}
		return widgets.VBox(0, widgets.NewText(caption, small),
			widgets.NewText(value, widgets.Style{Size: theme.Reader, LineHeight: 30, Weight: theme.SemiBold, Figures: true}), widgets.NewText(note, small))
	}
	coverage, note := dash, "nothing scored yet"
	if v.Coverage != nil {
		coverage, note = words.WholeShare(*v.Coverage), "of open time"
	}
	ci := interval(v.CI)
	switch {
	case v.CI == nil && v.Questions > 0:
		ci = "interval from ten on"
	case v.CI == nil:
		ci = "nothing scored yet"
	}
	a, b, c := cell("Brier score", scored(v.Headline), ci), cell("Questions", words.Count(v.Questions), "resolved, scored"), cell("Coverage", coverage, note)
	return widgets.Sized(0, 78, widgets.Arrange(func(s fyne.Size) {
		w := (s.Width - 2*pad) / 3
		widgets.Put(a, pad, 10, w+8, 62)
		widgets.Put(b, pad+w+12, 10, w-16, 62)
		widgets.Put(c, pad+2*w+4, 10, w-4, 62)
	}, a, b, c))
}

// calibration is the reliability diagram in small, or why there is none.
func (p *Page) calibration(v scoring.ForecasterView) []fyne.CanvasObject {
	head := func(more string, actions ...fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewTitleRow("Calibration", more, actions...).Object()
	}
	if len(v.Curve) == 0 {
		have := "none has ended so far"
		if n := v.Diagram.Questions; n > 0 {
			have = fmt.Sprintf("there are %d", n)
			if n == 1 {
				have = "there is one"
			}
		}
		text := "The diagram needs ten resolved yes-or-no questions; " + have + "."
		return []fyne.CanvasObject{head(""), widgets.Pad(0, pad, 4, pad, prose(text))}
	}
	data := diagram(v.Diagram)
	view := chart.NewView(func(s fyne.Size) chart.Scene { return chart.Reliability(data, s.Width, s.Height) })
	menu := chart.Menu(p.host, "Calibration of "+v.Name, view, func() string { return data.Table() })
	band := "band: 90\u202f% interval"
	if v.Consistency {
		band = "band: 90\u202f% of calibrated forecasters"
	}
	text := "Miscalibration " + words.Score(v.MCB) + "; a calibrated forecaster with these forecasts would have " + words.Score(v.CalibratedMCB) + " on average, in 95\u202f% of cases less than " + words.Score(v.CalibratedHigh) + "."
	return []fyne.CanvasObject{head(band, menu), widgets.Sized(0, chartHigh, widgets.Pad(0, pad, 0, 9, chart.Pickable(view, func(int) { p.openScores(v, "") }))), widgets.Pad(4, pad, 4, pad, prose(text))}
}

func diagram(r scoring.Diagram) chart.ReliabilityData {
	var d chart.ReliabilityData
	for _, p := range r.Curve {
		d.Points = append(d.Points, chart.ReliabilityPoint{P: p.P, Observed: p.Observed, Weight: p.Weight})
	}
	for _, b := range r.Band {
		d.Band = append(d.Band, chart.ReliabilityBand{P: b.P, Lo: b.Lo, Hi: b.Hi})
	}
	return d
}

// tags are a line for each subject that has a score.
func (p *Page) tags(v scoring.ForecasterView) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, s := range v.Subjects {
		if s.Headline == nil {
			continue
		}
		grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
		number := widgets.Style{Size: theme.Small, Figures: true, Weight: theme.Medium, Align: fyne.TextAlignTrailing}
		name, n, value := widgets.NewText(s.Tag, widgets.Style{Size: theme.Small}), widgets.NewText(words.Plural(s.Questions, "question"), grey), widgets.NewText(scored(s.Headline), number)
		line := widgets.Sized(0, 20, widgets.Arrange(func(size fyne.Size) {
			widgets.Put(name, 0, 0, size.Width-170, 20)
			widgets.Put(n, size.Width-162, 0, 100, 20)
			widgets.Put(value, size.Width-56, 0, 56, 20)
		}, name, n, value))
		out = append(out, p.pressable(line, v, s.Tag))
	}
	return out
}
