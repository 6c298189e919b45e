package forecasts

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"weathervane/model"
	"weathervane/model/journal"
)

// author appends to the user's own log inside one transaction.
type author struct {
	desk *Desk
	t    *model.Tx
	log  *model.LogState
	at   Instant
	made step
}

// clockGrace is how far the clock may go back before a new log must be opened.
const clockGrace = 5 * time.Minute

// record runs one use case: under the workspace's lock, in one transaction,
// on the user's own log. Then it keeps how far the log has come, and announces
// what changed, and also what is given beside it.
func (d *Desk) record(ctx context.Context, work func(*model.Tx, *author) error, also ...Changed) error {
	key, err := d.home.EnsureKey(d.env.Random)
	if err != nil {
		return err
	}
	var a *author
	return d.change(ctx, func(t *model.Tx) (err error) {
		if a, err = d.sitDown(t, key); err != nil {
			return err
		}
		return work(t, a)
	}, func() error {
		if err := d.home.SetState(a.log.Log, a.log.Tree, false); err != nil {
			return fmt.Errorf("recorded, but the state folder cannot be written, so the next start will open a new log: %w", err)
		}
		a.made.log = a.log.Log
		d.keepStep(a.made)
		return nil
	}, also...)
}

// A writerLock lets one goroutine write at a time; who waits for it can be told
// to stop.
type writerLock chan struct{}

func newWriterLock() writerLock { return make(writerLock, 1) }

func (l writerLock) lock(ctx context.Context) error {
	select {
	case l <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l writerLock) held() bool { return len(l) > 0 }
func (l writerLock) unlock()    { <-l }

// hold takes the workspace's lock, as every program that appends does.
func (d *Desk) hold(ctx context.Context) (func(), error) {
	if err := d.writer.lock(ctx); err != nil {
		return nil, err
	}
	waiting, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	ok, err := d.lock.TryLockContext(waiting, 3*time.Millisecond)
	if err != nil || !ok {
		d.writer.unlock()
		return nil, fmt.Errorf("the workspace is in use by another program: close it and try again (%w)", err)
	}
	held := true
	return func() {
		if held {
			held = false
			_ = d.lock.Unlock() // the file is closed with the desk in any case
			d.writer.unlock()
		}
	}, nil
}

// sitDown finds the log that this machine may continue, or opens one.
func (d *Desk) sitDown(t *model.Tx, key ed25519.PrivateKey) (*author, error) {
	a := &author{desk: d, t: t, at: journal.InstantOf(d.env.Now())}
	logs, err := t.Logs()
	if err != nil {
		return nil, err
	}
	var last *model.LogState // of this author, on any machine
	for _, l := range logs {
		if l.Key != journal.KeyOf(key) {
			continue
		}
		if last == nil || l.LastAt > last.LastAt {
			last = l
		}
		mine, err := d.mayGoOn(t, l)
		if err != nil {
			return nil, err
		}
		if mine && (a.log == nil || l.LastAt > a.log.LastAt) {
			a.log = l
		}
	}
	if a.log != nil && a.at < a.log.LastAt {
		if a.log.LastAt.Sub(a.at) <= clockGrace {
			a.at = a.log.LastAt
		} else {
			a.log = nil
		}
	}
	if a.log != nil && !a.log.Cut.Valid {
		return a, nil
	}
	return a, a.open(key, last)
}

// mayGoOn reports whether what this machine last wrote of a log is a prefix of
// what the workspace has. If not, the workspace is an older copy.
func (d *Desk) mayGoOn(t *model.Tx, l *model.LogState) (bool, error) {
	state, ok := d.home.State(l.Log)
	if !ok || state.Size > l.Tree.Size {
		return false, nil
	}
	tree := l.Tree.Clone()
	if state.Size < tree.Size {
		leaves, err := t.Leaves(l, 0)
		if err != nil {
			return false, err
		}
		tree = &journal.Tree{}
		for _, id := range leaves[:state.Size] {
			tree.Add(id)
		}
	}
	hash := tree.Hash()
	return hex.EncodeToString(hash[:]) == state.Tree, nil
}

// open opens a new log of this author.
func (a *author) open(key ed25519.PrivateKey, last *model.LogState) error {
	d := a.desk
	opened := journal.Opened{Name: d.env.Name, Program: d.env.Program}
	public := journal.KeyOf(key)
	opened.Key = public[:]
	if last != nil {
		opened.Name, opened.After = last.Name, &last.Log
	}
	salt, err := a.salt()
	if err != nil {
		return err
	}
	first, err := journal.NewRecord(journal.NameLog(public, salt), 0, a.at, salt, journal.LogOpened, opened)
	if err != nil {
		return err
	}
	if a.log, err = a.t.OpenLog(first, a.at); err != nil {
		return err
	}
	return a.t.Append(a.log, []model.Entry{{ID: first.ID, Record: &first}})
}

func (a *author) salt() (salt [16]byte, err error) {
	_, err = io.ReadFull(a.desk.env.Random, salt[:])
	return salt, err
}

// add appends one record to the author's log.
func (a *author) add(kind string, data any) (ID, error) {
	salt, err := a.salt()
	if err != nil {
		return ID{}, err
	}
	r, err := journal.NewRecord(a.log.Log, a.log.Tree.Size, a.at, salt, kind, data)
	if err != nil {
		return ID{}, err
	}
	if !journal.IsWitness(kind) && kind != journal.ForkExposed { // records that the program writes on its own are not steps of the user
		a.made.records, a.made.kinds = append(a.made.records, r.ID), append(a.made.kinds, kind)
	}
	return r.ID, a.t.Append(a.log, []model.Entry{{ID: r.ID, Record: &r}})
}

// write records one thing, after check has inspected the locked workspace.
func (d *Desk) write(ctx context.Context, make func(r model.Reader, a *author) (ID, error)) (ID, error) {
	var id ID
	err := d.record(ctx, func(t *model.Tx, a *author) (err error) {
		id, err = make(t.Reader(), a)
		return err
	})
	return id, err
}

// me is the fingerprint of this user's key; empty if there is none yet.
func (d *Desk) me() (string, error) {
	key, err := d.home.Key()
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return journal.KeyOf(key).Fingerprint(), nil
}
