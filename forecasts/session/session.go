// Package session is a workspace that somebody has open: the user's key and log,
// the clock, the state folder, the lock, one consistent view of the store,
// announcements of changes, and what can be undone.
//
// A use case records through [Session.Record] or [Session.Write]: under the
// workspace's lock, in one transaction, on the user's own log.
package session

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"weathervane/files"
	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Noted reads an instant from a setting; one that cannot be read counts as long
// ago.
func Noted(text string) journal.Instant {
	at, err := journal.ParseInstant(text)
	if err != nil {
		return 0
	}
	return at
}

// Look reads one state of the workspace, with its directory of forecasters and
// the user's own fingerprint.
func (d *Session) Look(ctx context.Context, read func(r model.Reader, b forecaster.Directory, me string) error) error {
	me, err := d.Me()
	if err != nil {
		return err
	}
	return d.Store.View(ctx, func(r model.Reader) error {
		b, err := forecaster.Open(r)
		if err != nil {
			return err
		}
		return read(r, b, me)
	})
}

// Env is what the desk takes from its surroundings, so that tests and the sample
// can supply their own.
type Env struct {
	Now     func() time.Time // the clock that dates records
	Present func() time.Time // the present for lists, scores and pictures; Now if nil
	Random  io.Reader        // salts and, on first use, the key
	State   string           // the user's state folder
	Zone    *time.Location   // the time zone, in which days begin and end
	Program string           // the program named in log.opened
	Name    string           // under which the user's first log here is opened; empty if nobody has said it
	Login   string           // the user's name on this machine: a proposal
	AsNew   bool             // the user means to begin as a new forecaster
}

// name is the user's, as far as it is known.
func (e Env) name() string { return cmp.Or(e.Name, e.Login) }

// DefaultEnv is this user's: the machine's clock and zone, the state folder.
func DefaultEnv() Env {
	name := "Forecaster"
	if u, err := user.Current(); err == nil && u.Username != "" {
		name = u.Username
	}
	return Env{
		Now: machineClock, Random: rand.Reader, State: filepath.Join(xdg.StateHome, "weathervane"),
		Zone: time.Local, Program: "Weathervane " + Version, Login: name,
	}
}

// Version of the program.
const Version = "0.1.0"

// Session is an open workspace and its user.
type Session struct {
	Env   Env
	Store *model.Store
	Home  *journal.Home
	lock  *flock.Flock
	Title string

	Sample bool
	Dir    string // a folder that is removed when the desk is closed

	swept  sync.Once
	writer writerLock // held over whole transactions: nothing that the window waits for takes it

	mu        sync.Mutex // held for moments only
	listeners []*func([]Changed)
	watching  bool  // other programs' records are announced
	seen      int64 // the newest record that was announced
	visited   Visit // what was seen before this session; nil if nothing was
	visitRead bool
	apart     *Apart       // where the work goes on since the file was displaced
	used      *flock.Flock // held on that copy
	moved     bool         // and was taken elsewhere; read and written by who holds writer
	closed    atomic.Bool

	committing atomic.Bool   // a transaction is being brought to the disk
	recorded   atomic.Bool   // something was recorded in this session
	remarks    atomic.Uint32 // on it
	lateLock   sync.Mutex
	late       error // what failed after that

	doneLock sync.Mutex
	done     []step // what this session recorded, for Undo
}

// Create makes a workspace as Make does, and opens it.
func Create(ctx context.Context, path, name string, env Env) (*Session, error) {
	if err := Make(ctx, path, name, env); err != nil {
		return nil, err
	}
	return Open(ctx, path, env)
}

// Make makes a workspace at path with a log in it under the name given. It is there
// as a whole or not at all, and replaces nothing.
func Make(ctx context.Context, path, name string, env Env) error {
	name = strings.TrimSpace(name)
	if name == "" {
		return &told{"no name given: use --as to say who signs the forecasts", "Say under which name your records are signed"}
	}
	if err := forecaster.CheckTyped(name); err != nil {
		return err
	}
	target, err := files.Behind(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(target); err == nil {
		return files.ExistsError{Path: path}
	}
	for _, tail := range []string{files.Log, files.Journal} {
		if _, err := os.Lstat(target + tail); err == nil {
			return fmt.Errorf("%s is left of a workspace that was here: move it away, or choose another name", path+tail)
		}
	}
	files.Sweep(filepath.Dir(target))
	aside, err := files.TempDir(filepath.Dir(target))
	if err != nil {
		return fmt.Errorf("%s cannot be made (%w): choose a folder that you may write to", path, files.Cause(err))
	}
	defer os.RemoveAll(aside)
	env.Name = name
	made := filepath.Join(aside, filepath.Base(target))
	if err := begin(ctx, made, env); err != nil {
		return err
	}
	return files.Place(made, target)
}

// begin makes a workspace with a log in it, and leaves a single file.
func begin(ctx context.Context, path string, env Env) error {
	home, err := journal.OpenHome(env.State)
	if err != nil {
		return err
	}
	store, err := model.Create(ctx, path)
	if err != nil {
		return err
	}
	defer store.Close()
	d, err := New(store, home, env)
	if err != nil {
		return err
	}
	err = d.Record(ctx, func(*model.Tx, *Author) error { return nil })
	if err = errors.Join(err, d.Late()); err != nil {
		return err
	}
	return store.Settle(ctx)
}

// Open opens the workspace at path, and removes what stopped programs left beside it
// and in the state folder.
func Open(ctx context.Context, path string, env Env) (*Session, error) {
	sweep(path, env.State)
	return open(ctx, path, env, model.Open)
}

// OpenToRead opens the workspace at path to be read, and leaves it as it is.
func OpenToRead(ctx context.Context, path string, env Env) (*Session, error) {
	return open(ctx, path, env, model.OpenToRead)
}

func open(ctx context.Context, path string, env Env, how func(context.Context, string) (*model.Store, error)) (*Session, error) {
	store, err := how(ctx, path)
	if err != nil {
		return nil, err
	}
	home, err := journal.OpenHome(env.State)
	if err == nil {
		var d *Session
		if d, err = New(store, home, env); err == nil {
			return d, nil
		}
	}
	store.Close()
	return nil, err
}

func New(store *model.Store, home *journal.Home, env Env) (*Session, error) {
	if env.Present == nil {
		env.Present = env.Now
	}
	path := store.Path()
	lock := flock.New(folder(home.Dir(), locks, path))
	title := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return &Session{Env: env, Store: store, Home: home, lock: lock, Title: title, writer: newWriterLock()}, nil
}

// Close releases the workspace.
func (d *Session) Close() error {
	var err error
	if ctx := context.Background(); d.watched() && d.Apart() == nil {
		if moved, is := d.displaced(d.Store.InPlace(ctx)); is { // and nobody has noticed yet
			err = d.leaveFile(ctx, moved)
		}
	}
	d.closed.Store(true)
	d.lock.Close()
	err = errors.Join(err, d.Store.Close())
	if d.used != nil {
		err = errors.Join(err, d.used.Close())
	}
	if d.Dir != "" {
		err = errors.Join(err, os.RemoveAll(d.Dir))
	}
	return err
}

// Now is the present for lists, scores and pictures.
func (d *Session) Now() time.Time { return d.Env.Present() }

// Zone is the time zone in which the user's days begin and end.
func (d *Session) Zone() *time.Location { return d.Env.Zone }

// ReadOnly reports whether this user may not write to the workspace.
func (d *Session) ReadOnly() bool { return d.Store.ReadOnly() }

// Path is the path of the workspace.
func (d *Session) Path() string { return d.Store.Path() }

const Day = journal.Instant(24 * 60 * 60 * 1000)
