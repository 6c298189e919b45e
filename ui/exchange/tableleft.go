package exchange

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// leftOutCard lists the rows of a table that are left out.
type leftOutCard struct {
	page   *Page
	shown  *openTable
	title  *widgets.TitleRow
	list   *widgets.List
	object *fyne.Container
}

func newLeftOutCard(p *Page) *leftOutCard {
	l := &leftOutCard{page: p}
	l.title = widgets.NewTitleRow("Left out", "", widgets.NewButton("Save these rows…", "", p.saveLeftOut).Small())
	l.list = widgets.NewList(46, newLeftRow, l.fill)
	l.list.OnSelect = func(i int) { p.table.rows.goTo(l.shown.view.Bad[i].Line) }
	l.list.Tip = func(i int, _ float32) string { return whyLeft(&l.shown.view.Bad[i]) }
	l.object = widgets.NewTitledPanel(l.title, true, l.list)
	return l
}

// high is how high the card is with all of its rows.
func (l *leftOutCard) high() float32 { return 44 + 46*float32(l.list.Length()) }

func (l *leftOutCard) paint(shown *openTable) {
	l.shown = shown
	v := shown.view
	widgets.Show(l.object, v.BadRows > 0)
	l.title.More.SetText(words.Counted(v.BadRows, "row", "rows"))
	if n := len(v.Bad); n < v.BadRows {
		l.title.More.SetText(words.Counted(v.BadRows, "row", "rows") + ", the first " + words.Count(n) + " listed")
	}
	l.list.SetLength(len(v.Bad))
	l.object.Refresh()
}

func newLeftRow() fyne.CanvasObject {
	line := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Figures: true})
	why, of := widgets.NewText("", widgets.Style{LineHeight: 18, Weight: theme.Medium}), widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary})
	return widgets.Arrange(func(s fyne.Size) {
		widgets.Put(line, 16, 6, 56, 18)
		widgets.Put(why, 76, 6, s.Width-92, 18)
		widgets.Put(of, 76, 24, s.Width-92, 16)
	}, line, why, of)
}

func (l *leftOutCard) fill(i int, o fyne.CanvasObject, _ bool) {
	row := o.(*fyne.Container)
	b := &l.shown.view.Bad[i]
	for k, text := range []string{fmt.Sprint("line ", b.Line), whyLeft(b), b.Of} {
		row.Objects[k].(*widgets.Text).SetText(text)
	}
}

// whyLeft says in a line why a row is left out.
func whyLeft(b *score.BadRow) string {
	switch {
	case b.Column == "":
		return words.Capital(b.Why)
	case b.Value == "":
		return b.Column + " is blank"
	}
	return "“" + words.Cut(b.Value, 40) + "”: " + b.Why
}

// saveLeftOut writes the rows that are left out to a file, to be mended there.
func (p *Page) saveLeftOut() {
	win, shown := p.host.Window(), p.shownTable()
	if win == nil || shown == nil {
		return
	}
	o := p.options(true)
	base := filepath.Base(shown.path)
	name := strings.TrimSuffix(strings.TrimSuffix(base, ".gz"), filepath.Ext(strings.TrimSuffix(base, ".gz"))) + " - left out.csv"
	dialogs.AskPath(win, dialogs.Ask{Title: "Save the rows that are left out", Label: "File to write", Path: filepath.Join(filepath.Dir(shown.path), name), Accept: "Save", Folder: true,
		Note: "Mend them there, and open that file as a table of its own.",
		Take: func(d *dialogs.Dialog, to string) {
			d.Busy()
			p.host.Run("exchange.leftout", func(ctx context.Context) (func(), error) {
				err := p.desk.SaveRows(ctx, shown.path, o, shown.view.Left, to)
				return func() {
					if err != nil {
						d.Problem(page.Sentence(err))
						return
					}
					d.Close()
					p.host.Say("Wrote " + filepath.Base(to))
				}, nil
			})
		}})
}
