package exchange

import (
	"context"
	"fmt"
	"time"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// clockAhead is how far a record may be ahead of the reader's clock.
const clockAhead = 24 * time.Hour

// SealedFor lists the user's own forecasts that no file may show yet.
func (d *Desk) SealedFor(t *model.Tx) (map[journal.ID]bool, error) {
	r := t.Reader()
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	rows, err := r.SealRecords()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	open, err := r.Settings(session.Revealed)
	if err != nil {
		return nil, err
	}
	now := min(journal.InstantOf(d.Env.Now()), journal.InstantOf(d.Now()))
	kept := map[journal.ID]bool{}
	for _, row := range rows {
		if forecaster.Fingerprint(row.Key) != me {
			continue
		}
		rec, err := journal.ParseRecord(row.Line)
		if err != nil {
			return nil, err
		}
		s, err := journal.Decode[journal.Sealed](rec)
		if err != nil {
			return nil, err
		}
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

// sealed counts the chosen records that are withheld because they are sealed.
func (c *choice) sealed() ([]journal.ID, error) {
	kept, err := c.desk.SealedFor(c.t)
	var all []journal.ID
	for id := range kept {
		if c.byID[id] != nil {
			all = append(all, id)
		}
	}
	c.kept = len(all)
	return all, err
}
