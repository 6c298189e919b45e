package scores

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	restHigh = 54
	restHead = 28
)

// restList is a group of lines under a head: whose figure, what it would be, and
// the change.
type restList struct {
	page   *Page
	whose  *widgets.Text
	list   *widgets.List
	rows   []restRow
	line   fyne.CanvasObject
	would  *widgets.Text
	change *widgets.Text
	object *fyne.Container
}

func newRestList(p *Page, would, change string) *restList {
	l := &restList{page: p}
	head := widgets.Style{Size: theme.Caption, Weight: theme.Medium, Colour: theme.Secondary}
	right := head
	right.Align = fyne.TextAlignTrailing
	l.whose = widgets.NewText("", head)
	a, b := widgets.NewText(would, right), widgets.NewText(change, right)
	l.list = widgets.NewList(restHigh, newRestRow, l.fill)
	l.list.OnOpen = func(i int) { l.page.rests.open(l.rows[i]) }
	l.list.OpenOnPress()
	l.line, l.would, l.change = widgets.NewHairline(), a, b
	l.object = container.New(l, l.line, l.whose, a, b, l.list)
	return l
}

// Layout is for Fyne.
func (l *restList) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c := restPlaces(s.Width)
	widgets.Put(l.line, 0, 0, s.Width, 1)
	widgets.Put(l.whose, 15, 7, c.figure-15, 16)
	widgets.Put(l.would, c.figure, 7, figureWide, 16)
	widgets.Put(l.change, c.turn, 7, turnWide, 16)
	widgets.Put(l.list, 0, restHead+1, s.Width, s.Height-restHead-1)
}

// MinSize is for Fyne.
func (l *restList) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320, restHead+1+restHigh*float32(len(l.rows)))
}

func (l *restList) show(whose string, rows []restRow) {
	l.rows = rows
	l.whose.SetText(whose)
	l.list.SetLength(len(rows))
	widgets.Show(l.object, len(rows) > 0)
}

const (
	figureWide = 116
	turnWide   = 52
)

// places are where the columns of a row begin.
type places struct{ title, figure, turn, chevron float32 }

func restPlaces(width float32) places {
	chevron := width - 15 - 14
	turn := chevron - 10 - turnWide
	return places{title: 15 + 16 + 12, figure: turn - 10 - figureWide, turn: turn, chevron: chevron}
}

// restParts are the parts of a drawn row; it is the layout of its own box, so that
// rows can be reused.
type restParts struct {
	icon, chevron               *widgets.Icon
	title, whose, figure, under *widgets.Text
	turn                        *widgets.Text
}

func newRestRow() fyne.CanvasObject {
	small := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	right := widgets.Style{Size: theme.Small, Figures: true, Align: fyne.TextAlignTrailing}
	under := right
	under.Colour = theme.Secondary
	turn := right
	turn.Weight = theme.Medium
	p := &restParts{
		icon: widgets.NewIcon("note", theme.Secondary, 16), chevron: widgets.NewIcon("chevron-right", theme.Ter, 14),
		title: widgets.NewText("", widgets.Style{Weight: theme.Medium}), whose: widgets.NewText("", small),
		figure: widgets.NewText("", right), under: widgets.NewText("", under), turn: widgets.NewText("", turn),
	}
	return container.New(p, p.icon, p.title, p.whose, p.figure, p.under, p.turn, p.chevron)
}

// Layout is for Fyne.
func (p *restParts) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	c := restPlaces(s.Width)
	widgets.Put(p.icon, 15, (s.Height-16)/2, 16, 16)
	widgets.Put(p.title, c.title, 8, c.figure-c.title-8, 18)
	widgets.Put(p.whose, c.title, 28, c.figure-c.title-8, 16)
	widgets.Put(p.figure, c.figure, 9, figureWide, 16)
	widgets.Put(p.under, c.figure, 28, figureWide, 16)
	widgets.Put(p.turn, c.turn, (s.Height-16)/2, turnWide, 16)
	widgets.Put(p.chevron, c.chevron, (s.Height-14)/2, 14, 14)
}

// MinSize is for Fyne.
func (p *restParts) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, restHigh) }

func (l *restList) fill(i int, row fyne.CanvasObject, _ bool) {
	r, p := l.rows[i], row.(*fyne.Container).Layout.(*restParts)
	p.icon.Set(r.icon, r.ink)
	p.title.SetText(r.title)
	p.whose.SetText(r.whose)
	p.figure.SetText(r.figure)
	p.under.SetText(r.instead)
	p.turn.SetText(r.turn)
	p.turn.SetColour(r.tone)
}
