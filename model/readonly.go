package model

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"weathervane/files"
)

// A ReadOnlyError is that a workspace cannot be changed here.
type ReadOnlyError struct{ Path, What string }

func (e *ReadOnlyError) Error() string {
	return fmt.Sprintf("%s cannot be changed, %s is read-only: copy the workspace to a folder that you may write to", e.Path, e.What)
}

// ErrChanged is that another program changed the file while it was read without
// its locks: what was read may be half of one state and half of another.
var ErrChanged = errors.New("another program changed the workspace while it was read: try again")

// guest reads a workspace and leaves everything where it lies as it is. SQLite
// itself would write beside a file in its write-ahead mode, even to read it, so
// there are three ways (see reach), and what is there decides, again and again:
// others may write where this user may only read.
type guest struct {
	what string // is read-only
	real string // the file itself, behind links

	trying sync.Mutex // one tries changes in a copy at a time

	mu      sync.Mutex
	db      *gorm.DB
	way     way
	seen    sight
	copied  *Store // what is read, or where what is to be rolled back is tried; nil if there was no need
	release func() error
}

type way int

const (
	still  way = iota // nobody has it open: the file is all there is
	shared            // somebody has, or left a log: read along by its index
	apart             // a temporary copy is read
)

// sight reports whether a file, its write-ahead log, that log's index and a rollback
// journal are as they were.
type sight struct{ file, wal, index, journal fs.FileInfo }

func sightOf(path string) (s sight) {
	s.file, _ = os.Stat(path)
	s.wal, _ = os.Stat(path + files.Log)
	s.index, _ = os.Stat(path + files.Index)
	s.journal, _ = os.Stat(path + files.Journal)
	return s
}

func unchanged(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// holds reports whether what was reached in a way at an earlier sight still is
// what there is to read.
func (w way) holds(was, now sight) bool {
	if w == shared { // SQLite sees by itself what is new
		return was.file != nil && now.file != nil && os.SameFile(was.file, now.file) && now.wal != nil && now.index != nil && os.SameFile(was.index, now.index)
	}
	return unchanged(was.file, now.file) && unchanged(was.wal, now.wal) && unchanged(was.journal, now.journal) && (was.index == nil) == (now.index == nil)
}

// OpenToRead opens the workspace at path to be read: it is not brought up to this
// version where another one wrote it, and where this user may not write, nothing
// is written to its folder. Neither is needed to see what it says.
func OpenToRead(ctx context.Context, path string) (*Store, error) {
	if err := recognise(path); err != nil {
		return nil, err
	}
	if barred(path) != "" {
		return visit(ctx, path, barred(path))
	}
	s, err := opened(path)
	if err != nil {
		return nil, err
	}
	current, err := s.current(ctx, s.on().read)
	switch {
	case err == nil && current:
		return s, nil
	case err != nil && !errors.Is(err, ErrNewer):
		s.Close()
		return nil, err
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	return visit(ctx, path, lookedAt)
}

// lookedAt is what is "read-only" where a workspace could be written.
const lookedAt = "what is opened to be read"

// visit opens a workspace as a guest.
func visit(ctx context.Context, path, what string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &Store{guest: &guest{what: what, real: real(abs)}}
	s.open.Store(&connection{path: abs})
	if _, _, err := s.reached(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// real is the file behind links, beside which SQLite keeps its log.
func real(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

// barred says what is read-only, so that the workspace cannot be changed; it is
// empty if nothing is.
func barred(path string) string {
	file := real(path)
	for _, it := range []struct{ path, what string }{{file, "the file"}, {filepath.Dir(file), "its folder"}} {
		medium, ok := mayWrite(it.path)
		switch {
		case medium:
			return "its disk"
		case !ok:
			return it.what
		}
	}
	return ""
}

// Writable is nil, or a *ReadOnlyError where nothing can be recorded.
func (s *Store) Writable() error {
	if s.guest == nil {
		return nil
	}
	return &ReadOnlyError{s.on().path, s.guest.what}
}

// ReadOnly reports whether this user may not write to the workspace.
func (s *Store) ReadOnly() bool { return s.guest != nil && s.guest.what != lookedAt }

// current reports whether this version's tables are in a database; ErrNewer says
// that a later version wrote it.
func (s *Store) current(ctx context.Context, db *gorm.DB) (bool, error) {
	version, err := s.header(ctx, db)
	if err != nil {
		return false, err
	}
	if version > schemaVersion {
		return false, fmt.Errorf("%s: %w", s.on().path, ErrNewer)
	}
	if version < schemaVersion {
		return false, nil
	}
	var projection string
	err = db.WithContext(ctx).Raw("SELECT value FROM settings WHERE name = 'projection'").Scan(&projection).Error
	return projection == fmt.Sprint(projectionVersion), sentence(s.on().path, err)
}

// look runs do in one transaction that reads.
func (s *Store) look(ctx context.Context, do func(*gorm.DB) error) error {
	db, as, err := s.reached(ctx)
	if err != nil {
		return err
	}
	err = db.WithContext(ctx).Transaction(do)
	switch {
	case as != nil && !still.holds(*as, sightOf(s.guest.real)):
		return fmt.Errorf("%s: %w", s.on().path, ErrChanged)
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return sentence(s.on().path, err)
}

// reached is the database to read. If as is not nil, what is read holds only while
// the file is as it was then.
func (s *Store) reached(ctx context.Context) (db *gorm.DB, as *sight, err error) {
	g := s.guest
	if g == nil {
		return s.on().read, nil, nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if now := sightOf(g.real); g.db == nil || !g.way.holds(g.seen, now) {
		if err := g.leave(); err != nil {
			return nil, nil, err
		}
		if err := s.reach(ctx, now); err != nil {
			return nil, nil, errors.Join(err, g.leave())
		}
	}
	if g.way == still {
		seen := g.seen
		return g.db, &seen, nil
	}
	return g.db, nil, nil
}

// reach opens what there is to read: the file alone, if nothing is left to fold
// into it or to be rolled back; the file and its log, read along by the log's index, which tells also
// what others write meanwhile; or a copy of both, where there is no index, or
// another version made the tables.
func (s *Store) reach(ctx context.Context, now sight) (err error) {
	g := s.guest
	g.seen, g.way = now, apart
	switch {
	case now.wal != nil && now.index != nil:
		g.way = shared
		g.db, err = peer(g.real, "&readonly_shm=1")
	case now.journal != nil: // is rolled back in the copy
	case now.wal == nil || now.wal.Size() == 0:
		g.way = still
		g.db, err = peer(g.real, "&immutable=1")
	}
	if err != nil {
		return sentence(s.on().path, err)
	}
	if g.db != nil {
		if current, err := s.current(ctx, g.db); err != nil || current {
			return err
		}
	}
	if err := s.copy(ctx); err != nil {
		return err
	}
	was := g.db
	g.db, g.way = g.copied.on().read, apart
	return shut(was)
}

// peer opens a database that is never written.
func peer(path, options string) (*gorm.DB, error) {
	db, err := gorm.Open(sqlite.Open("file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&_busy_timeout=20000&_cache_size=-32768"+options),
		&gorm.Config{Logger: logger.Discard, SkipDefaultTransaction: true, DisableAutomaticPing: true})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err == nil {
		pool.SetMaxOpenConns(4)
		pool.SetConnMaxIdleTime(idle) // while it is open, whoever writes cannot fold the log on leaving
	}
	return db, err
}

// copy makes the temporary copy and opens it.
func (s *Store) copy(ctx context.Context) (err error) {
	g := s.guest
	dir, release, err := Scratch()
	if err != nil {
		return fmt.Errorf("%s can only be read through a copy, and the folder for temporary files cannot be written (%w): set TMPDIR to another one", s.on().path, files.Cause(err))
	}
	g.release = release
	to := filepath.Join(dir, filepath.Base(g.real))
	if g.way == shared {
		err = sentence(s.on().path, g.db.WithContext(ctx).Exec("VACUUM INTO ?", to).Error)
	} else {
		err = files.CopyDatabase(ctx, g.real, to)
		var about *fs.PathError
		switch {
		case err == nil || ctx.Err() != nil:
		case errors.As(err, &about) && strings.HasPrefix(about.Path, to):
			err = fmt.Errorf("%s cannot be copied to be read: make room in %s, or set TMPDIR to another folder (%w)", s.on().path, filepath.Dir(dir), files.Cause(err))
		default:
			err = fmt.Errorf("%s cannot be read (%w): ask whom it belongs to", s.on().path, files.Cause(err))
		}
		if err == nil && !still.holds(g.seen, sightOf(g.real)) {
			err = fmt.Errorf("%s: %w", s.on().path, ErrChanged)
		}
	}
	if err == nil {
		g.copied, err = Open(ctx, to)
	}
	return err
}

// aside runs try on a copy of what there is now, in which changes can be made.
func (s *Store) aside(ctx context.Context, try func(*Store) error) error {
	g := s.guest
	g.trying.Lock()
	defer g.trying.Unlock()
	if _, _, err := s.reached(ctx); err != nil {
		return err
	}
	if err := g.fresh(ctx, s); err != nil {
		return err
	}
	return try(g.copied)
}

// fresh makes a copy to try changes in, unless there is one that is up to date.
func (g *guest) fresh(ctx context.Context, s *Store) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.copied != nil && g.way != shared {
		return nil
	}
	if g.copied != nil {
		if err := errors.Join(g.copied.Close(), g.release()); err != nil {
			return err
		}
		g.copied, g.release = nil, nil
	}
	return s.copy(ctx)
}

func (g *guest) close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.leave()
}

// leave closes what is read, and removes the copy.
func (g *guest) leave() (err error) {
	if g.copied != nil {
		err = g.copied.Close()
	} else {
		err = shut(g.db)
	}
	if g.copied != nil && g.way != apart {
		err = errors.Join(err, shut(g.db))
	}
	if g.release != nil {
		err = errors.Join(err, g.release())
	}
	g.db, g.copied, g.release = nil, nil, nil
	return err
}

func shut(db *gorm.DB) error {
	if db == nil {
		return nil
	}
	pool, err := db.DB()
	if err == nil {
		err = pool.Close()
	}
	return err
}
