package questions

import (
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// listPane is the left column: tabs, order, filter and the questions.
type listPane struct {
	page   *Page
	tab    tab
	order  order
	tabs   *widgets.Segmented
	sorts  *widgets.Dropdown
	filter *widgets.Field
	list   *widgets.List
	body   *widgets.Awaited // around the list
	none   *widgets.Paragraph
	empty  *fyne.Container
	object *fyne.Container
}

func newListPane(p *Page) *listPane {
	l := &listPane{page: p}
	l.tabs = widgets.NewSegmented(28, tabNames[:], 0, func(i int) {
		l.tab = tab(i)
		p.readList()
	})
	l.sorts = widgets.NewDropdown("", sortLabels(), 0, func(i int) {
		l.order = order(i)
		p.readList()
	}).Plain()
	l.filter = widgets.NewField("Words in the title")
	l.filter.OnChange = func(string) { p.readList() }
	l.filter.OnKey = l.filterKey
	l.filter.Hide()
	toggle := widgets.NewIconButton("filter", "Filter by words (Ctrl+F)", func() {
		if l.filter.Visible() {
			l.closeFilter()
			return
		}
		p.focus(l.openFilter())
	})
	l.list = widgets.NewList(72, newListRow, l.fill)
	l.list.Compact = 52
	l.list.OnSelect = p.openAt
	l.list.OnView = p.need
	l.list.OnOpen = func(int) { p.Do(Record) }
	l.list.OnMenu = func(_ int, _ fyne.Position) { p.header.openMenu() }
	l.list.Ahead = p.ahead
	l.list.Tip = l.cutTitle
	l.list.CopyText = func(i int) string { return p.listed.rows[i].Title }
	l.none = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary, Align: fyne.TextAlignCenter}, 3)
	l.none.Hide()
	l.empty = widgets.NewEmptyState("questions", "No questions yet", "A question has an answer that will become known, and a day when it closes. Ask the first one, or drop a forecast file into the window.",
		widgets.NewPrimary("New question", "plus", func() { p.Do(Ask) }))
	l.empty.Hide()
	l.arrangePane(toggle)
	return l
}

func (l *listPane) arrangePane(toggle fyne.CanvasObject) {
	l.body = widgets.NewAwaited(8, l.list)
	ground, edge := widgets.NewFill(theme.Panel, theme.None, 0), widgets.NewHairline()
	under, below := widgets.NewHairline(), widgets.NewHairline()
	l.object = widgets.Arrange(func(s fyne.Size) {
		w := s.Width - 1
		widgets.Put(ground, 0, 0, w, s.Height)
		widgets.Put(edge, w, 0, 1, s.Height)
		widgets.Put(l.tabs, 12, 10, w-24, 28)
		widgets.Put(under, 0, 48, w, 1)
		widgets.Put(l.sorts, 16, 52, min(l.sorts.MinSize().Width, w-60), 24)
		widgets.Put(toggle, w-12-28, 50, 28, 28)
		y := float32(80)
		if l.filter.Visible() {
			widgets.Put(l.filter, 12, 82, w-24, 32)
			y = 122
		}
		widgets.Put(below, 0, y-1, w, 1)
		widgets.Put(l.body.Object(), 0, y, w, s.Height-y)
		widgets.Put(l.none, 24, y+40, w-48, 60)
	}, ground, edge, l.tabs, under, l.sorts, toggle, l.filter, below, l.body.Object(), l.none)
}

func sortLabels() []string {
	labels := make([]string, len(orderNames))
	for i, n := range orderNames {
		labels[i] = "Sorted by " + n
	}
	return labels
}

func (l *listPane) words() string {
	if !l.filter.Visible() {
		return ""
	}
	return l.filter.Text
}

func (l *listPane) openFilter() fyne.Focusable {
	l.filter.Show()
	l.object.Refresh()
	return l.filter
}

func (l *listPane) closeFilter() {
	l.filter.Fill("")
	l.filter.Hide()
	l.object.Refresh()
	l.page.readList()
	l.page.focus(l.list)
}

func (l *listPane) filterKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		l.closeFilter()
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		l.page.focus(l.list)
		l.page.openFirst()
	default:
		return false
	}
	return true
}

// widen takes back what narrows the list, and reports whether anything did.
func (l *listPane) widen() bool {
	p := l.page
	narrow := l.words() != "" || l.tab != tabAll
	switch {
	case narrow:
		l.filter.Fill("")
		l.tab = tabAll
		l.tabs.Set(0)
		p.readList()
	case p.tag != "":
		p.tag = ""
		p.Show()
	default:
		return false
	}
	return true
}

func (l *listPane) show() {
	p := l.page
	if p.loaded {
		l.tabs.SetPieces(tabLabels(p.listed.Counts))
	}
	l.list.SetLength(len(p.listed.Nums))
	l.list.Select(p.at)
	l.none.Hide()
	if len(p.listed.Nums) == 0 && p.listed.Counts.All > 0 {
		l.none.SetText(noneSentence(l.tab, l.words()))
		l.none.Show()
	}
}

func noneSentence(t tab, words string) string {
	if strings.TrimSpace(words) != "" {
		return "No title contains these words."
	}
	switch t {
	case tabOpen:
		return "No question is open."
	case tabDue:
		return "Nothing waits for its outcome."
	case tabResolved:
		return "Nothing is resolved yet."
	}
	return "No questions."
}

// titleStyle is how a row's title looks, and titleLines over how many lines it goes.
var titleStyle = widgets.Style{LineHeight: 16, Weight: theme.Medium}

func titleLines() int {
	if theme.Dense() {
		return 1
	}
	return 2
}

// titleWidth is how much of a row's width its title has, beside the pin.
func titleWidth(row float32, pinned bool) float32 {
	if pinned {
		return row - 31 - 16
	}
	return row - 31
}

// cutTitle is a title that its row has no room for.
func (l *listPane) cutTitle(i int, _ float32) string {
	row := l.page.listed.rows[i]
	title := row.Title
	if lines := widgets.Wrap(words.Title(title), titleStyle, titleWidth(l.list.Size().Width, row.Pinned), titleLines()); strings.HasSuffix(lines[len(lines)-1], "…") {
		return title
	}
	return ""
}

// rowDate is where a row's date ends.
const rowDate = 216

// newListRow makes the objects of a line: title, chip, bar, value, date,
// triangle, change.
func newListRow() fyne.CanvasObject {
	title := widgets.NewTitle("", titleStyle, 2)
	chip := widgets.NewChip("Open", widgets.Neutral)
	bar := widgets.NewProgressBar(40)
	value := widgets.NewText("", widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Figures: true, Align: fyne.TextAlignTrailing})
	date := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	triangle := widgets.NewIcon("", theme.Secondary, 8)
	change := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	pin := widgets.NewIcon("pin", theme.Accent, 12)
	unread := widgets.NewFill(theme.Line2, theme.None, 3)
	return widgets.Arrange(func(s fyne.Size) {
		x, right := float32(16), s.Width-15
		top, lines := float32(8), float32(32)
		if s.Height < 60 { // compact: one line of title
			top, lines = 6, 16
		}
		widgets.Put(unread, x, top+3, (s.Width-31)*2/3, 10)
		widgets.Put(pin, right-12, top+2, 12, 12)
		widgets.Put(title, x, top, titleWidth(s.Width, pin.Visible()), lines)
		meta := top + lines + 4
		cw := min(chip.MinSize().Width, 64)
		widgets.Put(chip, x, meta, cw, 20)
		left := x + 66
		if !bar.Hidden {
			widgets.Put(bar, left, meta, 40, 20)
			left += 40
		}
		const dateRight = rowDate
		dw := date.MinSize().Width
		widgets.Put(date, dateRight-dw, meta+2, dw, 16)
		widgets.Put(value, left+2, meta+2, dateRight-dw-6-left-2, 16)
		w := change.MinSize().Width
		widgets.Put(change, right-w, meta+2, w, 16)
		widgets.Put(triangle, right-w-11, meta+6, 8, 8)
	}, title, chip, bar, value, date, triangle, change, pin, unread)
}

// unreadPart is where a line has what is drawn alone until its question is read.
const unreadPart = 8

func (l *listPane) fill(i int, o fyne.CanvasObject, selected bool) {
	c := o.(*fyne.Container)
	row, read := l.page.listed.rows[i]
	for at, part := range c.Objects {
		widgets.Show(part, read == (at < unreadPart))
	}
	if !read {
		c.Layout.Layout(c.Objects, c.Size())
		return
	}
	r := listRowOf(row, l.page.calendar())
	title := c.Objects[0].(*widgets.Paragraph)
	title.SetText(r.Title)
	title.Limit(titleLines())
	chip := c.Objects[1].(*widgets.Chip)
	chip.Set(r.Chip, toneOf(r.Tone))
	chip.Lift(selected)
	bar := c.Objects[2].(*widgets.ProgressBar)
	colour := theme.Accent
	if r.Done {
		colour = theme.Good
	}
	bar.Set(r.Share, colour)
	c.Objects[3].(*widgets.Text).SetText(r.Value)
	c.Objects[4].(*widgets.Text).SetText(r.Date)
	// the value and the date are said in full; the bar is there where it has room
	room := rowDate - c.Objects[4].MinSize().Width - 6 - 2 - (16 + 66 + 40)
	bar.Hidden = r.Share < 0 || c.Objects[3].MinSize().Width > room
	icon := ""
	if r.Up {
		icon = "up"
	} else if r.Down {
		icon = "down"
	}
	c.Objects[5].(*widgets.Icon).Set(icon, theme.Secondary)
	c.Objects[6].(*widgets.Text).SetText(r.Change)
	widgets.Show(c.Objects[7], r.Pinned)
	c.Layout.Layout(c.Objects, c.Size())
}
