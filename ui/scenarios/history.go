package scenarios

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scenario"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// event is one thing that was said of a set: weights, or a wording.
type event struct {
	id        journal.ID
	at        journal.Instant
	by        forecaster.Forecaster
	what      string // "weights", "framing" or "revision"
	words     string
	note      string
	retracted *journal.Instant
	mine      bool
	rival     bool
	set       journal.Framed // of a wording
}

// events are everyone's weights and wordings, the latest first.
func events(v scenario.View) []event {
	var all []event
	for i, w := range v.Versions {
		e := event{id: w.Record, at: w.At, by: w.By, what: "revision", words: changed(w.Changed), retracted: w.RetractedAt, mine: w.Mine, rival: w.Rival, set: w.Set}
		if i == 0 {
			e.what, e.words, e.mine = "framing", "Framed the set", false
		}
		all = append(all, e)
	}
	for _, w := range v.History {
		var parts []string
		for _, n := range v.Names {
			parts = append(parts, n+" "+words.WholePercent(w.Weights[n]))
		}
		all = append(all, event{id: w.ID, at: w.At, by: w.Forecaster, what: "weights", words: strings.Join(parts, " · "), note: w.Note, retracted: w.RetractedAt, mine: w.Mine})
	}
	slices.SortStableFunc(all, func(a, b event) int { return cmp.Compare(b.at, a.at) })
	return all
}

func changed(members []string) string {
	text := map[string]string{"scenarios": "the scenarios", "title": "the title", "horizon": "the horizon", "tags": "the tags"}
	var all []string
	for _, m := range members {
		all = append(all, cmp.Or(text[m], m))
	}
	return "Revised " + strings.Join(all, ", ")
}

// history shows what was said of the set and lets one take back one's own.
func (p *Page) history() {
	v, c := p.view, p.calendar()
	var d *dialogs.Dialog
	rows := widgets.VBox(0)
	for i, e := range events(v) {
		parts := []fyne.CanvasObject{widgets.Flex(widgets.NewText(e.by.Name+", "+c.Day(e.at), widgets.Style{Weight: theme.Medium}))}
		if e.rival {
			parts = append(parts, widgets.NewChip("Rival wording", widgets.Cautious))
		}
		if e.what != "weights" {
			parts = append(parts, widgets.NewLink("Read", "", func() { p.readWording(e) }).Small())
		}
		switch {
		case e.retracted != nil:
			parts = append(parts, widgets.NewChip("Retracted "+c.Day(*e.retracted), widgets.Neutral))
		case e.mine:
			parts = append(parts, widgets.NewLink("Retract", "", func() {
				d.Close()
				p.takeBack("Retract the "+e.what+" of "+c.Day(e.at), e.id, func() { p.host.Say("The " + e.what + " of " + c.Day(e.at) + ": retracted") })
			}).Small())
		}
		lines := []fyne.CanvasObject{widgets.Sized(0, 24, widgets.HBox(8, parts...)), widgets.NewParagraph(e.words, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Mid}, 3)}
		if e.note != "" {
			lines = append(lines, remark(e.note))
		}
		if i > 0 {
			rows.Add(widgets.NewSeparator())
		}
		rows.Add(widgets.Pad(8, 0, 8, 0, widgets.VBox(2, lines...)))
	}
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "History of the set", Content: rows, Width: 640})
}

// readWording shows the set as it stood once a record was known.
func (p *Page) readWording(e event) {
	c := p.calendar()
	rows := []fyne.CanvasObject{widgets.NewTitle(e.set.Title, widgets.Style{Weight: theme.SemiBold}, 0),
		remark(strings.Join(append([]string{"Until " + c.LastDay(e.set.Horizon)}, e.set.Tags...), " · "))}
	for _, s := range e.set.Scenarios {
		rows = append(rows, widgets.Pad(8, 0, 0, 0, widgets.NewText(s.Name, widgets.Style{Weight: theme.Medium})))
		rows = append(rows, story(s.Narrative, s.Drivers)...)
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "As worded by " + e.by.Name + ", " + c.Day(e.at), Content: widgets.VBox(8, rows...), Width: 640})
}

// story tells a scenario: its narrative, and what drives it.
func story(narrative string, drivers []string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, part := range paragraphs(narrative) {
		rows = append(rows, widgets.NewParagraph(part, widgets.Style{Colour: theme.Mid}, 0))
	}
	if narrative == "" {
		rows = append(rows, widgets.NewParagraph("No narrative was written.", widgets.Style{Colour: theme.Secondary}, 0))
	}
	if len(drivers) > 0 {
		rows = append(rows, widgets.Pad(6, 0, 0, 0, widgets.NewCaption("Drivers")))
		for _, d := range drivers {
			rows = append(rows, widgets.NewParagraph("· "+d, widgets.Style{}, 0))
		}
	}
	return rows
}
