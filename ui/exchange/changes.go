package exchange

import (
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// changes is the card of what the files would change.
type changes struct {
	page    *Page
	title   *widgets.TitleRow
	tiles   [4]*tileView
	banner  *widgets.Paragraph
	warning *fyne.Container
	table   *widgets.Table[forecasts.Change]
	full    *fyne.Container
	none    *fyne.Container
	refused *fyne.Container
	why     *widgets.Paragraph
	advice  *widgets.Paragraph
	without *widgets.Button
	object  *fyne.Container
}

func newChanges(p *Page) *changes {
	c := &changes{page: p, title: widgets.NewTitleRow("What it would change", "")}
	row := widgets.HBoxFull(8)
	for i := range c.tiles {
		c.tiles[i] = newTileView()
		row.Add(widgets.Flex(c.tiles[i].object))
	}
	c.banner = widgets.NewParagraph("", widgets.Style{Colour: theme.WarningInk}, 2)
	c.warning = widgets.Stack(widgets.NewFill(theme.WarningSoft, theme.Warning, theme.RadiusControl),
		widgets.Pad(8, 12, 8, 12, widgets.HBox(10, widgets.NewIcon("warning", theme.Warning, 16), widgets.Flex(c.banner))))
	c.table = widgets.NewTable(32,
		widgets.Column[forecasts.Change]{Width: 16, New: func() fyne.CanvasObject { return widgets.NewIcon("note", theme.Secondary, 16) },
			Paint: func(o fyne.CanvasObject, ch forecasts.Change) {
				o.(*widgets.Icon).Set(iconOf(ch.Kind), theme.Secondary)
			}},
		widgets.Column[forecasts.Change]{Title: "Adds", Width: 220, Style: widgets.Style{Weight: theme.Medium},
			Text: func(ch forecasts.Change) string { return ch.What },
			Less: func(a, b forecasts.Change) bool { return a.Count < b.Count }},
		widgets.Column[forecasts.Change]{Title: "To", Text: func(ch forecasts.Change) string { return ch.Title },
			Less: func(a, b forecasts.Change) bool { return a.Title < b.Title }})
	c.table.Compact = 27
	c.table.OnOpenRow = func(ch forecasts.Change) {
		if p.plan != nil && p.plan.Written && !ch.Question.IsZero() {
			p.host.Open(page.Route{Page: "questions", ID: ch.Question.String()})
		}
	}
	c.full = widgets.VBox(0, widgets.Pad(0, 15, 12, 15, widgets.VBox(12, widgets.Sized(0, 56, row), c.warning)), widgets.Flex(c.table.Object()))
	c.none = widgets.NewEmptyState("import", "Look before you merge",
		"A file shows here what it adds, question by question, and whose records they are.", widgets.NewPrimary("Open file", "import", p.ChooseFile))
	c.why = widgets.NewParagraph("", widgets.Style{Colour: theme.BadInk}, 8)
	c.without = widgets.NewButton("Leave it out", "", c.leaveFork)
	c.advice = widgets.NewParagraph("Nothing of it was taken. Ask its sender for the file again; if it comes the same, the sender should verify it.", widgets.Style{Colour: theme.Secondary}, 3)
	c.refused = widgets.Pad(0, 15, 15, 15, widgets.VBox(12, widgets.Stack(widgets.NewFill(theme.BadSoft, theme.Bad, theme.RadiusControl),
		widgets.Pad(12, 12, 12, 12, widgets.HBox(10, widgets.NewIcon("warning", theme.Bad, 16), widgets.Flex(c.why)))),
		c.advice, widgets.HBox(8, c.without)))
	c.object = widgets.NewTitledPanel(c.title, false, widgets.Stack(c.full, c.none, c.refused))
	return c
}

func (c *changes) paint() {
	p := c.page
	show(c.full, p.plan != nil)
	show(c.none, p.plan == nil && p.wrong == nil)
	show(c.refused, p.wrong != nil)
	c.title.More.SetText("")
	if p.wrong != nil {
		fork, forked := c.fork()
		c.why.SetText(sentence(p.wrong))
		show(c.without, forked)
		show(c.advice, !forked)
		if forked {
			c.why.SetText(forkWords(fork))
			c.without.SetText("Take the rest without " + fork.Name + "’s log")
		}
	}
	if p.plan != nil {
		c.title.Title.SetText("What it would change")
		if p.plan.Written {
			c.title.Title.SetText("What it changed")
		}
		for i, t := range tiles(*p.plan) {
			c.tiles[i].set(t)
		}
		names := c.disputed(p.plan)
		show(c.warning, len(names) > 0)
		c.banner.SetText("Resolutions differ: " + strings.Join(names, "; ") + ". Both are kept and the question is disputed until one is confirmed.")
		c.table.SetRows(p.plan.Changes)
		if len(p.plan.Changes) == 0 {
			c.title.More.SetText("everything in it is here already")
		}
	}
	c.object.Refresh()
}

// fork is the log that exists in two versions, where that is what is wrong.
func (c *changes) fork() (*forecasts.Fork, bool) {
	var fork *forecasts.Fork
	ok := errors.As(c.page.wrong, &fork)
	return fork, ok
}

// forkWords say what a fork is and what can be done.
func forkWords(f *forecasts.Fork) string {
	where := ""
	if f.Seq >= 0 {
		where = fmt.Sprintf(", from record %d on", f.Seq)
	}
	return "The log of " + f.Name + " was rewritten" + where + ": two versions of it are signed that cannot both be true. Ask " + f.Name + " what happened, or take the rest without it; that the log was forked is then recorded."
}

func (c *changes) leaveFork() {
	if fork, ok := c.fork(); ok {
		c.page.leave(forecasts.ImportLog{Log: fork.Log, Name: fork.Name}, true)
	}
}

func (c *changes) disputed(s *forecasts.ImportSummary) []string {
	var names []string
	for _, id := range s.Disputed {
		name := "question " + id.Short()
		for _, ch := range s.Changes {
			if ch.Question == id && ch.Title != "" {
				name = ch.Title
			}
		}
		for _, q := range c.page.export.questions.rows {
			if q.id == id.String() {
				name = q.title
			}
		}
		names = append(names, name)
	}
	return names
}

// sentence begins an error with a capital letter.
func sentence(err error) string {
	s := err.Error()
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
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
