package exchange

import (
	"cmp"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// options asks what options are that make no distribution: a question each, or
// forecasts that are left out.
func (c *confirm) options(shown *openTable) []matter {
	p, v := c.page, shown.view
	of, apart := p.apart[shown.path]
	if !apart && v.Unlike == 0 {
		return nil
	}
	m := matter{about: "options", title: "What the options are", guess: !apart}
	chosen, note := 0, words.Plural(v.Unlike, "forecast")+" cannot be of one question: left out"
	if apart {
		chosen, note = 1, "by columns "+of[0]+" and "+of[1]
	} else {
		for _, col := range v.Columns {
			switch col.Means {
			case "question_id":
				of[0] = col.Name
			case "title":
				of[0] = cmp.Or(of[0], col.Name)
			case "option":
				of[1] = col.Name
			}
		}
	}
	tabs := widgets.NewSegmented(28, []string{"Of one question", "A question each"}, chosen, func(i int) {
		p.answered[shown.path+"options"] = true
		delete(p.apart, shown.path)
		means := "option"
		if i == 1 {
			p.apart[shown.path], means = of, "question_id"
		}
		p.readOtherwise(func(m *importing.TableMeaning) {
			if m.Columns == nil {
				m.Columns = map[string]string{}
			}
			m.Columns[of[0]], m.Columns[of[1]] = "question_id", means
		})
	})
	m.rows = []fyne.CanvasObject{widgets.Sized(0, 28, widgets.HBox(0, tabs, widgets.Space())), widgets.NewParagraph(note, widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 2)}
	return []matter{m}
}
