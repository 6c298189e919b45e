package scores

import (
	"context"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// advice is the panel that says what one's numbers come to.
type advice struct {
	page   *Page
	view   *score.Recalibration
	whose  string // the forecaster of the view
	title  *widgets.TitleRow
	lead   *widgets.Text
	sure   *widgets.Text
	list   *widgets.List
	axis   *chart.View
	worth  *widgets.Text
	would  *widgets.Paragraph
	beside *widgets.Checkbox
	offer  *widgets.Text      // how it is said
	none   *widgets.Paragraph // why there is nothing
	inside *fyne.Container
	body   *widgets.Awaited
	object *fyne.Container
}

const (
	adviceRow     = 36
	adviceMeaning = "CORP’s isotonic curve of how often forecasts came true, averaged over bootstrap draws of the questions, which draws it to the diagonal where little is known; yes-or-no questions, with the headline’s weights. " +
		"A line needs ten questions in its band, the panel thirty in all."
)

func newAdvice(p *Page) *advice {
	a := &advice{page: p}
	small := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	a.lead = widgets.NewText("", widgets.Style{Size: theme.CardTitle, LineHeight: 24, Weight: theme.SemiBold})
	a.sure = widgets.NewText("", small)
	a.list = widgets.NewList(adviceRow, newAdviceRow, a.fill)
	a.list.OnSelect = func(i int) { a.choose(i) }
	a.axis = chart.NewView(func(s fyne.Size) chart.Scene { return chart.DumbbellAxis(s.Width, s.Height) })
	a.worth = widgets.NewText("", widgets.Style{})
	a.would = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 2)
	a.beside = widgets.NewCheckbox("Say it beside the number when I forecast", false, page.AdviseBeside)
	a.none = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 4)
	said := widgets.NewText("○ said", small)
	happened := widgets.HBox(6, widgets.Sized(8, 8, widgets.NewFill(theme.Accent, theme.None, 4)), widgets.NewText("happened", small))
	interval := widgets.HBox(6, widgets.Sized(16, 8, widgets.NewFill(theme.AccentSoft, theme.None, 4)), widgets.NewText("90\u202f% interval", small))
	a.title = widgets.NewTitleRow("", "", widgets.WithTip(widgets.HBox(12, said, happened, interval), func() string { return adviceMeaning }))
	head := func(text string, align fyne.TextAlign) *widgets.Text {
		return widgets.NewText(text, widgets.Style{Size: theme.Caption, Weight: theme.Medium, Colour: theme.Secondary, Align: align})
	}
	heads := []*widgets.Text{head("Number", fyne.TextAlignTrailing), head("What happened, of 100", fyne.TextAlignCenter), head("It happens in", fyne.TextAlignTrailing), head("Questions", fyne.TextAlignTrailing)}
	lines := []fyne.CanvasObject{widgets.NewHairline(), widgets.NewHairline(), widgets.NewHairline()}
	a.offer = widgets.NewText("offered, never applied", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	objects := []fyne.CanvasObject{a.title.Object(), a.lead, a.sure, a.list, a.axis, a.worth, a.would, a.beside, a.offer, a.none}
	for _, h := range heads {
		objects = append(objects, h)
	}
	objects = append(objects, lines...)
	a.inside = widgets.Arrange(func(s fyne.Size) {
		const pad = 15
		w := s.Width - 2*pad
		widgets.Put(a.title.Object(), 0, 0, s.Width, theme.PanelTitle)
		widgets.Put(a.none, pad, theme.PanelTitle+4, w, 80)
		widgets.Put(a.lead, pad, theme.PanelTitle, w, 24)
		widgets.Put(a.sure, pad, theme.PanelTitle+26, w, 16)
		y := float32(theme.PanelTitle + 56)
		widgets.Put(lines[0], 0, y-1, s.Width, 1)
		c := adviceColumns(s.Width)
		widgets.Put(heads[0], pad, y+6, c.view-12-pad, 16)
		widgets.Put(heads[1], c.view, y+6, c.happens-12-c.view, 16)
		widgets.Put(heads[2], c.happens, y+6, c.n-12-c.happens, 16)
		widgets.Put(heads[3], c.n, y+6, s.Width-pad-c.n, 16)
		y += theme.TableHead
		rows := float32(a.list.Length()) * adviceRow
		widgets.Put(a.list, 0, y, s.Width, rows)
		y += rows
		widgets.Put(lines[1], 0, y-1, s.Width, 1)
		widgets.Put(a.axis, c.view, y, c.happens-12-c.view, 22)
		y += 30
		widgets.Put(a.worth, pad, y, w, 18)
		widgets.Put(a.would, pad, y+20, w, 34)
		foot := s.Height - 56
		widgets.Put(lines[2], 0, foot, s.Width, 1)
		tick := a.beside.MinSize()
		widgets.Put(a.beside, pad, foot+(56-tick.Height)/2, min(tick.Width, w), tick.Height)
		widgets.Put(a.offer, pad+tick.Width+8, foot+20, max(w-tick.Width-8, 0), 16)
	}, objects...)
	a.body = widgets.NewAwaited(theme.PanelTitle+4, a.inside)
	a.object = widgets.NewPanel(a.body.Object())
	a.show(nil)
	return a
}

func (a *advice) read() {
	filter := a.page.filter
	a.beside.Set(page.AdvisedBeside())
	readCard(a.page, "advice", func(ctx context.Context) (*score.Recalibration, error) { return a.page.desk.Recalibration(ctx, filter) }, a.show)
}

func (a *advice) show(v *score.Recalibration) {
	a.view = v
	a.title.Title.SetText("What " + a.page.owner() + " numbers come to")
	some := v != nil && len(v.Rows) > 0
	widgets.Show(a.none, !some)
	for _, o := range a.inside.Objects {
		if _, panel := o.(*widgets.Paragraph); o != a.inside.Objects[0] && (!panel || o == a.would) {
			widgets.Show(o, some)
		}
	}
	for _, o := range []fyne.CanvasObject{a.beside, a.offer} {
		widgets.Show(o, some && a.page.mine())
	}
	if !some {
		n := 0
		if v != nil {
			n = v.Questions
		}
		a.none.SetText("From thirty resolved yes-or-no questions on this says how often what was called 80\u202f% happened. There are " + words.Count(n) + ".")
		a.list.SetLength(0)
		a.inside.Refresh()
		return
	}
	a.list.SetLength(len(v.Rows))
	at := a.list.Selected()
	if whose := a.page.filter.Forecaster; at < 0 || at >= len(v.Rows) || whose != a.whose {
		a.whose, at = whose, farthest(v.Rows)
	}
	a.list.Select(at)
	a.choose(at)
	a.worth.SetText("")
	a.would.SetText("")
	if w := v.Worth; w != nil {
		a.worth.SetText("Would it have helped? " + words.Score(float64(w.Recalibrated)) + " instead of " + words.Score(float64(w.Brier)) + " on yes-or-no questions")
		a.would.SetText(worthWords(w))
	}
	a.inside.Refresh()
}

// worthWords say how sure it is that the advice would have helped.
func worthWords(w *score.RecalibrationWorth) string {
	text := words.Change(float64(w.Difference), 3)
	if ci := w.CI95; ci != nil {
		text += ", could be " + words.Change(float64(ci[0]), 3) + " to " + words.Change(float64(ci[1]), 3)
		switch {
		case float64(ci[1]) < 0:
			text += ": it would have helped."
		case float64(ci[0]) > 0:
			text += ": it would have hurt."
		default:
			text += ": not proven yet."
		}
	}
	return text + "\nEach question is corrected by what the others taught."
}

// farthest is the row whose number is farthest from what happened.
func farthest(rows []score.Advice) int {
	best, off := 0, -1.0
	for i, r := range rows {
		if d := math.Abs(float64(r.Happens) - r.Says); r.Happens.Defined() && d > off {
			best, off = i, d
		}
	}
	return best
}

// choose makes a row the one that the lead speaks of.
func (a *advice) choose(i int) {
	if a.view == nil || i < 0 || i >= len(a.view.Rows) {
		return
	}
	r := a.view.Rows[i]
	a.lead.SetText(a.page.subject("say ", "says ") + words.WholePercent(r.Says) + ", " + happensWords(r))
	a.sure.SetText(sureWords(r, a.view.Questions))
}

// happensWords say how often it then happened.
func happensWords(r score.Advice) string {
	if !r.Happens.Defined() {
		return "too seldom to tell"
	}
	return "it happens in " + words.OfHundred(float64(r.Happens))
}

// sureWords say how sure that is.
func sureWords(r score.Advice, all int) string {
	text := words.Counted(r.Questions, "question", "questions") + " of " + words.Count(all)
	if r.CI90 == nil {
		return text + " · from ten on"
	}
	lo, hi := float64(r.CI90[0]), float64(r.CI90[1])
	text += " · could be " + words.Number(math.Round(lo*100)) + " to " + words.Number(math.Round(hi*100))
	if lo <= r.Says && r.Says <= hi {
		text += ", so it may still be chance"
	}
	return text
}

// adviceAt are where the columns of a row begin.
type adviceAt struct{ view, happens, n float32 }

func adviceColumns(width float32) adviceAt {
	const pad, said, happens, n = 15, 56, 84, 60
	c := adviceAt{view: pad + said + 12, n: width - pad - n}
	c.happens = c.n - 12 - happens
	return c
}

// adviceParts are the parts of a drawn row; it is the layout of its own box.
type adviceParts struct {
	said, happens, n *widgets.Text
	view             *chart.View
	data             chart.DumbbellData
}

func newAdviceRow() fyne.CanvasObject {
	right := widgets.Style{Figures: true, Align: fyne.TextAlignTrailing}
	strong := right
	strong.Weight = theme.SemiBold
	grey := right
	grey.Size, grey.Colour = theme.Small, theme.Secondary
	p := &adviceParts{said: widgets.NewText("", strong), happens: widgets.NewText("", right), n: widgets.NewText("", grey)}
	p.view = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Dumbbell(p.data, s.Width, s.Height) })
	return container.New(p, p.said, p.view, p.happens, p.n)
}

// Layout is for Fyne.
func (p *adviceParts) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c := adviceColumns(s.Width)
	y := (s.Height - 18) / 2
	widgets.Put(p.said, 15, y, c.view-12-15, 18)
	widgets.Put(p.view, c.view, 0, c.happens-12-c.view, s.Height)
	widgets.Put(p.happens, c.happens, y, c.n-12-c.happens, 18)
	widgets.Put(p.n, c.n, y, s.Width-15-c.n, 18)
}

// MinSize is for Fyne.
func (p *adviceParts) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, adviceRow) }

func (a *advice) fill(i int, row fyne.CanvasObject, _ bool) {
	r, p := a.view.Rows[i], row.(*fyne.Container).Layout.(*adviceParts)
	p.said.SetText(words.WholePercent(r.Says))
	p.n.SetText(words.Count(r.Questions))
	p.data = chart.DumbbellData{Said: r.Says}
	if r.Happens.Defined() && r.CI90 != nil {
		p.happens.SetText(words.OfHundred(float64(r.Happens)))
		p.data = chart.DumbbellData{Said: r.Says, Happened: float64(r.Happens), Lo: float64(r.CI90[0]), Hi: float64(r.CI90[1]), Known: true}
	} else {
		p.happens.SetText("too few")
	}
	p.view.Refresh()
}
