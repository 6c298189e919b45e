package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"weathervane/ui/theme"
)

// Column says what a table shows of a row: its words, which are copied too,
// and perhaps a picture of them.
type Column[R any] struct {
	Title string
	Width float32 // 0 shares what is left
	From  float32 // left out where the table is narrower
	Align fyne.TextAlign
	Style Style
	Text  func(R) string
	// Lines is over how many lines the words may go; 0 is one.
	Lines int
	// Ink, where given, colours the words of a row.
	Ink func(R) theme.Role
	// New and Paint draw something else than the words.
	New   func() fyne.CanvasObject
	Paint func(fyne.CanvasObject, R)
	// Less sorts by this column; nil compares nothing: it is not sortable.
	Less func(a, b R) bool
}

// Table is a head and a list of rows made of columns.
type Table[R any] struct {
	*List
	// OnRow learns which row the person selected, OnOpenRow which was opened.
	OnRow     func(R)
	OnOpenRow func(R)
	// Work, where given, does beside the UI what takes long there, such as
	// sorting very many rows, and then on it what do gives.
	Work func(do func() (show func()))

	columns []Column[R]
	rows    []R
	order   []int
	sorted  int // column, or −1
	down    bool
	turn    int // of the rows and their order: what is older is not shown
	head    *tableHead
	object  *fyne.Container
	gap     float32
	inset   float32
}

// NewTable makes an empty table of rows of a height.
func NewTable[R any](height float32, columns ...Column[R]) *Table[R] {
	t := &Table[R]{columns: columns, sorted: -1, gap: 8, inset: theme.PanelPadding}
	t.List = NewList(height, t.newRow, t.fillRow)
	t.Strip = false
	t.OnSelect = func(i int) {
		if t.OnRow != nil {
			t.OnRow(t.Row(i))
		}
	}
	t.OnOpen = func(i int) {
		if t.OnOpenRow != nil {
			t.OnOpenRow(t.Row(i))
		}
	}
	t.CopyText = func(i int) string { return t.line(t.Row(i)) }
	t.Tip = t.cut
	if len(columns) > 0 && columns[0].Text != nil {
		t.Name = func(i int) string { return t.columns[0].Text(t.Row(i)) }
	}
	t.head = newTableHead(t.heads, t.widths, t.gap, t.inset, t.sortBy)
	t.object = VBox(0, NewHairline(), t.head, NewHairline(), Flex(t.List))
	return t
}

// Object is head and rows.
func (t *Table[R]) Object() fyne.CanvasObject { return t.object }

// Row is the row at a place in the list.
func (t *Table[R]) Row(i int) R { return t.rows[t.order[i]] }

// TSV is the whole table as text, with its head.
func (t *Table[R]) TSV() string {
	var b strings.Builder
	for i, h := range t.heads() {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(h.title)
	}
	for i := range t.order {
		b.WriteByte('\n')
		b.WriteString(t.line(t.Row(i)))
	}
	return b.String()
}

func (t *Table[R]) line(r R) string {
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		if c.Text != nil {
			cells[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(c.Text(r))
		}
	}
	return strings.Join(cells, "\t")
}

func (c Column[R]) style() Style {
	s := c.Style
	s.Align = c.Align
	return s
}

// cut gives the whole of a text that its cell has no room for.
func (t *Table[R]) cut(i int, x float32) string {
	left := t.inset
	for n, w := range t.widths(t.Size().Width) {
		c := t.columns[n]
		if x < left || x >= left+w+t.gap || c.New != nil || c.Text == nil {
			left += w + t.gap
			continue
		}
		text := c.Text(t.Row(i))
		if lines := Wrap(text, c.style(), w, max(c.Lines, 1)); len(lines) > 0 && strings.HasSuffix(lines[len(lines)-1], "…") {
			return text
		}
		return ""
	}
	return ""
}

func (t *Table[R]) heads() []head {
	out := make([]head, len(t.columns))
	for i, c := range t.columns {
		out[i] = head{title: c.Title, align: c.Align, sortable: c.Less != nil}
		if i == t.sorted {
			out[i].mark = "↑"
			if t.down {
				out[i].mark = "↓"
			}
		}
	}
	return out
}

func (t *Table[R]) widths(total float32) []float32 {
	w := make([]float32, len(t.columns))
	left, shares := total-2*t.inset-t.gap*float32(len(w)-1), 0
	for i, c := range t.columns {
		w[i] = c.Width
		if c.From > total {
			w[i] = -t.gap // takes its gap along
		}
		left -= w[i]
		if w[i] == 0 {
			shares++
		}
	}
	for i := range w {
		if w[i] == 0 {
			w[i] = max(left/float32(shares), 0)
		}
	}
	return w
}

func (t *Table[R]) newRow() fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(t.columns))
	for i, c := range t.columns {
		switch {
		case c.New != nil:
			cells[i] = c.New()
		case c.Lines > 1:
			cells[i] = NewTitle("", c.style(), c.Lines)
		default:
			cells[i] = NewText("", c.style())
		}
	}
	return Arrange(func(s fyne.Size) {
		x := t.inset
		for i, w := range t.widths(s.Width) {
			h := s.Height
			if Show(cells[i], w > 0); w > 0 {
				if c := t.columns[i]; c.New != nil || c.Lines > 1 {
					h = min(HeightFor(cells[i], w), s.Height)
				}
				Put(cells[i], x, (s.Height-h)/2, w, h)
			}
			x += w + t.gap
		}
	}, cells...)
}

func (t *Table[R]) fillRow(i int, row fyne.CanvasObject, _ bool) {
	r := t.Row(i)
	for n, o := range row.(*fyne.Container).Objects {
		c := t.columns[n]
		switch {
		case c.Paint != nil:
			c.Paint(o, r)
		case c.Lines > 1:
			o.(*Paragraph).SetText(c.Text(r))
		case c.Text != nil:
			cell := o.(*Text)
			if c.Ink != nil {
				cell.SetColour(c.Ink(r))
			}
			cell.SetText(c.Text(r))
		}
	}
}

type head struct {
	title    string
	align    fyne.TextAlign
	sortable bool
	mark     string
}

// tableHead is the row of column titles; a press sorts.
type tableHead struct {
	control
	heads      func() []head
	widths     func(float32) []float32
	gap, inset float32
	at         float32
}

func newTableHead(heads func() []head, widths func(float32) []float32, gap, inset float32, press func(int)) *tableHead {
	h := &tableHead{heads: heads, widths: widths, gap: gap, inset: inset}
	h.act = func() {
		x := h.inset
		for i, w := range h.widths(h.Size().Width) {
			if w > 0 && h.at >= x-4 && h.at <= x+w+4 {
				press(i)
				return
			}
			x += w + h.gap
		}
	}
	h.control.self = h
	h.ExtendBaseWidget(h)
	return h
}

// Tapped is for Fyne.
func (h *tableHead) Tapped(e *fyne.PointEvent) {
	h.at = e.Position.X
	h.do()
}

// CreateRenderer is for Fyne.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	o := []fyne.CanvasObject{newBox()}
	for range h.heads() {
		o = append(o, newText())
	}
	return &drawn{size: h.Size, objects: o,
		min: func() fyne.Size { return fyne.NewSize(0, theme.TableHead-2) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			box(o[0].(*canvas.Rectangle), theme.Bg, theme.None, 0, 0, 0, 0, s.Width, s.Height)
			x, heads := h.inset, h.heads()
			for i, w := range h.widths(s.Width) {
				style := Style{Size: theme.Caption, Weight: theme.Medium, Colour: theme.Secondary, Align: heads[i].align}
				title := heads[i].title
				if heads[i].mark != "" {
					title += " " + heads[i].mark
				}
				if Show(o[1+i], w > 0); w > 0 {
					put(o[1+i].(*canvas.Text), title, style, x, 0, w, s.Height)
				}
				x += w + h.gap
			}
		}}
}
