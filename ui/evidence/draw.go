package evidence

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

var (
	titleStyle = widgets.Style{Size: 22, LineHeight: titleHigh, Weight: theme.SemiBold}
	metaStyle  = widgets.Style{Size: 13, Colour: theme.Secondary}
)

// CreateRenderer is for Fyne.
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	d := &readerRenderer{r: r, page: &fyne.Container{}, thumb: canvas.NewRectangle(nil)}
	d.clip = widgets.NewClip(d.page)
	d.objects = []fyne.CanvasObject{d.clip, d.thumb}
	return d
}

// readerRenderer draws the lines in view and nothing else.
type readerRenderer struct {
	r       *reader
	page    *fyne.Container
	clip    *container.Clip
	thumb   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (d *readerRenderer) Destroy()                     {}
func (d *readerRenderer) Objects() []fyne.CanvasObject { return d.objects }
func (d *readerRenderer) MinSize() fyne.Size           { return fyne.NewSize(160, 100) }

func (d *readerRenderer) Layout(s fyne.Size) {
	widgets.Put(d.clip, 0, 0, s.Width, s.Height)
	widgets.Put(d.page, 0, 0, s.Width, s.Height)
	r := d.r
	r.measure()
	d.page.Objects = d.page.Objects[:0]
	d.head()
	if s.Height > 0 && len(r.laid.lines) > 0 {
		top := r.top() - r.offset
		first := r.laid.lineAt(r.offset - r.top())
		for n := first; n < len(r.laid.lines) && top+r.laid.lines[n].y < s.Height; n++ {
			d.line(n, top+r.laid.lines[n].y)
		}
	}
	d.scrollThumb(s)
}

func (d *readerRenderer) Refresh() {
	d.Layout(d.r.Size())
	canvas.Refresh(d.page)
	canvas.Refresh(d.r)
}

func (d *readerRenderer) add(o fyne.CanvasObject) { d.page.Objects = append(d.page.Objects, o) }

func (d *readerRenderer) box(x, y, w, h, radius float32, c theme.Role, opacity float64) {
	b := canvas.NewRectangle(theme.Fade(theme.Colour(c), opacity))
	b.CornerRadius = radius
	widgets.Put(b, x, y, w, h)
	d.add(b)
}

func (d *readerRenderer) words(text string, s widgets.Style, x, y float32) {
	text = widgets.Line(text)
	t := canvas.NewText(text, theme.Colour(s.Colour))
	t.TextSize = s.Size
	t.FontSource = theme.FontFor(text, s.Weight, false)
	m := t.MinSize()
	t.Resize(m)
	t.Move(fyne.NewPos(x, y+(s.LineHeight-m.Height)/2-widgets.Sink(text, s)))
	d.add(t)
}

func (d *readerRenderer) head() {
	r := d.r
	if r.title == "" {
		return
	}
	y := titleTop - r.offset
	for _, l := range r.titleLines {
		d.words(l, titleStyle, textMargin, y)
		y += titleHigh
	}
	s := metaStyle
	s.LineHeight = metaHigh
	for _, l := range r.metaLines {
		d.words(l, s, textMargin, y)
		y += metaNext
	}
}

// line draws one line: passages below, the selection over them, words on top.
func (d *readerRenderer) line(n int, y float32) {
	r := d.r
	ln := r.laid.lines[n]
	for i, p := range r.passages {
		d.passage(n, y, p, i == r.current)
	}
	if from, to := r.selection(); from != to {
		if x, w, ok := d.span(n, r.laid.after(from), r.laid.place(to)); ok {
			d.box(x, y, w, lineHigh, 0, theme.Accent, 0.22)
		}
	} else if shown := r.laid.after(r.cursor); r.focused && shown >= ln.from && r.laid.lineOf(shown) == n {
		d.box(textMargin+r.laid.x(n, shown), y+3, 1.5, lineHigh-6, 0, theme.Accent, 1)
	}
	if ln.from < ln.to {
		d.words(string(r.laid.shown[ln.from:ln.to]), readerStyle, textMargin, y)
	}
	for _, p := range r.passages {
		if end := r.laid.place(p.to); end > ln.from && end <= ln.to || end == ln.from && n == 0 {
			d.badge(p, textMargin+r.laid.x(n, end)+5, y)
		}
	}
}

// span is where shown code points stand in a line.
func (d *readerRenderer) span(n, from, to int) (x, w float32, ok bool) {
	ln := d.r.laid.lines[n]
	from, to = max(from, ln.from), min(to, ln.to)
	if from >= to {
		return 0, 0, false
	}
	a, b := d.r.laid.x(n, from), d.r.laid.x(n, to)
	return textMargin + a, b - a, true
}

func (d *readerRenderer) passage(n int, y float32, p passage, current bool) {
	x, w, ok := d.span(n, d.r.laid.after(p.from), d.r.laid.place(p.to))
	if !ok {
		return
	}
	soft, _, plain := p.tone.Colours()
	d.box(x, y+2, w, lineHigh-3, 0, soft, 1)
	under := float32(1)
	if current {
		under = 2
	}
	d.box(x, y+lineHigh-1-under, w, under, 0, plain, 1)
}

func (d *readerRenderer) badge(p passage, x, y float32) {
	_, _, plain := p.tone.Colours()
	y += (lineHigh - badgeSide) / 2
	d.box(x, y, badgeSide, badgeSide, badgeSide/2, plain, 1)
	s := widgets.Style{Size: theme.Caption, LineHeight: badgeSide, Weight: theme.SemiBold, Colour: theme.OnAccent}
	d.words(p.words(), s, x+(badgeSide-widgets.Measure(p.words(), s).Width)/2, y)
}

func (d *readerRenderer) scrollThumb(s fyne.Size) {
	all := d.r.high()
	if all <= s.Height || s.Height <= 0 {
		d.thumb.Hide()
		return
	}
	d.thumb.Show()
	d.thumb.FillColor = theme.Colour(theme.Faint)
	d.thumb.CornerRadius = 2
	high := max(s.Height*s.Height/all, 24)
	widgets.Put(d.thumb, s.Width-6, d.r.offset/(all-s.Height)*(s.Height-high), 4, high)
}
