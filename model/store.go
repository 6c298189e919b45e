// Package model is the workspace's database: it keeps the records as they are and
// projects their meaning into tables that can be dropped and rebuilt.
//
// Every change goes through Store.Update: one transaction that adds records,
// notes which entities they touch, and folds each touched entity once from all
// records about it. A fold reads the set of records and nothing else, so that
// tables are the same in whatever order the records arrived.
package model

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"

	"gorm.io/gorm"

	"weathervane/files"
)

// Store is an open workspace.
type Store struct {
	open  atomic.Pointer[connection]
	guest *guest // reads what is read-only; nothing is open for writing then
}

// on is the file that the store works on.
func (s *Store) on() *connection { return s.open.Load() }

func opened(path string) (*Store, error) {
	c, err := connect(path)
	if err != nil {
		return nil, err
	}
	s := &Store{}
	s.open.Store(c)
	return s, nil
}

// ErrNewer is a workspace that a later version of the program has written.
var ErrNewer = errors.New("the workspace was written by a newer version of Weathervane: open it with that version")

// Create makes a workspace at path, which must not exist.
func Create(ctx context.Context, path string) (*Store, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	switch {
	case errors.Is(err, os.ErrExist):
		return nil, fmt.Errorf("%s exists already: choose another name, or open it", path)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be made (%w): choose a folder that you may write to", path, files.Cause(err))
	}
	f.Close()
	s, err := opened(path)
	if err != nil {
		return nil, errors.Join(err, os.Remove(path))
	}
	err = s.migrate(ctx, 0)
	if err == nil {
		// The file's own first bytes must name it a workspace from now on.
		err = s.on().write.WithContext(ctx).Exec("PRAGMA wal_checkpoint(TRUNCATE)").Error
	}
	if err != nil {
		s.Close()
		return nil, errors.Join(err, os.Remove(path))
	}
	return s, nil
}

// Open opens the workspace at path and refuses anything else. One that this user
// may not write to is opened to be read.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := recognise(path); err != nil {
		return nil, err
	}
	if what := barred(path); what != "" {
		return visit(ctx, path, what)
	}
	s, err := opened(path)
	if err != nil {
		return nil, err
	}
	version, err := s.version(ctx)
	if err == nil && version > schemaVersion {
		err = fmt.Errorf("%s: %w", path, ErrNewer)
	}
	if err == nil && version < schemaVersion {
		err = s.migrate(ctx, version)
	}
	if err == nil {
		err = s.refresh(ctx)
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// recognise tells a workspace by its header, and leaves the file as it is. Only
// SQLite may open it: POSIX locks that this program holds on the file would end when
// anything else in the program closed it.
func recognise(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s does not exist: make a workspace with \"weathervane new\"", path)
	case err != nil:
		return fmt.Errorf("%s cannot be read (%w)", path, files.Cause(err))
	case info.IsDir():
		return fmt.Errorf("%s is a folder: give a workspace file", path)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file: give a workspace file", path)
	}
	if err := files.CheckTails(path); err != nil {
		return err
	}
	id, err := idInFile(path)
	switch {
	case errors.Is(err, errUnfolded):
		return nil // with its log it is whole, and told by that
	case err != nil && strings.Contains(err.Error(), "unable to open"):
		return fmt.Errorf("%s cannot be read: ask for permission to read it (%w)", path, err)
	case err != nil || id == 0 && info.Size() == 0:
		return fmt.Errorf("%s is not a workspace: expected a .vane file made by \"weathervane new\"", path)
	case id != applicationID:
		return foreign(path)
	}
	return nil
}

// errUnfolded is of a file that is not whole by itself: folding its log into it was
// interrupted, or goes on.
var errUnfolded = errors.New("not whole without its log")

// idInFile reads whose database a file is, past everything that SQLite keeps in
// memory. Another program may be folding its log into the file: what was read while
// that changed says nothing.
func idInFile(path string) (id uint32, err error) {
	for tries := 1; ; tries++ {
		was := sightOf(real(path))
		err = lying(path, func(db *gorm.DB) error { return db.Raw("PRAGMA application_id").Scan(&id).Error })
		switch {
		case err == nil || still.holds(was, sightOf(real(path))) && !unfolded(path):
			return id, err
		case unfolded(path) || tries == mostLooks:
			return 0, errUnfolded
		}
	}
}

// Path is where the workspace lies.
func (s *Store) Path() string { return s.on().path }

// Close releases the file.
func (s *Store) Close() error {
	if s.guest != nil {
		return s.guest.close()
	}
	err := s.on().close()
	s.sweepLeft()
	return err
}

func (s *Store) version(ctx context.Context) (int, error) { return s.header(ctx, s.on().read) }

// header gives the schema that a database has, as everything that is committed says;
// another program's database is an error.
func (s *Store) header(ctx context.Context, db *gorm.DB) (schema int, err error) {
	var id uint32
	err = db.WithContext(ctx).Raw("PRAGMA application_id").Scan(&id).Error
	if err == nil {
		err = db.WithContext(ctx).Raw("PRAGMA user_version").Scan(&schema).Error
	}
	if err == nil && id != applicationID {
		return 0, foreign(s.on().path)
	}
	return schema, sentence(s.on().path, err)
}

func foreign(path string) error {
	return fmt.Errorf("%s is a database of another program: expected a .vane file made by \"weathervane new\"", path)
}

// unfolded reports whether something lies beside a database without which it is not
// whole: its write-ahead log, or what is to be rolled back.
func unfolded(path string) bool {
	s := sightOf(real(path))
	return s.wal != nil && s.wal.Size() > 0 || s.journal != nil
}

// migrate brings the tables from a schema to this version's, with what is derived
// in them, in one transaction: where it is cancelled, the earlier version can
// still open the workspace.
func (s *Store) migrate(ctx context.Context, from int) error {
	return s.Update(ctx, func(t *Tx) error {
		for i := from; i < schemaVersion; i++ {
			if err := t.script(migrations[i]); err != nil {
				return err
			}
		}
		if err := t.rebuild(); err != nil {
			return err
		}
		if from > 0 {
			if err := t.SetSetting(UpgradedFrom, fmt.Sprint(from)); err != nil {
				return err
			}
		}
		return t.script(fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d;", applicationID, schemaVersion))
	})
}

// refresh builds the projected tables again where another version made them.
func (s *Store) refresh(ctx context.Context) error {
	v, err := s.Setting(ctx, "projection")
	if err != nil || v == fmt.Sprint(projectionVersion) {
		return err
	}
	return s.Rebuild(ctx)
}

// Setting is a value that belongs to this workspace alone and to no record.
func (s *Store) Setting(ctx context.Context, name string) (string, error) {
	var v string
	return v, s.look(ctx, func(db *gorm.DB) error {
		return db.Raw("SELECT value FROM settings WHERE name = ?", name).Scan(&v).Error
	})
}

// Newest is the number of the newest record. It grows whenever someone, also in
// another program, adds a record or shows one that was withheld.
func (s *Store) Newest(ctx context.Context) (int64, error) {
	var v sql.NullInt64
	err := s.look(ctx, func(db *gorm.DB) error {
		return db.Raw("SELECT MAX(num) + (SELECT SUM(size) FROM logs) - (SELECT COUNT(*) FROM records WHERE line IS NULL) FROM records").Scan(&v).Error
	})
	return v.Int64, err
}

// sentence turns what SQLite says into what a person can act on.
func sentence(path string, err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	switch {
	case strings.Contains(text, "readonly"), strings.Contains(text, "unable to open database file"):
		return fmt.Errorf("%s cannot be written: it or its folder is read-only; copy it to a folder that you may write to (%w)", path, err)
	case strings.Contains(text, "database is locked"):
		return fmt.Errorf("%s is in use by another program that does not let go: close it and try again (%w)", path, err)
	case strings.Contains(text, "disk is full"):
		return fmt.Errorf("the disk is full: nothing of this change was written; make room and try again (%w)", err)
	case strings.Contains(text, "malformed"), strings.Contains(text, "not a database"):
		return fmt.Errorf("%s is damaged: run \"weathervane check\", or restore a backup (%w)", path, err)
	}
	return err
}

// Records is how many records the workspace has.
func (s *Store) Records(ctx context.Context) (n int64, err error) {
	err = s.on().read.WithContext(ctx).Raw("SELECT COUNT(*) FROM records").Scan(&n).Error
	return n, sentence(s.on().path, err)
}

// IsWorkspace reports whether the file at path is a workspace.
func IsWorkspace(path string) bool { return recognise(path) == nil }
