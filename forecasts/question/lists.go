package question

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Questions lists questions with their current state, in the order in which they
// were asked.
func (d *Desk) Questions(ctx context.Context, f listing.Filter) ([]listing.Question, error) {
	type placed struct {
		listing.Question
		Place
	}
	var found []placed
	err := d.EachQuestion(ctx, f, func(q *listing.Question, at Place) error {
		found = append(found, placed{*q, at})
		return nil
	})
	slices.SortFunc(found, func(a, b placed) int { return a.Compare(b.Place) })
	all := make([]listing.Question, len(found))
	for i := range found {
		all[i] = found[i].Question
	}
	return all, err
}

// Place is where a question stands in the order of asking.
type Place struct {
	at   journal.Instant
	then string
}

// Compare puts places in order.
func (p Place) Compare(o Place) int {
	return cmp.Or(cmp.Compare(p.at, o.at), strings.Compare(p.then, o.then))
}

// EachQuestion calls each with what Questions lists, in no order. The question is valid
// until each returns.
func (d *Desk) EachQuestion(ctx context.Context, f listing.Filter, each func(*listing.Question, Place) error) error {
	return d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) (err error) {
		if f.By, err = b.Named(f.By); err != nil {
			return err
		}
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		return r.EachToList(f.Tag, func(row *model.QuestionRow) error {
			if q := l.Question(*row); q.Fits(f) {
				return each(&q, Place{row.AskedAt, string(row.Place)})
			}
			return ctx.Err()
		})
	})
}

// Forecasts lists every forecast that takes effect, in record order.
func (d *Desk) Forecasts(ctx context.Context, f listing.Filter) ([]listing.Forecast, error) {
	all := []listing.Forecast{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) (err error) {
		if f.By, err = b.Named(f.By); err != nil {
			return err
		}
		rows, err := r.ForecastsTagged(f.Tag)
		for _, row := range rows {
			if fc := listing.ForecastOf(b, row, me); fc.Forecaster.Matches(f.By) {
				all = append(all, fc)
			}
		}
		return err
	})
	return all, err
}
