package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// gainPoints is what fills half of a gain's bar, in thousandths of the score.
const gainPoints = 8

// gainWords writes a gain in thousandths of the score.
func gainWords(gain *float64) string {
	if gain == nil {
		return dash
	}
	return words.Change(*gain*1000, 1)
}

// gainCell draws a gain as a bar from the middle, and its words beside.
type gainCell struct {
	view *chart.View
	word *widgets.Text
	at   float64
}

// Layout is for Fyne.
func (g *gainCell) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	widgets.Put(g.view, 8, 0, 68, s.Height)
	widgets.Put(g.word, 76, 0, s.Width-76, s.Height)
}

// MinSize is for Fyne.
func (g *gainCell) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 16) }

func newGain() fyne.CanvasObject {
	g := &gainCell{}
	g.word = widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary, Figures: true, Align: fyne.TextAlignTrailing})
	g.view = chart.NewView(func(s fyne.Size) chart.Scene { return barScene(g.at, theme.Good, theme.Bad, s) })
	return &fyne.Container{Layout: g, Objects: []fyne.CanvasObject{g.view, g.word}}
}

func paintGain(o fyne.CanvasObject, r pairRow) {
	g := o.(*fyne.Container).Layout.(*gainCell)
	g.word.SetText(r.Gain)
	at := max(-1, min(1, r.gain*1000/gainPoints))
	if r.gain != r.gain { // none
		at = 0
	}
	if g.at != at {
		g.at = at
		g.view.Refresh()
	}
}
