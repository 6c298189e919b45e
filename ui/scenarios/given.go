package scenarios

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenario"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// condition asks for a question, and then for its row of the matrix.
func (p *Page) condition() {
	what := question.Seek{Type: "binary", State: question.NotEnded}
	for _, m := range p.view.Matrix {
		if m.P != nil {
			what.Without = append(what.Without, m.Question)
		}
	}
	p.seek("Which question?", what, 1, "every open yes-or-no question is in the matrix: ask a new one first", func(q question.Found) {
		p.host.Run("scenarios/question", func(ctx context.Context) (func(), error) {
			rows, err := p.desk.RowsOf(ctx, []journal.ID{q.ID})
			m := scenario.MatrixRow{Question: q.ID, Title: q.Title}
			if len(rows) > 0 && rows[0].Mine != nil {
				m.Stated = rows[0].Mine.P
			}
			return func() { p.editRow(m) }, err
		})
	})
}

// choose opens a list of titles that is narrowed by typing; pick learns which.
func (p *Page) choose(title string, titles []string, pick func(int)) {
	var d *dialogs.Dialog
	at := make([]int, 0, len(titles))
	list := widgets.NewList(32, func() fyne.CanvasObject { return widgets.Pad(0, 8, 0, 8, widgets.NewText("", widgets.Style{})) },
		func(i int, row fyne.CanvasObject, _ bool) {
			row.(*fyne.Container).Objects[0].(*widgets.Text).SetText(titles[at[i]])
		})
	done := func(i int) {
		if i >= 0 && i < len(at) {
			d.Close()
			pick(at[i])
		}
	}
	list.OnOpen = done
	list.OpenOnPress()
	field := widgets.NewField("Type to narrow the list")
	narrow := func(text string) {
		at = at[:0]
		for i, t := range titles {
			if widgets.Matches(t, text) {
				at = append(at, i)
			}
		}
		list.SetLength(len(at))
		list.Select(0)
	}
	field.OnChange = narrow
	field.OnSubmit = func() { done(max(list.Selected(), 0)) }
	field.OnKey = list.Walk
	narrow("")
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, First: field, Width: 640,
		Content: widgets.VBox(8, field, widgets.Sized(0, 32*float32(min(max(len(titles), 3), 9)), list))})
}

// editRow asks how probable a question is in each scenario, and says what
// that implies.
func (p *Page) editRow(m scenario.MatrixRow) {
	v := p.view
	var d *dialogs.Dialog
	rows := newNumbers(v.Names, m.P, func() { d.Accept() })
	implied := widgets.NewText("", widgets.Style{Weight: theme.Medium})
	weights := p.own()
	rows.drawn = func() {
		text := "Implied: –"
		if given, err := rows.read(); err == nil && weights != nil {
			text = "Implied " + words.WholePercent(impliedBy(v.Names, given, weights))
		}
		if m.Stated != nil {
			text += " · stated " + words.WholePercent(*m.Stated)
		}
		implied.SetText(text)
	}
	rows.drawn()
	open := widgets.NewLink("Open the question", "", func() {
		d.Close()
		p.host.Open(page.Route{Page: questions, ID: m.Question.String()})
	}).Small()
	tree := widgets.NewLink("Tree", "", func() {
		d.Close()
		p.tree(m)
	}).Small()
	tree.Hidden = m.Bits == nil
	content := widgets.VBox(12, widgets.NewTitle(m.Title, widgets.Style{Weight: theme.Medium}, 3), remark("How probable is it in this scenario?"), rows.object,
		widgets.Sized(0, 24, widgets.HBox(12, widgets.Flex(implied), tree, open)))
	if apart(m) && m.P != nil {
		content.Add(widgets.HBox(0, widgets.NewLink("Stated and implied disagree: reconcile…", "", func() {
			d.Close()
			p.reconcile(m)
		}).Small()))
	}
	if weights == nil {
		content.Add(remark("Once the scenarios have weights, what they imply for the question is shown here."))
	}
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "In each scenario", Content: content, First: rows.fields[0], Accept: "Record",
		OnAccept: func(d *dialogs.Dialog) {
			given, err := rows.read()
			if err != nil {
				d.Problem(page.Sentence(err))
				return
			}
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.ConditionScenarios(ctx, v.ID, m.Question, given)
				return err
			}, func() { p.host.Say("Recorded the row of " + m.Title) })
		}})
}

func impliedBy(names []string, given, weights map[string]float64) float64 {
	g, w := make([]float64, len(names)), make([]float64, len(names))
	for i, n := range names {
		g[i], w[i] = given[n], weights[n]
	}
	return coherence.ImpliedBy(g, w)
}
