package today

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const (
	taskHigh   = 64
	newsHigh   = 41
	spreadTask = 52
	spreadHigh = 46
	footHigh   = 36
	firstRows  = 4  // that a panel shows
	moreRows   = 20 // that a press on "more" adds
)

// A panel is a card with a list of things to do.
type panel struct {
	page    *Page
	high    float32
	title   *widgets.TitleRow
	icon    *widgets.Icon
	none    *widgets.Paragraph
	empty   *fyne.Container
	list    *fyne.Container
	lines   []*line // made once and used again
	more    *widgets.Button
	moreRow *fyne.Container
	rule    *fyne.Container
	foot    *fyne.Container
	body    *widgets.Awaited // below the title
	room    int              // how many rows are shown at most
	hides   bool             // with nothing to do it is not shown

	object *fyne.Container
}

// A line is what one row is drawn with.
type line struct {
	task   *widgets.Task
	chart  *chart.View
	strip  *fyne.Container
	spread chart.SpreadData
	object *fyne.Container
	key    string
}

// panelSpec is what differs from panel to panel.
type panelSpec struct {
	title, icon string
	tone        theme.Role
	none        string // what it says with nothing to do
	hides       bool   // it is shown only while there is something to do
	rule        string // by what rule things stand in it
	high        float32
	extra       fyne.CanvasObject // at the right of the title
	foot        fyne.CanvasObject // below the rows, while there are some
}

func newPanel(p *Page, s panelSpec) *panel {
	out := &panel{page: p, high: s.high, room: firstRows, hides: s.hides}
	if out.high == 0 {
		out.high = taskHigh
	}
	actions := []fyne.CanvasObject{}
	if s.extra != nil {
		actions = append(actions, s.extra)
	}
	out.title = widgets.NewTitleRow(s.title, "", actions...)
	out.icon = widgets.NewIcon(s.icon, s.tone, 16)
	out.none = widgets.NewParagraph(s.none, widgets.Style{Colour: theme.Secondary}, 3)
	out.empty = widgets.Pad(10, 15, 12, 15, out.none)
	out.list = widgets.VBox(0)
	out.more = widgets.NewLink("", "", func() { out.grow() }).Small()
	out.moreRow = widgets.Sized(0, footHigh-6, widgets.Pad(0, 0, 0, 9, widgets.HBox(0, out.more)))
	out.rule = widgets.Pad(8, 15, 9, 15, widgets.NewParagraph(s.rule, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3))
	out.rule.Hidden = s.rule == ""
	if s.foot != nil {
		out.foot = widgets.VBox(0, widgets.NewSeparator(), widgets.Sized(0, footHigh-1, s.foot))
		out.foot.Hide()
	}
	body := []fyne.CanvasObject{out.empty, out.list, out.moreRow}
	if out.foot != nil {
		body = append(body, out.foot)
	}
	out.moreRow.Hide()
	out.body = widgets.NewAwaited(10, widgets.VBox(0, body...))
	content := []fyne.CanvasObject{widgets.HBoxFull(0, widgets.Pad(0, -7, 0, 15, out.icon), widgets.Flex(out.title.Object())),
		widgets.NewHairline(), out.body.Object()}
	if s.rule != "" {
		content = append(content, widgets.NewSeparator(), out.rule)
	}
	out.object = widgets.NewPanel(widgets.VBox(0, content...))
	out.object.Hidden = s.hides
	return out
}

// show draws the rows that there are room for; make puts the first n into words.
func (l *panel) show(many int, make func(n int) []row) {
	if l.hides {
		widgets.Show(l.object, many > 0)
	}
	l.title.More.SetText("")
	if many > 0 {
		l.title.More.SetText(words.Count(many))
	}
	n := min(many, l.room)
	if many == l.room+1 {
		n++ // "1 more" would take the room of the row
	}
	rows := make(n)
	for len(l.lines) < n {
		l.lines = append(l.lines, l.newLine())
	}
	l.list.Objects = l.list.Objects[:0]
	for i, one := range l.lines {
		if i >= n {
			one.key = ""
			continue
		}
		one.set(rows[i], i == n-1, l.page.open)
		l.list.Objects = append(l.list.Objects, one.object)
	}
	left := many - n
	if left > 0 {
		l.more.SetText(words.Count(left) + " more")
	}
	setVisible(l.moreRow, left > 0)
	setVisible(l.list, n > 0)
	setVisible(l.empty, n == 0)
	if l.foot != nil {
		setVisible(l.foot, n > 0)
	}
	l.object.Refresh()
}

func (l *panel) grow() {
	first := len(l.list.Objects)
	l.room += moreRows
	l.page.showMore(func() {
		if first < len(l.list.Objects) {
			widgets.Focus(l.lines[first].task)
		}
	})
}

func (l *panel) newLine() *line {
	high := l.high
	one := &line{task: widgets.NewTask(high)}
	one.task.OnKey = func(e *fyne.KeyEvent) bool { return l.page.move(one.task, e.Name) }
	one.task.OnFocus = func() { l.page.reveal(one) }
	one.object = widgets.VBox(0, one.task)
	if high == spreadTask {
		one.chart = chart.NewView(func(s fyne.Size) chart.Scene { return chart.Spread(one.spread, s.Width, s.Height) })
		one.strip = widgets.Sized(0, spreadHigh, widgets.Pad(0, 22, 4, 22, one.chart))
		one.object = widgets.VBox(0, one.task, one.strip, widgets.NewSeparator())
	}
	return one
}

func (o *line) set(r row, last bool, open func(target)) {
	o.key = r.key
	o.task.Set(r.TaskText, last || o.chart != nil, func() { open(r.target) })
	if r.spread != nil && o.chart != nil {
		o.spread = *r.spread
		o.chart.Refresh()
		setVisible(o.object.Objects[2], !last)
	}
}

func setVisible(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
