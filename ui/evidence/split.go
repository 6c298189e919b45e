package evidence

import (
	"fmt"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/articles"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// splitForm shows the articles that one document holds; those that are chosen
// are added.
func (p *Page) splitForm(whole articles.Article, parts []articles.Article) {
	if p.host.Window() == nil {
		return
	}
	chosen := make([]*widgets.Checkbox, len(parts))
	rows := []fyne.CanvasObject{widgets.NewParagraph("Each becomes an article of its own, with the whole document as its original. Text before the first headline is left out.",
		widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)}
	for i, a := range parts {
		parts[i].Original, parts[i].OriginalType = whole.Original, whole.OriginalType
		if parts[i].Publisher == "" {
			parts[i].Publisher = whole.Publisher
		}
		chosen[i] = widgets.NewCheckbox(a.Title, true, nil)
		phrase := fmt.Sprintf("%s characters", words.Count(utf8.RuneCountInString(a.Text)))
		for _, w := range []string{a.Publisher, a.Published} {
			if w != "" {
				phrase += "  ·  " + w
			}
		}
		small := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
		rows = append(rows, widgets.NewSeparator(), chosen[i], widgets.Pad(0, 0, 0, 26, widgets.VBox(2, widgets.NewText(phrase, small),
			widgets.NewParagraph(opening(a), small, 2))))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: words.Counted(len(parts), "article", "articles") + " in one document", Accept: "Add them", Width: 640,
		Content: widgets.VBox(6, rows...),
		OnAccept: func(d *dialogs.Dialog) {
			var t taken
			for i, c := range chosen {
				if c.On() {
					t.all = append(t.all, parts[i])
				}
			}
			if len(t.all) == 0 {
				d.Problem("Choose one article or more, or close this and add the document whole.")
				return
			}
			d.Close()
			p.leaveDraft()
			p.attachAll(t)
		}})
}

// opening is how an article's text begins, past its title.
func opening(a articles.Article) string {
	text := []rune(a.Text)
	if n := utf8.RuneCountInString(a.Title); len(text) > n && string(text[:n]) == a.Title {
		text = text[n:]
	}
	return string(text[:min(len(text), 240)])
}
