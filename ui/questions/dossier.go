package questions

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A dossier is everything that is known of how a question ended.
type dossier struct {
	Outcome  string
	Facts    []fact            // when, by whom, from which source
	Criteria string            // as worded when it was decided
	Revised  bool              // the criteria read otherwise now
	Findings []forecasts.Named // that the decision names
	Course   []endRow          // every end and reopening, oldest first
}

// An endRow is one end in the course of a question.
type endRow struct {
	When, By, What, Note string
	Scores               string // by this resolution, where there were several
	Holds                bool
	State                string
}

func dossierOf(v forecasts.QuestionView, c calendar) dossier {
	d := dossier{Outcome: endingOf(v, c).Title, Criteria: v.Criteria}
	holding, resolutions := 0, 0
	for _, e := range v.Ends {
		if e.Kind == "resolved" {
			resolutions++
		}
		if e.Holds && e.Kind != "reopened" {
			holding++
		}
	}
	for _, e := range v.Ends {
		row := endRow{When: c.minute(e.At), By: name(e.By), What: endWord(e, v.Question, c), Note: e.Note, Holds: e.Holds}
		switch {
		case !e.Holds:
			row.State = "Superseded"
		case e.Kind == "reopened":
			row.State = "Stands"
		case v.Status == "disputed":
			row.State = "Disputed"
		default:
			row.State = "Holds"
		}
		if e.Kind == "reopened" && row.Note == "" {
			row.Note = e.Why
		}
		if resolutions > 1 || resolutions == 1 && v.Status != "resolved" {
			row.Scores = scoresBy(e, v)
		}
		d.Course = append(d.Course, row)
		if e.Holds && holding == 1 && e.Kind != "reopened" {
			d.decided(v, e, c)
		}
	}
	return d
}

// mostScored is how many scores of one resolution are told.
const mostScored = 12

// scoresBy tells what a resolution made of each score, and where it was
// superseded what the score is now.
func scoresBy(e forecasts.End, v forecasts.QuestionView) string {
	now := map[forecasts.Forecaster]float64{}
	for _, s := range v.Scores {
		now[s.Forecaster] = s.Score
	}
	var parts []string
	for i, s := range e.Scores {
		if i == mostScored {
			parts = append(parts, fmt.Sprintf("and %d more", len(e.Scores)-mostScored))
			break
		}
		part := name(s.Forecaster) + " " + notation.Score(s.Score)
		if is, scored := now[s.Forecaster]; !e.Holds && scored && is != s.Score {
			part += ", now " + notation.Score(is)
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	return "Brier by it: " + strings.Join(parts, "; ")
}

// decided fills in the end that holds.
func (d *dossier) decided(v forecasts.QuestionView, e forecasts.End, c calendar) {
	put := func(caption, text string) {
		if text != "" {
			d.Facts = append(d.Facts, fact{caption, text})
		}
	}
	if e.KnownAt != nil {
		put("Known", c.minute(*e.KnownAt))
	}
	if e.OccurredAt != nil {
		put("Happened", c.minute(*e.OccurredAt))
	}
	put("Decided", name(e.By)+", "+c.minute(e.At))
	confirmed := namesOf(e.ConfirmedBy)
	if confirmed == "" {
		confirmed = "nobody yet"
	}
	put("Confirmed by", confirmed)
	put("Source", e.Source)
	put("Note", e.Note)
	d.Findings = e.Findings
	for _, w := range v.Versions {
		if !w.Retracted && w.At <= e.At {
			d.Criteria = w.Question.Criteria
		}
	}
	d.Revised = d.Criteria != v.Criteria
}

func namesOf(fs []forecasts.Forecaster) string {
	var names []string
	for _, f := range fs {
		names = append(names, name(f))
	}
	return strings.Join(names, ", ")
}

// openDossier shows how the question came to its end.
func (p *Page) openDossier() {
	if p.view == nil || p.host.Window() == nil {
		return
	}
	d := dossierOf(*p.view, p.calendar())
	var dialog *dialogs.Dialog
	content := p.drawDossier(d, func() { dialog.Close() })
	dialog = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "How it ended: " + d.Outcome, Content: content, Width: 640})
}

func (p *Page) drawDossier(d dossier, leave func()) fyne.CanvasObject {
	column := widgets.VBox(0)
	paragraph(column, "Question", p.view.Title, false)
	criteria := d.Criteria
	if criteria == "" {
		criteria = "No criteria were written down."
	}
	caption := "Criteria as they read then"
	if d.Revised {
		caption += " (they were revised since)"
	}
	paragraph(column, caption, criteria, false)
	for _, f := range d.Facts {
		paragraph(column, f.Caption, f.Text, false)
	}
	if len(d.Findings) > 0 {
		column.Add(widgets.NewText("Findings it names", widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Secondary}))
		for _, n := range d.Findings {
			column.Add(p.findingLink(n, leave))
		}
		column.Add(widgets.Sized(0, 14, widgets.Space()))
	}
	column.Add(widgets.NewText("Every end, oldest first", widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Secondary}))
	if len(d.Course) == 0 {
		column.Add(widgets.NewParagraph("Nobody has ended it.", widgets.Style{}, 0))
	}
	for _, e := range d.Course {
		column.Add(endObject(e))
	}
	return column
}

// findingLink leads to the article in which a finding stands.
func (p *Page) findingLink(n forecasts.Named, leave func()) fyne.CanvasObject {
	if n.Claim == "" {
		return widgets.NewText("Finding "+n.Finding.Short()+" is not here", widgets.Style{Colour: theme.Secondary})
	}
	link := widgets.NewLink(n.Claim, "evidence", func() {
		leave()
		p.host.Open(page.Route{Page: "evidence", ID: n.Article.String()})
	}).Small()
	return widgets.Sized(0, 24, widgets.Arrange(func(s fyne.Size) {
		widgets.Put(link, -8, 0, min(link.MinSize().Width, s.Width+8), 24)
	}, link))
}

func endObject(e endRow) fyne.CanvasObject {
	t := widgets.Neutral
	switch e.State {
	case "Holds", "Stands":
		t = widgets.Positive
	case "Disputed":
		t = widgets.Negative
	}
	when := widgets.NewText(e.When, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	by := widgets.NewText(e.By, widgets.Style{Size: theme.Small, Weight: theme.Medium})
	what := widgets.NewText(e.What, widgets.Style{})
	column := widgets.VBox(0, widgets.Sized(0, 28, widgets.HBox(10, widgets.Sized(128, 0, when), widgets.Sized(96, 0, by), widgets.Flex(what), widgets.NewChip(e.State, t))))
	for _, words := range []string{e.Note, e.Scores} {
		if words != "" {
			column.Add(widgets.Pad(0, 0, 6, 248, widgets.NewParagraph(words, widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 0)))
		}
	}
	return column
}
