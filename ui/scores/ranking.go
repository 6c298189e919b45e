package scores

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func groupColumns() []widgets.Column[groupRow] {
	figures := widgets.Style{Size: theme.Small, Figures: true, Weight: theme.Medium}
	grey := widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}
	return []widgets.Column[groupRow]{
		{Title: "Place", Width: 32, Text: func(r groupRow) string { return r.Place }, Style: grey},
		{Title: "Forecaster", Text: func(r groupRow) string { return r.Name }, Style: widgets.Style{Size: theme.Small, Weight: theme.Medium},
			Ink: func(r groupRow) theme.Role {
				if r.Team {
					return theme.Secondary
				}
				return theme.Text
			}},
		{Title: "95\u202f%", Width: 38, Text: func(r groupRow) string { return r.Score }, New: newInterval, Paint: paintInterval},
		{Title: "Score", Width: 42, Align: fyne.TextAlignTrailing, Style: figures, Text: func(r groupRow) string { return r.Score }},
		{Title: "Paired", Width: 46, Align: fyne.TextAlignTrailing, Style: grey, Text: func(r groupRow) string { return r.Paired },
			Ink: func(r groupRow) theme.Role {
				switch {
				case r.Sign > 0:
					return theme.GoodInk
				case r.Sign < 0:
					return theme.BadInk
				}
				return theme.Secondary
			}},
		{Title: "Cov.", Width: 36, Align: fyne.TextAlignTrailing, Style: grey, Text: func(r groupRow) string { return r.Coverage }},
		{Title: "n", Width: 24, Align: fyne.TextAlignTrailing, Style: grey, Text: func(r groupRow) string { return r.Questions }},
	}
}

func rankingNote(v scoring.View) string {
	if v.Against == "" {
		return ""
	}
	return "paired with " + v.Against
}

// rankingWords says what the places mean.
func rankingWords(v scoring.View) string {
	switch {
	case len(v.Groups) < 2:
		return "Two forecasters or more are compared here."
	case v.Plain:
		return "Intervals and the comparison of forecasters follow."
	case !v.Ranked:
		return pairedWords(v) + " With this many forecasters no places are given." + teamWords(v)
	}
	return "Places: by paired differences that are significant at 5\u202f% after Holm’s correction for all pairs; those who share places cannot be distinguished. " + pairedWords(v) + " Cov.: the share of open time with a forecast in force. n: questions." + teamWords(v)
}

// pairedWords says what a paired difference is.
func pairedWords(v scoring.View) string {
	if v.Against == "" {
		return "Choose a forecaster above to see everyone’s difference from them."
	}
	return "Paired: the score less " + v.Against + "’s while both had a forecast in force, coloured if its 95\u202f% interval excludes 0."
}

// teamWords says what the row is that is nobody's.
func teamWords(v scoring.View) string {
	if !slices.ContainsFunc(v.Groups, func(g scoring.Group) bool { return g.Team }) {
		return ""
	}
	return " Team median: of the standing forecasts; a member is compared with that of the others."
}

// interval draws a score with its interval on the common scale; it is the
// layout of its own box, so that the table's rows can be reused.
type interval struct {
	view *chart.View
	row  groupRow
}

// Layout is for Fyne.
func (i *interval) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	widgets.Put(i.view, 0, 0, s.Width, s.Height)
}

// MinSize is for Fyne.
func (i *interval) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(38, 20) }

func newInterval() fyne.CanvasObject {
	i := &interval{}
	i.view = chart.NewView(func(s fyne.Size) chart.Scene { return intervalScene(i.row, s) })
	return container.New(i, i.view)
}

func paintInterval(o fyne.CanvasObject, r groupRow) {
	if i := o.(*fyne.Container).Layout.(*interval); i.row != r {
		i.row = r
		i.view.Refresh()
	}
}

func intervalScene(r groupRow, s fyne.Size) chart.Scene {
	y := s.Height / 2
	x := func(share float64) float32 { return 4 + float32(share)*(s.Width-8) }
	colour := theme.Median
	if r.Mine {
		colour = theme.Accent
	}
	scene := chart.Scene{W: s.Width, H: s.Height}
	scene.Items = append(scene.Items, chart.Path{Points: []chart.Point{{X: 0, Y: y}, {X: s.Width, Y: y}}, Width: 1, Colour: theme.Line2})
	if r.Interval {
		line := chart.Path{Points: []chart.Point{{X: x(r.Lo), Y: y}, {X: x(r.Hi), Y: y}}, Width: 1.6, Colour: colour}
		if r.Team {
			line.Dash = [2]float32{4, 3} // as the timeline draws it
		}
		scene.Items = append(scene.Items, line)
	}
	scene.Items = append(scene.Items, chart.Circle{X: x(r.At), Y: y, R: 4, Fill: colour, Line: theme.None})
	return scene
}
