package scores

import (
	"cmp"
	"context"
	"math"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/report"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// rests is the panel that says what the headline rests on besides forecasts, and
// what it would be without.
type rests struct {
	page        *Page
	view        scoring.Rests
	known       bool
	own, others *restList
	lead, foot  *widgets.Paragraph
	well        *widgets.Paragraph
	chip        *widgets.Chip
	all         *fyne.Container // shown where there is something to know
	fine        *fyne.Container // shown where there is not
	body        *widgets.Awaited
	object      *fyne.Container
}

// restRow is a line as it is drawn.
type restRow struct {
	icon                  string
	ink, tone             theme.Role
	title, whose          string
	figure, instead, turn string
	rest                  scoring.Rest
}

var restIcons = map[string]string{
	scoring.ClosesMoved: "calendar", scoring.CriteriaChanged: "note", scoring.EndedByScored: "flag", scoring.KnownEarly: "clock",
	scoring.Withheld: "close", scoring.UnshownSeals: "lock", scoring.Unwitnessed: "eye", scoring.WithdrawnEarly: "undo",
	scoring.OddClock: "clock", scoring.TagsLate: "tag", scoring.SharedName: "key", scoring.NewLog: "key", scoring.Joined: "link",
	scoring.Imports: "import", scoring.Cut: "warning",
}

// restRows are the lines with their words. What flatters the figure is in warning
// tones.
func restRows(lines []scoring.Rest) []restRow {
	all := make([]restRow, 0, len(lines))
	for _, l := range lines {
		said := report.RestLine(l)
		r := restRow{icon: restIcons[l.What], ink: theme.Secondary, tone: theme.Secondary, title: words.RestTitle(said), whose: words.RestWhose(said),
			figure: dash, instead: words.RestInstead(said), rest: l}
		if l.What == scoring.EndedByScored && l.OtherWay.Defined() {
			way := ", decided the other way "
			if len(l.Options) > 0 { // among more than two options
				way = ", the other way at worst "
			}
			r.whose += way + words.Score(float64(l.OtherWay))
		}
		if l.HeadlineWithout.Defined() && l.Headline.Defined() {
			r.figure = words.Score(float64(l.Headline)) + " → " + words.Score(float64(l.HeadlineWithout))
			r.turn = changeOf(l.Change())
		}
		if l.Flatters && r.turn != "0" {
			r.ink, r.tone = theme.Warning, theme.WarningInk
		}
		all = append(all, r)
	}
	return all
}

// changeOf is a change of the headline with its sign, to three places.
func changeOf(change score.Number) string {
	x := float64(change)
	if math.Abs(x) < 0.0005 {
		return "0"
	}
	return words.Signed(x, 3)
}

func newRests(p *Page) *rests {
	r := &rests{page: p, chip: widgets.NewChip("", widgets.Cautious)}
	grey := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
	r.lead = widgets.NewParagraph("What can move it besides a forecast, and the figure without it. Press a line for its records.", grey, 2)
	r.foot = widgets.NewParagraph("", grey, 3)
	r.well = widgets.NewParagraph("", widgets.Style{Weight: theme.Medium}, 3)
	r.own, r.others = newRestList(p, "Would be", "Change"), newRestList(p, "Would be", "Change")
	title := widgets.NewTitleRow("What this score rests on", "", r.chip)
	r.all = widgets.VBox(0, widgets.Pad(0, 15, 10, 15, r.lead), r.own.object, r.others.object,
		widgets.Pad(10, 15, 12, 15, r.foot))
	r.fine = widgets.Pad(10, 15, 14, 15, widgets.HBox(10, widgets.NewIcon("check-circle", theme.Good, 16), widgets.Flex(r.well)))
	r.body = widgets.NewAwaited(10, widgets.VBox(0, r.fine, widgets.Flex(r.all)))
	r.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.Flex(r.body.Object())))
	r.fine.Hide()
	r.all.Hide()
	return r
}

// read asks what the score rests on, beside the figures.
func (r *rests) read() {
	p, filter := r.page, r.page.filter
	p.host.Run("scores.rests", func(ctx context.Context) (func(), error) {
		v, err := p.desk.RestsOn(ctx, filter)
		if err != nil {
			return nil, err
		}
		own, others := restRows(v.Lines), restRows(v.Others)
		return func() { r.show(v, own, others) }, nil
	})
}

func (r *rests) show(v scoring.Rests, own, others []restRow) {
	r.view, r.known = v, true
	well := v.IsWell() && len(others) == 0
	widgets.Show(r.all, !well)
	widgets.Show(r.fine, v.IsWell())
	r.well.SetText(words.RestsWell(v.Witnessed, v.Questions))
	whose := "The team’s "
	if r.page.filter.Forecaster != "" {
		whose = r.page.whose() + "’s "
	}
	r.own.show(whose+words.Score(float64(v.Headline)), own)
	r.others.show("Others, with whom it is compared", others)
	foot := words.RestsNotFound(v.NotFound())
	if foot != "" {
		foot += ". "
	}
	r.foot.SetText(foot + "In colour: without the line the figure would be worse, so the line flatters.")
	n := len(own) + len(others)
	widgets.Show(r.chip, !well)
	r.chip.Set(words.Count(n)+" to know", widgets.Cautious)
	r.page.tabs.SetPieces(tabNames(n, well))
	if well {
		n = 0
	}
	r.page.cards[0].showRests(n)
	r.object.Refresh()
}

// restQuestion is a question on which a line rests.
type restQuestion struct {
	id             journal.ID
	title, outcome string
}

// open leads to the records of a line: to its question, to a choice of its
// questions, or to the logs that it is about.
func (r *rests) open(row restRow) {
	p, ids := r.page, row.rest.Questions
	of := map[journal.ID]pairRow{}
	for _, pair := range p.rows {
		of[pair.Question] = pair
	}
	switch {
	case len(ids) == 0:
		p.host.Open(page.Route{Page: "exchange"})
		return
	case len(ids) == 1 || p.host.Window() == nil:
		p.openQuestion(ids[0], of[ids[0]].Set)
		return
	}
	all := make([]restQuestion, len(ids))
	for i, id := range ids {
		all[i] = restQuestion{id, cmp.Or(of[id].Title, id.Short()), of[id].Outcome}
	}
	table := widgets.NewTable(28,
		widgets.Column[restQuestion]{Title: "Question", Style: widgets.Style{Size: theme.Small}, Text: func(q restQuestion) string { return q.title }},
		widgets.Column[restQuestion]{Title: "Outcome", Width: 84, Style: widgets.Style{Size: theme.Small, Colour: theme.Secondary},
			Text: func(q restQuestion) string { return q.outcome }})
	table.SetRows(all)
	var d *dialogs.Dialog
	table.OnOpenRow = func(q restQuestion) {
		d.Close()
		p.openQuestion(q.id, of[q.id].Set)
	}
	text := widgets.NewParagraph(row.whose+". Enter opens the question; its records are in the tab Records.", widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 2)
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: row.title, Width: 720, First: table.List,
		Content: widgets.VBox(8, text, widgets.Sized(0, min(float32(len(all))*28, 420)+40, table.Object()))})
	table.Select(0)
}
