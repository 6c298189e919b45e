package question

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
)

// Questions lists questions with their current state, in the order in which they
// were asked.
func (d *Desk) Questions(ctx context.Context, f listing.Filter) ([]listing.Question, error) {
	all := []listing.Question{}
	err := d.EachQuestion(ctx, f, func(q listing.Question) error {
		all = append(all, q)
		return nil
	})
	return all, err
}

// EachQuestion calls each with what Questions lists, and holds few of them at a time.
func (d *Desk) EachQuestion(ctx context.Context, f listing.Filter, each func(listing.Question) error) error {
	return d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) (err error) {
		if f.By, err = b.Named(f.By); err != nil {
			return err
		}
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		return r.EachQuestion(f.Tag, func(row model.QuestionRow) error {
			if q := l.Question(row); q.Fits(f) {
				return each(q)
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
