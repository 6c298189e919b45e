package questions

import (
	"math"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func exp(x float64) float64 { return math.Exp(x) }

// teamPanel is the card with where everybody stands.
type teamPanel struct {
	title    *widgets.TitleRow
	strip    *chart.View
	menu     *widgets.IconButton
	stripBox *fyne.Container
	table    *widgets.Table[teamRow] // of probabilities, with each one's score
	wide     *widgets.Table[teamRow] // of other forecasts, which need its room
	weighted *widgets.Text
	foot     *fyne.Container
	blind    *fyne.Container
	words    *widgets.Paragraph
	object   *fyne.Container
	view     question.View
	records  []scoring.Group // over what is resolved
	known    bool            // they were read
	data     chart.SpreadData
	rows     int
	shows    bool // the strip
}

const (
	stripHigh = 62
	footHigh  = 36
)

const weightedTip = "Each number is weighted by one over its forecaster’s Brier score, shrunk towards the team’s mean as if by ten more questions."

func newTeamPanel(host page.Host) *teamPanel {
	t := &teamPanel{}
	t.strip = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Spread(t.data, s.Width, s.Height) })
	t.menu = chart.Menu(host, "Team", t.strip, func() string { return t.table.TSV() })
	t.title = widgets.NewTitleRow("Team", "", t.menu)
	named := widgets.Column[teamRow]{Title: "Forecaster", Text: func(r teamRow) string { return r.Name }, Style: widgets.Style{Weight: theme.Medium}}
	number := widgets.Style{Size: theme.Small, Figures: true}
	dated := widgets.Column[teamRow]{Title: "Updated", Width: 54, Align: fyne.TextAlignTrailing,
		Style: widgets.Style{Size: theme.Small, Colour: theme.Secondary}, Text: func(r teamRow) string { return r.Date }}
	value := func(r teamRow) string { return r.Value }
	t.table = widgets.NewTable(38, named,
		widgets.Column[teamRow]{Title: "Probability", Width: 74, Text: value, New: newShare, Paint: paintShare}, dated,
		widgets.Column[teamRow]{Title: "Brier", Width: 40, Align: fyne.TextAlignTrailing, Style: number, Text: func(r teamRow) string { return r.Brier }})
	cut := t.table.Tip
	t.table.Tip = func(i int, x float32) string {
		if text := cut(i, x); text != "" {
			return text
		}
		return t.table.Row(i).About
	}
	t.wide = widgets.NewTable(38, named,
		widgets.Column[teamRow]{Title: "Forecast", Width: 116, Align: fyne.TextAlignTrailing,
			Style: widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Figures: true}, Text: value}, dated)
	t.weighted = widgets.NewText("", widgets.Style{Weight: theme.SemiBold})
	t.foot = widgets.Pad(0, 15, 0, 15, widgets.Sized(0, footHigh, widgets.HBox(8, widgets.Flex(widgets.WithTip(
		widgets.NewText("Weighted by track record", widgets.Style{Size: theme.Small, Colour: theme.Secondary}), func() string { return weightedTip })), t.weighted)))
	t.words = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 5)
	t.blind = widgets.Pad(4, 15, 16, 15, widgets.HBox(10, widgets.NewIcon("eye", theme.Secondary, 16), widgets.Flex(t.words)))
	t.stripBox = widgets.Pad(0, 15, 0, 15, widgets.Sized(0, stripHigh, t.strip))
	t.object = widgets.NewPanel(widgets.VBox(0, t.title.Object(), t.stripBox,
		t.blind, widgets.Flex(widgets.Stack(t.table.Object(), t.wide.Object())), t.foot))
	return t
}

func newShare() fyne.CanvasObject {
	bar := widgets.NewProgressBar(36)
	word := widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Weight: theme.SemiBold, Figures: true, Align: fyne.TextAlignTrailing})
	return widgets.Sized(76, 16, widgets.Arrange(func(s fyne.Size) {
		w := word.MinSize().Width
		widgets.Put(bar, 0, 0, min(36, s.Width-w-4), s.Height) // the number is said in full
		widgets.Put(word, s.Width-w, 0, w, s.Height)
	}, bar, word))
}

func paintShare(o fyne.CanvasObject, r teamRow) {
	inner := o.(*fyne.Container).Objects[0].(*fyne.Container)
	bar := inner.Objects[0].(*widgets.ProgressBar)
	colour := theme.Median
	if r.Mine {
		colour = theme.Accent
	}
	bar.Hidden = r.Share < 0
	bar.Set(r.Share, colour)
	inner.Objects[1].(*widgets.Text).SetText(r.Value)
	inner.Layout.Layout(inner.Objects, inner.Size())
}

// know takes everybody's records, which come after the question.
func (t *teamPanel) know(records []scoring.Group, c words.Calendar) {
	t.records, t.known = records, true
	t.show(t.view, c)
}

func (t *teamPanel) show(v question.View, c words.Calendar) {
	t.view = v
	rows := teamRows(v, t.records, c)
	if !t.known && v.Status != "resolved" {
		for i := range rows {
			rows[i].Brier = ""
		}
	}
	t.rows = len(rows)
	t.title.More.SetStyle(widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	t.title.More.SetText(teamNote(v))
	t.data = spreadData(v)
	t.shows = !v.Blind && v.Type == "binary" && len(rows) > 0
	t.blind.Hide()
	table, other := t.table, t.wide
	if v.Type != "binary" {
		table, other = other, table
	}
	table.Object().Hide()
	other.Object().Hide()
	switch {
	case v.Blind:
		t.words.SetText(blindSentence)
		t.blind.Show()
	case len(rows) == 0:
		t.words.SetText("Nobody has a forecast in force.")
		t.blind.Show()
	}
	if len(rows) > 0 {
		table.Object().Show()
	}
	weighted := weightedWords(v, t.records)
	t.foot.Hidden = weighted == ""
	if !t.known { // the room is kept for it
		weighted = ""
	}
	t.weighted.SetText(weighted)
	t.stripBox.Hidden, t.menu.Hidden = !t.shows, !t.shows
	table.SetRows(rows)
	table.NoSelect = true
	for i, r := range rows {
		if r.Mine {
			table.Select(i)
		}
	}
	t.object.Refresh()
}

// least is how high the panel must be to show what it has, up to five rows.
func (t *teamPanel) least() float32 {
	h := float32(theme.PanelTitle)
	if t.shows {
		h += stripHigh
	}
	if t.blind.Visible() {
		h += widgets.HeightFor(t.blind, rightWidth-2)
	}
	if !t.foot.Hidden {
		h += footHigh
	}
	return h + theme.TableHead + 38*float32(min(t.rows, 5)) + 4 // and the hairlines
}

func spreadData(v question.View) chart.SpreadData {
	var d chart.SpreadData
	for _, s := range v.Standing {
		switch {
		case s.P == nil:
		case s.Mine:
			d.Mine = s.P
		default:
			d.Others = append(d.Others, *s.P)
		}
	}
	d.Median = v.Pools.Median
	return d
}
