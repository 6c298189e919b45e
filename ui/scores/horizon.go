package scores

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	horizonRowHigh = 34
	horizonHigh    = theme.PanelTitle + theme.TableHead + 5*horizonRowHigh + 10
)

// horizon is the panel that parts the headline by the time to the close.
type horizon struct {
	page   *Page
	title  *widgets.TitleRow
	team   *fyne.Container // what the tick is
	whose  *widgets.Text
	table  *widgets.Table[horizonRow]
	body   *widgets.Awaited
	object *fyne.Container
}

// horizonRow is a band as it is drawn.
type horizonRow struct {
	Name, Score, Interval, Share, Questions string

	at, tick float64 // 0–1 on the scale of the bars; below 0 where there is no score, or no team
}

func newHorizon(p *Page) *horizon {
	h := &horizon{page: p, whose: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})}
	h.team = widgets.HBox(6, widgets.Sized(2, 12, widgets.NewFill(theme.Median, theme.None, 1)), h.whose)
	h.title = widgets.NewTitleRow("By horizon", "", h.team)
	grey := widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}
	number := func(title string, width float32, style widgets.Style, text func(horizonRow) string) widgets.Column[horizonRow] {
		return widgets.Column[horizonRow]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: style, Text: text}
	}
	h.table = widgets.NewTable(horizonRowHigh,
		widgets.Column[horizonRow]{Title: "Before the close", Width: 104, Style: widgets.Style{Size: theme.Small}, Text: func(r horizonRow) string { return r.Name }},
		widgets.Column[horizonRow]{Title: "", Text: func(horizonRow) string { return "" }, New: newHorizonBar, Paint: paintHorizonBar},
		number("Score", 48, widgets.Style{Size: theme.Small, Figures: true, Weight: theme.Medium}, func(r horizonRow) string { return r.Score }),
		number("95\u202f% interval", 84, grey, func(r horizonRow) string { return r.Interval }),
		number("Share", 48, grey, func(r horizonRow) string { return r.Share }),
		number("n", 32, grey, func(r horizonRow) string { return r.Questions }))
	h.body = widgets.NewAwaited(10, h.table.Object())
	h.object = widgets.NewPanel(widgets.VBox(0, h.title.Object(), widgets.Flex(h.body.Object())))
	return h
}

func (h *horizon) show(rows []horizonRow) {
	team := false
	for _, r := range rows {
		team = team || r.tick >= 0
	}
	widgets.Show(h.team, team)
	h.whose.SetText("team without " + h.page.whose())
	h.title.More.SetText("")
	if value := headline(h.page.view); value != nil {
		h.title.More.SetText("where the " + words.Score(*value) + " comes from")
	}
	h.table.SetRows(rows)
	h.object.Refresh()
}

// horizonRows puts bands into words and on one scale, which reaches at least to
// 0.4.
func horizonRows(bands []score.HorizonBand) []horizonRow {
	most := 0.4
	for _, b := range bands {
		for _, x := range []score.Number{b.Score, b.Team} {
			if x := float64(x); finite(&x) {
				most = max(most, x)
			}
		}
	}
	rows := make([]horizonRow, len(bands))
	for i, b := range bands {
		r := horizonRow{Name: words.Horizon(b.From, b.To), Score: dash, Interval: dash, Share: words.WholeShare(b.Share), Questions: words.Count(b.Questions), at: -1, tick: -1}
		if b.Score.Defined() {
			r.Score, r.at = words.Score(float64(b.Score)), min(float64(b.Score)/most, 1)
		}
		if b.CI95 != nil {
			r.Interval = words.Decimals(float64(b.CI95[0]), 2) + "–" + words.Decimals(float64(b.CI95[1]), 2)
		}
		if b.Team.Defined() {
			r.tick = min(float64(b.Team)/most, 1)
		}
		rows[i] = r
	}
	return rows
}

// horizonBar draws a band's bar; it is the layout of its own box, so that the
// table's rows can be reused.
type horizonBar struct {
	view *chart.View
	row  horizonRow
}

// Layout is for Fyne.
func (b *horizonBar) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	widgets.Put(b.view, 0, 0, s.Width, s.Height)
}

// MinSize is for Fyne.
func (b *horizonBar) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 16) }

func newHorizonBar() fyne.CanvasObject {
	b := &horizonBar{}
	b.view = chart.NewView(func(s fyne.Size) chart.Scene { return shareScene(b.row.at, b.row.tick, s) })
	return container.New(b, b.view)
}

func paintHorizonBar(o fyne.CanvasObject, r horizonRow) {
	if b := o.(*fyne.Container).Layout.(*horizonBar); b.row != r {
		b.row = r
		b.view.Refresh()
	}
}

// shareScene is a bar on its track, with a tick where there is one.
func shareScene(at, tick float64, s fyne.Size) chart.Scene {
	y := s.Height/2 - 3
	scene := chart.Scene{W: s.Width, H: s.Height}
	scene.Items = append(scene.Items, chart.Bar{X: 0, Y: y, W: s.Width, H: 6, Radius: 3, Colour: theme.Line2})
	if at >= 0 {
		scene.Items = append(scene.Items, chart.Bar{X: 0, Y: y, W: max(float32(at)*s.Width, 6), H: 6, Radius: 3, Colour: theme.Accent})
	}
	if tick >= 0 {
		scene.Items = append(scene.Items, chart.Bar{X: min(float32(tick)*s.Width, s.Width-2), Y: y - 3, W: 2, H: 12, Colour: theme.Median})
	}
	return scene
}
