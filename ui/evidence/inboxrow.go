package evidence

import (
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// inboxCell is what a row is drawn with. A title of three lines takes the room
// between its neighbours, where rows are not compact; of source and day the
// source is cut.
type inboxCell struct {
	title        *widgets.Paragraph
	source, when *widgets.Text
	chip         *widgets.Chip
}

func newInboxRow() fyne.CanvasObject {
	small := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	c := inboxCell{
		title:  widgets.NewTitle("", widgets.Style{Size: 13, LineHeight: 16, Weight: theme.SemiBold}, 3),
		source: widgets.NewText("", small), when: widgets.NewText("", small),
		chip: widgets.NewChip("", widgets.Neutral),
	}
	return widgets.Arrange(c.lay, c.title, c.source, c.when, c.chip)
}

func (c inboxCell) lay(s fyne.Size) {
	top, foot, lines := float32(10), float32(48), 3
	if s.Height < 70 {
		top, foot, lines = 4, 37, 2
	}
	c.title.Limit(lines)
	high := c.title.HeightFor(s.Width - 32)
	if high > 32 {
		top, foot = 5, 55
	}
	widgets.Put(c.title, 16, top+max(32-high, 0)/2, s.Width-32, high)
	chip, day := c.chip.MinSize().Width, c.when.MinSize().Width
	widgets.Put(c.chip, s.Width-16-chip, foot, chip, 20)
	room := s.Width - 16 - 16 - 8 - chip - day
	source := max(min(c.source.MinSize().Width, room), 0)
	widgets.Put(c.source, 16, foot+2, source, 16)
	widgets.Put(c.when, 16+source, foot+2, day, 16)
}

func (b *inbox) fill(i int, row fyne.CanvasObject, _ bool) {
	a, o := b.rows[i], row.(*fyne.Container).Objects
	chip, tone := fmt.Sprintf("%d findings", a.Count), widgets.Neutral
	switch a.Count {
	case 0:
		chip, tone = "New", widgets.Informative
	case 1:
		chip = "1 finding"
	}
	o[0].(*widgets.Paragraph).SetText(a.Title)
	o[1].(*widgets.Text).SetText(a.Source)
	o[2].(*widgets.Text).SetText(" · " + published(a.Published, a.At, b.page.desk.Now()))
	o[3].(*widgets.Chip).Set(chip, tone)
	if s := row.Size(); s.Width > 0 {
		row.(*fyne.Container).Layout.Layout(o, s)
	}
}
