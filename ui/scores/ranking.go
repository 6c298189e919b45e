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

// ranking is a panel that says who was right, with what can be said of each pair.
type ranking struct {
	title  *widgets.TitleRow
	table  *widgets.Table[groupRow]
	wide   bool
	row    float32            // how high a line is
	words  *widgets.Paragraph // what the places say and what they do not
	object *fyne.Container
}

// newRanking makes one; a wide one has columns for the paired difference.
func newRanking(p *Page, wide bool, actions ...fyne.CanvasObject) *ranking {
	r := &ranking{title: widgets.NewTitleRow("Who was right", "", actions...), wide: wide, row: 31}
	if wide {
		r.row = 33
	}
	r.table = widgets.NewTable(r.row, groupColumns(wide)...)
	r.table.OnOpenRow = p.drillIntoForecaster
	r.table.OpenOnPress()
	r.words = widgets.NewParagraph("", widgets.Style{Size: theme.Caption, LineHeight: 16, Colour: theme.Secondary}, 7)
	r.object = widgets.NewPanel(widgets.VBox(0, r.title.Object(), widgets.Flex(r.table.Object()), widgets.Pad(4, 15, 8, 15, r.words)))
	return r
}

func (r *ranking) show(v scoring.View, rows []groupRow) {
	r.table.SetRows(rows)
	for i := range rows {
		if rows[i].Mine {
			r.table.Select(i)
		}
	}
	r.title.More.SetText(rankingNote(v))
	r.words.SetText(rankingWords(v, r.wide))
}

// high is how high it is at a width, with room for some lines.
func (r *ranking) high(width float32) float32 {
	lines := float32(max(min(r.table.Length(), 9), 2))
	return theme.PanelTitle + theme.TableHead + r.row*lines + 24 + widgets.HeightFor(r.words, width-32)
}

// From this width a wide ranking shows the paired differences with all that is
// known of them.
const pairsFrom = 1000

func groupColumns(wide bool) []widgets.Column[groupRow] {
	figures := widgets.Style{Size: theme.Small, Figures: true, Weight: theme.Medium}
	grey := widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}
	number := func(title string, width float32, text func(groupRow) string) widgets.Column[groupRow] {
		return widgets.Column[groupRow]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: grey, Text: text}
	}
	interval := widgets.Column[groupRow]{Title: "95\u202f%", Width: 38, Text: func(r groupRow) string { return r.Score }, New: newInterval, Paint: paintInterval}
	coverage := number("Cov.", 36, func(r groupRow) string { return r.Coverage })
	if wide {
		interval.Title, interval.Width = "95\u202f% interval", 88
		coverage.Title, coverage.Width = "Coverage", 56
		coverage.Ink = func(r groupRow) theme.Role {
			if r.Patchy {
				return theme.WarningInk
			}
			return theme.Secondary
		}
	}
	paired := number("Paired", 46, func(r groupRow) string { return r.Paired })
	paired.Ink = func(r groupRow) theme.Role {
		switch {
		case r.Sign > 0:
			return theme.GoodInk
		case r.Sign < 0:
			return theme.BadInk
		}
		return theme.Secondary
	}
	score := number("Score", 42, func(r groupRow) string { return r.Score })
	score.Style = figures
	all := []widgets.Column[groupRow]{
		{Title: "Place", Width: 34, Text: func(r groupRow) string { return r.Place }, Style: grey},
		{Title: "Forecaster", Text: func(r groupRow) string { return r.Name }, Style: widgets.Style{Size: theme.Small, Weight: theme.Medium},
			Ink: func(r groupRow) theme.Role {
				if r.Team {
					return theme.Secondary
				}
				return theme.Text
			}},
		interval, score}
	if !wide {
		return append(all, paired, coverage, number("n", 24, func(r groupRow) string { return r.Questions }))
	}
	more := []widgets.Column[groupRow]{
		number("95\u202f% interval", 112, func(r groupRow) string { return r.PairedRange }),
		number("Questions", 60, func(r groupRow) string { return r.Common }),
		number("Time", 74, func(r groupRow) string { return r.CommonTime }),
		number("p, Holm", 56, func(r groupRow) string { return r.P }),
	}
	all = append(all, coverage, paired)
	for _, c := range more {
		c.From = pairsFrom
		all = append(all, c)
	}
	adjusted := number("Same difficulty", 96, func(r groupRow) string { return r.Adjusted })
	adjusted.From = 560
	return append(all, adjusted, number("n", 28, func(r groupRow) string { return r.Questions }))
}

func rankingNote(v scoring.View) string {
	if v.Against == "" {
		return ""
	}
	return "paired with " + v.Against
}

// rankingWords says what the places mean.
func rankingWords(v scoring.View, wide bool) string {
	columns := " Cov.: the share of open time with a forecast in force. n: questions."
	if wide {
		columns = " Same difficulty: below 0 is better than others on the same questions."
	}
	switch {
	case len(v.Groups) < 2:
		return "Two forecasters or more are compared here."
	case v.Plain:
		return "Intervals and the comparison of forecasters follow."
	case !v.Ranked:
		return pairedWords(v) + " With this many forecasters no places are given." + teamWords(v)
	}
	return "Those who share places cannot be distinguished: places need paired differences that are significant at 5\u202f% after Holm’s correction for all pairs. " + pairedWords(v) + columns + teamWords(v)
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
