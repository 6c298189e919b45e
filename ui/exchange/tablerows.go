package exchange

import (
	"fmt"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// tableRows is the card of a table's first rows as they are written and as they are
// read.
type tableRows struct {
	page   *Page
	view   *openTable
	lost   map[int]*badCell // by line, why a row is left out
	title  *widgets.TitleRow
	says   *widgets.Text
	means  *widgets.Text
	strip  fyne.CanvasObject
	head   *fyne.Container
	list   *widgets.List
	foot   *widgets.Text
	rows   string // how many there are, in words
	bottom *fyne.Container
	more   *widgets.Button // to the columns that have no room
	next   *widgets.Button
	ways   ways
	first  int // of the columns that are gone through
	object *fyne.Container
}

type badCell struct{ column, why string }

func newTableRows(p *Page) *tableRows {
	t := &tableRows{page: p}
	small := widgets.Style{Size: theme.Small}
	t.says = widgets.NewText("", small)
	small.Colour = theme.Secondary
	t.means, t.foot = widgets.NewText("", small), widgets.NewText("", small)
	t.title = widgets.NewTitleRow("First rows as read", "what the table says, and below it the cell", widgets.NewLink("Read it differently", "", p.AskColumns))
	tip := func(of *widgets.Text) fyne.CanvasObject { return widgets.WithTip(of, of.Text) }
	t.strip = widgets.Sized(0, 36, widgets.Pad(0, 15, 0, 15, widgets.Stack(widgets.NewFill(theme.Bg, theme.None, theme.RadiusControl),
		widgets.Pad(0, 12, 0, 12, widgets.HBox(8, widgets.NewIcon("check-circle", theme.Good, 16), widgets.Flex(tip(t.says)), tip(t.means))))))
	t.head = &fyne.Container{Layout: headLayout{t}}
	t.list = widgets.NewList(38, t.newRow, t.fill)
	t.list.Tip = t.tip
	t.more = widgets.NewLink("", "", t.goThrough)
	t.next = widgets.NewLink("Next row left out", "", t.nextLost)
	t.more.Hide()
	t.bottom = widgets.HBox(8, widgets.Flex(t.foot), t.more, t.next)
	t.object = widgets.NewPanel(widgets.VBox(0, t.title.Object(), t.strip, widgets.Sized(0, 36+28+8, t.head), widgets.NewHairline(), widgets.Flex(t.list),
		widgets.NewHairline(), widgets.Sized(0, 34, widgets.Pad(0, 15, 0, 15, t.bottom))))
	return t
}

func (t *tableRows) paint(shown *openTable) {
	v := shown.view
	fresh := t.view == nil || t.view.path != shown.path
	t.view = shown
	t.lost = map[int]*badCell{}
	for i := range v.Bad {
		b := &v.Bad[i]
		t.lost[b.Line] = &badCell{b.Column, whyLeft(b)}
	}
	for _, line := range v.Left {
		if t.lost[line] == nil {
			t.lost[line] = &badCell{why: "left out with the rest of its question"}
		}
	}
	t.says.SetText(writtenWords(v))
	t.means.SetText(outcomeWords(v))
	widgets.Show(t.means, t.means.Text() != "")
	if fresh {
		t.first = 0
	}
	t.layWays()
	t.paintHead()
	t.list.SetLength(len(v.Lines))
	if fresh {
		t.list.Select(-1)
		t.list.Reveal(0)
	}
	rows := words.Counted(len(v.Lines), "row", "rows")
	if v.More {
		rows = "the first " + rows
		if v.Rows > 0 && len(v.Wide) == 0 {
			rows += " of " + words.Count(v.Rows+v.BadRows)
		}
	}
	t.rows = rows
	t.paintFoot()
	widgets.Show(t.next, slices.ContainsFunc(v.Lines, func(l score.ViewLine) bool { return t.lost[l.Line] != nil }))
	t.object.Refresh()
}

// paintFoot says how many rows there are, and how many columns have no room.
func (t *tableRows) paintFoot() {
	t.foot.SetText(t.rows)
	n := len(t.view.view.Columns) - len(t.placed(t.list.Size().Width))
	says := ""
	if n > 0 && t.list.Size().Width > 0 {
		says = words.Counted(n, "more column", "more columns")
	}
	if says == t.more.Text() {
		return
	}
	t.more.SetText(says)
	widgets.Show(t.more, says != "")
	t.bottom.Refresh()
}

// paintHead makes the dropdowns and the names of the columns.
func (t *tableRows) paintHead() {
	t.head.Objects = nil
	for i, c := range t.view.view.Columns {
		d := widgets.NewDropdown("", meaningWords(), meaningOf(c.Means), func(k int) { t.page.callColumn(c.Name, meanings[k].column) })
		if slices.Contains(t.view.view.Wide, c.Name) {
			d.SetShown(probabilityWord)
		}
		name := widgets.NewText(columnLetter(i)+" · "+c.Name, widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: theme.Secondary})
		if t.isNumber(i) {
			name.SetStyle(widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
		}
		t.head.Objects = append(t.head.Objects, d, widgets.WithTip(name, func() string { return c.Name }))
	}
	line := widgets.NewText("Line", widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	t.head.Objects = append(t.head.Objects, line)
	t.head.Refresh()
}

// nextLost goes to the next row that is left out.
func (t *tableRows) nextLost() {
	lines, from := t.view.view.Lines, t.list.Selected()
	for k := range lines {
		i := (from + 1 + k) % len(lines)
		if t.lost[lines[i].Line] != nil {
			t.list.Select(i)
			return
		}
	}
}

// goTo shows the row of a line, where it is among the first.
func (t *tableRows) goTo(line int) {
	if i := slices.IndexFunc(t.view.view.Lines, func(l score.ViewLine) bool { return l.Line == line }); i >= 0 {
		t.list.Select(i)
	}
}

func (t *tableRows) tip(i int, x float32) string {
	line := &t.view.view.Lines[i]
	if lost := t.lost[line.Line]; lost != nil {
		return lost.why
	}
	for _, at := range t.placed(t.list.Size().Width) {
		if x >= at.x && x < at.x+at.w {
			return line.Cells[at.column]
		}
	}
	return ""
}

// isNumber reports whether a column stands at the right.
func (t *tableRows) isNumber(column int) bool {
	c := t.view.view.Columns[column]
	return c.Means == "probability" || slices.Contains(t.view.view.Wide, c.Name)
}

// headLayout lays out the dropdowns and names above the rows.
type headLayout struct{ t *tableRows }

func (headLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (h headLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	if h.t.view == nil || len(objects) == 0 {
		return
	}
	for _, o := range objects[:len(objects)-1] {
		o.Hide()
	}
	h.t.paintFoot()
	for _, at := range h.t.placed(s.Width) {
		d, name := objects[2*at.column], objects[2*at.column+1]
		d.Show()
		name.Show()
		widgets.Put(d, at.x-at.inset, 6, at.w+at.inset, 28)
		widgets.Put(name, at.x, 42, at.w, 28)
	}
	widgets.Put(objects[len(objects)-1], 0, 42, tableEdge+lineWidth, 28)
}

// rowView draws a row.
type rowView struct {
	t      *tableRows
	ground *widgets.Fill
	line   *widgets.Text
	cells  []cellView
	object *fyne.Container
}

// cellView draws a cell: what was read over what is written, or a title of two lines.
type cellView struct {
	title        *widgets.Paragraph
	value, below *widgets.Text
}

func (t *tableRows) newRow() fyne.CanvasObject {
	r := &rowView{t: t, ground: widgets.NewFill(theme.WarningSoft, theme.None, 0),
		line: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing, Figures: true})}
	r.object = &fyne.Container{Layout: r, Objects: []fyne.CanvasObject{r.ground, r.line}}
	return r.object
}

// MinSize is for Fyne.
func (r *rowView) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is for Fyne.
func (r *rowView) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	widgets.Put(r.ground, 0, 0, s.Width, s.Height)
	widgets.Put(r.line, 0, 0, tableEdge+lineWidth, s.Height)
	for k, at := range r.t.placed(s.Width) {
		if k >= len(r.cells) {
			break
		}
		c := &r.cells[k]
		if high := c.title.HeightFor(at.w); c.title.Visible() {
			widgets.Put(c.title, at.x, (s.Height-high)/2, at.w, high)
			continue
		}
		if c.below.Text() == "" {
			widgets.Put(c.value, at.x, 0, at.w, s.Height)
			continue
		}
		widgets.Put(c.value, at.x, 2, at.w, 18)
		widgets.Put(c.below, at.x, 20, at.w, 14)
	}
}

func (t *tableRows) fill(i int, o fyne.CanvasObject, _ bool) {
	row := o.(*fyne.Container).Layout.(*rowView)
	line := &t.view.view.Lines[i]
	lost := t.lost[line.Line]
	widgets.Show(row.ground, lost != nil)
	ink := theme.Secondary
	if lost != nil {
		ink = theme.WarningInk
	}
	row.line.SetColour(ink)
	row.line.SetText(fmt.Sprint(line.Line))
	placed := t.placed(t.list.Size().Width)
	for len(row.cells) < len(placed) {
		c := cellView{widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16}, 2), widgets.NewText("", widgets.Style{}), widgets.NewText("", widgets.Style{})}
		row.cells = append(row.cells, c)
		row.object.Objects = append(row.object.Objects, c.title, c.value, c.below)
	}
	for k := range row.cells {
		c := &row.cells[k]
		widgets.Show(c.title, false)
		widgets.Show(c.value, k < len(placed))
		widgets.Show(c.below, k < len(placed))
		if k < len(placed) {
			t.fillCell(c, line, placed[k].column, lost)
		}
	}
	row.Layout(nil, row.object.Size())
}

func (t *tableRows) fillCell(c *cellView, line *score.ViewLine, column int, lost *badCell) {
	v := t.view.view
	col, cell := v.Columns[column], line.Cells[column]
	value, below := widgets.Style{LineHeight: 18}, widgets.Style{Size: 11, LineHeight: 14, Colour: theme.Secondary}
	var row *score.Row
	if len(line.Rows) > 0 {
		row = &line.Rows[0]
	}
	if slices.Contains(v.Wide, col.Name) {
		row = v.RowAt(line, column)
		col.Means = "probability"
	}
	if col.Means == "probability" {
		value.Align, below.Align, value.Weight = fyne.TextAlignTrailing, fyne.TextAlignTrailing, theme.SemiBold
	}
	says, under := t.readCell(col.Means, cell, row)
	switch {
	case lost != nil && lost.column == col.Name:
		value.Colour, below.Colour, value.Weight = theme.WarningInk, theme.WarningInk, theme.SemiBold
		says, under = cell, "left out"
		if cell == "" {
			says = "blank"
		}
	case lost != nil:
		value.Colour = theme.Secondary
	case col.Means == "":
		value.Colour, value.Size = theme.Ter, theme.Small
	case says == openWord:
		value.Colour = theme.Secondary
	}
	if title := col.Means == "question_id" || col.Means == "title"; title {
		c.title.SetStyle(widgets.Style{Size: theme.Small, LineHeight: 16, Colour: value.Colour})
		c.title.SetText(cell)
		widgets.Show(c.title, true)
		widgets.Show(c.value, false)
		widgets.Show(c.below, false)
		return
	}
	c.value.SetStyle(value)
	c.below.SetStyle(below)
	c.value.SetText(says)
	c.below.SetText(under)
}

const openWord = "open"

// readCell is what a cell was read as, and the cell below it.
func (t *tableRows) readCell(means, cell string, row *score.Row) (says, under string) {
	if row == nil || means == "" || means == "option" {
		return cell, ""
	}
	at := func(ms int64, known, end bool) string {
		if !known {
			return "left out"
		}
		return t.instant(ms, end)
	}
	switch means {
	case "forecaster":
		return row.Forecaster, t.page.whoIs(row.Forecaster)
	case "probability":
		return words.Percent(row.P), cell
	case "outcome":
		return outcomeSaid(row), cell
	case "made_at":
		return at(row.At, row.HasAt, false), cell
	case "opens_at":
		return at(row.Opens, row.HasOpens, false), cell
	case "closes_at":
		return at(row.Closes, row.HasCloses, true), cell
	case "resolved_at":
		return at(row.Resolved, row.HasResolved, false), cell
	}
	return cell, ""
}

// instant writes an instant of the table in the zone that it is read in.
func (t *tableRows) instant(ms int64, end bool) string {
	zone := t.view.view.Meaning.Zone
	if zone == nil {
		zone = time.UTC
	}
	when := time.UnixMilli(ms).In(zone)
	if end && when.Hour() == 0 && when.Minute() == 0 {
		when = when.Add(-time.Millisecond)
	}
	return words.Date(when)
}

// outcomeSaid is what an outcome was read as.
func outcomeSaid(row *score.Row) string {
	switch {
	case row.Void:
		return "void"
	case math.IsNaN(row.Outcome):
		return openWord
	case row.Outcome == 1:
		return "Yes"
	case row.Outcome == 0:
		return "No"
	}
	return words.Percent(row.Outcome)
}

// columnLetter is what spreadsheets call a column: A to Z, AA and so on.
func columnLetter(i int) string {
	name := string(rune('A' + i%26))
	for i = i/26 - 1; i >= 0; i = i/26 - 1 {
		name = string(rune('A'+i%26)) + name
	}
	return name
}
