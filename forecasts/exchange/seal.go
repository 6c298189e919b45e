package exchange

import (
	"context"
	"fmt"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/seal"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// SealedFor lists the user's own forecasts that no file may show yet.
func (d *Desk) SealedFor(t *model.Tx) (map[journal.ID]bool, error) {
	own, err := d.ownSeals(t)
	if err != nil || len(own) == 0 {
		return nil, err
	}
	return d.kept(t, own)
}

func (d *Desk) ownSeals(t *model.Tx) ([]journal.Sealed, error) {
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	return seal.Own(t.Reader(), me)
}

// kept are those of the user's own sealed forecasts that no file may show yet.
func (d *Desk) kept(t *model.Tx, own []journal.Sealed) (map[journal.ID]bool, error) {
	r := t.Reader()
	open, err := r.Settings(session.Revealed)
	if err != nil {
		return nil, err
	}
	now := min(journal.InstantOf(d.Env.Now()), journal.InstantOf(d.Now()))
	kept := map[journal.ID]bool{}
	for _, s := range own {
		if open[s.Forecast.String()] != "" {
			continue
		}
		about, here, err := r.Question(s.Question)
		if err != nil {
			return nil, err
		}
		if !here || !listing.IsOver(about, now) {
			kept[s.Forecast] = true
		}
	}
	return kept, nil
}

// Reveal lets the next export show one of the user's sealed forecasts.
func (d *Desk) Reveal(ctx context.Context, id journal.ID) (journal.ID, error) {
	me, err := d.Me()
	if err != nil {
		return id, err
	}
	return id, d.Change(ctx, func(t *model.Tx) error {
		num, ok, err := t.Reader().Num(id)
		if err != nil {
			return err
		}
		rows, err := t.Reader().SealRecordsOf(num)
		switch {
		case err != nil:
			return err
		case !ok || len(rows) == 0:
			return fmt.Errorf("forecast %s is not sealed: there is nothing to reveal", id.Short())
		case forecaster.Fingerprint(rows[0].Key) != me:
			return fmt.Errorf("forecast %s is not yours: only its author can reveal it", id.Short())
		}
		return t.SetSetting(session.Revealed+id.String(), journal.InstantOf(d.Env.Now()).String())
	}, nil, session.Changed{Topic: session.TopicForecast, ID: id})
}

// sealed counts the chosen records that are withheld because they are sealed, and
// notes which were and are not any more.
func (c *choice) sealed() ([]journal.ID, error) {
	if c.options.everything {
		return nil, nil
	}
	own, err := c.desk.ownSeals(c.t)
	if err != nil || len(own) == 0 {
		return nil, err
	}
	kept, err := c.desk.kept(c.t, own)
	c.promised = map[journal.ID]bool{}
	var all []journal.ID
	for _, s := range own {
		switch id := s.Forecast; {
		case c.byID[id] == nil || c.promised[id]:
		case kept[id]:
			c.promised[id] = true
			all = append(all, id)
		default:
			c.promised[id] = true
		}
	}
	c.kept = len(all)
	return all, err
}

// handOut notes that files have shown the user's own sealed forecasts.
func handOut(t *model.Tx, shown []journal.ID, at journal.Instant) error {
	before, err := t.Reader().Settings(seal.HandedOut)
	if err != nil {
		return err
	}
	for _, id := range shown {
		if before[id.String()] != "" {
			continue
		}
		if err := t.SetSetting(seal.HandedOut+id.String(), at.String()); err != nil {
			return err
		}
	}
	return nil
}
