package scenarios

import (
	"context"
	"errors"
	"slices"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenario"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// ratings are the words of an analysis of competing hypotheses, the best fit
// first.
var ratings = []string{"CC", "C", "N", "I", "II", "NA"}

// rate asks for a finding, and then how well it fits each scenario.
func (p *Page) rate() {
	p.host.Run("scenarios/findings", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Findings(ctx, listing.Filter{})
		return func() { p.pickFinding(all) }, err
	})
}

func (p *Page) pickFinding(all []listing.Finding) {
	var rows []scenario.ConsistencyRow
	var claims []string
	for _, f := range slices.Backward(all) { // the latest first
		has := slices.ContainsFunc(p.view.Consistency, func(r scenario.ConsistencyRow) bool { return r.Finding == f.ID && r.Ratings != nil })
		if has {
			continue
		}
		claim := f.Claim
		if claim == "" {
			claim = f.Quote.Exact
		}
		rows, claims = append(rows, scenario.ConsistencyRow{Finding: f.ID, Claim: claim}), append(claims, claim)
	}
	if len(rows) == 0 {
		p.host.Fail(errors.New("every finding is rated: file another under Evidence first"))
		return
	}
	p.choose("Which finding?", claims, func(i int) { p.editRating(rows[i]) })
}

// editRating asks how well a finding fits each scenario.
func (p *Page) editRating(r scenario.ConsistencyRow) {
	v := p.view
	var d *dialogs.Dialog
	cells := make([]*widgets.Cells, len(v.Names))
	content := widgets.VBox(12, widgets.NewTitle(r.Claim, widgets.Style{Weight: theme.Medium}, 4),
		remark("If this scenario came true, how well would the finding fit? CC fits very well, C fits, N is neutral, I and II speak against it, NA does not apply."))
	for i, n := range v.Names {
		cells[i] = widgets.NewCells(ratings, nil)
		cells[i].Set(slices.Index(ratings, r.Ratings[n]))
		dot := widgets.Sized(8, 8, widgets.NewFill(toneOf(i).plain, theme.None, 4))
		content.Add(widgets.HBox(8, dot, widgets.Flex(widgets.NewText(n, widgets.Style{Weight: theme.Medium})), widgets.Sized(260, 28, cells[i])))
	}
	content.Add(widgets.HBox(0, widgets.NewLink("Open the article", "", func() {
		d.Close()
		p.openFinding(r.Finding)
	}).Small()))
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "How well does it fit?", Content: content, First: cells[0], Accept: "Record the ratings",
		OnAccept: func(d *dialogs.Dialog) {
			given := map[string]string{}
			for i, n := range v.Names {
				at := cells[i].Chosen()
				if at < 0 {
					d.Problem("Say for " + n + " how well the finding fits; N is neutral.")
					widgets.Focus(cells[i])
					return
				}
				given[n] = ratings[at]
			}
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.RateConsistency(ctx, v.ID, r.Finding, given)
				return err
			}, func() { p.host.Say("Rated: " + r.Claim) })
		}})
}

// openFinding goes to the article that a finding stands in.
func (p *Page) openFinding(id journal.ID) {
	p.host.Run("scenarios/finding", func(ctx context.Context) (func(), error) {
		f, err := p.desk.Finding(ctx, id)
		return func() { p.host.Open(page.Route{Page: evidence, ID: f.Article.String()}) }, err
	})
}

// resolve asks which scenario came true.
func (p *Page) resolve() {
	v, c := p.view, p.calendar()
	var d *dialogs.Dialog
	which := widgets.NewDropdown("", v.Names, -1, nil)
	which.SetShown("Choose the scenario")
	which.OnChange = func(int) {
		which.SetShown("")
		d.Problem("")
	}
	known := line(&d, "now, or 2027-12-31T15:00Z", "now")
	note := area(&d, "Why this one", 64)
	content := widgets.VBox(12, labelled("Which scenario came true", widgets.HBox(0, which)), labelled("Known since", known), labelled("Note", note),
		remark("The weights count until the outcome became known, and are scored like a choice among the scenarios."))
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Resolve: " + v.Title, Content: content, First: which, Accept: "Resolve",
		OnAccept: func(d *dialogs.Dialog) {
			if which.Chosen() < 0 {
				d.Problem("Choose the scenario that came true.")
				return
			}
			at, err := instant(known.Text, c, false)
			if err != nil {
				d.Problem(page.Sentence(err))
				return
			}
			outcome := v.Names[which.Chosen()]
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.ResolveScenarios(ctx, v.ID, outcome, at, note.Text)
				return err
			}, func() { p.host.Say("Resolved. The weights are scored from now on.") })
		}})
}

// takeBack asks why one takes back a record of one's own.
func (p *Page) takeBack(title string, id journal.ID, done func()) {
	var d *dialogs.Dialog
	why := line(&d, "What was wrong with it", "")
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, Content: labelled("Why", why), First: why, Accept: "Retract",
		OnAccept: func(d *dialogs.Dialog) {
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.Retract(ctx, id, why.Text)
				return err
			}, done)
		}})
}
