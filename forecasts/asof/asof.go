// Package asof opens a workspace as its owner saw it at an instant, so that a
// report or a score made now equals the one that could have been made then. For
// someone who merged everything since, it opens it by the records' own clocks too,
// which nobody need have witnessed.
package asof

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"weathervane/forecasts/session"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// Reading says which records of others an earlier day has.
type Reading bool

// The readings.
const (
	Known    Reading = false // those that the owner's logs had witnessed by then
	ByClocks Reading = true  // those that their authors' clocks date before it
)

// Open is the workspace as its owner saw it at an instant: the owner's records up
// to then, and as much of each colleague's log as the reading says. It is built
// from the records in a folder that close removes, so a report made now equals the
// one that could have been made then. What the owner did not know then is counted.
func Open(ctx context.Context, d *session.Session, at journal.Instant, how Reading) (then *session.Session, later Later, err error) {
	dir, release, err := model.Scratch()
	if err != nil {
		return nil, later, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, release())
		}
	}()
	store, err := model.Create(ctx, filepath.Join(dir, filepath.Base(d.Store.Path())))
	if err != nil {
		return nil, later, err
	}
	if later, err = copyUpTo(ctx, d, store, at, how); err != nil {
		store.Close()
		return nil, later, err
	}
	env := d.Env
	env.Present = func() time.Time { return at.Time() }
	if then, err = session.New(store, d.Home, env); err != nil {
		store.Close()
		return nil, later, err
	}
	then.Title, then.Sample, then.Dir = d.Title, d.Sample, dir
	return then, later, nil
}

// history knows which leaves of a workspace counted at an instant.
type history struct {
	at       journal.Instant
	how      Reading
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
	if key, err := d.Home.Key(); err == nil {
		p.key = key
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
func copyUpTo(ctx context.Context, d *session.Session, store *model.Store, at journal.Instant, how Reading) (later Later, err error) {
	return later, d.Store.Inspect(ctx, func(from *model.Tx) error {
		p, err := past(d, from, at)
		if err != nil {
			return err
		}
		p.how = how
		logs, err := from.Logs()
		if err != nil {
			return err
		}
		if later, err = p.later(from.Reader(), logs); err != nil {
			return err
		}
		return store.Update(ctx, func(to *model.Tx) error {
			for id, when := range p.revealed {
				if how == Known && session.Noted(when) > at {
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
	})
}

// arrivals calls each with how much of a log was here at an instant, according to
// the reader's own logs.
func (p *history) arrivals(l *model.LogState, each func(at journal.Instant, size int64)) {
	for _, w := range p.seen[l.Log] {
		if w.Key == p.me && w.Verify(l.Key) == nil {
			each(w.At, w.Size)
		}
	}
	for name, when := range p.came {
		if of, n, ok := strings.Cut(name, " "); ok && of == l.Log.String() {
			if n, err := strconv.ParseInt(n, 10, 64); err == nil {
				each(session.Noted(when), n)
			}
		}
	}
}

// own reports whether a log is the reader's.
func (p *history) own(l *model.LogState) bool { return l.Key.Fingerprint() == p.me }

// size is how much of a log had arrived by the instant.
func (p *history) size(l *model.LogState) int64 {
	if p.own(l) {
		return l.Tree.Size
	}
	size := int64(0)
	p.arrivals(l, func(at journal.Instant, n int64) {
		if at <= p.at {
			size = max(size, n)
		}
	})
	return min(size, l.Tree.Size)
}

// copyLog copies the leaves of a log that count, with their checkpoints. One's
// own log, and by clocks each, ends before the first record after the instant.
func copyLog(d *session.Session, from, to *model.Tx, l *model.LogState, p *history) error {
	var entries []model.Entry
	size, dated, over := p.size(l), p.own(l) || p.how == ByClocks, false
	if dated {
		size = l.Tree.Size
	}
	err := from.Lines(l, size, func(id journal.ID, line []byte) error {
		if over {
			return nil
		}
		e := model.Entry{ID: id}
		if when, later := p.shown[id.String()]; line != nil && !(p.how == Known && later && session.Noted(when) > p.at) {
			r, err := journal.ParseRecord(append([]byte(nil), line...))
			if err != nil {
				return err
			}
			if over = dated && r.At > p.at; over {
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
