package reconcile

import (
	"context"
	"errors"
	"slices"

	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Adjustment is a coherent set of numbers to be recorded together: forecasts,
// shares of choices and, for a scenario set, rows of the matrix and weights.
type Adjustment struct {
	Set     journal.ID // the scenario set of Cells and Weights
	Fix     []incoherence.Amend
	Weights map[string]float64 // nil leaves them unchanged
	Note    string
}

// Adjust records a whole adjustment, or nothing if one number is refused: half of
// a coherent set is not coherent. It returns how many records of numbers it
// wrote.
func (d *Desk) Adjust(ctx context.Context, all Adjustment) (int, error) {
	made := 0
	err := d.Record(ctx, func(t *model.Tx, a *session.Author) (err error) {
		made, err = d.adjust(t.Reader(), a, all)
		return err
	})
	return made, err
}

func (d *Desk) adjust(r model.Reader, a *session.Author, all Adjustment) (made int, err error) {
	for _, g := range gathered(all.Fix) {
		switch {
		case g.cells != nil:
			_, err = d.RecordCells(r, a, all.Set, g.question, g.cells)
		default:
			_, err = d.RecordForecast(r, a, g.question, g.belief, all.Note)
		}
		if err != nil {
			return 0, err
		}
		made++
	}
	if all.Weights != nil {
		if _, err := d.RecordWeights(r, a, all.Set, all.Weights, all.Note); err != nil {
			return 0, err
		}
		made++
	}
	if made == 0 {
		return 0, errors.New("nothing to change: the numbers already agree")
	}
	return made, nil
}

// adjusted is the content of one record: a belief, or the cells of a row.
type adjusted struct {
	question journal.ID
	belief   standing.Belief
	cells    map[string]float64
	moved    bool
}

// gathered collects the numbers of one record and leaves out those that do not
// change.
func gathered(fix []incoherence.Amend) []*adjusted {
	var all []*adjusted
	of := func(question journal.ID, like func(*adjusted) bool, fresh adjusted) *adjusted {
		for _, g := range all {
			if g.question == question && like(g) {
				return g
			}
		}
		fresh.question = question
		all = append(all, &fresh)
		return all[len(all)-1]
	}
	for _, f := range fix {
		var g *adjusted
		switch to := f.To; {
		case f.Scenario != "":
			g = of(f.Question, func(g *adjusted) bool { return g.cells != nil }, adjusted{cells: map[string]float64{}})
			g.cells[f.Scenario] = to
		case f.Option != "":
			g = of(f.Question, func(g *adjusted) bool { return g.belief.Probs != nil }, adjusted{belief: standing.Belief{Probs: map[string]float64{}}})
			g.belief.Probs[f.Option] = to
		default:
			g = of(f.Question, func(g *adjusted) bool { return g.belief.P != nil }, adjusted{belief: standing.Belief{P: &to}})
		}
		g.moved = g.moved || f.From != f.To
	}
	return slices.DeleteFunc(all, func(g *adjusted) bool { return !g.moved })
}
