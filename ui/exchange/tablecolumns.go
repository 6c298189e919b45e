package exchange

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// AskColumns asks what all columns of the table that is shown stand for, and, of a
// spreadsheet, which sheet is meant.
func (p *Page) AskColumns() {
	shown := p.shownTable()
	if p.host.Window() == nil || shown == nil {
		return
	}
	v := shown.view
	rows := widgets.VBox(6)
	sheet := widgets.NewDropdown("Sheet", v.Sheets, max(slices.Index(v.Sheets, v.Sheet), 0), nil)
	if len(v.Sheets) > 1 {
		rows.Add(widgets.Sized(0, 32, widgets.HBox(0, sheet)))
		rows.Add(widgets.NewCaption("The columns of another sheet are read from the beginning."))
	}
	chosen := make([]*widgets.Dropdown, len(v.Columns))
	for i, c := range v.Columns {
		chosen[i] = widgets.NewDropdown("", meaningWords(), meaningOf(c.Means), nil)
		rows.Add(columnRow(columnLetter(i), c, chosen[i]))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "What the columns stand for", Accept: "Read it so", Width: 680, Content: rows, OnAccept: func(d *dialogs.Dialog) {
		const questions = "question_id"
		mapping, taken, several := map[string]string{}, map[string]bool{}, false
		for i, c := range v.Columns {
			means := meanings[max(chosen[i].Chosen(), 0)]
			if means.column != "" && means.column != questions && taken[means.column] {
				d.Problem("Two columns stand for “" + means.words + "”: choose one.")
				return
			}
			several = several || means.column == questions && taken[questions]
			taken[means.column] = true
			if means.column != c.Means {
				mapping[c.Name] = means.column
			}
		}
		for i, c := range v.Columns { // that make the question together
			if several && meanings[max(chosen[i].Chosen(), 0)].column == questions {
				mapping[c.Name] = questions
			}
		}
		d.Close()
		p.readOtherwise(func(m *importing.TableMeaning) {
			if s := sheet.Shown(); len(v.Sheets) > 1 && s != v.Sheet {
				*m = importing.TableMeaning{Sheet: s}
				return
			}
			if m.Columns == nil {
				m.Columns = map[string]string{}
			}
			for name, means := range mapping {
				m.Columns[name] = means
			}
		})
	}})
}

func columnRow(letter string, c score.TableColumn, means *widgets.Dropdown) fyne.CanvasObject {
	sample := widgets.NewText(strings.Join(c.Samples, "  ·  "), widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	return widgets.Sized(0, 40, widgets.HBox(12, widgets.Flex(widgets.VBox(0, widgets.NewText(letter+" · "+c.Name, widgets.Style{Weight: theme.Medium}),
		widgets.WithTip(sample, sample.Text))), widgets.Sized(160, 32, means)))
}
