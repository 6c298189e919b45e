package scenarios

import (
	"context"
	"errors"
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/reconcile"
	"weathervane/forecasts/scenario"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// wayWords say what each way to agreement is.
var wayWords = map[string]string{
	"stated":  "Change the stated forecast to what is implied",
	"cells":   "Change what it is in each scenario",
	"weights": "Change the weights of the scenarios",
	"both":    "Change the forecast and the scenarios’ numbers, each a little",
}

// move is one number that a way changes.
type move struct {
	what     string
	from, to float64
}

// moves lists what a way changes, as it would be recorded.
func moves(w coherence.Way, names []string, q float64, given, weights []float64) []move {
	var out []move
	add := func(what string, from, to float64) {
		if math.Abs(from-to) > 5e-5 {
			out = append(out, move{what, from, to})
		}
	}
	add("Stated", q, w.Question)
	for i, n := range names {
		add("In "+n, given[i], w.Given[i])
	}
	for i, n := range names {
		add("Weight of "+n, weights[i], w.Scenarios[i])
	}
	return out
}

// rounded makes a way's numbers those that are shown: hundredths of a point for
// probabilities, so that they agree as recorded, tenths for weights.
func rounded(w coherence.Way) coherence.Way {
	r := func(x float64) float64 { return math.Round(x*1e4) / 1e4 }
	cells := make([]float64, len(w.Given))
	for i, x := range w.Given {
		cells[i] = r(x)
	}
	w.Question, w.Given = r(w.Question), cells
	if w.Moves == "weights" {
		w.Scenarios = coherence.Rounded(w.Scenarios, 10*tenths, -1)
	}
	return w
}

// reconcile shows the ways to make a row agree, with what each would change.
func (p *Page) reconcile(m scenario.MatrixRow) {
	v, own := p.view, p.own()
	if p.by != "" || own == nil || m.P == nil || m.Stated == nil {
		p.host.Fail(errors.New("there is nothing to reconcile: give weights, a row and a forecast first"))
		return
	}
	given, weights := make([]float64, len(v.Names)), make([]float64, len(v.Names))
	for i, n := range v.Names {
		given[i], weights[i] = m.P[n], own[n]
	}
	ways := coherence.Ways(*m.Stated, given, weights)
	var text []string
	for i := range ways {
		ways[i] = rounded(ways[i])
		text = append(text, wayWords[ways[i].Moves])
	}
	preview := widgets.VBox(4)
	var d *dialogs.Dialog
	chosen := 0
	show := func(i int) {
		chosen = i
		preview.Objects = previewRows(moves(ways[i], v.Names, *m.Stated, given, weights))
		if d != nil {
			d.Relayout()
		}
	}
	pick := newRadio(text, 0, show)
	show(0)
	implied := coherence.ImpliedBy(given, weights)
	content := widgets.VBox(12, widgets.NewTitle(m.Title, widgets.Style{Weight: theme.Medium}, 3),
		remark(fmt.Sprintf("Stated %s, implied %s by your weights and your probabilities in each scenario.", words.Percent(*m.Stated), words.Percent(implied))),
		pick.object, widgets.NewHairline(), preview)
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Reconcile", Content: content, First: pick.boxes[0], Accept: "Record these numbers",
		OnAccept: func(d *dialogs.Dialog) {
			all := adopted(ways[chosen], v, m)
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.Adjust(ctx, all)
				return err
			},
				func() { p.host.Say("Reconciled: " + m.Title) })
		}})
}

// adopted is what a way changes, to be recorded.
func adopted(w coherence.Way, v scenario.View, m scenario.MatrixRow) reconcile.Adjustment {
	all := reconcile.Adjustment{Set: v.ID, Note: "Reconciled with the scenarios of " + v.Title}
	if w.Moves == "stated" || w.Moves == "both" {
		all.Fix = append(all.Fix, incoherence.Amend{Question: m.Question, From: *m.Stated, To: w.Question})
	}
	for i, n := range v.Names {
		switch w.Moves {
		case "cells", "both":
			all.Fix = append(all.Fix, incoherence.Amend{Question: m.Question, Scenario: n, From: m.P[n], To: w.Given[i]})
		case "weights":
			if all.Weights == nil {
				all.Weights, all.Note = map[string]float64{}, "Reconciled with the forecast of "+m.Title
			}
			all.Weights[n] = w.Scenarios[i]
		}
	}
	return all
}

// previewRows writes what changes: from, to.
func previewRows(all []move) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range all {
		out = append(out, widgets.HBox(8, widgets.Flex(widgets.NewText(m.what, widgets.Style{})),
			widgets.Sized(72, 0, widgets.NewText(words.Percent(m.from), widgets.Style{Figures: true, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})),
			widgets.NewText("→", widgets.Style{Colour: theme.Secondary}),
			widgets.Sized(72, 0, widgets.NewText(words.Percent(m.to), widgets.Style{Figures: true, Weight: theme.SemiBold, Align: fyne.TextAlignTrailing}))))
	}
	if len(out) == 0 {
		out = append(out, remark("Nothing changes."))
	}
	return out
}

// radio is a column of boxes of which one is ticked.
type radio struct {
	boxes  []*widgets.Checkbox
	object *fyne.Container
}

func newRadio(text []string, chosen int, pick func(int)) *radio {
	r := &radio{object: widgets.VBox(6)}
	for i, w := range text {
		r.boxes = append(r.boxes, widgets.NewCheckbox(w, i == chosen, func(bool) {
			for k, b := range r.boxes {
				b.Set(k == i)
			}
			pick(i)
		}))
		r.object.Add(r.boxes[i])
	}
	return r
}
