package today

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// deadlines is the card of the coming eight weeks.
type deadlines struct {
	data   chart.CalendarData
	view   *chart.View
	more   *widgets.TitleRow
	body   *widgets.Awaited
	object *fyne.Container
}

func newDeadlines(host page.Host) *deadlines {
	d := &deadlines{}
	d.view = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Calendar(d.data, s.Width, s.Height) })
	legend := func(role theme.Role, radius float32, ring bool, text string) fyne.CanvasObject {
		fill, side := widgets.NewFill(role, theme.None, radius), float32(8)
		if ring {
			fill, side = widgets.NewFill(theme.Panel, role, 4.5), 9
		}
		return widgets.HBox(6, widgets.Sized(side, side, fill), widgets.NewText(text, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
	}
	d.more = widgets.NewTitleRow("Coming deadlines", "eight weeks",
		legend(theme.Warning, 4, false, "within a week"), legend(theme.Accent, 4, false, "closes"),
		legend(theme.Good, 4, true, "resolve by"), legend(theme.Median, 1.5, false, "signpost"),
		chart.Menu(host, "Coming deadlines", d.view, func() string { return d.data.Table() }))
	d.body = widgets.NewAwaited(10, widgets.Pad(0, 15, 4, 15, d.view))
	d.object = widgets.NewPanel(widgets.VBox(0, d.more.Object(), widgets.Flex(d.body.Object())))
	return d
}

func (d *deadlines) show(data chart.CalendarData) {
	d.data = data
	text := "eight weeks"
	if len(data.Deadlines) == 0 {
		text = "none within eight weeks"
	}
	d.more.More.SetText(text)
	d.view.Refresh()
}

// brier is the card of one's own score.
type brier struct {
	record               scoring.OwnRecord
	title                *widgets.TitleRow
	figure, change, base *widgets.Text
	arrow                *widgets.Icon
	spark                *chart.View
	open                 *widgets.Button
	body                 *widgets.Awaited
	object               *fyne.Container
}

func newBrier(p *Page) *brier {
	b := &brier{
		figure: widgets.NewText("", widgets.Style{Size: theme.Figure, Weight: theme.SemiBold}),
		change: widgets.NewText("", widgets.Style{Size: theme.Small}),
		base:   widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		arrow:  widgets.NewIcon("down", theme.Good, 8),
	}
	b.spark = chart.NewView(func(s fyne.Size) chart.Scene {
		points, base := sparkOf(b.record)
		return chart.Spark(points, base, s.Width, s.Height)
	})
	b.title = widgets.NewTitleRow("Your Brier score", "", chart.Menu(p.host, "Your Brier score", b.spark, func() string {
		points, _ := sparkOf(b.record)
		return chart.HistoryData{Points: points}.Table()
	}))
	b.open = widgets.NewLink("Scores", "", func() { p.open(target{route: page.Route{Page: "scores"}}) }).Small()
	body := widgets.Arrange(func(s fyne.Size) {
		w := float32(112)
		widgets.Put(b.figure, 15, 4, w, 32)
		if b.arrow.Visible() {
			widgets.Put(b.arrow, 15, 44, 8, 8)
			widgets.Put(b.change, 27, 40, w, 16)
		} else {
			widgets.Put(b.change, 15, 40, changeRoom(b.record, w, s.Width), 16)
		}
		m := b.open.MinSize()
		widgets.Put(b.open, s.Width-9-m.Width, 72, m.Width, 24)
		widgets.Put(b.base, 15, 76, s.Width-30-m.Width, 16)
		widgets.Put(b.spark, 15+w+16, 2, s.Width-15-w-16-15, 60)
	}, b.figure, b.arrow, b.change, b.base, b.spark, b.open)
	b.body = widgets.NewAwaited(10, body)
	b.object = widgets.NewPanel(widgets.VBox(0, b.title.Object(), widgets.Flex(b.body.Object())))
	return b
}

// changeRoom is the words' width: beside the line, or if there is none all.
func changeRoom(r scoring.OwnRecord, beside, all float32) float32 {
	if len(r.History) < 2 {
		return all - 30
	}
	return beside + 12
}

func (b *brier) show(r scoring.OwnRecord) {
	b.record = r
	b.title.More.SetText(words.Count(r.Resolved) + " resolved")
	b.figure.SetText("–")
	if r.Headline != nil {
		b.figure.SetText(words.Score(*r.Headline))
	}
	text, role, icon := changeWords(r)
	b.change.SetText(text)
	b.change.SetColour(role)
	setVisible(b.arrow, icon != "")
	if icon != "" {
		b.arrow.Set(icon, role)
	}
	b.base.SetText(baseWords(r))
	b.spark.Refresh()
	b.object.Refresh()
}

// changeWords says how the score has moved in 30 days; a lower one is better.
func changeWords(r scoring.OwnRecord) (text string, role theme.Role, icon string) {
	switch {
	case r.Headline == nil:
		return "after the first resolution", theme.Secondary, ""
	case r.Change == nil:
		return "new within 30 days", theme.Secondary, ""
	case math.Abs(*r.Change) < 0.0005:
		return "±0 in 30 days", theme.Secondary, ""
	case *r.Change < 0:
		return words.Score(-*r.Change) + " in 30 days", theme.GoodInk, "down"
	}
	return words.Score(*r.Change) + " in 30 days", theme.BadInk, "up"
}

// baseWords compares with the base rate of the same questions.
func baseWords(r scoring.OwnRecord) string {
	switch {
	case r.Headline == nil:
		return "Low is better: 0 is perfect"
	case r.Skill == nil:
		return "No base rate to compare with yet"
	case *r.Skill < 0:
		return fmt.Sprintf("%s worse than base rates", words.Percent(math.Round(-*r.Skill*100)/100))
	}
	return fmt.Sprintf("%s better than base rates", words.Percent(math.Round(*r.Skill*100)/100))
}

func sparkOf(r scoring.OwnRecord) (points []chart.HistoryPoint, base *float64) {
	const few = 5 // a score of fewer questions jumps
	for _, h := range r.History {
		if h.Questions < few && r.Resolved > 2*few {
			continue
		}
		points = append(points, chart.HistoryPoint{At: h.At.Time(), Value: h.Value})
	}
	if r.Headline != nil && r.Skill != nil && *r.Skill < 1 {
		x := *r.Headline / (1 - *r.Skill)
		base = &x
	}
	return points, base
}
