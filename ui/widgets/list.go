package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"weathervane/ui/theme"
)

// List shows rows of one height and makes objects for those alone that are in
// view. It selects on press, moves with Up, Down, Page, Home and End, opens
// with Enter or a second press, and finds a row by the first letters typed.
//
//	l := NewList(72, newRow, func(i int, o fyne.CanvasObject, selected bool) { … })
//	l.SetLength(len(rows))
type List struct {
	widget.BaseWidget
	// OnSelect is told what the person selected, not what Select did.
	OnSelect func(int)
	// OnOpen is Enter, or a second press soon after the first.
	OnOpen func(int)
	// OnMenu is a press with the other button, at a place in the window.
	OnMenu func(i int, at fyne.Position)
	// OnKey sees each key first, OnRune each letter, and says whether it took it.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(rune) bool
	// Name is what type-ahead looks in.
	Name func(int) string
	// Ahead looks, instead of Name, for the next row from a place on that begins with
	// letters, and tells where it is; −1 if there is none.
	Ahead func(begin string, from int, found func(int))
	// OnView is told which rows are in view, from the first to before the last.
	OnView func(first, last int)
	// CopyText is what Ctrl+C copies of a row.
	CopyText func(int) string
	// Tip is what is said of a row while the pointer rests on it at x.
	Tip func(i int, x float32) string
	// Strip draws the accent strip at the left of the selected row.
	Strip bool
	// Compact is how high rows are where the person wants them compact; 0 leaves
	// them as they are.
	Compact float32
	// NoSelect leaves rows unmarked: a list to read.
	NoSelect bool
	// Within is the scroll that the wheel turns where all rows are in view.
	Within *Scroll

	height   float32
	length   int
	selected int
	hovered  int
	offset   float32
	newRow   func() fyne.CanvasObject
	fill     func(i int, row fyne.CanvasObject, selected bool)

	focused, byMouse, acted, thumb bool
	pressed                        time.Time
	pressedRow                     int
	ahead                          string
	aheadAt                        time.Time
	onPress                        func(int) // a menu: a press picks
}

// NewList makes an empty list of rows of a height; fill writes row i into an
// object that newRow made.
func NewList(height float32, newRow func() fyne.CanvasObject, fill func(i int, row fyne.CanvasObject, selected bool)) *List {
	l := &List{height: height, newRow: newRow, fill: fill, selected: -1, hovered: -1, pressedRow: -1, Strip: true}
	l.ExtendBaseWidget(l)
	return l
}

// high is how high a row is now.
func (l *List) high() float32 {
	if l.Compact > 0 && theme.Dense() {
		return l.Compact
	}
	return l.height
}

// Length is how many rows there are.
func (l *List) Length() int { return l.length }

// SetLength says how many rows there are and writes those in view again.
func (l *List) SetLength(n int) {
	l.length = n
	if l.selected >= n {
		l.selected = -1
	}
	l.hovered = -1
	l.scrollTo(l.offset)
	l.Refresh()
}

// SetRowHeight changes the height of all rows.
func (l *List) SetRowHeight(h float32) {
	l.height = h
	l.scrollTo(l.offset)
	l.Refresh()
}

// Selected is the row that is selected, or −1.
func (l *List) Selected() int { return l.selected }

// Select marks a row, brings it into view and tells nobody; −1 marks none.
func (l *List) Select(i int) {
	if i >= l.length {
		i = -1
	}
	l.selected = i
	l.Reveal(i)
	l.Refresh()
}

// Walk moves the mark by Up and Down, for a field that narrows the list, and
// reports whether the key was one of them.
func (l *List) Walk(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		l.Select(max(l.selected-1, 0))
	case fyne.KeyDown:
		l.Select(min(l.selected+1, l.length-1))
	default:
		return false
	}
	return true
}

// Reveal scrolls a row into view.
func (l *List) Reveal(i int) {
	if i < 0 {
		return
	}
	top, view := float32(i)*l.high(), l.Size().Height
	switch {
	case top < l.offset:
		l.scrollTo(top)
	case view > 0 && top+l.high() > l.offset+view:
		l.scrollTo(top + l.high() - view)
	}
}

// View tells which rows are in view, from the first to before the last.
func (l *List) View() (first, last int) {
	first = int(l.offset / l.high())
	for last = first; last < l.length && float32(last)*l.high() < l.offset+l.Size().Height; last++ {
	}
	return first, last
}

// Refresh draws the rows in view again.
func (l *List) Refresh() {
	l.BaseWidget.Refresh()
	l.tellView()
}

// Resize is for Fyne.
func (l *List) Resize(s fyne.Size) {
	l.BaseWidget.Resize(s)
	l.tellView()
}

func (l *List) tellView() {
	if l.OnView != nil {
		l.OnView(l.View())
	}
}

// Offset is how far it is scrolled.
func (l *List) Offset() float32 { return l.offset }

func (l *List) pick(i int) {
	if i < 0 || i >= l.length || l.NoSelect {
		return
	}
	again := i == l.selected
	l.Select(i)
	if !again && l.OnSelect != nil {
		l.OnSelect(i)
	}
}

func (l *List) scrollTo(y float32) {
	l.offset = max(0, min(y, float32(l.length)*l.high()-l.Size().Height))
}

func (l *List) rowAt(y float32) int {
	i := int((y + l.offset) / l.high())
	if y < 0 || i < 0 || i >= l.length {
		return -1
	}
	return i
}

// Scrolled is for Fyne.
func (l *List) Scrolled(e *fyne.ScrollEvent) {
	if l.Within != nil && float32(l.length)*l.high() <= l.Size().Height {
		l.Within.Scrolled(e)
		return
	}
	l.scrollTo(l.offset - e.Scrolled.DY)
	l.hovered = l.rowAt(e.Position.Y)
	hideTip(l)
	l.Refresh()
}

// MouseDown is for Fyne.
func (l *List) MouseDown(e *desktop.MouseEvent) {
	hideTip(l)
	l.byMouse = true
	l.thumb = e.Position.X > l.Size().Width-10 && float32(l.length)*l.high() > l.Size().Height
	focus(l)
	if l.thumb {
		return
	}
	i := l.rowAt(e.Position.Y)
	if e.Button == desktop.MouseButtonSecondary {
		if i >= 0 && l.OnMenu != nil {
			l.pick(i)
			l.OnMenu(i, e.AbsolutePosition)
		}
		return
	}
	if l.onPress != nil { // see Tapped
		l.pick(i)
		return
	}
	l.acted = true
	l.press(i)
}

func (l *List) press(i int) {
	twice := i >= 0 && i == l.pressedRow && time.Since(l.pressed) < 400*time.Millisecond
	l.pressed, l.pressedRow = time.Now(), i
	l.pick(i)
	if i >= 0 && l.onPress != nil {
		l.onPress(i)
		return
	}
	if twice && l.OnOpen != nil {
		l.pressedRow = -1
		l.OnOpen(i)
	}
}

// MouseUp is for Fyne.
func (l *List) MouseUp(*desktop.MouseEvent) {}

// Tapped is for Fyne; the press has done it where there was one. A row that leads
// elsewhere does so only now: Fyne takes the keys from whatever has them once the
// handling of a press has ended, also from a dialog that opened in it.
func (l *List) Tapped(e *fyne.PointEvent) {
	if l.acted {
		l.acted = false
		return
	}
	l.byMouse = true
	focus(l)
	l.press(l.rowAt(e.Position.Y))
}

// Dragged is for Fyne: the thumb may be dragged, rows may not.
func (l *List) Dragged(e *fyne.DragEvent) {
	if l.thumb && l.Size().Height > 0 {
		l.scrollTo(l.offset + e.Dragged.DY*float32(l.length)*l.high()/l.Size().Height)
		l.Refresh()
	}
}

// DragEnd is for Fyne.
func (l *List) DragEnd() { l.thumb = false }

// MouseIn is for Fyne.
func (l *List) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved is for Fyne.
func (l *List) MouseMoved(e *desktop.MouseEvent) {
	if i := l.rowAt(e.Position.Y); i != l.hovered {
		l.hovered = i
		l.Refresh()
	}
	l.tipAt(e.Position.X)
}

// tipAt shows what there is to say of the row below the pointer.
func (l *List) tipAt(x float32) {
	words := ""
	if l.Tip != nil && l.hovered >= 0 {
		words = l.Tip(l.hovered, x)
	}
	row := fyne.NewPos(0, float32(l.hovered)*l.high()-l.offset)
	switch {
	case words == "":
		hideTip(l)
	case !tipShown(l, words):
		showTipAt(l, words, fyne.NewPos(max(x-24, 0), row.Y), l.high())
	}
}

// MouseOut is for Fyne.
func (l *List) MouseOut() {
	l.hovered = -1
	hideTip(l)
	l.Refresh()
}

// FocusGained is for Fyne.
func (l *List) FocusGained() {
	l.focused = true
	if l.selected < 0 && !l.byMouse {
		l.pick(0)
	}
	l.Refresh()
}

// FocusLost is for Fyne.
func (l *List) FocusLost() {
	l.focused, l.byMouse = false, false
	l.Refresh()
}

// TypedKey is for Fyne.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(e) {
		return
	}
	page := max(int(l.Size().Height/l.high())-1, 1)
	to := l.selected
	switch e.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = l.length - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.selected >= 0 && l.OnOpen != nil {
			l.OnOpen(l.selected)
		}
		return
	default:
		passKey(l, e)
		return
	}
	if l.NoSelect {
		l.scrollTo(l.offset + float32(to-l.selected)*l.high())
		l.Refresh()
		return
	}
	l.pick(max(0, min(to, l.length-1)))
}

// TypedRune is for Fyne.
func (l *List) TypedRune(r rune) {
	if l.OnRune != nil && l.OnRune(r) {
		return
	}
	if l.Name == nil && l.Ahead == nil {
		passRune(l, r)
		return
	}
	if time.Since(l.aheadAt) > time.Second {
		l.ahead = ""
	}
	l.ahead, l.aheadAt = l.ahead+strings.ToLower(string(r)), time.Now()
	from := max(l.selected, 0)
	if len([]rune(l.ahead)) == 1 {
		from++
	}
	ahead := l.ahead
	found := func(i int) {
		switch {
		case i >= 0:
			l.pick(i)
		case len([]rune(ahead)) == 1:
			l.ahead = ""
			passRune(l, r)
		}
	}
	if l.Ahead != nil {
		l.Ahead(ahead, from, found)
		return
	}
	for n := range l.length {
		i := (from + n) % l.length
		if strings.HasPrefix(strings.ToLower(l.Name(i)), ahead) {
			found(i)
			return
		}
	}
	found(-1)
}

// TypedShortcut is for Fyne.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		if l.selected >= 0 && l.CopyText != nil {
			fyne.CurrentApp().Clipboard().SetContent(l.CopyText(l.selected))
		}
		return
	}
	PassShortcut(l, s)
}

// PassShortcut gives a shortcut that the object has no use for to the window,
// which Fyne does not do.
func PassShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
