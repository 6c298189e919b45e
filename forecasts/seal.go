package forecasts

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"weathervane/model"
	"weathervane/model/journal"
)

// clockAhead is how far a record may be ahead of the reader's clock.
const clockAhead = 24 * time.Hour

// A sealed forecast is announced and withheld: exports show forecast.sealed and
// withhold the forecast.made that it names, until its author reveals it or the
// question is over. Revealing is a setting of this workspace, not a record: the
// next export shows the forecast, and its hash proves that it is the same.

const revealed = "revealed "

// mayBeSealed says why a forecast cannot be sealed.
func mayBeSealed(q model.QuestionRow, with Saying, now Instant) error {
	switch {
	case strings.TrimSpace(with.By) != "":
		return errors.New("a forecast recorded for somebody else cannot be sealed: record it without sealing")
	case isOver(q, now):
		return fmt.Errorf("%q is already closed; sealing would hide nothing: record the forecast without sealing", q.Title)
	}
	return nil
}

// isOver reports whether a question has closed or ended.
func isOver(q model.QuestionRow, now Instant) bool {
	return q.EndKind == "resolved" || q.EndKind == "annulled" || q.EndKind == "disputed" || q.Closes != nil && *q.Closes <= now
}

// SealedFor lists the user's own forecasts that no file may show yet.
func (d *Desk) SealedFor(t *model.Tx) (map[ID]bool, error) {
	r := t.Reader()
	me, err := d.me()
	if err != nil {
		return nil, err
	}
	rows, err := r.SealRecords()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	open, err := r.Settings(revealed)
	if err != nil {
		return nil, err
	}
	now := min(journal.InstantOf(d.env.Now()), journal.InstantOf(d.Now()))
	kept := map[ID]bool{}
	for _, row := range rows {
		if fingerprint(row.Key) != me {
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
		if !here || !isOver(about, now) {
			kept[s.Forecast] = true
		}
	}
	return kept, nil
}

// Reveal lets the next export show one of the user's sealed forecasts.
func (d *Desk) Reveal(ctx context.Context, id ID) (ID, error) {
	me, err := d.me()
	if err != nil {
		return id, err
	}
	return id, d.change(ctx, func(t *model.Tx) error {
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
		case fingerprint(rows[0].Key) != me:
			return fmt.Errorf("forecast %s is not yours: only its author can reveal it", id.Short())
		}
		return t.SetSetting(revealed+id.String(), journal.InstantOf(d.env.Now()).String())
	}, nil, Changed{TopicForecast, id})
}

// sealed counts the chosen records that are withheld because they are sealed.
func (c *choice) sealed() ([]ID, error) {
	kept, err := c.desk.SealedFor(c.t)
	var all []ID
	for id := range kept {
		if c.byID[id] != nil {
			all = append(all, id)
		}
	}
	c.kept = len(all)
	return all, err
}
