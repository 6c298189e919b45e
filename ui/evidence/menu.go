package evidence

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/widgets"
)

// articleMenu is what can be done with the article that is read.
func (p *Page) articleMenu() {
	if !p.Reading() {
		return
	}
	items := []menuItem{
		{"Correct the particulars…", p.Correct},
		{"Copy the text", func() {
			fyne.CurrentApp().Clipboard().SetContent(p.article.Text)
			p.host.Say("The article’s text is in the clipboard")
		}},
		{"Copy the article’s id", func() {
			fyne.CurrentApp().Clipboard().SetContent(p.article.ID.String())
			p.host.Say("The article’s id is in the clipboard")
		}},
		{"What depends on it…", func() { p.ShowDependents(p.article.ID) }},
	}
	if p.article.Mine {
		items = append(items, menuItem{"Retract the article…", func() { p.retractForm("article", p.article.ID, p.article.ID) }})
	}
	popMenu(p.more, items)
}

// menuItem is a line of a menu.
type menuItem struct {
	words string
	do    func()
}

func popMenu(at fyne.CanvasObject, items []menuItem) {
	var words []string
	for _, it := range items {
		words = append(words, it.words)
	}
	widgets.PopMenu(at, words, -1, func(i int) { items[i].do() })
}

// findingMenu is what can be done with the finding that is looked at.
func (f *found) findingMenu() {
	p, r := f.page, f.finding
	items := []menuItem{
		{"What depends on it…", func() { p.ShowDependents(r.ID) }},
		{"Copy the finding’s id", func() {
			fyne.CurrentApp().Clipboard().SetContent(r.ID.String())
			p.host.Say("The finding’s id is in the clipboard")
		}},
	}
	if r.Mine {
		items = append(items, menuItem{"Retract the finding…", func() { p.retractForm("finding", r.ID, r.ID) }})
	}
	popMenu(f.dots, items)
}
