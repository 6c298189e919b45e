package questions

import (
	"math"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func exp(x float64) float64 { return math.Exp(x) }

// teamPanel is the card with where everybody stands.
type teamPanel struct {
	title    *widgets.TitleRow
	strip    *chart.View
	stripBox *fyne.Container
	table    *widgets.Table[teamRow]
	blind    *fyne.Container
	words    *widgets.Paragraph
	object   *fyne.Container
	data     chart.SpreadData
	rows     int
	shows    bool // the strip
}

const stripHigh = 62

func newTeamPanel() *teamPanel {
	t := &teamPanel{}
	t.title = widgets.NewTitleRow("Team", "")
	t.strip = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Spread(t.data, s.Width, s.Height) })
	t.table = widgets.NewTable(38,
		widgets.Column[teamRow]{Title: "Forecaster", Text: func(r teamRow) string { return r.Name }, Style: widgets.Style{Weight: theme.Medium}},
		widgets.Column[teamRow]{Title: "Probability", Width: 116, Text: func(r teamRow) string { return r.Value }, New: newShare, Paint: paintShare},
		widgets.Column[teamRow]{Title: "Updated", Width: 58, Align: fyne.TextAlignTrailing,
			Style: widgets.Style{Size: theme.Small, Colour: theme.Secondary}, Text: func(r teamRow) string { return r.Date }},
	)
	t.words = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 5)
	t.blind = widgets.Pad(4, 15, 16, 15, widgets.HBox(10, widgets.NewIcon("eye", theme.Secondary, 16), widgets.Flex(t.words)))
	t.stripBox = widgets.Pad(0, 15, 0, 15, widgets.Sized(0, stripHigh, t.strip))
	t.object = widgets.NewPanel(widgets.VBox(0, t.title.Object(), t.stripBox,
		t.blind, widgets.Flex(t.table.Object())))
	return t
}

func newShare() fyne.CanvasObject {
	bar := widgets.NewProgressBar(36)
	word := widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Weight: theme.SemiBold, Figures: true, Align: fyne.TextAlignTrailing})
	return widgets.Sized(116, 16, widgets.Arrange(func(s fyne.Size) {
		left := float32(0)
		if !bar.Hidden {
			widgets.Put(bar, 0, 0, 36, s.Height)
			left = 40
		}
		widgets.Put(word, left, 0, s.Width-left-8, s.Height)
	}, bar, word))
}

func paintShare(o fyne.CanvasObject, r teamRow) {
	inner := o.(*fyne.Container).Objects[0].(*fyne.Container)
	bar := inner.Objects[0].(*widgets.ProgressBar)
	colour := theme.Median
	if r.Mine {
		colour = theme.Accent
	}
	bar.Hidden = r.Share < 0 || len(r.Value) > 12
	bar.Set(r.Share, colour)
	inner.Objects[1].(*widgets.Text).SetText(r.Value)
	inner.Layout.Layout(inner.Objects, inner.Size())
}

func (t *teamPanel) show(v forecasts.QuestionView, c calendar) {
	rows := teamRows(v, c)
	t.rows = len(rows)
	t.title.More.SetStyle(widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	t.title.More.SetText(teamNote(v))
	t.data = spreadData(v)
	t.shows = !v.Blind && v.Type == "binary" && len(rows) > 0
	t.blind.Hide()
	t.table.Object().Hide()
	switch {
	case v.Blind:
		t.words.SetText(blindSentence)
		t.blind.Show()
	case len(rows) == 0:
		t.words.SetText("Nobody has a forecast in force.")
		t.blind.Show()
	}
	if len(rows) > 0 {
		t.table.Object().Show()
	}
	t.stripBox.Hidden = !t.shows
	t.table.SetRows(rows)
	t.table.NoSelect = true
	for i, r := range rows {
		if r.Mine {
			t.table.Select(i)
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
	return h + theme.TableHead + 38*float32(min(t.rows, 5)) + 4
}

func spreadData(v forecasts.QuestionView) chart.SpreadData {
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
