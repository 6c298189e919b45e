package questions

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Panels that say another thing for each question keep the widgets that they
// have said things with: Fyne remembers every widget that was ever drawn for a
// minute, and walking a list of questions would make hundreds.

// factBox is a caption over what it says.
type factBox struct {
	caption, text *widgets.Text
	said          string
	object        fyne.CanvasObject
}

func newFactBox() *factBox {
	b := &factBox{
		caption: widgets.NewText("", widgets.Style{Size: theme.Caption, LineHeight: 16, Colour: theme.Secondary}),
		text:    widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 20, Weight: theme.Medium}),
	}
	b.object = widgets.VBox(0, b.caption, widgets.WithTip(b.text, func() string { return b.said }))
	return b
}

// factBoxes says facts with the boxes that it has, and makes those that it lacks.
type factBoxes []*factBox

func (bs *factBoxes) say(facts []fact) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, f := range facts {
		if i == len(*bs) {
			*bs = append(*bs, newFactBox())
		}
		b := (*bs)[i]
		b.said = f.Text
		b.caption.SetText(f.Caption)
		b.text.SetText(f.Text)
		all = append(all, b.object)
	}
	return all
}

// label is the word of a chip and its tone.
type label struct {
	text string
	tone widgets.Tone
}

// chipBoxes shows labels with the chips that it has, and makes those that it lacks.
type chipBoxes []*widgets.Chip

func (cs *chipBoxes) say(labels []label) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, l := range labels {
		if i == len(*cs) {
			*cs = append(*cs, widgets.NewChip(l.text, l.tone))
		}
		(*cs)[i].Set(l.text, l.tone)
		all = append(all, (*cs)[i])
	}
	return all
}
