package widgets

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
)

// NewPanel is a card: fill, hairline, radius 8, around whatever is in it.
func NewPanel(content fyne.CanvasObject) *fyne.Container {
	return Stack(NewFill(theme.Panel, theme.Line, theme.RadiusPanel), Pad(1, 1, 1, 1, content))
}

// TitleRow is a card's first row: a title, secondary words after it and an
// action at the right.
type TitleRow struct {
	Title, More *Text
	object      *fyne.Container
}

// NewTitleRow makes one; actions stand at the right.
func NewTitleRow(title, more string, actions ...fyne.CanvasObject) *TitleRow {
	t := &TitleRow{
		Title: NewText(title, Style{Weight: theme.SemiBold}),
		More:  NewText(more, Style{Size: theme.Small, Colour: theme.Secondary}),
	}
	objects := []fyne.CanvasObject{t.Title, Flex(t.More)}
	objects = append(objects, actions...)
	t.object = Sized(0, theme.PanelTitle, Pad(0, theme.PanelPadding-1, 0, theme.PanelPadding-1, HBox(8, objects...)))
	return t
}

// Object is what to put into a card.
func (t *TitleRow) Object() fyne.CanvasObject { return t.object }

// NewTitledPanel is a card with a title row, a hairline and padded content
// below.
func NewTitledPanel(title *TitleRow, line bool, content fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{title.Object()}
	if line {
		objects = append(objects, NewHairline())
	}
	return NewPanel(VBox(0, append(objects, Flex(content))...))
}

// NewBanner is a sentence on a soft fill, with what can be done about it.
func NewBanner(tone Tone, icon, sentence string, actions ...fyne.CanvasObject) *fyne.Container {
	soft, ink, plain := tone.Colours()
	objects := []fyne.CanvasObject{}
	if icon != "" {
		objects = append(objects, NewIcon(icon, plain, 16))
	}
	objects = append(objects, Flex(NewParagraph(sentence, Style{Colour: ink}, 3)))
	objects = append(objects, actions...)
	return Stack(NewFill(soft, theme.None, theme.RadiusControl), Pad(8, 12, 8, 12, HBox(10, objects...)))
}

// NewEmptyState says that there is nothing yet, and what to do next; button
// may be nil.
func NewEmptyState(icon, title, sentence string, button fyne.CanvasObject) *fyne.Container {
	centred := Style{Colour: theme.Secondary, Align: fyne.TextAlignCenter}
	words := NewParagraph(sentence, centred, 4)
	head := NewText(title, Style{Size: theme.CardTitle, Weight: theme.SemiBold, Align: fyne.TextAlignCenter})
	mark := NewIcon(icon, theme.Ter, 28)
	objects := []fyne.CanvasObject{mark, head, words}
	if button != nil {
		objects = append(objects, button)
	}
	return Arrange(func(s fyne.Size) {
		w := min(s.Width-32, 420)
		x := (s.Width - w) / 2
		high := HeightFor(words, w)
		total := 28 + 12 + 24 + 4 + high
		if button != nil {
			total += 16 + 32
		}
		y := max((s.Height-total)/2, 0)
		Put(mark, (s.Width-28)/2, y, 28, 28)
		Put(head, x, y+40, w, 24)
		Put(words, x, y+68, w, high)
		if button != nil {
			m := button.MinSize()
			Put(button, (s.Width-m.Width)/2, y+84+high, m.Width, m.Height)
		}
	}, objects...)
}
