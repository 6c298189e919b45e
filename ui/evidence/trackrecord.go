package evidence

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/tracks"
	"weathervane/ui/widgets"
)

// Records shows the track record of evidence: how findings have pointed, by
// source, grade and analyst.
func (p *Page) Records() {
	if p.host.Window() == nil {
		return
	}
	p.host.Run("evidence.tracks", func(ctx context.Context) (func(), error) {
		t, err := p.desk.EvidenceTracks(ctx)
		return func() { p.showRecords(t) }, err
	})
}

func (p *Page) showRecords(t evidence.EvidenceTracks) {
	v := tracks.New()
	v.Show(t)
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Track record of evidence", Width: 820,
		Content: widgets.VBox(10, v.Which, v.About, widgets.Sized(0, 360, v.Table))})
}

// trackBox is a source's record beside the grade of a new finding.
type trackBox struct {
	name, words *widgets.Text
	marks       *fyne.Container
	object      *fyne.Container
}

func newTrackBox() *trackBox {
	b := &trackBox{name: widgets.NewText("", widgets.Style{Size: theme.Small, Weight: theme.Medium}),
		words: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}), marks: widgets.HBox(2)}
	inner := widgets.Sized(0, 36, widgets.HBox(8, widgets.Flex(widgets.VBox(2, b.name, b.words)), b.marks))
	b.object = widgets.Stack(widgets.NewFill(theme.Hover, theme.None, theme.RadiusControl), widgets.Pad(8, 10, 8, 10, inner))
	b.object.Hide()
	return b
}

// mostMarks is how many of the latest findings are drawn.
const mostMarks = 14

func (b *trackBox) show(source string, t *evidence.EvidenceTrack) {
	widgets.Show(b.object, source != "")
	b.marks.Objects = nil
	if t == nil {
		b.name.SetText(source)
		b.words.SetText("none of its findings met an outcome yet")
		return
	}
	b.name.SetText(source + ": " + words.Counted(t.Findings, "finding", "findings"))
	b.words.SetText(fmt.Sprintf("%d pointed the right way (%s), %s by chance", t.Right, tracks.Share(*t), words.Decimals(t.Chance, 1)))
	way := t.Way
	for _, right := range way[max(0, len(way)-mostMarks):] {
		high, colour := float32(6), theme.Bad
		if right {
			high, colour = 16, theme.Good
		}
		b.marks.Objects = append(b.marks.Objects, widgets.Sized(5, 16, widgets.Arrange(func(s fyne.Size) {}, markOf(high, colour))))
	}
}

func markOf(high float32, colour theme.Role) fyne.CanvasObject {
	f := widgets.NewFill(colour, theme.None, 1)
	widgets.Put(f, 0, (16-high)/2, 5, high)
	return f
}

// trackOfSource shows the record of the publisher of the article that is read,
// or of its first author.
func (p *Page) trackOfSource(b *trackBox) {
	if p.tracks == nil {
		return
	}
	source, list := p.article.Publisher, p.tracks.Publishers
	if source == "" && len(p.article.Authors) > 0 {
		source, list = p.article.Authors[0], p.tracks.Authors
	}
	for i := range list {
		if list[i].Name == source {
			b.show(source, &list[i])
			return
		}
	}
	b.show(source, nil)
}
