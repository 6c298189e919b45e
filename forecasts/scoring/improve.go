package scoring

import (
	"cmp"
	"context"
	"slices"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// A chosenScore is what is scored under a filter: of the forecaster that it names,
// or of all.
type chosenScore struct {
	its   *score.Scored
	whole *score.Scored                    // of everyone
	key   string                           // pairKey of the forecaster; "" where several are scored
	who   map[string]forecaster.Forecaster // of everyone, by pairKey
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
	any, err := d.gathered(ctx, Options{Filter: f.counting()})
	if err != nil {
		return c, err
	}
	p := d.part(any, f, opts)
	opts.Plain = f.Plain
	of, its := p.chosen(f.Forecaster, opts)
	c.its, c.whole, c.who = its, p.whole.With(opts), p.all.forecasters
	c.key = of.only()
	return c, ctx.Err()
}

// only is the key of the one who forecast; "" where several did.
func (s *workspace) only() string {
	if len(s.forecasters) == 1 {
		for key := range s.forecasters {
			return key
		}
	}
	return ""
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
	if out, back, err := lookedBack(ctx, d, f, func(then *Desk, f Filter) (T, error) { return improve(ctx, then, f, figure) }); back {
		return out, err
	}
	c, err := d.choose(ctx, f)
	if err != nil {
		var none T
		return none, err
	}
	return figure(c), ctx.Err()
}

// Luck sets the score under a filter beside what the forecasts themselves
// promised; nil under ten questions.
func (d *Desk) Luck(ctx context.Context, f Filter) (*score.Luck, error) {
	return improve(ctx, d, f, func(c chosenScore) *score.Luck { return c.its.Luck() })
}

// Anytime is the evidence against the calibration of first forecasts, which may be
// looked at after every outcome: 1 in OneIn. Who is calibrated ever reaches 1 in 20
// with a chance of at most 5 %.
type Anytime struct {
	OneIn     score.Number   `json:"one_in"`    // 1 or more
	Questions int            `json:"questions"` // resolved yes-or-no questions, the first forecast on each
	History   []AnytimePoint `json:"history"`   // where the evidence grew; the first point is the first forecast
}

// AnytimePoint is the largest evidence by an instant.
type AnytimePoint struct {
	At    journal.Instant `json:"at"`
	OneIn score.Number    `json:"one_in"`
}

// Anytime is nil under ten questions, and if the filter names no forecaster but
// several forecast.
func (d *Desk) Anytime(ctx context.Context, f Filter) (*Anytime, error) {
	return improve(ctx, d, f, chosenScore.anytime)
}

func (c chosenScore) anytime() *Anytime {
	return anytimeOf(c.its.Anytime())
}

func anytimeOf(grown []calibration.Evidence, n int) *Anytime {
	if grown == nil {
		return nil
	}
	a := &Anytime{Questions: n, OneIn: score.Number(grown[len(grown)-1].OneIn)}
	for _, g := range grown {
		a.History = append(a.History, AnytimePoint{journal.Instant(g.At), score.Number(g.OneIn)})
	}
	return a
}

// Recalibration says what the numbers under a filter came to; its Advice needs no
// workspace, so that it can stand beside a number while it is typed. Under
// score.RecalibratedFrom yes-or-no questions it advises nothing.
func (d *Desk) Recalibration(ctx context.Context, f Filter) (*score.Recalibration, error) {
	return improve(ctx, d, f, func(c chosenScore) *score.Recalibration { return c.its.Recalibration(ctx) })
}

// OwnAdvice is the Recalibration of the user's own numbers; nil if nobody has
// recorded here under the user's key.
func (d *Desk) OwnAdvice(ctx context.Context) (*score.Recalibration, error) {
	me, err := d.Me()
	if err != nil || me == "" {
		return nil, err
	}
	var own *workspace
	if err := d.Store.View(ctx, func(r model.Reader) (err error) {
		if own, err = d.own(r, me); err == nil {
			own, err = own.inUnits(r)
		}
		return err
	}); err != nil {
		return nil, err
	}
	return score.Score(own.Workspace, score.Options{Memory: &d.drawn}).Recalibration(ctx), ctx.Err()
}

// Contrast says in what the forecaster of a filter differs from another one, or
// from the team's median of the others: calibration or discrimination. It is nil
// if the filter names no forecaster, or if either has no scored forecast.
func (d *Desk) Contrast(ctx context.Context, f Filter, against string) (*score.Contrast, error) {
	against, err := d.named(ctx, against)
	if err != nil {
		return nil, err
	}
	return improve(ctx, d, f, func(c chosenScore) *score.Contrast {
		if c.key == "" {
			return nil
		}
		other := c.whole.ByForecaster()[against]
		if against == teamMedian.Ref() {
			other = c.whole.TeamMedianWithout(c.key)
		}
		if other == nil || !other.Scores() || !c.its.Scores() {
			return nil
		}
		x := c.its.Contrast(other)
		return &x
	})
}

// AdjustedScore is how a forecaster does against the others on the same questions.
type AdjustedScore struct {
	Forecaster forecaster.Forecaster
	Mine       bool
	score.Adjusted
}

// Adjusted compares all who match a filter, whomever it names, on the same
// questions, the best first; nil if nobody stood beside another.
func (d *Desk) Adjusted(ctx context.Context, f Filter) ([]AdjustedScore, error) {
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	f.Forecaster = ""
	return improve(ctx, d, f, func(c chosenScore) []AdjustedScore {
		var all []AdjustedScore
		for _, a := range c.whole.Adjusted() {
			who := c.who[a.Forecaster]
			all = append(all, AdjustedScore{who, who.Key == me && who.By == "", a})
		}
		slices.SortStableFunc(all, func(a, b AdjustedScore) int {
			if score.Rule(f.Rule).IsHighBetter() {
				a, b = b, a
			}
			return cmp.Compare(a.Difference, b.Difference)
		})
		return all
	})
}
