package evidence

import (
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/search"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// inbox is the list of articles, newest first as the desk gives them.
type inbox struct {
	page   *Page
	find   *widgets.Field
	tabs   *widgets.Segmented
	list   *widgets.List
	body   *widgets.Awaited // around the list
	hits   *hits
	all    shelves
	known  bool // they were read
	rows   []evidence.ArticleRow
	none   *fyne.Container
	why    *widgets.Paragraph
	object fyne.CanvasObject
}

func newInbox(p *Page) *inbox {
	b := &inbox{page: p, find: widgets.NewField("Search everything"), hits: newHits(p)}
	b.find.OnChange = func(string) { p.search() }
	b.find.OnKey = b.key
	b.find.OnSubmit = func() { b.down() }
	b.list = widgets.NewList(78, newInboxRow, b.fill)
	b.list.Compact = 60
	b.list.OnSelect = func(i int) {
		p.leaveDraft()
		p.load(b.rows[i].ID)
	}
	b.list.OnOpen = func(int) { widgets.Focus(p.reader) }
	b.list.Name = func(i int) string { return b.rows[i].Title }
	b.list.CopyText = func(i int) string {
		a := b.rows[i]
		return a.Title + "\t" + a.Source + "\t" + published(a.Published, a.At, p.desk.Now())
	}
	b.tabs = widgets.NewSegmented(28, []string{"All", "New", "Used"}, 0, func(int) { b.fillTab() })
	b.why = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary}, 2)
	b.none = widgets.Pad(16, 16, 16, 16, b.why)
	b.none.Hide()
	b.body = widgets.NewAwaited(16, b.list)
	foot := widgets.Sized(0, 48, widgets.Pad(0, 12, 0, 12, widgets.HBox(8,
		widgets.NewButton("Paste", "plus", p.Paste).Small(),
		widgets.NewButton("Address", "link", p.AskAddress).Small(),
		widgets.NewButton("File", "import", p.ChooseFile).Small())))
	top := widgets.Sized(0, 38, widgets.Pad(10, 12, 0, 12, widgets.Stack(b.tabs, widgets.Sized(0, 28, b.hits.count))))
	column := widgets.VBox(0, top, widgets.Sized(0, 48, widgets.Pad(8, 12, 8, 12, b.find)), widgets.NewHairline(),
		widgets.Flex(widgets.Stack(b.body.Object(), b.hits.list, b.none)), widgets.NewHairline(), foot)
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
	return []string{"All " + words.Count(n[tabAll]), "New " + words.Count(n[tabNew]), "Used " + words.Count(n[tabUsed])}
}

// shelves are the articles of each tab.
type shelves [3][]evidence.ArticleRow

func shelve(all []evidence.ArticleRow) shelves {
	s := shelves{tabAll: all}
	for _, a := range all {
		tab := tabNew
		if a.Count > 0 {
			tab = tabUsed
		}
		s[tab] = append(s[tab], a)
	}
	return s
}

func (s shelves) has(id journal.ID) bool {
	return slices.ContainsFunc(s[tabAll], func(a evidence.ArticleRow) bool { return a.ID == id })
}

func (b *inbox) show(all shelves) {
	b.all, b.known = all, true
	b.tabs.SetPieces(tabNames([3]int{len(all[tabAll]), len(all[tabNew]), len(all[tabUsed])}))
	b.fillTab()
}

// searching shows what was found, or the articles again.
func (b *inbox) searching(yes bool) {
	widgets.Show(b.tabs, !yes)
	widgets.Show(b.body.Object(), !yes)
	widgets.Show(b.hits.count, yes)
	widgets.Show(b.hits.list, yes)
	if yes {
		return
	}
	b.hits.found = nil
	b.hits.list.SetLength(0)
}

// hit shows what was found, or why nothing was looked for.
func (b *inbox) hit(found []search.Hit, err error) {
	b.hits.found = found
	b.hits.list.SetLength(len(found))
	b.hits.list.Select(-1)
	text := words.Counted(len(found), "place", "places")
	if len(found) == mostHits {
		text = "The best " + text
	}
	why := "Nothing here contains these words. Also search for a \"whole phrase\", or narrow it by tag:, from:, before: or after: and a value."
	if err != nil {
		why, text = sentence(err), ""
	}
	b.hits.count.SetText(text)
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

// down gives the focus to the list below the field, at its first row.
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
	b.rows = b.all[b.tabs.Chosen()]
	b.list.SetLength(len(b.rows))
	text := [...]string{"There is no article yet.", "Every article has a finding.", "No article has a finding yet."}[b.tabs.Chosen()]
	b.why.SetText(text)
	widgets.Show(b.none, b.known && len(b.rows) == 0)
	b.choose(b.page.article.ID)
}

// choose marks the article that is read.
func (b *inbox) choose(id journal.ID) {
	at := slices.IndexFunc(b.rows, func(a evidence.ArticleRow) bool { return a.ID == id })
	if at != b.list.Selected() {
		b.list.Select(at)
	}
}
