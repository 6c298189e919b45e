package exchange

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// tickInset keeps boxes off the list's edge, which would cut their borders.
const tickInset = 3

// tickRow is something that may be ticked.
type tickRow struct{ id, title, count string }

// ticks is a list of boxes to tick below one that stands for all.
type ticks struct {
	rows   []tickRow
	on     map[string]bool
	all    bool
	whole  *widgets.Checkbox
	list   *widgets.List
	body   *widgets.Awaited // around the list
	change func()
	object *fyne.Container
}

func newTicks(all string, change func()) *ticks {
	t := &ticks{on: map[string]bool{}, all: true, change: change}
	t.whole = widgets.NewCheckbox(all, true, func(on bool) {
		t.all = on
		if on {
			t.on = map[string]bool{}
		}
		t.list.Refresh()
		t.change()
	})
	t.list = widgets.NewList(28, t.newRow, t.fill)
	t.list.NoSelect = true
	t.body = widgets.NewAwaited(4, t.list)
	t.object = widgets.VBox(2, widgets.Sized(0, 28, widgets.Pad(0, 0, 0, tickInset, t.whole)), widgets.Flex(t.body.Object()))
	return t
}

func (t *ticks) show(rows []tickRow) {
	t.rows = rows
	t.list.SetLength(len(rows))
}

// chosen are the ids that are ticked one by one.
func (t *ticks) chosen() []string {
	var out []string
	for _, r := range t.rows {
		if t.on[r.id] {
			out = append(out, r.id)
		}
	}
	return out
}

func (t *ticks) toggle(id string, on bool) {
	if t.all { // from all of them to all but this one
		t.all = false
		for _, r := range t.rows {
			t.on[r.id] = true
		}
	}
	t.on[id] = on
	t.whole.Set(false)
	t.list.Refresh()
	t.change()
}

func (t *ticks) newRow() fyne.CanvasObject {
	check := widgets.NewCheckbox("", false, nil)
	number := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Figures: true, Align: fyne.TextAlignTrailing})
	return widgets.Arrange(func(s fyne.Size) {
		widgets.Show(number, s.Width >= 130)
		room := float32(48)
		if s.Width < 130 {
			room = 8
		}
		widgets.Put(check, tickInset, (s.Height-20)/2, s.Width-room-tickInset, 20)
		widgets.Put(number, s.Width-44, (s.Height-16)/2, 34, 16)
	}, check, number)
}

func (t *ticks) fill(i int, row fyne.CanvasObject, _ bool) {
	r, o := t.rows[i], row.(*fyne.Container).Objects
	check := o[0].(*widgets.Checkbox)
	check.OnChange = func(on bool) { t.toggle(r.id, on) }
	check.SetText(r.title)
	check.Set(t.all || t.on[r.id])
	o[1].(*widgets.Text).SetText(r.count)
}
