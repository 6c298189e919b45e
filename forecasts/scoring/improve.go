package scoring

import (
	"context"

	"weathervane/forecasts/score"
)

// A chosenScore is what is scored under a filter: of the forecaster that it names,
// or of all.
type chosenScore struct {
	its   *score.Scored
	whole *score.Scored // of everyone
	key   string        // pairKey of the forecaster; "" where several are scored
}

// choose scores what matches the filter, as the Scores page does.
func (d *Desk) choose(ctx context.Context, f Filter) (chosenScore, error) {
	var c chosenScore
	opts, err := Options{Filter: f}.options()
	if err != nil {
		return c, err
	}
	if f.Forecaster, err = d.named(ctx, f.Forecaster); err != nil {
		return c, err
	}
	opts.Memory, opts.Plain = &d.drawn, false
	any, err := d.gathered(ctx, Options{Filter: Filter{Origin: f.Origin}})
	if err != nil {
		return c, err
	}
	p := d.part(any, f, opts)
	opts.Plain = f.Plain
	of, its := p.chosen(f.Forecaster, opts)
	c.its, c.whole = its, p.whole.With(opts)
	if len(of.forecasters) == 1 {
		for key := range of.forecasters {
			c.key = key
		}
	}
	return c, ctx.Err()
}

// Horizon parts the headline under a filter by the time to the close, the farthest
// band first; nil if nothing was scored. Beside a forecaster's stands the score of
// the team's median without that one.
func (d *Desk) Horizon(ctx context.Context, f Filter) ([]score.HorizonBand, error) {
	return improve(ctx, d, f, func(c chosenScore) []score.HorizonBand { return c.horizon() })
}

func (c chosenScore) horizon() []score.HorizonBand {
	if c.key == "" {
		return c.its.Horizon(nil)
	}
	return c.its.Horizon(c.whole.TeamMedianWithout(c.key))
}

// improve computes a figure of what a filter chooses, today or as of the instant
// that it names.
func improve[T any](ctx context.Context, d *Desk, f Filter, figure func(chosenScore) T) (T, error) {
	var out T
	if f.AsOf != 0 {
		err := d.with(ctx, f.AsOf, func(then *Desk) (err error) {
			f.AsOf = 0
			out, err = improve(ctx, then, f, figure)
			return err
		})
		return out, err
	}
	c, err := d.choose(ctx, f)
	if err != nil {
		return out, err
	}
	return figure(c), ctx.Err()
}
