package questions

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// outcomePanel is what the update panel shows of a question that is over.
type outcomePanel struct {
	head, note *widgets.Paragraph
	facts      factBoxes
	resolve    *widgets.Button
	more       fyne.CanvasObject // dossier and records
}

func newOutcomePanel(u *updatePanel) *outcomePanel {
	records := widgets.NewButton("Records", "", func() { u.page.lower.turn(onRecords) })
	return &outcomePanel{
		head:    widgets.NewTitle("", widgets.Style{Size: theme.PageTitle, LineHeight: 28, Weight: theme.SemiBold}, 2),
		note:    widgets.NewParagraph("", widgets.Style{Colour: theme.Mid}, 6),
		resolve: widgets.NewPrimary("Resolve…", "flag", func() { u.page.Do(Resolve) }),
		more:    widgets.HBoxFull(8, widgets.Flex(u.dossier), widgets.Flex(records)),
	}
}

// say puts into the update panel how a question ended.
func (e ending) say(u *updatePanel) {
	if u.outcome == nil {
		u.outcome = newOutcomePanel(u)
	}
	o := u.outcome
	o.head.SetText(e.Title)
	facts := e.Lines
	if e.Score != "" {
		facts = append(facts[:len(facts):len(facts)], fact{"Your time-weighted Brier score", e.Score})
	}
	u.fixed.Objects = append([]fyne.CanvasObject{o.head}, o.facts.say(facts)...)
	if e.Note != "" {
		o.note.SetText(e.Note)
		u.fixed.Add(o.note)
	}
	if e.Resolve {
		u.fixed.Add(o.resolve)
	}
	if u.page.Can(Dossier) {
		u.fixed.Add(o.more)
	}
}
