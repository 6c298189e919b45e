package session

import (
	"context"
	"errors"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// mostUndone is how many steps of a session can be undone.
const mostUndone = 100

// step is what one use case recorded in this session.
type step struct {
	records []journal.ID
	kinds   []string
}

// keepStep notes what was recorded, so that Undo can retract it. A step that
// retracted something ends what can be undone before it.
func (d *Session) keepStep(made step) {
	d.doneLock.Lock()
	defer d.doneLock.Unlock()
	switch {
	case len(made.records) == 0:
	case slices.Contains(made.kinds, journal.RecordRetracted):
		d.done = nil
	default:
		d.done = append(d.done, made)
		d.done = d.done[max(0, len(d.done)-mostUndone):]
	}
}

// Undoable is the kind of record that Undo would retract first; "" if this
// session has recorded nothing.
func (d *Session) Undoable() string {
	d.doneLock.Lock()
	defer d.doneLock.Unlock()
	if len(d.done) == 0 {
		return ""
	}
	return d.done[len(d.done)-1].kinds[0]
}

// Undo retracts what this session recorded last: the records stay readable. It
// returns the kind of the first of them.
func (d *Session) Undo(ctx context.Context) (kind string, err error) {
	d.doneLock.Lock()
	if len(d.done) == 0 {
		d.doneLock.Unlock()
		return "", errors.New("nothing has been recorded since the workspace was opened: there is nothing to undo")
	}
	last := d.done[len(d.done)-1]
	d.done = d.done[:len(d.done)-1]
	before := slices.Clone(d.done)
	d.doneLock.Unlock()
	err = d.Record(ctx, func(t *model.Tx, a *Author) error {
		for i, id := range slices.Backward(last.records) {
			if last.kinds[i] == journal.ForecastSealed {
				continue // the forecast is retracted; the promise to show it stays
			}
			if why, err := a.T.Unretractable(id, a.Log.Key); err != nil || why != "" {
				return errors.Join(err, errors.New(why))
			}
			if _, err := a.Add(journal.RecordRetracted, journal.Retracted{Record: id, Why: "undone"}); err != nil {
				return err
			}
		}
		return nil
	})
	d.doneLock.Lock()
	defer d.doneLock.Unlock()
	d.done = before
	if err != nil {
		d.done = append(d.done, last)
	}
	return last.kinds[0], err
}
