package evidence

import (
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weathervane/assets/words"
	"weathervane/ui/widgets"
)

// reader shows an article to read and lets passages of it be selected, by
// mouse or by key. A place in it is a code point of the article's text, so
// what is selected is found there again whatever the window's width.
type reader struct {
	widget.BaseWidget
	onSelect  func()          // the selection changed
	onPassage func(int)       // a passage was pressed: its place among passages
	onKey     func(rune) bool // a letter was typed
	onLong    func()          // the text is longer than was laid: goOn lays more

	title, meta string
	text        []rune
	passages    []passage
	current     int // of passages, or −1

	anchor, cursor int // the selection, in either order
	offset         float32
	laid           layout
	width          float32
	titleLines     []string
	metaLines      []string

	focused, dragged bool
	pressed          time.Time
}

func newReader() *reader {
	r := &reader{current: -1, width: -1}
	r.ExtendBaseWidget(r)
	return r
}

// show changes what is read, from the top.
func (r *reader) show(title, meta, text string, passages []passage) {
	r.title, r.meta, r.text, r.passages = title, meta, []rune(text), passages
	r.anchor, r.cursor, r.offset, r.current, r.width = 0, 0, 0, -1, -1
	r.Refresh()
}

// again changes what stands above the text and the passages, and keeps the
// place and the selection.
func (r *reader) again(title, meta string, passages []passage) {
	r.title, r.meta, r.passages, r.width = title, meta, passages, -1
	if r.current >= len(passages) {
		r.current = -1
	}
	r.Refresh()
}

// setCurrent makes a passage the one that is worked on, −1 none, and brings it
// into view.
func (r *reader) setCurrent(i int) {
	r.current = i
	if i >= 0 && i < len(r.passages) {
		r.reveal(r.passages[i].from)
	}
	r.Refresh()
}

// selection is what is selected, from and up to a code point.
func (r *reader) selection() (from, to int) {
	return min(r.anchor, r.cursor), max(r.anchor, r.cursor)
}

// quote is the selection without the blanks around it.
func (r *reader) quote() (from, to int, words string) {
	from, to = r.selection()
	for from < to && unicode.IsSpace(r.text[from]) {
		from++
	}
	for to > from && unicode.IsSpace(r.text[to-1]) {
		to--
	}
	return from, to, string(r.text[from:to])
}

func (r *reader) selects(anchor, cursor int) {
	n := len(r.text)
	r.anchor, r.cursor = max(0, min(anchor, n)), max(0, min(cursor, n))
	r.Refresh()
	if r.onSelect != nil {
		r.onSelect()
	}
}

const (
	textMargin = 32
	titleTop   = 20
	titleHigh  = 30
	metaHigh   = 28 // of the first line, metaNext of each further one
	metaNext   = 20
)

// measure lays out the text for the current width, once per width.
func (r *reader) measure() {
	width := r.Size().Width - 2*textMargin
	if width == r.width || width < 20 {
		return
	}
	r.width = width
	r.titleLines = widgets.Wrap(words.Title(r.title), titleStyle, width, 0)
	r.metaLines = widgets.Wrap(words.Title(r.meta), metaStyle, width, 0)
	r.laid = begin(r.text, r.passages, width)
	r.scrollTo(r.offset)
	if !r.laid.done && r.onLong != nil {
		r.onLong()
	}
}

// goOn lays a piece more and reports whether any is left.
func (r *reader) goOn() bool {
	left := r.laid.extend() && !r.laid.done
	r.Refresh()
	return left
}

// layTo lays the text as far as a shown code point.
func (r *reader) layTo(shown int) {
	for !r.laid.done && r.laid.next <= shown {
		r.laid.extend()
	}
}

// top is where the text begins, below title and particulars.
func (r *reader) top() float32 {
	if r.title == "" {
		return titleTop
	}
	return titleTop + titleHigh*float32(len(r.titleLines)) + metaHigh + metaNext*float32(max(len(r.metaLines)-1, 0)) + 8
}

func (r *reader) high() float32 { return r.top() + r.laid.whole() + 24 }

func (r *reader) scrollTo(y float32) {
	for !r.laid.done && r.top()+r.laid.high < y+r.Size().Height+lineHigh {
		r.laid.extend()
	}
	r.offset = max(0, min(y, r.high()-r.Size().Height))
}

// reveal scrolls a code point into view.
func (r *reader) reveal(at int) {
	r.measure()
	shown := r.laid.after(at)
	r.layTo(shown)
	if len(r.laid.lines) == 0 {
		return
	}
	y := r.top() + r.laid.lines[r.laid.lineOf(shown)].y
	view := r.Size().Height
	switch {
	case y < r.offset+8:
		r.scrollTo(y - 3*lineHigh)
	case y+lineHigh > r.offset+view-8:
		r.scrollTo(y - view + 4*lineHigh)
	}
}

func (r *reader) at(p fyne.Position) int {
	r.measure()
	return r.laid.at(p.X-textMargin, p.Y+r.offset-r.top())
}

// Scrolled is for Fyne.
func (r *reader) Scrolled(e *fyne.ScrollEvent) {
	r.scrollTo(r.offset - e.Scrolled.DY)
	r.Refresh()
}

// MouseDown is for Fyne.
func (r *reader) MouseDown(e *desktop.MouseEvent) {
	widgets.Focus(r)
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	at := r.at(e.Position)
	twice := time.Since(r.pressed) < 400*time.Millisecond && at >= r.anchor-1 && at <= r.anchor+1
	r.pressed, r.dragged = time.Now(), false
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		r.selects(r.anchor, at)
		r.dragged = true
	case twice:
		from, to := r.word(at)
		r.selects(from, to)
		r.dragged = true
	default:
		r.selects(at, at)
	}
}

// MouseUp is for Fyne.
func (r *reader) MouseUp(e *desktop.MouseEvent) {
	if from, to := r.selection(); r.dragged || from != to || r.onPassage == nil {
		return
	}
	at := r.at(e.Position)
	for i, p := range r.passages {
		if at >= p.from && at < p.to {
			r.onPassage(i)
			return
		}
	}
}

// Dragged is for Fyne.
func (r *reader) Dragged(e *fyne.DragEvent) {
	r.dragged = true
	switch {
	case e.Position.Y < 0:
		r.scrollTo(r.offset - lineHigh)
	case e.Position.Y > r.Size().Height:
		r.scrollTo(r.offset + lineHigh)
	}
	r.selects(r.anchor, r.at(e.Position))
}

// DragEnd is for Fyne.
func (r *reader) DragEnd() {}

// Cursor is for Fyne.
func (r *reader) Cursor() desktop.Cursor { return desktop.TextCursor }

// FocusGained is for Fyne.
func (r *reader) FocusGained() {
	r.focused = true
	r.Refresh()
}

// FocusLost is for Fyne.
func (r *reader) FocusLost() {
	r.focused = false
	r.Refresh()
}

// word is the word around a code point.
func (r *reader) word(at int) (from, to int) {
	letter := func(i int) bool {
		return unicode.IsLetter(r.text[i]) || unicode.IsDigit(r.text[i]) || r.text[i] == '-' || r.text[i] == '’'
	}
	from, to = at, at
	for from > 0 && letter(from-1) {
		from--
	}
	for to < len(r.text) && letter(to) {
		to++
	}
	return from, to
}

// TypedRune is for Fyne.
func (r *reader) TypedRune(c rune) {
	if r.onKey != nil && r.onKey(c) {
		return
	}
	if cv := fyne.CurrentApp().Driver().CanvasForObject(r); cv != nil && cv.OnTypedRune() != nil {
		cv.OnTypedRune()(c)
	}
}

// TypedKey is for Fyne.
func (r *reader) TypedKey(e *fyne.KeyEvent) {
	extend := false
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		extend = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if r.move(e.Name, extend) {
		return
	}
	if e.Name == fyne.KeyEscape {
		if from, to := r.selection(); from != to {
			r.selects(r.cursor, r.cursor)
			return
		}
	}
	if cv := fyne.CurrentApp().Driver().CanvasForObject(r); cv != nil && cv.OnTypedKey() != nil {
		cv.OnTypedKey()(e)
	}
}

// move moves the end of the selection and, unless it is to be extended, its
// beginning too; it says whether the key is one that moves.
func (r *reader) move(k fyne.KeyName, extend bool) bool {
	r.measure()
	if len(r.laid.lines) == 0 {
		return false
	}
	shown := r.laid.after(r.cursor)
	r.layTo(shown + layChunk) // a page on from there, too
	n := r.laid.lineOf(shown)
	page := max(int(r.Size().Height/lineHigh)-2, 1)
	to := r.cursor
	switch k {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyUp:
		to = r.beside(n, shown, -1)
	case fyne.KeyDown:
		to = r.beside(n, shown, 1)
	case fyne.KeyPageUp:
		to = r.beside(n, shown, -page)
	case fyne.KeyPageDown:
		to = r.beside(n, shown, page)
	case fyne.KeyHome:
		to = r.laid.source[r.laid.lines[n].from]
	case fyne.KeyEnd:
		to = r.laid.source[r.laid.lines[n].to]
	default:
		return false
	}
	to = max(0, min(to, len(r.text)))
	anchor := to
	if extend {
		anchor = r.anchor
	}
	r.selects(anchor, to)
	r.reveal(to)
	r.Refresh()
	return true
}

// beside is the place some lines away from one, empty lines left out.
func (r *reader) beside(n, shown, by int) int {
	x, step := r.laid.x(n, shown), 1
	if by < 0 {
		by, step = -by, -1
	}
	to := n
	for i := n + step; i >= 0 && i < len(r.laid.lines) && by > 0; i += step {
		if ln := r.laid.lines[i]; ln.from < ln.to {
			to = i
			by--
		}
	}
	if to == n {
		if step < 0 {
			return 0
		}
		return len(r.text)
	}
	return r.laid.at(x, r.laid.lines[to].y+1)
}

// TypedShortcut is for Fyne.
func (r *reader) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		if _, _, words := r.quote(); words != "" {
			fyne.CurrentApp().Clipboard().SetContent(words)
		}
	case *fyne.ShortcutSelectAll:
		r.selects(0, len(r.text))
	default:
		widgets.PassShortcut(r, s)
	}
}
