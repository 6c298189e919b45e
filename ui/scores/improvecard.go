package scores

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// An improveCard says one thing in words, draws it, and ends with a line on how
// sure it is. Where too little is known it says why it is silent.
type improveCard struct {
	title  *widgets.TitleRow
	count  *widgets.Text
	lead   *widgets.Paragraph
	body   fyne.CanvasObject
	foot   *widgets.Paragraph
	inside *fyne.Container
	below  *widgets.Awaited // the title
	object *fyne.Container
}

// newImproveCard makes one; meaning is the formula and its names, on hover.
func newImproveCard(title, meaning string, body fyne.CanvasObject) *improveCard {
	c := &improveCard{body: body}
	small := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
	c.count = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	c.title = widgets.NewTitleRow(title, "", widgets.WithTip(c.count, func() string { return meaning }))
	c.lead = widgets.NewParagraph("", widgets.Style{Weight: theme.Medium}, 3)
	c.foot = widgets.NewParagraph("", small, 2)
	top := widgets.WithTip(c.lead, func() string { return meaning })
	c.below = widgets.NewAwaited(0, widgets.Arrange(func(s fyne.Size) {
		const pad = 15
		w := s.Width - 2*pad
		lead, foot := widgets.HeightFor(c.lead, w), float32(0)
		if c.foot.Text() != "" {
			foot = widgets.HeightFor(c.foot, w)
		}
		widgets.Put(top, pad, 0, w, lead)
		widgets.Put(c.foot, pad, s.Height-9-foot, w, foot)
		y := lead + 6
		widgets.Put(c.body, pad, y, w, s.Height-9-foot-y)
	}, top, c.body, c.foot))
	c.inside = widgets.Arrange(func(s fyne.Size) {
		widgets.Put(c.title.Object(), 0, 0, s.Width, theme.PanelTitle)
		widgets.Put(c.below.Object(), 0, 36, s.Width, s.Height-36)
	}, c.title.Object(), c.below.Object())
	c.object = widgets.NewPanel(c.inside)
	c.body.Hide()
	return c
}

// say shows the figure with its words.
func (c *improveCard) say(count, lead, foot string) {
	c.count.SetText(count)
	c.lead.SetText(lead)
	c.foot.SetText(foot)
	c.body.Show()
	c.below.Answered()
	c.inside.Refresh()
}

// silent shows why there is no figure.
func (c *improveCard) silent(why string) {
	c.count.SetText("")
	c.lead.SetText(why)
	c.foot.SetText("")
	c.body.Hide()
	c.below.Answered()
	c.inside.Refresh()
}

// readCard asks for the figure of a card, and shows it.
func readCard[T any](p *Page, slot string, ask func(context.Context) (T, error), show func(T)) {
	p.host.Run("scores."+slot, func(ctx context.Context) (func(), error) {
		figure, err := ask(ctx)
		if err != nil {
			return nil, err
		}
		return func() { show(figure) }, nil
	})
}

// owner is whose the figures are, as a sentence names it: "your", "Heron’s" or
// "the team’s".
func (p *Page) owner() string {
	switch {
	case p.filter.Forecaster == "":
		return "the team’s"
	case p.mine():
		return "your"
	}
	return p.whose() + "’s"
}

// subject is who forecasts, with a verb for "you" and one for anybody else.
func (p *Page) subject(you, other string) string {
	switch {
	case p.filter.Forecaster == "":
		return "The team " + other
	case p.mine():
		return "You " + you
	}
	return p.whose() + " " + other
}

// mine reports whether the chosen forecaster is the user.
func (p *Page) mine() bool { return p.filter.Forecaster != "" && p.filter.Forecaster == ownKey(p.view) }
