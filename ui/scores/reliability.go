package scores

import (
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A diagram is the card with the reliability diagram, or with why there is none.
type diagram struct {
	page   *Page
	title  *widgets.TitleRow
	key    *fyne.Container
	words  *widgets.Text
	menu   *widgets.IconButton
	view   *chart.View
	which  *widgets.Segmented
	chosen *widgets.Text
	sum    *widgets.Text
	judged *widgets.Text
	drawn  *fyne.Container
	why    *fyne.Container
	reason *widgets.Paragraph
	object *fyne.Container
}

func newDiagram(p *Page) *diagram {
	d := &diagram{page: p}
	small := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	d.words = widgets.NewText("", small)
	d.key = widgets.HBox(6, widgets.Sized(16, 10, widgets.NewFill(theme.AccentSoft, theme.None, 2)), d.words)
	d.view = chart.NewView(func(s fyne.Size) chart.Scene {
		return chart.Reliability(reliabilityData(p.view.Reliability), s.Width, s.Height)
	})
	d.menu = chart.Menu(p.host, "Reliability", d.view, func() string { return reliabilityData(p.view.Reliability).Table() })
	d.title = widgets.NewTitleRow("Reliability", "CORP", widgets.WithTip(d.key, func() string { return bandMeaning(p.view.Reliability) }), d.menu)
	d.which = widgets.NewSegmented(24, []string{"All resolved", "Date passed"}, 0, func(i int) {
		p.filter.Ended = i == 1
		p.read()
	})
	d.chosen = widgets.NewText("yes-or-no questions", widgets.Style{Size: theme.Caption, Colour: theme.Secondary})
	which := widgets.Sized(0, 24, widgets.HBox(8, d.which, widgets.WithTip(d.chosen, func() string { return curveMeaning + " " + whySelected })))
	centred := small
	centred.Align = fyne.TextAlignCenter
	d.sum, d.judged = widgets.NewText("", centred), widgets.NewText("", centred)
	d.reason = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 4)
	d.why = widgets.Pad(8, 15, 0, 15, d.reason)
	d.drawn = widgets.VBox(0, widgets.Flex(widgets.Pad(0, 15, 0, 9, chart.Pickable(d.view, p.drillIntoProbability))), widgets.Pad(4, 15, 0, 15, d.sum), widgets.Pad(0, 15, 10, 15, d.judged))
	d.object = widgets.NewPanel(widgets.VBox(0, d.title.Object(), widgets.Pad(0, 15, 6, 15, which), widgets.Flex(widgets.Stack(d.drawn, d.why))))
	return d
}

func (d *diagram) show(v scoring.View) {
	r := v.Reliability
	none := len(r.Curve) == 0
	d.key.Hidden, d.menu.Hidden, d.drawn.Hidden, d.why.Hidden = none, none, none, !none
	d.which.Set(0)
	if r.Ended {
		d.which.Set(1)
	}
	d.which.SetPieces([]string{"All resolved " + words.Count(r.All), "Date passed " + words.Count(r.Passed)})
	d.sum.SetText(decomposition(v))
	d.judged.SetText(judgement(r))
	d.reason.SetText(whyNone(r))
	d.words.SetText("90\u202f% consistent")
	if !r.Consistency {
		d.words.SetText("90\u202f% interval")
	}
	if v.Plain {
		d.key.Hide()
	}
	d.view.Refresh()
	d.object.Refresh()
}

// high is how much room the card needs.
func (d *diagram) high() float32 {
	if len(d.page.view.Reliability.Curve) == 0 {
		return 162
	}
	return reliabilityHigh
}

// curveMeaning says how the diagram is read.
const curveMeaning = "Each point: a forecast probability, and how often it came true. On the diagonal they agree; below it forecasts were too high, above it too low. " +
	"CORP: the curve is the rising one nearest to the outcomes, without bins."

// bandMeaning says what the band is.
func bandMeaning(r scoring.Diagram) string {
	switch {
	case len(r.Curve) == 0:
		return ""
	case r.Consistency:
		return "Where the curve of a calibrated forecaster with the same forecasts is 90 times out of 100: a curve that leaves the band is miscalibrated."
	}
	return "Where the curve is in 90 of 100 resamples of these questions: where the band excludes the diagonal, the probabilities are off."
}

// whySelected says why calibration over questions whose date has passed is the
// honest one.
const whySelected = "Of the questions whose date has not come, only those that ended early are resolved, and these are mostly Yes: " +
	"they bend the curve. Questions whose date has passed do not have this bias."

// whyNone says why there is no diagram.
func whyNone(r scoring.Diagram) string {
	have := "None has ended so far."
	switch {
	case r.Questions == 1:
		have = "There is 1 so far."
	case r.Questions > 1:
		have = fmt.Sprintf("There are %d so far.", r.Questions)
	}
	return "The diagram needs ten resolved yes-or-no questions; with fewer it would mostly show chance. " + have
}

// judgement sets the miscalibration beside that of a calibrated forecaster,
// whose curve strays too.
func judgement(r scoring.Diagram) string {
	if len(r.Curve) == 0 || !finite(&r.CalibratedMCB) {
		return ""
	}
	return "Calibrated forecasters: MCB " + words.Score(r.CalibratedMCB) + ", 95\u202f% below " + words.Score(r.CalibratedHigh)
}

const bins = 20

func reliabilityData(r scoring.Diagram) chart.ReliabilityData {
	var d chart.ReliabilityData
	for _, p := range r.Curve {
		d.Points = append(d.Points, chart.ReliabilityPoint{P: p.P, Observed: p.Observed, Weight: p.Weight})
	}
	for _, b := range r.Band {
		d.Band = append(d.Band, chart.ReliabilityBand{P: b.P, Lo: b.Lo, Hi: b.Hi})
	}
	if len(d.Points) > 0 {
		d.Bins = chart.Bins(d.Points, bins)
	}
	return d
}

// decomposition writes where the score of the drawn questions comes from; it
// names them where the headline counts others too.
func decomposition(v scoring.View) string {
	r := v.Reliability
	if len(r.Curve) == 0 {
		return ""
	}
	whose := ""
	if v.Headline != nil && words.Score(*v.Headline) != words.Score(r.MCB-r.DSC+r.UNC) {
		whose = "Of these " + words.Count(r.Questions) + ": "
	}
	return whose + words.Score(r.MCB-r.DSC+r.UNC) + " = " + words.Score(r.MCB) + " MCB \u2212 " +
		words.Score(r.DSC) + " DSC + " + words.Score(r.UNC) + " UNC"
}
