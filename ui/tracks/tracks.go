// Package tracks is the table of how findings have pointed, by source, grade
// and analyst, wherever it is shown.
package tracks

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// View is the table, what chooses its rows, and what it says of itself.
type View struct {
	Which *widgets.Segmented
	About *widgets.Paragraph
	Table fyne.CanvasObject

	lists [4][]evidence.EvidenceTrack
	table *widgets.Table[evidence.EvidenceTrack]
	none  *fyne.Container
}

// New makes an empty one.
func New() *View {
	v := &View{table: widgets.NewTable(34, columns()...)}
	v.none = widgets.Pad(8, 0, 0, 0, widgets.NewParagraph("No finding of this kind was judged before a question ended. Judge findings on open yes-or-no questions; once those end, this shows which way the findings pointed.",
		widgets.Style{Colour: theme.Secondary}, 4))
	v.Which = widgets.NewSegmented(28, []string{"Publishers", "Authors", "Grades", "Analysts"}, 0, func(int) { v.turn() })
	v.About = widgets.NewParagraph("Findings on yes-or-no questions that ended, judged before the outcome was known. By chance: if directions had nothing to do with outcomes. "+
		"Bits: how much the ledger’s probability for what happened falls without them; above 0 they helped.", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4)
	v.Table = widgets.Stack(v.table.Object(), v.none)
	v.turn()
	return v
}

// Show fills it.
func (v *View) Show(t evidence.EvidenceTracks) {
	v.lists = [4][]evidence.EvidenceTrack{t.Publishers, t.Authors, t.Grades, t.Analysts}
	v.turn()
}

// Rows is how many rows are shown.
func (v *View) Rows() int { return len(v.lists[v.Which.Chosen()]) }

func (v *View) turn() {
	rows := v.lists[v.Which.Chosen()]
	v.table.SetRows(rows)
	if len(rows) > 0 {
		v.table.Object().Show()
		v.none.Hide()
		return
	}
	v.table.Object().Hide()
	v.none.Show()
}

func columns() []widgets.Column[evidence.EvidenceTrack] {
	type track = evidence.EvidenceTrack
	right := func(title string, width float32, text func(track) string, less func(a, b track) bool) widgets.Column[track] {
		return widgets.Column[track]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small}, Text: text, Less: less}
	}
	return []widgets.Column[track]{
		{Title: "Name", Text: func(t track) string { return t.Name }, Less: func(a, b track) bool { return a.Name < b.Name }},
		{Title: "Reliability", Width: 72, Style: widgets.Style{Size: theme.Small}, Text: func(t track) string { return t.Reliability }},
		right("Findings", 64, func(t track) string { return words.Count(t.Findings) }, func(a, b track) bool { return a.Findings < b.Findings }),
		right("Right", 48, func(t track) string { return words.Count(t.Right) }, func(a, b track) bool { return a.Right < b.Right }),
		right("By chance", 68, func(t track) string { return words.Decimals(t.Chance, 1) }, nil),
		right("Share right", 76, func(t track) string { return Share(t) }, func(a, b track) bool {
			return a.Right*b.Findings < b.Right*a.Findings
		}),
		right("95 % interval", 120, intervalWords, nil),
		right("Bits", 64, func(t track) string { return bitsWords(t.Bits) }, func(a, b track) bool { return a.Bits < b.Bits }),
	}
}

// Share is how many of its findings pointed the right way.
func Share(t evidence.EvidenceTrack) string {
	if t.Findings == 0 {
		return ""
	}
	return words.WholeShare(float64(t.Right) / float64(t.Findings))
}

func intervalWords(t evidence.EvidenceTrack) string {
	return words.WholeShare(t.Low) + " to " + words.WholeShare(t.High)
}

func bitsWords(bits float64) string { return words.Signed(bits, 2) }
