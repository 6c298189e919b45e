package scoring

import (
	"cmp"
	"context"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
)

// Tournament is the peer and baseline scores of a forecaster, over yes-or-no
// questions and choices; high is better.
type Tournament struct {
	Forecaster     forecaster.Forecaster
	Mine           bool
	Peer, Baseline score.TournamentMean
}

// Tournaments are the peer and baseline scores of everyone whom a filter leaves,
// the highest mean peer score first. The forecaster that it names does not narrow
// them.
func (d *Desk) Tournaments(ctx context.Context, f Filter) ([]Tournament, error) {
	f.Forecaster = ""
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	return improve(ctx, d, f, func(c chosenScore) []Tournament {
		scores := c.whole.Tournaments()
		var all []Tournament
		for key, its := range c.whole.ByForecaster() {
			if !its.Scores() {
				continue
			}
			who := c.who[key]
			t := Tournament{Forecaster: who, Mine: who.Key == me && who.By == ""}
			t.Peer, t.Baseline = scores.Means(its)
			all = append(all, t)
		}
		slices.SortFunc(all, func(a, b Tournament) int {
			return cmp.Or(cmp.Compare(b.Peer.Mean, a.Peer.Mean), forecaster.ByName(a.Forecaster, b.Forecaster))
		})
		return all
	})
}
