package evidence

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
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

func (p *Page) showRecords(t forecasts.EvidenceTracks) {
	lists := [][]forecasts.EvidenceTrack{t.Publishers, t.Authors, t.Grades, t.Analysts}
	table := widgets.NewTable(34, trackColumns()...)
	none := widgets.NewParagraph("No finding of this kind was judged before a question ended. Judge findings on open yes-or-no questions; once they end, how they pointed stands here.",
		widgets.Style{Colour: theme.Secondary}, 4)
	turn := func(i int) {
		table.SetRows(lists[i])
		show(table.Object(), len(lists[i]) > 0)
		show(none, len(lists[i]) == 0)
	}
	which := widgets.NewSegmented(28, []string{"Publishers", "Authors", "Grades", "Analysts"}, 0, turn)
	turn(0)
	about := widgets.NewParagraph("Findings on yes-or-no questions that ended, judged before the end was known. By chance: had directions nothing to do with ends. "+
		"Bits: what the ledger’s probability for what happened loses without them; above 0 they helped.", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4)
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Track record of evidence", Width: 820,
		Content: widgets.VBox(10, which, about, widgets.Sized(0, 360, widgets.Stack(table.Object(), none)))})
}

func trackColumns() []widgets.Column[forecasts.EvidenceTrack] {
	type track = forecasts.EvidenceTrack
	right := func(title string, width float32, text func(track) string, less func(a, b track) bool) widgets.Column[track] {
		return widgets.Column[track]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small}, Text: text, Less: less}
	}
	return []widgets.Column[track]{
		{Title: "Name", Text: func(t track) string { return t.Name }, Less: func(a, b track) bool { return a.Name < b.Name }},
		{Title: "Reliability", Width: 72, Style: widgets.Style{Size: theme.Small}, Text: func(t track) string { return t.Reliability }},
		right("Findings", 64, func(t track) string { return notation.Count(t.Findings) }, func(a, b track) bool { return a.Findings < b.Findings }),
		right("Right", 48, func(t track) string { return notation.Count(t.Right) }, func(a, b track) bool { return a.Right < b.Right }),
		right("By chance", 68, func(t track) string { return fmt.Sprintf("%.1f", t.Chance) }, nil),
		right("Share right", 76, func(t track) string { return shareRight(t) }, func(a, b track) bool {
			return a.Right*b.Findings < b.Right*a.Findings
		}),
		right("95 % interval", 120, intervalWords, nil),
		right("Bits", 64, func(t track) string { return bitsWords(t.Bits) }, func(a, b track) bool { return a.Bits < b.Bits }),
	}
}

func whole(p float64) string { return notation.Percent(float64(int(p*100+0.5)) / 100) }

func shareRight(t forecasts.EvidenceTrack) string {
	if t.Findings == 0 {
		return ""
	}
	return whole(float64(t.Right) / float64(t.Findings))
}

func intervalWords(t forecasts.EvidenceTrack) string { return whole(t.Low) + " to " + whole(t.High) }

func bitsWords(bits float64) string {
	words := fmt.Sprintf("%+.2f", bits)
	return strings.Replace(words, "-", "\u2212", 1)
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

func (b *trackBox) show(source string, t *forecasts.EvidenceTrack) {
	show(b.object, source != "")
	b.marks.Objects = nil
	if t == nil {
		b.name.SetText(source)
		b.words.SetText("none of its findings met an outcome yet")
		return
	}
	b.name.SetText(source + ": " + count(t.Findings, "finding", "findings"))
	b.words.SetText(fmt.Sprintf("%d pointed the right way (%s), %.1f by chance", t.Right, shareRight(*t), t.Chance))
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
