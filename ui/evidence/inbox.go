package evidence

import (
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// inbox is the list of articles, newest first as the desk gives them.
type inbox struct {
	page   *Page
	find   *widgets.Field
	tabs   *widgets.Segmented
	list   *widgets.List
	hits   *hits
	all    []forecasts.Article
	rows   []inboxRow
	none   *fyne.Container
	why    *widgets.Paragraph
	object fyne.CanvasObject
}

func newInbox(p *Page) *inbox {
	b := &inbox{page: p, find: widgets.NewField("Search all that is said here"), hits: newHits(p)}
	b.find.OnChange = func(string) { p.search() }
	b.find.OnKey = b.key
	b.find.OnSubmit = func() { b.down() }
	b.list = widgets.NewList(78, newInboxRow, b.fill)
	b.list.Compact = 60
	b.list.OnSelect = func(i int) {
		p.leaveDraft()
		p.load(b.rows[i].id)
	}
	b.list.OnOpen = func(int) { widgets.Focus(p.reader) }
	b.list.Name = func(i int) string { return b.rows[i].title }
	b.list.CopyText = func(i int) string { return b.rows[i].title + "\t" + b.rows[i].meta }
	b.tabs = widgets.NewSegmented(28, tabNames([3]int{}), 0, func(int) { b.fillTab() })
	b.why = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 2)
	b.none = widgets.Pad(16, 16, 16, 16, b.why)
	b.none.Hide()
	foot := widgets.Sized(0, 48, widgets.Pad(0, 12, 0, 12, widgets.HBox(8,
		widgets.NewButton("Paste", "plus", p.Paste).Small(),
		widgets.NewButton("Address", "link", p.AskAddress).Small(),
		widgets.NewButton("File", "import", p.ChooseFile).Small())))
	top := widgets.Sized(0, 38, widgets.Pad(10, 12, 0, 12, widgets.Stack(b.tabs, widgets.Sized(0, 28, b.hits.count))))
	column := widgets.VBox(0, top, widgets.Sized(0, 48, widgets.Pad(8, 12, 8, 12, b.find)), widgets.NewHairline(),
		widgets.Flex(widgets.Stack(b.list, b.hits.list, b.none)), widgets.NewHairline(), foot)
	b.searching(false)
	edge := widgets.NewHairline()
	ground := widgets.NewFill(theme.Panel, theme.None, 0)
	b.object = widgets.Arrange(func(s fyne.Size) {
		widgets.Put(ground, 0, 0, s.Width, s.Height)
		widgets.Put(column, 0, 0, s.Width-1, s.Height)
		widgets.Put(edge, s.Width-1, 0, 1, s.Height)
	}, ground, column, edge)
	return b
}

// The tabs: everything, what nobody has made a finding of, and the rest.
const (
	tabAll = iota
	tabNew
	tabUsed
)

func tabNames(n [3]int) []string {
	return []string{"All " + notation.Count(n[tabAll]), "New " + notation.Count(n[tabNew]), "Used " + notation.Count(n[tabUsed])}
}

func tabOf(a forecasts.Article) int {
	if max(a.Count, len(a.Findings)) > 0 {
		return tabUsed
	}
	return tabNew
}

func (b *inbox) show(articles []forecasts.Article) {
	b.all = articles
	var n [3]int
	for _, a := range articles {
		n[tabAll]++
		n[tabOf(a)]++
	}
	b.tabs.SetPieces(tabNames(n))
	b.fillTab()
}

// searching shows what was found, or the articles again.
func (b *inbox) searching(yes bool) {
	widgets.Show(b.tabs, !yes)
	widgets.Show(b.list, !yes)
	widgets.Show(b.hits.count, yes)
	widgets.Show(b.hits.list, yes)
	if yes {
		return
	}
	b.hits.found = nil
	b.hits.list.SetLength(0)
}

// hit shows what was found, or why nothing was looked for.
func (b *inbox) hit(found []forecasts.Hit, err error) {
	b.hits.found = found
	b.hits.list.SetLength(len(found))
	b.hits.list.Select(-1)
	words := notation.Counted(len(found), "place", "places")
	if len(found) == mostHits {
		words = "The best " + words
	}
	why := "Nothing here has these words. Search also for a \"whole phrase\", or narrow it by tag:, from:, before: or after: and a value."
	if err != nil {
		why, words = sentence(err), ""
	}
	b.hits.count.SetText(words)
	b.why.SetText(why)
	b.searching(true)
	widgets.Show(b.none, len(found) == 0)
}

// key moves from the field into what it found; Escape empties it.
func (b *inbox) key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyDown:
		return b.down()
	case e.Name == fyne.KeyEscape && b.find.Text != "":
		b.find.Fill("")
		b.page.search()
		return true
	}
	return false
}

// down gives the keys to the list below the field, at its first row.
func (b *inbox) down() bool {
	if b.find.Text == "" {
		if b.list.Length() == 0 {
			return false
		}
		widgets.Focus(b.list)
		return true
	}
	if b.hits.list.Length() == 0 {
		return false
	}
	b.hits.list.Select(0)
	widgets.Focus(b.hits.list)
	b.hits.look(0)
	return true
}

// fillTab shows the articles of the tab that is chosen.
func (b *inbox) fillTab() {
	shown := b.all
	if tab := b.tabs.Chosen(); tab != tabAll {
		shown = slices.DeleteFunc(slices.Clone(b.all), func(a forecasts.Article) bool { return tabOf(a) != tab })
	}
	b.rows = inboxRows(shown, b.page.desk.Now())
	b.list.SetLength(len(b.rows))
	words := [...]string{"There is no article yet.", "Every article has a finding.", "No article has a finding yet."}[b.tabs.Chosen()]
	b.why.SetText(words)
	widgets.Show(b.none, len(b.rows) == 0)
	b.choose(b.page.article.ID)
}

// choose marks the article that is read.
func (b *inbox) choose(id forecasts.ID) {
	at := -1
	for i, r := range b.rows {
		if r.id == id {
			at = i
		}
	}
	if at != b.list.Selected() {
		b.list.Select(at)
	}
}

// inboxCell is what a row is drawn with.
type inboxCell struct {
	title *widgets.Paragraph
	meta  *widgets.Text
	chip  *widgets.Chip
}

func newInboxRow() fyne.CanvasObject {
	c := inboxCell{
		title: widgets.NewParagraph("", widgets.Style{Size: 13, LineHeight: 16, Weight: theme.SemiBold}, 2),
		meta:  widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		chip:  widgets.NewChip("", widgets.Neutral),
	}
	return widgets.Arrange(func(s fyne.Size) {
		high := c.title.HeightFor(s.Width - 32)
		w := c.chip.MinSize().Width
		top, foot := float32(10), float32(48)
		if s.Height < 70 {
			top, foot = 4, 37
		}
		y := top + (32-high)/2
		widgets.Put(c.title, 16, y, s.Width-32, high)
		widgets.Put(c.chip, s.Width-16-w, foot, w, 20)
		widgets.Put(c.meta, 16, foot+2, s.Width-40-w, 16)
	}, c.title, c.meta, c.chip)
}

func (b *inbox) fill(i int, row fyne.CanvasObject, _ bool) {
	r, o := b.rows[i], row.(*fyne.Container).Objects
	o[0].(*widgets.Paragraph).SetText(r.title)
	o[1].(*widgets.Text).SetText(r.meta)
	o[2].(*widgets.Chip).Set(r.chip, r.tone)
	if s := row.Size(); s.Width > 0 {
		row.(*fyne.Container).Layout.Layout(o, s)
	}
}
