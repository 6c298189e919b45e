package scenarios

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/reconcile"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// ruleNames say which rule of probability is broken.
var ruleNames = map[coherence.Rule]string{
	coherence.RuleSumsToOne: "Options must sum to 100\u202f%", coherence.RuleDeadline: "A later deadline cannot be less probable",
	coherence.RuleImplies: "What it needs cannot be less probable", coherence.RuleExcludes: "At most one can happen",
	coherence.RuleTotalProbability: "Stated and implied must agree",
}

// checkCoherence lists the rules that one's standing forecasts break.
func (p *Page) checkCoherence() { p.checkCoherenceOf(p.by) }

func (p *Page) checkCoherenceOf(by string) {
	p.host.Run("scenarios/coherence", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Coherence(ctx, by)
		if err != nil {
			return nil, err
		}
		rows, err := p.desk.RowsOf(ctx, named(all))
		titles := map[journal.ID]string{}
		for _, q := range rows {
			titles[q.ID] = q.Title
		}
		return func() { p.showIncoherent(all, titles, by) }, err
	})
}

// named are the questions that are named by what does not agree.
func named(all []incoherence.Incoherence) (ids []journal.ID) {
	for _, x := range all {
		ids = append(ids, x.Questions...)
		for _, a := range slices.Concat(x.Fix, x.LogOdds) {
			ids = append(ids, a.Question)
		}
	}
	return ids
}

func (p *Page) showIncoherent(all []incoherence.Incoherence, titles map[journal.ID]string, by string) {
	var d *dialogs.Dialog
	refs, text, at := []string{"", incoherence.Team}, []string{"your own", "the team’s medians"}, 0
	for _, f := range voices(p.view)[1:] {
		refs, text = append(refs, f.Key), append(text, f.Name+"’s")
	}
	for i, ref := range refs {
		if ref == by {
			at = i
		}
	}
	whose := widgets.NewDropdown("Forecasts", text, at, func(i int) {
		d.Close()
		p.checkCoherenceOf(refs[i])
	})
	content := widgets.VBox(0, widgets.Pad(0, 0, 8, 0, widgets.HBox(0, whose)))
	if len(all) == 0 {
		content.Add(widgets.NewParagraph("These forecasts agree with each other, and with the scenarios.", widgets.Style{}, 2))
		content.Add(widgets.Pad(8, 0, 0, 0, remark("Relate questions, such as one that implies or excludes the other, or the same with a later date, and they are checked too.")))
	}
	for i, x := range all {
		if i > 0 {
			content.Add(widgets.NewSeparator())
		}
		content.Add(widgets.Pad(10, 0, 12, 0, p.violation(x, titles, by == "", func() { d.Close() })))
	}
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Coherence", Content: content, Width: 720})
}

// violation says which rule is broken, by how much and what it would cost, and
// offers the nearest numbers that keep it.
func (p *Page) violation(x incoherence.Incoherence, titles map[journal.ID]string, own bool, leave func()) fyne.CanvasObject {
	name := ruleNames[x.Rule]
	if name == "" {
		name = string(x.Rule)
	}
	head := widgets.HBox(8, widgets.NewIcon("warning", theme.Warning, 16), widgets.Flex(widgets.NewText(name, widgets.Style{Weight: theme.SemiBold})),
		widgets.NewChip("off by "+words.Points(x.OffBy)[1:]+" points", widgets.Cautious))
	fixes := [][]incoherence.Amend{x.Fix, x.LogOdds}
	preview := widgets.VBox(4, previewRows(amendMoves(x.Fix, titles))...)
	chosen := 0
	rows := []fyne.CanvasObject{head, widgets.NewParagraph(x.Why, widgets.Style{Colour: theme.Mid}, 6)}
	nearest := widgets.NewSegmented(24, []string{"nearest in points", "nearest in log-odds"}, 0, nil)
	nearest.OnChange = func(i int) {
		chosen = i
		preview.Objects = previewRows(amendMoves(fixes[i], titles))
		preview.Refresh()
	}
	foot := []fyne.CanvasObject{widgets.NewText("Nearest coherent numbers", widgets.Style{Size: theme.Small, Colour: theme.Secondary}), widgets.Space()}
	if x.LogOdds != nil {
		foot = append(foot, nearest)
	}
	if own {
		foot = append(foot, widgets.NewButton("Record these", "", func() {
			fix := fixes[chosen]
			leave()
			p.amend(x, fix)
		}).Small())
	}
	return widgets.VBox(8, append(rows, widgets.Sized(0, 24, widgets.HBox(8, foot...)), preview)...)
}

func amendMoves(fix []incoherence.Amend, titles map[journal.ID]string) []move {
	var out []move
	for _, a := range fix {
		what := titles[a.Question]
		switch {
		case a.Option != "":
			what = a.Option
		case a.Scenario != "":
			what = "in " + a.Scenario
		}
		out = append(out, move{what, a.From, a.To})
	}
	return out
}

// amend records a coherent set: forecasts, the shares of a choice, or a row of
// the matrix.
func (p *Page) amend(x incoherence.Incoherence, fix []incoherence.Amend) {
	all := reconcile.Adjustment{Fix: fix, Note: "The nearest coherent numbers"}
	if x.Set != nil {
		all.Set = *x.Set
	}
	p.host.Run("scenarios/record", func(ctx context.Context) (func(), error) {
		n, err := p.desk.Adjust(ctx, all)
		return func() { p.host.Say("Recorded " + words.Plural(n, "coherent forecast")) }, err
	})
}
