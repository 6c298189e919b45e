package scoring

import (
	"context"
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/score"
	"weathervane/model"
)

// teamMedian is the pool that is listed with the forecasters; it is nobody's key.
var teamMedian = forecaster.Forecaster{Name: forecaster.TeamMedian, By: forecaster.TeamMedian}

// stoodRows are the pairs behind a figure, or behind the team's median if asked
// for.
func stoodRows(s *workspace, opts score.Options, team bool) []score.PairRow {
	its := score.Score(s.Workspace, opts)
	if team {
		its = its.TeamMedian()
	}
	return its.Rows()
}

// named turns a name or the beginning of a key into how filters name the one
// forecaster that it fits, or as the team's median; a name that fits several is
// refused.
func (d *Desk) named(ctx context.Context, ref string) (string, error) {
	switch {
	case ref == "" || forecaster.IsKey(ref):
		return ref, nil
	case forecaster.IsTeamMedian(ref):
		return teamMedian.Ref(), nil
	}
	err := d.Store.View(ctx, func(r model.Reader) error {
		b, err := forecaster.Open(r)
		if err == nil {
			ref, err = b.Named(ref)
		}
		return err
	})
	return ref, err
}

// Ranking lists the forecasters by their headlines, as Scores does in plain, of
// everything that is scored. It reads no more than that, and holds little of it.
func (d *Desk) Ranking(ctx context.Context) ([]Group, error) {
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	var sums score.SummarySums
	who := map[string]forecaster.Forecaster{}
	err = d.Store.View(ctx, func(r model.Reader) error {
		b, err := forecaster.Open(r)
		if err != nil {
			return err
		}
		g, err := d.gatherer(r, b, Options{})
		if err != nil {
			return err
		}
		keys, err := readKeys(r, b)
		if err != nil {
			return err
		}
		return keys.each(func(questions []model.QuestionKey, sets []*scenarioset.Set) error {
			rows, err := r.ScoredAmong(numsOf(questions))
			if err != nil {
				return err
			}
			g.o.on = []int64{}
			s, err := g.readScored(rows, sets)
			if err != nil {
				return err
			}
			sums.Add(score.Score(s.Workspace, score.Options{Plain: true}))
			maps.Copy(who, s.forecasters)
			return ctx.Err()
		})
	})
	all := &ranking{}
	summaries := sums.Summaries()
	for _, key := range slices.Sorted(maps.Keys(summaries)) {
		if sum := summaries[key]; sum.Headline.Defined() {
			all.add(Group{Forecaster: who[key], Mine: who[key].Key == me && who[key].By == ""}, sum)
		}
	}
	byHeadline(all.groups)
	return all.groups, err
}
