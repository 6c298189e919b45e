package exchange

import (
	"fmt"
	"time"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model"
	"weathervane/model/journal"
)

// KeptBack is what does not leave yet: a reader would set it aside, because it is
// dated more than a day after this machine's clock.
type KeptBack struct {
	Records int64           `json:"records"`
	From    journal.Instant `json:"from"` // the date of the first of them
}

// add adds the end of a log that is kept back.
func (k *KeptBack) add(l *model.LogState, from int64, at journal.Instant) {
	if k.Records == 0 || at < k.From {
		k.From = at
	}
	k.Records += l.Tree.Size - from
}

// Says is what is kept back, in words: "1 record dated 2031-11-30 is kept back
// until then".
func (k KeptBack) Says() string {
	day := k.From.Time().Format(time.DateOnly)
	if k.Records == 1 {
		return "1 record dated " + day + " is kept back until then"
	}
	return fmt.Sprintf("%d records dated %s and later are kept back until then", k.Records, day)
}

// ready is how many records of a log may leave: those before the first that a
// reader would set aside. It counts the others.
func (d *Desk) ready(t *model.Tx, l *model.LogState, kept *KeptBack) (int64, error) {
	n, at, err := t.DatedBy(l, journal.InstantOf(d.Env.Now()).Add(forecastfile.MostAhead))
	if err == nil && n < l.Tree.Size {
		kept.add(l, n, at)
	}
	return n, err
}

// signedUpTo is the last checkpoint of a log that covers at most n records; nil if
// there is none.
func signedUpTo(t *model.Tx, l *model.LogState, n int64) (*journal.Checkpoint, error) {
	all, err := t.Checkpoints(l)
	var last *journal.Checkpoint
	for i := range all {
		if all[i].Size <= n {
			last = &all[i]
		}
	}
	return last, err
}
