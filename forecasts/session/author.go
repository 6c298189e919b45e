package session

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"weathervane/files"
	"weathervane/model"
	"weathervane/model/journal"
)

// Author appends to the user's own log inside one transaction.
type Author struct {
	Session *Session
	T       *model.Tx
	Log     *model.LogState
	At      journal.Instant
	key     ed25519.PrivateKey
	made    step
	lines   [][]byte // of what was recorded
	remarks Remarks  // on it
}

// ClockGrace is how far the clock may go back before a new log must be opened.
const ClockGrace = 5 * time.Minute

// Record runs one use case: under the workspace's lock, in one transaction, on
// the user's own log. Then it keeps how far the log has come, and announces what
// changed, and also the given changes. Where the state folder cannot be written,
// nothing is recorded; what fails only after the commit is told by Late.
func (d *Session) Record(ctx context.Context, work func(*model.Tx, *Author) error, also ...Changed) error {
	if err := d.Store.Writable(); err != nil {
		return err // before a key is made
	}
	state, err := d.Home.PrepareState()
	if err != nil {
		return fmt.Errorf("nothing was recorded: %w", err)
	}
	defer state.Drop()
	var a *Author
	return d.Change(ctx, func(t *model.Tx) (err error) {
		if a, err = d.ownLog(t); err != nil {
			return err
		}
		return work(t, a)
	}, func() error {
		if err := state.Set(a.Log.Log, a.Log.Tree); err != nil {
			d.keepLate(fmt.Errorf("recorded, but how far your log has come cannot be kept in %s: do not repeat, and make room there (%w)", d.Home.Dir(), files.Cause(err)))
		}
		d.keepTail(a.lines)
		d.keepStep(a.made)
		d.keepRemarks(ctx, a.remarks)
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

func (l writerLock) unlock() { <-l }

// locks is the folder of locks in the state folder.
const locks = "locks"

// Lock is a lock of this user's, by name.
func (d *Session) Lock(name string) (*flock.Flock, error) {
	dir, err := d.Home.Folder(locks)
	return flock.New(filepath.Join(dir, name)), err
}

// sweep removes what stopped programs left beside a workspace and in the state folder.
func sweep(workspace, state string) {
	files.Sweep(filepath.Dir(workspace))
	for _, inside := range []string{"", "logs", "visits", known} {
		files.Sweep(filepath.Join(state, inside))
	}
}

// errMoved is that a session goes on elsewhere.
var errMoved = errors.New("nothing was recorded: the work went on in another file meanwhile; do it again there")

// Hold takes the workspace's lock, as every program that appends does.
func (d *Session) Hold(ctx context.Context) (func(), error) {
	if err := d.Store.Writable(); err != nil {
		return nil, err
	}
	if _, err := d.Home.Folder(locks); err != nil {
		return nil, err
	}
	d.swept.Do(func() { sweep(d.Store.Path(), d.Home.Dir()) })
	if err := d.writer.lock(ctx); err != nil {
		return nil, err
	}
	if d.moved {
		d.writer.unlock()
		return nil, errMoved
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

// ownLog finds the log that this machine continues, or opens one. Of those that it
// may continue it takes the latest that this clock can date, and none that a later
// log of the author follows: what is recorded there counts no later than the
// follower begins. A log whose clock ran ahead is therefore left once, for the one
// that is opened after it.
func (d *Session) ownLog(t *model.Tx) (*Author, error) {
	now := journal.InstantOf(d.Env.Now())
	if now < journal.Earliest {
		return nil, fmt.Errorf("nothing was recorded, for this machine's clock says %s: set it", now)
	}
	logs, err := t.Logs()
	if err != nil {
		return nil, err
	}
	key, err := d.signer(logs)
	if err != nil {
		return nil, err
	}
	a := &Author{Session: d, T: t, At: now, key: key}
	var last, left, ahead *model.LogState // of this author: on any machine, written by this one, and not followed
	for _, l := range logs {
		if l.Key != journal.KeyOf(key) {
			continue
		}
		last = later(last, l)
		mine, err := d.MayContinue(t, l)
		if err != nil {
			return nil, err
		}
		switch {
		case !mine:
		case l.Ceiling.Valid || l.Cut.Valid:
			left = later(left, l)
		case l.LastAt > a.At.Add(ClockGrace):
			ahead = later(ahead, l)
		default:
			a.Log = later(a.Log, l)
		}
	}
	if a.Log == nil {
		return a, a.open(cmp.Or(ahead, left, last))
	}
	a.At = max(a.At, a.Log.LastAt)
	return a, nil
}

// later is the log of the two whose last record is later; a may be nil.
func later(a, b *model.LogState) *model.LogState {
	if a == nil || b.LastAt > a.LastAt {
		return b
	}
	return a
}

// Refresh reads the author's log again, of which a merge may have brought more. If
// that is further ahead than the clock may be, it opens a log after it.
func (a *Author) Refresh() error {
	l, err := a.T.Log(a.Log.Log)
	if err != nil {
		return err
	}
	if a.Log = l; l.LastAt > a.At.Add(ClockGrace) {
		return a.open(l)
	}
	a.At = max(a.At, l.LastAt)
	return nil
}

// MayContinue reports whether what this machine last wrote of a log is a prefix of
// what the workspace has, and its last record is shown. If not, the workspace is an
// older copy, or nobody can say here how late that record is.
func (d *Session) MayContinue(t *model.Tx, l *model.LogState) (bool, error) {
	state, ok := d.Home.State(l.Log)
	if !ok || state.Size > l.Tree.Size {
		return false, nil
	}
	if shown, err := t.Shown(l, l.Tree.Size-1); err != nil || !shown {
		return false, err
	}
	tree, err := t.TreeAt(l, state.Size)
	if err != nil {
		return false, err
	}
	hash := tree.Hash()
	return hex.EncodeToString(hash[:]) == state.Tree, nil
}

// open opens a new log of this author, after the given one if there is one.
func (a *Author) open(last *model.LogState) error {
	d := a.Session
	opened := journal.Opened{Name: d.Env.name(), Program: d.Env.Program}
	public := journal.KeyOf(a.key)
	opened.Key = public[:]
	if last != nil {
		opened.Name, opened.After = last.Name, &last.Log
		a.remarks |= InNewLog
	}
	salt, err := a.Salt()
	if err != nil {
		return err
	}
	first, err := journal.NewRecord(journal.NameLog(public, salt), 0, a.At, salt, journal.LogOpened, opened)
	if err != nil {
		return err
	}
	if a.Log, err = a.T.OpenLog(first, a.At); err != nil {
		return err
	}
	a.keepLine(first)
	return a.T.Append(a.Log, []model.Entry{{ID: first.ID, Record: &first}})
}

// Rehearsing is an author in a transaction that is rolled back: nobody, under a key
// of no account, in whose name the user's records can be tried out.
func (d *Session) Rehearsing(t *model.Tx) (*Author, error) {
	a := &Author{Session: d, T: t, At: journal.InstantOf(d.Env.Now()), key: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}
	return a, a.open(nil)
}

func (a *Author) Salt() (salt [16]byte, err error) {
	_, err = io.ReadFull(a.Session.Env.Random, salt[:])
	return salt, err
}

// Add appends one record to the author's log.
func (a *Author) Add(kind string, data any) (journal.ID, error) {
	salt, err := a.Salt()
	if err != nil {
		return journal.ID{}, err
	}
	kept, removed, err := withoutSecrets(data)
	if err != nil {
		return journal.ID{}, err
	}
	if removed {
		a.remarks |= WithoutSecret
	}
	r, err := journal.NewRecord(a.Log.Log, a.Log.Tree.Size, a.At, salt, kind, kept)
	if err != nil {
		return journal.ID{}, err
	}
	if !journal.IsWitness(kind) && kind != journal.ForkExposed { // records that the program writes on its own are not steps of the user
		a.made.records, a.made.kinds = append(a.made.records, r.ID), append(a.made.kinds, kind)
	}
	a.keepLine(r)
	return r.ID, a.T.Append(a.Log, []model.Entry{{ID: r.ID, Record: &r}})
}

// keepLine keeps a record's line for the tail, while there are no more than it takes.
func (a *Author) keepLine(r journal.Record) {
	if len(a.lines) <= mostTailLines {
		a.lines = append(a.lines, r.Line)
	}
}

// Write records one thing, after check has inspected the locked workspace.
func (d *Session) Write(ctx context.Context, make func(r model.Reader, a *Author) (journal.ID, error)) (journal.ID, error) {
	var id journal.ID
	err := d.Record(ctx, func(t *model.Tx, a *Author) (err error) {
		id, err = make(t.Reader(), a)
		return err
	})
	return id, err
}
