package session

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// Retract retracts one of the user's own records, in any of their logs. If that
// is a retraction, the record that it retracted counts again.
func (d *Session) Retract(ctx context.Context, id journal.ID, why string) (journal.ID, error) {
	if strings.TrimSpace(why) == "" {
		return journal.ID{}, errors.New("a retraction needs a reason: say why")
	}
	return d.Write(ctx, func(r model.Reader, a *Author) (journal.ID, error) {
		row, ok, err := r.Record(id)
		if err != nil {
			return journal.ID{}, err
		}
		switch {
		case !ok:
			return journal.ID{}, fmt.Errorf("no record has the id %s", id.Short())
		case string(row.Key) != string(a.Log.Key[:]):
			return journal.ID{}, fmt.Errorf("record %s is not yours: only its author can retract it", id.Short())
		case row.Seq == 0:
			return journal.ID{}, errors.New("the opening of a log cannot be retracted: choose another record")
		case row.Until != nil:
			return journal.ID{}, fmt.Errorf("record %s is already retracted: to let it count again, retract its retraction", id.Short())
		}
		if why, err := a.T.Unretractable(id, a.Log.Key); err != nil || why != "" {
			return journal.ID{}, errors.Join(err, errors.New(why))
		}
		return a.Add(journal.RecordRetracted, journal.Retracted{Record: id, Why: why})
	})
}
