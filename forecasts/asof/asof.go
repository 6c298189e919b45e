// Package asof opens a workspace as its owner saw it at an instant, so that a
// report or a score made now equals the one that could have been made then.
package asof

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"weathervane/forecasts/session"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// Open is the workspace as its owner saw it at an instant: the owner's records up
// to then, and as much of each colleague's log as the owner's logs had witnessed
// by then. It is built from the records in a folder that close removes, so a
// report made now equals the one that could have been made then.
func Open(ctx context.Context, d *session.Session, at journal.Instant) (then *session.Session, err error) {
	dir, err := os.MkdirTemp("", "weathervane-as-of-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	store, err := model.Create(ctx, filepath.Join(dir, filepath.Base(d.Store.Path())))
	if err != nil {
		return nil, err
	}
	if err := copyUpTo(ctx, d, store, at); err != nil {
		store.Close()
		return nil, err
	}
	env := d.Env
	env.Present = func() time.Time { return at.Time() }
	if then, err = session.New(store, d.Home, env); err != nil {
		store.Close()
		return nil, err
	}
	then.Title, then.Sample, then.Dir = d.Title, d.Sample, dir
	return then, nil
}

// history knows which leaves of a workspace counted at an instant.
type history struct {
	at       journal.Instant
	me       string
	key      ed25519.PrivateKey // nil if there is none
	seen     map[journal.LogID][]witness.Checkpoint
	came     map[string]string
	shown    map[string]string
	revealed map[string]string
}

func past(d *session.Session, t *model.Tx, at journal.Instant) (p history, err error) {
	p.at = at
	if p.me, err = d.Me(); err != nil {
		return p, err
	}
	if p.key, err = d.Home.Key(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p, err
	}
	r := t.Reader()
	if p.seen, err = witness.All(r); err != nil {
		return p, err
	}
	for prefix, all := range map[string]*map[string]string{session.Came: &p.came, session.Shown: &p.shown, session.Revealed: &p.revealed} {
		if *all, err = r.Settings(prefix); err != nil {
			return p, err
		}
	}
	return p, nil
}

// copyUpTo adds to the store, log by log, the leaves that count at the instant.
func copyUpTo(ctx context.Context, d *session.Session, store *model.Store, at journal.Instant) error {
	return d.Store.Try(ctx, func(from *model.Tx) error {
		p, err := past(d, from, at)
		if err != nil {
			return err
		}
		logs, err := from.Logs()
		if err != nil {
			return err
		}
		return store.Update(ctx, func(to *model.Tx) error {
			for id, when := range p.revealed {
				if session.Noted(when) > at {
					continue
				}
				if err := to.SetSetting(session.Revealed+id, when); err != nil {
					return err
				}
			}
			for _, l := range logs {
				if err := copyLog(d, from, to, l, &p); err != nil {
					return fmt.Errorf("log %s (%s): %w", l.Log, l.Name, err)
				}
			}
			return nil
		})
	}, func(*model.Tx) error { return nil })
}

// size is how much of a log had arrived by the instant, according to the reader's
// own logs.
func (p *history) size(l *model.LogState) int64 {
	if l.Key.Fingerprint() == p.me {
		return l.Tree.Size
	}
	size := int64(0)
	for _, w := range p.seen[l.Log] {
		if w.Key == p.me && w.At <= p.at && w.Verify(l.Key) == nil {
			size = max(size, w.Size)
		}
	}
	for name, when := range p.came {
		if of, n, ok := strings.Cut(name, " "); ok && of == l.Log.String() && session.Noted(when) <= p.at {
			if n, err := strconv.ParseInt(n, 10, 64); err == nil {
				size = max(size, n)
			}
		}
	}
	return min(size, l.Tree.Size)
}

// copyLog copies the leaves of a log that count, with their checkpoints. One's
// own log ends before the first record after the instant.
func copyLog(d *session.Session, from, to *model.Tx, l *model.LogState, p *history) error {
	var entries []model.Entry
	own, over := l.Key.Fingerprint() == p.me, false
	err := from.Lines(l, p.size(l), func(id journal.ID, line []byte) error {
		if over {
			return nil
		}
		e := model.Entry{ID: id}
		if when, later := p.shown[id.String()]; line != nil && !(later && session.Noted(when) > p.at) {
			r, err := journal.ParseRecord(append([]byte(nil), line...))
			if err != nil {
				return err
			}
			if over = own && r.At > p.at; over {
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
	if err := to.Append(copied, entries); err != nil {
		return err
	}
	return vouch(d, from, to, l, copied, p)
}

// vouch copies the checkpoints that cover the copied part of a log. One's own log
// is signed as it would have been then: the copy is a prefix of a log that this
// machine continues, and the same leaves give the same signature.
func vouch(d *session.Session, from, to *model.Tx, l, copied *model.LogState, p *history) error {
	kept, err := from.Checkpoints(l)
	if err != nil {
		return err
	}
	if p.key != nil && l.Key == journal.KeyOf(p.key) {
		goesOn, err := d.MayContinue(from, l)
		if err != nil {
			return err
		}
		if goesOn {
			kept = append(kept, journal.Sign(p.key, l.Log, copied.Tree.Size, copied.Tree.Hash()))
		}
	}
	for _, c := range kept {
		if c.Size > copied.Tree.Size {
			continue
		}
		if err := to.AddCheckpoint(copied, c); err != nil {
			return err
		}
	}
	return nil
}
