package exchange

import (
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/merging"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// conflict shows the questions that the files let end otherwise than here, one
// after another, and asks whose end holds.
type conflict struct {
	page   *Page
	at     int
	title  *widgets.Text
	sides  *widgets.Text
	which  *widgets.Segmented
	next   *widgets.Button
	object *fyne.Container
}

func newConflict(p *Page) *conflict {
	c := &conflict{page: p, title: widgets.NewText("", widgets.Style{}), sides: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Mid})}
	c.which = widgets.NewSegmented(28, []string{"Yours", "Theirs", "Leave disputed"}, 2, c.choose)
	c.next = widgets.NewButton("Next", "", func() { c.at++; p.paint() }).Small()
	lead := widgets.NewText("Resolution differs", widgets.Style{Weight: theme.SemiBold})
	c.object = widgets.Sized(0, 76, widgets.Stack(widgets.NewFill(theme.WarningSoft, theme.Warning, theme.RadiusControl),
		widgets.Pad(8, 12, 8, 12, widgets.VBox(4,
			widgets.Sized(0, 28, widgets.HBox(8, widgets.NewIcon("warning", theme.Warning, 16), lead,
				widgets.Flex(widgets.WithTip(c.title, func() string { return c.title.Text() })), c.next)),
			widgets.Sized(0, 28, widgets.HBox(8, widgets.Flex(widgets.WithTip(c.sides, func() string { return c.sides.Text() })), c.which))))))
	return c
}

// current is the dispute that is shown.
func (c *conflict) current() (merging.Dispute, bool) {
	p := c.page
	if p.plan == nil || len(p.plan.Disputes) == 0 {
		return merging.Dispute{}, false
	}
	return p.plan.Disputes[c.at%len(p.plan.Disputes)], true
}

func (c *conflict) choose(i int) {
	d, ok := c.current()
	if !ok {
		return
	}
	delete(c.page.decide, d.Question)
	if said := side(d, i); said != nil {
		c.page.decide[d.Question] = said.ID
	}
}

// side is what one side says; nil leaves the question disputed.
func side(d merging.Dispute, i int) *merging.EndSaid {
	of := map[int][]merging.EndSaid{0: d.Here, 1: d.There}[i]
	if len(of) == 0 {
		return nil
	}
	return &of[len(of)-1]
}

func (c *conflict) paint() {
	p := c.page
	d, ok := c.current()
	widgets.Show(c.object, ok)
	if !ok {
		return
	}
	n := len(p.plan.Disputes)
	widgets.Show(c.next, n > 1)
	c.next.SetText(fmt.Sprintf("%d of %d  ›", c.at%n+1, n))
	c.title.SetText(d.Title)
	c.sides.SetText(sidesWords(d))
	chosen := 2
	for i := range 2 {
		if said := side(d, i); said != nil && p.decide[d.Question] == said.ID {
			chosen = i
		}
	}
	c.which.Set(chosen)
	widgets.Show(c.which, !p.plan.Written)
}

// sidesWords say what each side says of a question's end.
func sidesWords(d merging.Dispute) string {
	text := ""
	if said := side(d, 0); said != nil {
		text = "Yours: " + said.Words
	}
	if said := side(d, 1); said != nil {
		if text != "" {
			text += "    "
		}
		text += said.By + "’s: " + said.Words
	}
	return text
}

// similarBar offers to link new questions with ones that are here.
type similarBar struct {
	page   *Page
	words  *widgets.Text
	look   *widgets.Button
	object *fyne.Container
}

func newSimilarBar(p *Page) *similarBar {
	a := &similarBar{page: p, words: widgets.NewText("", widgets.Style{})}
	a.look = widgets.NewButton("Compare", "", a.open).Small()
	a.object = widgets.Sized(0, 36, widgets.Stack(widgets.NewFill(theme.AccentSoft, theme.None, theme.RadiusControl),
		widgets.Pad(4, 12, 4, 12, widgets.HBox(8, widgets.NewIcon("link", theme.Accent, 16), widgets.Flex(a.words), a.look))))
	return a
}

func (a *similarBar) paint() {
	p := a.page
	n, linked := len(p.plan.Similar), len(p.same)
	if p.plan.Written && linked == 0 {
		n = 0
	}
	widgets.Show(a.object, n > 0)
	if n == 0 {
		return
	}
	a.words.SetText(words.Counted(n, "new question looks", "new questions look") + " like " + noun(n, "one that is here", "ones that are here"))
	if linked > 0 {
		a.words.SetText(words.Counted(linked, "question is", "questions are") + " linked to " + noun(linked, "the one", "the ones") + " here when you merge")
	}
	if p.plan.Written {
		a.words.SetText(words.Counted(linked, "question was", "questions were") + " linked")
	}
	widgets.Show(a.look, !p.plan.Written)
}

// open puts the pairs beside each other, each with a box that links it.
func (a *similarBar) open() {
	p := a.page
	win := p.host.Window()
	if win == nil || p.plan == nil {
		return
	}
	rows := widgets.VBox(12, widgets.NewParagraph("A link says that two questions ask the same. Forecasts stay with the question they were made on.", widgets.Style{Colour: theme.Secondary}, 3))
	var boxes []*widgets.Checkbox
	pairs := p.plan.Similar
	for _, t := range pairs {
		box := widgets.NewCheckbox("The same question", p.same[t.New] == t.Here, nil)
		boxes = append(boxes, box)
		line := func(who, title string) fyne.CanvasObject {
			return widgets.HBox(8, widgets.Sized(48, 20, widgets.NewCaption(who)), widgets.Flex(widgets.NewTitle(title, widgets.Style{Weight: theme.Medium}, 2)))
		}
		rows.Add(widgets.VBox(4, line("New", t.NewTitle), line("Here", t.HereTitle), widgets.Pad(0, 0, 0, 56, box)))
		rows.Add(widgets.NewSeparator())
	}
	dialogs.Show(win, dialogs.Spec{Title: "Questions that look alike", Accept: "Keep these links", Width: 640, Content: rows, OnAccept: func(d *dialogs.Dialog) {
		p.same = map[journal.ID]journal.ID{}
		for i, t := range pairs {
			if boxes[i].On() {
				p.same[t.New] = t.Here
			}
		}
		d.Close()
		p.paint()
	}})
}
