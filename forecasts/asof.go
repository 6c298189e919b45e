package forecasts

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
	"sync"
	"time"

	"weathervane/model"
	"weathervane/model/journal"
)

// AsOf is the workspace as its owner saw it at an instant: the owner's records up
// to then, and as much of each colleague's log as the owner's logs had witnessed
// by then. It is built from the records in a folder that close removes, so a
// report made now equals the one that could have been made then.
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

// earlier is the workspace as of an instant. It is kept between changes of a
// filter until something is recorded.
type earlier struct {
	sync.Mutex
	at    Instant
	known present
	then  *Desk
}

func (e *earlier) close() error {
	e.Lock()
	defer e.Unlock()
	if e.then == nil {
		return nil
	}
	then := e.then
	e.then = nil
	return then.Close()
}

// asOf runs a function on the workspace as of an instant.
func (d *Desk) asOf(ctx context.Context, at Instant, do func(*Desk) error) (err error) {
	var now present
	if err := d.store.View(ctx, func(r model.Reader) (err error) {
		now, err = d.present(r)
		return err
	}); err != nil {
		return err
	}
	now.minute = 0 // the past has its own clock
	e := &d.earlier
	e.Lock()
	defer e.Unlock()
	if e.then == nil || e.at != at || e.known != now {
		then, err := d.AsOf(ctx, at)
		if err != nil {
			return fmt.Errorf("the workspace as of %s: %w", at, err)
		}
		if e.then != nil {
			err = e.then.Close()
		}
		e.at, e.known, e.then = at, now, then
		if err != nil {
			return err
		}
	}
	return do(e.then)
}

// What a workspace notes for itself, because no record says when it arrived here:
// colleagues' witness records, which nothing witnesses in turn, and records that
// were withheld at first and shown by a later file. The prefix is followed by the
// log and how many of its leaves had arrived, or by the record's id.
const (
	came  = "came "
	shown = "shown "
)

// past knows which leaves of a workspace counted at an instant.
type past struct {
	at       Instant
	me       string
	key      ed25519.PrivateKey // nil if there is none
	seen     map[journal.LogID][]witness
	came     map[string]string
	shown    map[string]string
	revealed map[string]string
}

func (d *Desk) past(t *model.Tx, at Instant) (p past, err error) {
	p.at = at
	if p.me, err = d.me(); err != nil {
		return p, err
	}
	if p.key, err = d.home.Key(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p, err
	}
	r := t.Reader()
	if p.seen, err = witnessed(r); err != nil {
		return p, err
	}
	for prefix, all := range map[string]*map[string]string{came: &p.came, shown: &p.shown, revealed: &p.revealed} {
		if *all, err = r.Settings(prefix); err != nil {
			return p, err
		}
	}
	return p, nil
}

// noted is an instant that was noted; one that cannot be read counts as long ago.
func noted(text string) Instant {
	at, err := journal.ParseInstant(text)
	if err != nil {
		return 0
	}
	return at
}

// copyUpTo adds to the store, log by log, the leaves that count at the instant.
func (d *Desk) copyUpTo(ctx context.Context, store *model.Store, at Instant) error {
	return d.store.Try(ctx, func(from *model.Tx) error {
		p, err := d.past(from, at)
		if err != nil {
			return err
		}
		logs, err := from.Logs()
		if err != nil {
			return err
		}
		return store.Update(ctx, func(to *model.Tx) error {
			for id, when := range p.revealed {
				if noted(when) > at {
					continue
				}
				if err := to.SetSetting(revealed+id, when); err != nil {
					return err
				}
			}
			for _, l := range logs {
				if err := d.copyLog(from, to, l, &p); err != nil {
					return fmt.Errorf("log %s (%s): %w", l.Log, l.Name, err)
				}
			}
			return nil
		})
	}, func(*model.Tx) error { return nil })
}

// size is how much of a log had arrived by the instant, according to the reader's
// own logs.
func (p *past) size(l *model.LogState) int64 {
	if l.Key.Fingerprint() == p.me {
		return l.Tree.Size
	}
	size := int64(0)
	for _, w := range p.seen[l.Log] {
		if w.key == p.me && w.at <= p.at && w.Verify(l.Key) == nil {
			size = max(size, w.Size)
		}
	}
	for name, when := range p.came {
		if of, n, ok := strings.Cut(name, " "); ok && of == l.Log.String() && noted(when) <= p.at {
			if n, err := strconv.ParseInt(n, 10, 64); err == nil {
				size = max(size, n)
			}
		}
	}
	return min(size, l.Tree.Size)
}

// copyLog copies the leaves of a log that count, with their checkpoints. One's
// own log ends before the first record after the instant.
func (d *Desk) copyLog(from, to *model.Tx, l *model.LogState, p *past) error {
	var entries []model.Entry
	own, over := l.Key.Fingerprint() == p.me, false
	err := from.Lines(l, p.size(l), func(id journal.ID, line []byte) error {
		if over {
			return nil
		}
		e := model.Entry{ID: id}
		if when, later := p.shown[id.String()]; line != nil && !(later && noted(when) > p.at) {
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
	return d.vouch(from, to, l, copied, p)
}

// vouch copies the checkpoints that cover the copied part of a log. One's own log
// is signed as it would have been then: the copy is a prefix of a log that this
// machine continues, and the same leaves give the same signature.
func (d *Desk) vouch(from, to *model.Tx, l, copied *model.LogState, p *past) error {
	kept, err := from.Checkpoints(l)
	if err != nil {
		return err
	}
	if p.key != nil && l.Key == journal.KeyOf(p.key) {
		goesOn, err := d.mayGoOn(from, l)
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
