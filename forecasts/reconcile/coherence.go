package reconcile

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Coherence lists the rules that someone's standing forecasts break: a
// forecaster's, by name or beginning of a key, the Team's, or the user's own.
// Only questions that have not ended count.
func (d *Desk) Coherence(ctx context.Context, by string) ([]incoherence.Incoherence, error) {
	all := []incoherence.Incoherence{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) (err error) {
		who, team := forecaster.Forecaster{}, by == incoherence.Team
		if !team {
			if who, err = b.Find(by, me); err != nil {
				return err
			}
		}
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		c := incoherence.Check{Lister: l, R: r, Who: who, Team: team, At: map[journal.ID]int{}}
		all, err = c.Run()
		return err
	})
	return all, err
}
