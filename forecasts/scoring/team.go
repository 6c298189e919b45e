package scoring

import (
	"context"

	"weathervane/forecasts/forecaster"
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
