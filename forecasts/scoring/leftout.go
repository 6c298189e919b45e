package scoring

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// LeftForecast is a forecast that no score uses.
type LeftForecast struct {
	Question   journal.ID
	Set        bool // it is of a scenario set
	Title      string
	Forecaster forecaster.Forecaster
	At         journal.Instant
	Belief     *standing.Belief // nil of numbers and dates
	Why        string           // the name by which View.LeftOut counts it
}

// LeftOut lists what View.LeftOut counts, the latest first.
func (d *Desk) LeftOut(ctx context.Context, f Filter) ([]LeftForecast, error) {
	if out, back, err := lookedBack(ctx, d, f, func(then *Desk, f Filter) ([]LeftForecast, error) { return then.LeftOut(ctx, f) }); back {
		return out, err
	}
	f.Ended = false // which is of the diagram alone
	s, opts, err := d.narrowed(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []LeftForecast
	for _, row := range score.LeftRows(s.Workspace, opts) {
		q := s.questions[row.Question]
		out = append(out, LeftForecast{Question: q.ID, Set: s.sets[row.Question], Title: q.Title, Forecaster: s.forecasters[row.Forecaster],
			At: journal.Instant(row.Forecast.At), Belief: s.stepBelief(&q, &row.Forecast), Why: row.Why})
	}
	for _, l := range s.unscored {
		out = append(out, LeftForecast{Question: l.question, Title: l.title, Forecaster: l.by, At: l.at, Why: "other_rule"})
	}
	slices.SortStableFunc(out, func(a, b LeftForecast) int {
		return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(a.Title, b.Title), strings.Compare(a.Forecaster.Name, b.Forecaster.Name))
	})
	return out, ctx.Err()
}
