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
	items := []struct {
		words string
		do    func()
	}{
		{"Correct the particulars…", p.Correct},
		{"Copy the text", func() {
			fyne.CurrentApp().Clipboard().SetContent(p.article.Text)
			p.host.Say("The article’s text is in the clipboard")
		}},
		{"Copy the article’s id", func() {
			fyne.CurrentApp().Clipboard().SetContent(p.article.ID.String())
			p.host.Say("The article’s id is in the clipboard")
		}},
	}
	var words []string
	for _, it := range items {
		words = append(words, it.words)
	}
	widgets.PopMenu(p.more, words, -1, func(i int) { items[i].do() })
}
