package forecasts

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"weathervane/model"
	"weathervane/model/journal"
)

// AsOf is the workspace as it stood at an instant, for its owner: one's own
// records up to then, and of each colleague's log what one's own logs had
// witnessed by then. It is made from the records, in a folder that close
// removes, so a report made later is the one that could have been made then.
func (d *Desk) AsOf(ctx context.Context, at Instant) (then *Desk, err error) {
	dir, err := os.MkdirTemp("", "weathervane-as-of-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	store, err := model.Create(ctx, filepath.Join(dir, filepath.Base(d.store.Path())))
	if err != nil {
		return nil, err
	}
	if err := d.copyUpTo(ctx, store, at); err != nil {
		store.Close()
		return nil, err
	}
	env := d.env
	env.Present = func() time.Time { return at.Time() }
	if then, err = sit(store, d.home, env); err != nil {
		store.Close()
		return nil, err
	}
	then.title, then.sample, then.dir = d.title, d.sample, dir
	return then, nil
}

// asOf does something with the workspace as it stood at an instant.
func (d *Desk) asOf(ctx context.Context, at Instant, do func(*Desk) error) (err error) {
	then, err := d.AsOf(ctx, at)
	if err != nil {
		return fmt.Errorf("the workspace as of %s: %w", at, err)
	}
	defer func() { err = errors.Join(err, then.Close()) }()
	return do(then)
}

// copyUpTo adds to the store, log by log, the leaves that count at the instant.
func (d *Desk) copyUpTo(ctx context.Context, store *model.Store, at Instant) error {
	me, err := d.me()
	if err != nil {
		return err
	}
	return d.store.Try(ctx, func(from *model.Tx) error {
		logs, err := from.Logs()
		if err != nil {
			return err
		}
		seen, err := witnessed(from.Reader())
		if err != nil {
			return err
		}
		return store.Update(ctx, func(to *model.Tx) error {
			for _, l := range logs {
				size := l.Tree.Size
				if l.Key.Fingerprint() != me {
					size = witnessedBy(seen[l.Log], me, l, at)
				}
				if err := copyLog(from, to, l, size, at); err != nil {
					return fmt.Errorf("log %s (%s): %w", l.Log, l.Name, err)
				}
			}
			return nil
		})
	}, func(*model.Tx) error { return nil })
}

// witnessedBy is how much of a log its reader had seen by the instant.
func witnessedBy(seen []witness, me string, l *model.LogState, at Instant) int64 {
	size := int64(0)
	for _, w := range seen {
		if w.key == me && w.at <= at && w.Verify(l.Key) == nil {
			size = max(size, min(w.Size, l.Tree.Size))
		}
	}
	return size
}

// copyLog copies the first leaves of a log, up to the first record after the instant.
func copyLog(from, to *model.Tx, l *model.LogState, size int64, at Instant) error {
	var entries []model.Entry
	over := false
	err := from.Lines(l, size, func(id journal.ID, line []byte) error {
		if over {
			return nil
		}
		e := model.Entry{ID: id}
		if line != nil {
			r, err := journal.ParseRecord(append([]byte(nil), line...))
			if err != nil {
				return err
			}
			if over = r.At > at; over {
				return nil
			}
			e.Record = &r
		}
		entries = append(entries, e)
		return nil
	})
	if err != nil || len(entries) == 0 {
		return err
	}
	copied, err := to.OpenLog(*entries[0].Record, l.KnownSince)
	if err != nil {
		return err
	}
	return to.Append(copied, entries)
}
