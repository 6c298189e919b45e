package exchange

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/merging"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// changes is the card of what the files would change.
type changes struct {
	page      *Page
	title     *widgets.TitleRow
	more      *widgets.Text
	tiles     [4]*tileView
	row       *fyne.Container // of the tiles
	conflict  *conflict
	similar   *similarBar
	overturns *overturns
	table     *widgets.Table[merging.Change]
	adds      fyne.CanvasObject // the table
	several   bool              // people bring something
	full      *fyne.Container
	none      *fyne.Container
	refused   *fyne.Container
	why       *widgets.Paragraph
	advice    *widgets.Paragraph
	without   *widgets.Button
	object    *fyne.Container
}

func newChanges(p *Page) *changes {
	c := &changes{page: p, more: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})}
	c.title = widgets.NewTitleRow("What it would change", "", c.more)
	row := widgets.HBoxFull(8)
	for i := range c.tiles {
		c.tiles[i] = newTileView()
		row.Add(widgets.Flex(c.tiles[i].object))
	}
	c.conflict, c.similar = newConflict(p), newSimilarBar(p)
	c.table = c.newTable()
	c.row = widgets.Sized(0, 56, row)
	c.overturns = newOverturns(p)
	c.adds = c.table.Object()
	c.full = widgets.VBox(0, widgets.Pad(0, 15, 12, 15, widgets.VBox(12, c.row, c.conflict.object, c.similar.object, c.overturns.bar)),
		widgets.Flex(widgets.Stack(c.adds, c.overturns.object)))
	c.none = widgets.NewEmptyState("import", "Look before you merge",
		"When you open a file, this page shows what it adds, question by question, and whose records they are. Exports of Metaculus, Fatebook, PredictionBook, Manifold, Good Judgment and tables open too, and a list or table that you copied.",
		widgets.HBox(8, widgets.NewPrimary("Open file", "import", p.ChooseFile), widgets.NewButton("Paste a list", "", p.Paste)))
	c.why = widgets.NewParagraph("", widgets.Style{Colour: theme.BadInk}, 8)
	c.without = widgets.NewButton("Leave it out", "", c.leaveFork)
	c.advice = widgets.NewParagraph("Nothing in it was merged. Ask the sender for the file again; if it is the same, the sender should verify it.", widgets.Style{Colour: theme.Secondary}, 3)
	c.refused = widgets.Pad(0, 15, 15, 15, widgets.VBox(12, widgets.Stack(widgets.NewFill(theme.BadSoft, theme.Bad, theme.RadiusControl),
		widgets.Pad(12, 12, 12, 12, widgets.HBox(10, widgets.NewIcon("warning", theme.Bad, 16), widgets.Flex(c.why)))),
		c.advice, widgets.HBox(8, c.without)))
	c.object = widgets.NewTitledPanel(c.title, false, widgets.Stack(c.full, c.none, c.refused))
	return c
}

func (c *changes) newTable() *widgets.Table[merging.Change] {
	p := c.page
	now := p.desk.Now
	table := widgets.NewTable(32,
		widgets.Column[merging.Change]{Width: 16, New: func() fyne.CanvasObject { return widgets.NewIcon("note", theme.Secondary, 16) },
			Paint: func(o fyne.CanvasObject, ch merging.Change) {
				o.(*widgets.Icon).Set(iconOf(ch.Kind), theme.Secondary)
			}},
		widgets.Column[merging.Change]{Title: "Adds", Width: 136, Style: widgets.Style{Weight: theme.Medium},
			Text: func(ch merging.Change) string { return addsWords(ch, c.several) },
			Less: func(a, b merging.Change) bool { return a.Count < b.Count }},
		widgets.Column[merging.Change]{Title: "To", Text: func(ch merging.Change) string { return ch.Title },
			Less: func(a, b merging.Change) bool { return a.Title < b.Title }},
		widgets.Column[merging.Change]{Title: "Change", Width: 176, Text: changeWords, New: newMove, Paint: paintMove, From: 520},
		widgets.Column[merging.Change]{Title: "Latest", Width: 76, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small, Colour: theme.Secondary}, From: 620,
			Text: func(ch merging.Change) string {
				if ch.Latest == 0 {
					return ""
				}
				return day(ch.Latest, now())
			}, Less: func(a, b merging.Change) bool { return a.Latest < b.Latest }})
	table.Compact = 27
	table.OnOpenRow = func(ch merging.Change) {
		if p.plan != nil && p.plan.Written && !ch.Question.IsZero() {
			p.host.Open(page.Route{Page: "questions", ID: ch.Question.String()})
		}
	}
	return table
}

// newMove draws how a number moves: a bar of where it comes to stand, and words.
func newMove() fyne.CanvasObject {
	bar, text := widgets.NewProgressBar(64), widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	return widgets.Arrange(func(s fyne.Size) {
		x := float32(0)
		if bar.Visible() {
			widgets.Put(bar, 0, (s.Height-4)/2, 64, 4)
			x = 74
		}
		widgets.Put(text, x, (s.Height-16)/2, max(s.Width-x, 0), 16)
	}, bar, text)
}

func paintMove(o fyne.CanvasObject, ch merging.Change) {
	row := o.(*fyne.Container)
	bar, text := row.Objects[0].(*widgets.ProgressBar), row.Objects[1].(*widgets.Text)
	widgets.Show(bar, ch.Last != nil)
	if ch.Last != nil {
		bar.Set(*ch.Last, theme.Accent)
	}
	text.SetText(changeWords(ch))
	row.Layout.Layout(row.Objects, row.Size())
}

func (c *changes) paint() {
	p := c.page
	widgets.Show(c.full, p.plan != nil)
	widgets.Show(c.none, p.plan == nil && p.wrong == nil)
	widgets.Show(c.refused, p.wrong != nil)
	c.more.SetText("")
	c.title.Title.SetText("What it would change")
	if p.wrong != nil {
		c.paintRefused()
	}
	if p.plan != nil {
		if p.plan.Written {
			c.title.Title.SetText("What it changed")
		}
		for i, t := range tiles(*p.plan) {
			c.tiles[i].set(t)
		}
		_, names := total(p.plan.Summary)
		c.several = len(names) > 1
		c.conflict.paint()
		c.similar.paint()
		c.table.SetRows(p.plan.Changes)
		c.overturns.paint()
		c.turn()
		switch {
		case p.plan.Unlisted > 0:
			c.more.SetText("and " + words.Counted(p.plan.Unlisted, "more question", "more questions"))
		case p.plan.Written:
			c.more.SetText("open a row to go to its question")
		case len(p.plan.Changes) == 0 && adds(*p.plan) == 0:
			c.more.SetText("everything in it is here already")
		case p.records > 0:
			c.more.SetText("compared with your " + words.Counted(int(p.records), "record", "records"))
		}
	}
	c.object.Refresh()
}

// turn shows the tab that is chosen: there are two if something is overturned.
func (c *changes) turn() {
	some := len(c.overturns.all()) > 0
	first := some && c.overturns.tabs.Chosen() == 0
	widgets.Show(c.overturns.bar, some)
	widgets.Show(c.overturns.object, first)
	widgets.Show(c.adds, !first)
	open := first && !c.page.plan.Written
	widgets.Show(c.overturns.takeAll, open)
	widgets.Show(c.overturns.keepAll, open)
	c.overturns.bar.Refresh()
	c.full.Refresh()
}

// lookFirst begins with what is overturned, if anything is, with the keys on its
// list.
func (c *changes) lookFirst() {
	c.overturns.tabs.Set(0)
	if !c.page.isOpen() || len(c.overturns.all()) == 0 {
		return
	}
	c.turn()
	widgets.Focus(c.overturns.list)
}

// fit leaves out the tiles where there is no room for them over the list.
func (c *changes) fit(high float32) {
	asks := c.conflict.object.Visible() || c.similar.object.Visible()
	if roomy := !asks || high >= 360; roomy != c.row.Visible() {
		widgets.Show(c.row, roomy)
		c.full.Refresh()
	}
}

func (c *changes) paintRefused() {
	fork, forked := c.fork()
	c.why.SetText(sentence(c.page.wrong))
	widgets.Show(c.without, forked)
	widgets.Show(c.advice, !forked)
	if forked {
		c.why.SetText(forkWords(fork))
		c.without.SetText("Take the rest without " + fork.Name + "’s log")
	}
}

// fork is the log that exists in two versions, where that is what is wrong.
func (c *changes) fork() (*merging.Fork, bool) {
	var fork *merging.Fork
	ok := errors.As(c.page.wrong, &fork)
	return fork, ok
}

// forkWords say what a fork is and what can be done.
func forkWords(f *merging.Fork) string {
	where := ""
	if f.Seq >= 0 {
		where = fmt.Sprintf(", from record %d on", f.Seq)
	}
	return "The log of " + f.Name + " was rewritten" + where + ": two signed versions of it contradict each other. Ask " + f.Name + " what happened, or merge the rest without it; the fork is then recorded."
}

func (c *changes) leaveFork() {
	if fork, ok := c.fork(); ok {
		c.page.leave(merging.Log{Log: fork.Log, Name: fork.Name}, true)
	}
}

// sentence begins an error with a capital letter.
func sentence(err error) string {
	s := page.Said(err)
	if first, _, _ := strings.Cut(s, " "); s == "" || strings.ContainsAny(first, "./") {
		return s // a file keeps its name
	}
	return words.Capital(s)
}

// tileView draws a tile.
type tileView struct {
	ground        *widgets.Fill
	number, words *widgets.Text
	object        *fyne.Container
}

func newTileView() *tileView {
	t := &tileView{ground: widgets.NewFill(theme.Bg, theme.None, theme.RadiusControl),
		number: widgets.NewText("", widgets.Style{Size: theme.PageTitle, LineHeight: 24, Weight: theme.SemiBold}),
		words:  widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})}
	t.object = widgets.Stack(t.ground, widgets.Pad(8, 8, 6, 12, widgets.VBox(0, t.number, t.words)))
	return t
}

func (t *tileView) set(v tile) {
	soft, ink, _ := v.tone.Colours()
	number := theme.Text
	if v.tone == widgets.Neutral {
		soft, ink = theme.Bg, theme.Secondary
	} else {
		number = ink
	}
	t.ground.Set(soft, theme.None)
	t.number.SetColour(number)
	t.words.SetColour(ink)
	t.number.SetText(v.number)
	t.words.SetText(v.words)
}
