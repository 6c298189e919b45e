package widgets

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
)

// Awaited is the room of what is read of the workspace (see page.Awaiting). Until
// the first answer is there nothing of it is shown, and after a moment that it is
// being read; it takes its room from the start, so that nothing jumps. What was
// answered stays while it is read again.
type Awaited struct {
	note     *Text
	content  fyne.CanvasObject
	answered bool
	unread   bool
	object   *fyne.Container
}

const (
	readingWords = "Reading…"
	unreadWords  = "This was not read. F5 reads it again."
)

// NewAwaited makes the room around what an answer fills; the words stand where the
// first line of a card does, so far below the top.
func NewAwaited(top float32, content fyne.CanvasObject) *Awaited {
	a := newAwaited(content, fyne.TextAlignLeading)
	a.place(func(fyne.Size) float32 { return top })
	return a
}

// NewAwaitedPage is NewAwaited with the words in the middle, for a page or a list.
func NewAwaitedPage(content fyne.CanvasObject) *Awaited {
	a := newAwaited(content, fyne.TextAlignCenter)
	a.place(func(s fyne.Size) float32 { return (s.Height - a.note.style.LineHeight) / 2 })
	return a
}

func newAwaited(content fyne.CanvasObject, align fyne.TextAlign) *Awaited {
	a := &Awaited{content: content, note: NewText("", Style{Colour: theme.Secondary, Align: align})}
	content.Hide()
	return a
}

func (a *Awaited) place(top func(fyne.Size) float32) {
	high := a.note.style.LineHeight
	a.object = ArrangeTall(func(s fyne.Size) {
		Put(a.content, 0, 0, s.Width, s.Height)
		Put(a.note, 15, top(s), s.Width-30, high)
	}, func(w float32) float32 {
		if a.answered {
			return HeightFor(a.content, w)
		}
		return max(HeightFor(a.content, w), high+22)
	}, a.content, a.note)
}

// Object is what to put where the content would be.
func (a *Awaited) Object() *fyne.Container { return a.object }

// Asked tells that it is read now.
func (a *Awaited) Asked() {
	if a.unread {
		a.unread = false
		a.say("")
	}
}

// Reading tells that this takes a moment.
func (a *Awaited) Reading() { a.say(readingWords) }

// Answered shows the content.
func (a *Awaited) Answered() {
	if !a.answered {
		a.say("")
		a.answered, a.unread = true, false
		a.content.Show()
	}
}

// Unread tells that it was not read.
func (a *Awaited) Unread() {
	a.unread = !a.answered
	a.say(unreadWords)
}

// Forget takes the content away: what stood there is no more.
func (a *Awaited) Forget() {
	a.answered = false
	a.content.Hide()
}

func (a *Awaited) say(text string) {
	if !a.answered {
		a.note.SetText(text)
	}
}

// Ahead is the same for work whose answer says what is to be read next: that alone
// does not show the content.
func (a *Awaited) Ahead() Ahead { return Ahead{a} }

// Ahead is Awaited for what is read before it.
type Ahead struct{ *Awaited }

// Answered leaves it to the next answer.
func (Ahead) Answered() {}
