package scoring

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// Drilldown lists the intervals of forecasts behind a figure, the newest outcome
// first: the figure is Σ Weight·Score over Σ Weight of the rows.
func (d *Desk) Drilldown(ctx context.Context, b Drilldown) (DrilldownView, error) {
	if v, back, err := lookedBack(ctx, d, b.Filter, func(then *Desk, f Filter) (DrilldownView, error) {
		b.Filter = f
		return then.Drilldown(ctx, b)
	}); back {
		return v, err
	}
	var v DrilldownView
	s, opts, err := d.narrowed(ctx, b.Filter)
	if err != nil {
		return v, err
	}
	if b.Known != 0 {
		s = s.within(0, b.Known+1)
	}
	v.Rule = string(opts.Rule)
	v.stood(s, opts, b)
	return v, ctx.Err()
}

// narrowed is what a filter chooses of the present.
func (d *Desk) narrowed(ctx context.Context, f Filter) (*workspace, score.Options, error) {
	o := Options{Filter: f}
	opts, err := o.options()
	if err != nil {
		return nil, opts, err
	}
	if o.Forecaster, err = d.named(ctx, o.Forecaster); err != nil {
		return nil, opts, err
	}
	s, err := d.gathered(ctx, o)
	if err != nil {
		return nil, opts, err
	}
	s = s.within(f.Since, f.Until)
	if f.Ended {
		s = s.passed(journal.Instant(d.Now().UnixMilli()))
	}
	return s, opts, nil
}

// Gaps lists the times that coverage lacks, the newest outcome first.
func (d *Desk) Gaps(ctx context.Context, f Filter) (GapsView, error) {
	if v, back, err := lookedBack(ctx, d, f, func(then *Desk, f Filter) (GapsView, error) { return then.Gaps(ctx, f) }); back {
		return v, err
	}
	var v GapsView
	s, opts, err := d.narrowed(ctx, f)
	if err != nil {
		return v, err
	}
	scored := score.Score(s.Workspace, opts)
	for _, p := range scored.Rows() {
		v.Open += p.Window
	}
	for _, g := range scored.Gaps() {
		q := s.questions[g.Question]
		v.Without += g.To - g.From
		v.Rows = append(v.Rows, Gap{Question: q.ID, Set: s.sets[g.Question], Title: q.Title, Forecaster: s.forecasters[g.Forecaster],
			KnownAt: *q.KnownAt, From: journal.Instant(g.From), To: journal.Instant(g.To)})
	}
	slices.SortStableFunc(v.Rows, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.KnownAt, a.KnownAt), strings.Compare(a.Title, b.Title), strings.Compare(a.Forecaster.Name, b.Forecaster.Name))
	})
	return v, ctx.Err()
}

func (v *DrilldownView) stood(s *workspace, opts score.Options, b Drilldown) {
	var total, weight score.Sum
	for _, p := range stoodRows(s, opts, b.Team) {
		q, sq := s.questions[p.Question], p.On
		if !b.Question.IsZero() && q.ID != b.Question || b.Binary && (sq.Options > 0 || sq.Outcome != 0 && sq.Outcome != 1) {
			continue
		}
		for _, st := range p.Stretches {
			if b.Ranged && (sq.Options > 0 || st.Forecast.P < b.Low || st.Forecast.P > b.High) {
				continue
			}
			total.Add(st.Weight * st.Score)
			weight.Add(st.Weight)
			whose, origin := s.forecasters[p.Forecaster], origins[st.Forecast.Provenance]
			if b.Team {
				whose, origin = teamMedian, "pooled"
			}
			v.Rows = append(v.Rows, StoodForecast{
				Question: q.ID, Set: s.sets[p.Question], Title: q.Title, Forecaster: whose, Outcome: q.Outcome,
				KnownAt: *q.KnownAt, From: journal.Instant(st.From), To: journal.Instant(st.To), Belief: s.stepBelief(&q, st.Forecast),
				Origin: origin, Score: st.Score, Weight: st.Weight,
			})
		}
	}
	if weight.Value() > 0 {
		mean := total.Value() / weight.Value()
		v.Headline = &mean
	}
	for i := range v.Rows {
		v.Rows[i].Share = v.Rows[i].Weight / weight.Value()
	}
	slices.SortStableFunc(v.Rows, func(a, b StoodForecast) int {
		return cmp.Or(cmp.Compare(b.KnownAt, a.KnownAt), strings.Compare(a.Title, b.Title), strings.Compare(a.Forecaster.Name, b.Forecaster.Name))
	})
}

var origins = map[score.Provenance]string{score.Live: "live", score.Late: "late", score.Imported: "imported"}
