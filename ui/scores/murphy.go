package scores

import (
	"math"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// murphy is the card with the terms of Murphy's decomposition as bars.
type murphy struct {
	table  *widgets.Table[term]
	title  *widgets.TitleRow
	none   *fyne.Container // why there are no bars
	object *fyne.Container
}

// A term is one bar: what it adds to the score, or takes from it.
type term struct {
	Name, Value string
	Given       bool    // by the questions, whoever forecasts
	At          float64 // of the longest bar, from −1 to 1
}

func newMurphy(p *Page) *murphy {
	m := &murphy{}
	small := widgets.Style{Size: theme.Small}
	m.table = widgets.NewTable(28,
		widgets.Column[term]{Title: "Term", Style: small, Text: func(t term) string { return t.Name }},
		widgets.Column[term]{Title: "", Width: 130, Text: func(term) string { return "" }, New: newTermBar, Paint: paintTermBar},
		widgets.Column[term]{Title: "Points", Width: 52, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small, Figures: true},
			Text: func(t term) string { return t.Value }})
	m.table.OnOpenRow = func(term) {
		p.showDrilldown("Behind the decomposition", scoring.Drilldown{Filter: p.filter, Binary: true})
	}
	m.table.OpenOnPress()
	m.title = widgets.NewTitleRow("Murphy decomposition", "")
	m.none = widgets.Pad(8, 15, 0, 15, widgets.NewParagraph("From ten resolved yes-or-no questions: what wrong probabilities cost, what telling cases apart gains, and what nobody could know, in one sum.",
		widgets.Style{Colour: theme.Secondary}, 5))
	m.object = widgets.NewPanel(widgets.VBox(0, m.title.Object(), widgets.Flex(widgets.Stack(m.table.Object(), m.none))))
	return m
}

func (m *murphy) show(v scoring.View) {
	some := v.Reliability.Murphy != nil
	m.title.More.SetText("")
	if some {
		r := v.Reliability
		m.title.More.SetText("sum " + words.Score(r.MCB-r.DSC+r.UNC) + ", " + words.Counted(r.Questions, "question", "questions"))
	}
	widgets.Show(m.table.Object(), some)
	widgets.Show(m.none, !some)
	m.table.SetRows(terms(v.Reliability.Murphy))
}

// terms are the bars: REL − RES + UNC + within the bins is the Brier score.
func terms(m *scoring.MurphyTerms) []term {
	if m == nil {
		return nil
	}
	out := []term{{Name: "Reliability (low)"}, {Name: "Resolution (high)"}, {Name: "Uncertainty", Given: true}, {Name: "Within the bins"}}
	values := []float64{m.REL, -m.RES, m.UNC, m.WBV - m.WBC}
	most := 0.0
	for _, x := range values {
		most = max(most, math.Abs(x))
	}
	for i, x := range values {
		out[i].Value = words.Change(x, 3)
		if most > 0 {
			out[i].At = x / most
		}
	}
	return out
}

// termBar draws a term from the middle to where it reaches.
type termBar struct {
	view *chart.View
	row  term
}

// Layout is for Fyne.
func (b *termBar) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	widgets.Put(b.view, 0, 0, s.Width, s.Height)
}

// MinSize is for Fyne.
func (b *termBar) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(110, 16) }

func newTermBar() fyne.CanvasObject {
	b := &termBar{}
	b.view = chart.NewView(func(s fyne.Size) chart.Scene {
		if b.row.Given {
			return barScene(b.row.At, theme.Median, theme.Median, s)
		}
		return barScene(b.row.At, theme.Bad, theme.Good, s)
	})
	return &fyne.Container{Layout: b, Objects: []fyne.CanvasObject{b.view}}
}

func paintTermBar(o fyne.CanvasObject, r term) {
	if b := o.(*fyne.Container).Layout.(*termBar); b.row != r {
		b.row = r
		b.view.Refresh()
	}
}

// barScene draws a share of half the width, to the right of the middle where
// it is more than nothing.
func barScene(at float64, plus, minus theme.Role, s fyne.Size) chart.Scene {
	mid, y := s.Width/2, s.Height/2
	scene := chart.Scene{W: s.Width, H: s.Height}
	scene.Items = append(scene.Items, chart.Bar{X: 0, Y: y - 3, W: s.Width, H: 6, Radius: 3, Colour: theme.Track, Opacity: 0.55})
	wide := float32(math.Abs(at)) * mid
	bar := chart.Bar{X: mid, Y: y - 3, W: wide, H: 6, Colour: plus}
	if at < 0 {
		bar.X, bar.Colour = mid-wide, minus
	}
	tick := chart.Path{Points: []chart.Point{{X: mid, Y: y - 7}, {X: mid, Y: y + 7}}, Width: 1, Colour: theme.Secondary}
	scene.Items = append(scene.Items, bar, tick)
	return scene
}
