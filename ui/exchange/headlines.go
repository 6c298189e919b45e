package exchange

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/assets/words"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/score"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// headlines is the card of what scores become: now, as chosen, and with everything
// taken.
type headlines struct {
	page   *Page
	list   *widgets.List
	rows   []overturning.Headline
	lead   *widgets.Paragraph
	icon   *widgets.Icon
	foot   *fyne.Container
	object *fyne.Container
}

func newHeadlines(p *Page) *headlines {
	h := &headlines{page: p}
	h.list = widgets.NewList(32, newHeadlineRow, h.fill)
	h.list.NoSelect = true
	h.icon = widgets.NewIcon("warning", theme.Warning, 16)
	h.lead = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16}, 2)
	h.foot = widgets.VBox(0, widgets.NewHairline(), widgets.Sized(0, 39, widgets.Pad(0, 15, 0, 15,
		widgets.HBox(8, h.icon, widgets.Flex(h.lead)))))
	more := widgets.NewText("Brier, low is better", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	title := widgets.NewTitleRow("Scores after this merge", "", more)
	h.object = widgets.NewPanel(widgets.VBox(0, title.Object(), newHeadlineHead(), widgets.Flex(h.list), h.foot))
	h.object.Hide()
	return h
}

// high is how high the card wants to be.
func (h *headlines) high() float32 {
	high := float32(40 + 29 + 2 + 32*len(h.rows))
	if h.foot.Visible() {
		high += 40
	}
	return high
}

func (h *headlines) paint() {
	p := h.page
	h.rows = nil
	if p.isOpen() {
		h.rows = inLine(p.plan.Headlines, p.ownKey)
	}
	h.list.SetLength(len(h.rows))
	widgets.Show(h.object, len(h.rows) > 0)
	if len(h.rows) == 0 {
		return
	}
	text, warn := outlookWords(h.rows, p.plan.Overturns)
	h.lead.SetText(text)
	widgets.Show(h.icon, warn)
	widgets.Show(h.foot, text != "")
}

// inLine puts the user first, then those whose headlines may change, then the others.
func inLine(all []overturning.Headline, me string) []overturning.Headline {
	place := func(h overturning.Headline) int {
		switch {
		case h.Forecaster.Key == me && h.Forecaster.By == "":
			return 0
		case overturning.Differs(h.Was, h.AllTaken):
			return 1
		}
		return 2
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b overturning.Headline) int { return place(a) - place(b) })
	return all
}

// outlookWords say what taking everything would do to the one whose decisions move
// their own headline most; warn that it is much.
func outlookWords(rows []overturning.Headline, all []overturning.Overturn) (text string, warn bool) {
	if len(all) == 0 {
		return "", false
	}
	decides := map[string]bool{}
	for i := range all {
		decides[all[i].By.Key] = decides[all[i].By.Key] || all[i].ScoredOnIt
	}
	var most *overturning.Headline
	moves := func(r *overturning.Headline) float64 { return math.Abs(float64(r.AllTaken - r.AllKept)) }
	for i := range rows {
		r := &rows[i]
		if decides[r.Forecaster.Key] && r.Forecaster.By == "" && overturning.Differs(r.AllKept, r.AllTaken) && (most == nil || !(moves(r) <= moves(most))) {
			most = r
		}
	}
	if most == nil {
		return "What is overturned moves the headline of none who overturned it.", false
	}
	who := most.Forecaster.Name
	return "All taken, " + who + " goes from " + figure(most.AllKept) + " to " + figure(most.AllTaken) + " by what " + who + " decided.", isMuch(most.AllKept, most.AllTaken)
}

// isMuch reports whether a headline changes by more than 0.05; one that was not there
// before does not change.
func isMuch(a, b score.Number) bool { return math.Abs(float64(a-b)) > 0.05 }

func figure(n score.Number) string {
	if !n.Defined() {
		return words.Dash
	}
	return words.Score(float64(n))
}

// headlinePlaces are where the columns of a row begin, and how wide they are.
type headlinePlaces struct{ now, chosen, taken, n, narrow, wide float32 }

func headlinesAt(width float32) headlinePlaces {
	p := headlinePlaces{narrow: 56, wide: 92}
	gap, n := float32(12), float32(28)
	if width < 420 {
		p.narrow, p.wide, gap, n = 44, 72, 8, 20
	}
	p.n = width - 15 - n
	p.taken = p.n - gap - p.wide
	p.chosen = p.taken - gap - p.wide
	p.now = p.chosen - gap - p.narrow
	return p
}

// headlineParts are the parts of a drawn row, and its layout.
type headlineParts struct{ who, now, chosen, taken, n *widgets.Text }

func newHeadlineParts(who, figures widgets.Style) *headlineParts {
	figures.Align = fyne.TextAlignTrailing
	text := func() *widgets.Text { return widgets.NewText("", figures) }
	return &headlineParts{widgets.NewText("", who), text(), text(), text(), text()}
}

func (p *headlineParts) object() *fyne.Container {
	return container.New(p, p.who, p.now, p.chosen, p.taken, p.n)
}

// Layout is for Fyne.
func (p *headlineParts) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c := headlinesAt(s.Width)
	y := (s.Height - 16) / 2
	widgets.Put(p.who, 15, (s.Height-20)/2, c.now-15-8, 20)
	widgets.Put(p.now, c.now, y, c.narrow, 16)
	widgets.Put(p.chosen, c.chosen, y, c.wide, 16)
	widgets.Put(p.taken, c.taken, y, c.wide, 16)
	widgets.Put(p.n, c.n, y, s.Width-15-c.n, 16)
}

// MinSize is for Fyne.
func (p *headlineParts) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(280, 28) }

func newHeadlineHead() *fyne.Container {
	style := widgets.Style{Size: theme.Caption, Weight: theme.Medium, Colour: theme.Secondary}
	p := newHeadlineParts(style, style)
	for text, words := range map[*widgets.Text]string{p.who: "Forecaster", p.now: "Now", p.chosen: "As chosen", p.taken: "All taken", p.n: "n"} {
		text.SetText(words)
	}
	return widgets.VBox(0, widgets.NewHairline(), widgets.Sized(0, 28, widgets.Stack(widgets.NewFill(theme.Bg, theme.None, 0), p.object())))
}

func newHeadlineRow() fyne.CanvasObject {
	return newHeadlineParts(widgets.Style{Weight: theme.Medium}, widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}).object()
}

func (h *headlines) fill(i int, row fyne.CanvasObject, _ bool) {
	r, p := h.rows[i], row.(*fyne.Container).Layout.(*headlineParts)
	p.who.SetText(r.Forecaster.Name)
	p.now.SetText(figure(r.Was))
	p.n.SetText(words.Count(r.Questions))
	become(p.chosen, r.Was, r.WouldBe)
	become(p.taken, r.Was, r.AllTaken)
}

// become writes what a headline becomes.
func become(t *widgets.Text, was, is score.Number) {
	style := widgets.Style{Size: theme.Small, Figures: true, Align: fyne.TextAlignTrailing, Colour: theme.Secondary}
	if !overturning.Differs(was, is) {
		t.SetStyle(style)
		t.SetText("unchanged")
		return
	}
	style.Weight, style.Colour = theme.SemiBold, theme.Text
	if isMuch(was, is) {
		style.Colour = theme.WarningInk
	}
	t.SetStyle(style)
	t.SetText(figure(is))
}
