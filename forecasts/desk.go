// Package forecasts is what the program does: the desk, with one method for each
// use case. The window and the commands both use it, and neither knows how a
// record is written.
//
// A use case checks what it is given, writes records in one transaction and
// announces what changed. What people see is read from the projected tables and
// never kept in memory between calls.
package forecasts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"
	"github.com/gofrs/flock"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Env is what the desk takes from its surroundings, so that tests and the sample
// can supply their own.
type Env struct {
	Now     func() time.Time // the clock that dates records
	Present func() time.Time // the present for lists, scores and pictures; Now if nil
	Random  io.Reader        // salts and, on first use, the key
	State   string           // the user's state folder
	Zone    *time.Location   // the time zone, in which days begin and end
	Program string           // the program named in log.opened
	Name    string           // the name for a log that must be opened when none is given
}

// DefaultEnv is this user's: the machine's clock and zone, the state folder.
func DefaultEnv() Env {
	name := "Forecaster"
	if u, err := user.Current(); err == nil && u.Username != "" {
		name = u.Username
	}
	return Env{
		Now: time.Now, Random: rand.Reader, State: filepath.Join(xdg.StateHome, "weathervane"),
		Zone: time.Local, Program: "Weathervane " + Version, Name: name,
	}
}

// Version of the program.
const Version = "0.1.0"

// Desk is an open workspace and its user.
type Desk struct {
	env   Env
	store *model.Store
	home  *journal.Home
	lock  *flock.Flock
	title string

	sample bool
	dir    string // a folder that is removed when the desk is closed

	writer writerLock // held over whole transactions: nothing that the window waits for takes it

	mu        sync.Mutex // held for moments only
	listeners []*func([]Changed)
	watching  bool  // other programs' records are announced
	seen      int64 // the newest record that was announced
	visited   Visit // what was seen before this session; nil if nothing was
	visitRead bool

	doneLock sync.Mutex
	done     []step // what this session recorded, for Undo

	standing atomic.Pointer[recalled[*scoring]] // what was last read for scoring
	vouched  atomic.Pointer[recalled[*scoring]] // and of what others had witnessed alone
	parted   atomic.Pointer[parted]             // what was last scored of it
	drawn    score.Memory                       // and drawn of that
	heads    atomic.Pointer[recalled[[]ArticleRow]]
	tracks   atomic.Pointer[recalled[EvidenceTracks]]
	fallen   atomic.Pointer[recalled[[]Leaning]]
	earlier  earlier // the day of the last as-of view
}

// Create makes a workspace at path and opens a log in it under the name given.
func Create(ctx context.Context, path, name string, env Env) (*Desk, error) {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil, fmt.Errorf("no name given: use --as to say who signs the forecasts")
	}
	home, err := journal.OpenHome(env.State)
	if err != nil {
		return nil, err
	}
	store, err := model.Create(ctx, path)
	if err != nil {
		return nil, err
	}
	d, err := sit(store, home, env)
	if err == nil {
		d.env.Name = name
		err = d.record(ctx, func(*model.Tx, *author) error { return nil })
	}
	if err != nil {
		store.Close()
		os.Remove(path)
		return nil, err
	}
	return d, nil
}

// Open opens the workspace at path.
func Open(ctx context.Context, path string, env Env) (*Desk, error) {
	store, err := model.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	home, err := journal.OpenHome(env.State)
	if err == nil {
		var d *Desk
		if d, err = sit(store, home, env); err == nil {
			return d, nil
		}
	}
	store.Close()
	return nil, err
}

func sit(store *model.Store, home *journal.Home, env Env) (*Desk, error) {
	if env.Present == nil {
		env.Present = env.Now
	}
	locks := filepath.Join(home.Dir(), "locks")
	if err := os.MkdirAll(locks, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder %s: %w", locks, err)
	}
	path := store.Path()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	sum := sha256.Sum256([]byte(path))
	lock := flock.New(filepath.Join(locks, hex.EncodeToString(sum[:12])))
	title := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	return &Desk{env: env, store: store, home: home, lock: lock, title: title, writer: newWriterLock()}, nil
}

// Close closes the workspace.
func (d *Desk) Close() error {
	d.lock.Close()
	err := errors.Join(d.earlier.close(), d.store.Close())
	if d.dir != "" {
		err = errors.Join(err, os.RemoveAll(d.dir))
	}
	return err
}

// Now is the present for lists, scores and pictures.
func (d *Desk) Now() time.Time { return d.env.Present() }

// Zone is the time zone in which the user's days begin and end.
func (d *Desk) Zone() *time.Location { return d.env.Zone }

// Path is the path of the workspace.
func (d *Desk) Path() string { return d.store.Path() }

// kinds are the words for what a reference may refer to.
var kinds = map[string]string{
	"question": journal.QuestionAsked, "article": journal.ArticleAdded, "finding": journal.FindingFiled,
	"forecast": journal.ForecastMade, "scenarios": journal.ScenariosFramed,
	"scenario set": journal.ScenariosFramed, "signpost": journal.SignpostPlaced,
}

// Find returns the id that a reference names: an id, a prefix of at least 8
// digits that fits one, or the exact title of a question, article or scenario
// set. An empty kind finds any record.
func (d *Desk) Find(ctx context.Context, kind, ref string) (found ID, err error) {
	word := kind
	if word == "" {
		word = "record"
	}
	var ids []ID
	err = d.store.View(ctx, func(r model.Reader) error {
		ids, err = d.candidates(r, kind, strings.TrimSpace(ref))
		return err
	})
	switch {
	case err != nil:
		return ID{}, err
	case len(ids) == 0:
		return ID{}, fmt.Errorf("no %s matches %q: give an id, at least 8 digits of one, or an exact title", word, ref)
	case len(ids) > 1:
		return ID{}, fmt.Errorf("%q matches several: %s; give more digits of the id", ref, shorten(ids))
	}
	return ids[0], nil
}

func shorten(ids []ID) string {
	var all []string
	for _, id := range ids[:min(len(ids), 5)] {
		all = append(all, id.String()[:12])
	}
	return strings.Join(all, ", ")
}

func (d *Desk) candidates(r model.Reader, kind, ref string) ([]ID, error) {
	var of []string
	if k := kinds[kind]; k != "" {
		of = []string{k}
	}
	if len(ref) >= 8 && len(ref) <= 64 && strings.Trim(ref, "0123456789abcdef") == "" {
		ids, err := r.Prefixed(ref, of...)
		for i := range ids {
			if err == nil && kind == "question" {
				ids[i], err = r.Canonical(ids[i])
			}
		}
		if err != nil || len(ids) > 0 {
			return slices.Compact(ids), err
		}
	}
	var ids []ID
	if kind == "" || kind == "question" {
		rows, err := r.QuestionsTitled(ref)
		if err != nil {
			return nil, err
		}
		for _, q := range rows {
			ids = append(ids, ID(q.ID))
		}
	}
	if kind == "" || kind == "article" {
		rows, err := r.ArticlesTitled(ref)
		if err != nil {
			return nil, err
		}
		for _, a := range rows {
			ids = append(ids, ID(a.ID))
		}
	}
	if kind == "" || kind == "scenario set" {
		titled, err := r.ScenarioSetsTitled(ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, titled...)
	}
	return ids, nil
}
