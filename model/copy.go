package model

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// lying asks a database as it lies on the disk, without its write-ahead log, and
// leaves it and its folder as they are.
func lying(path string, ask func(*gorm.DB) error) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	db, err := gorm.Open(sqlite.Open("file:"+(&url.URL{Path: abs}).EscapedPath()+"?mode=ro&immutable=1"), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return err
	}
	pool, err := db.DB()
	if err != nil {
		return err
	}
	defer pool.Close()
	return ask(db)
}

// CountRecords tells how many records a workspace has that nobody writes to; it
// leaves the file and its folder as they are.
func CountRecords(path string) (n int64, err error) {
	err = lying(path, func(db *gorm.DB) error { return db.Raw("SELECT COUNT(*) FROM records").Scan(&n).Error })
	return n, sentence(path, err)
}

// CopyTo writes the workspace as it stands, the write-ahead log included, to a
// new file, synced to the disk.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	from, as := s.on().write, (*sight)(nil)
	if s.guest != nil {
		var err error
		if from, as, err = s.reached(ctx); err != nil {
			return err
		}
		if s.guest.way == apart {
			from = s.guest.copied.on().write // a connection that only reads writes no copy either
		}
	}
	if err := from.WithContext(ctx).Exec("VACUUM INTO ?", path).Error; err != nil {
		return sentence(s.on().path, err)
	}
	if as != nil && !still.holds(*as, sightOf(s.guest.real)) {
		return fmt.Errorf("%s: %w", s.on().path, ErrChanged)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// ErrInUse is that another program has the workspace open.
var ErrInUse = errors.New("another program has the workspace open: close it and try again")

// Settle folds the write-ahead log into the file and gives up the mode in which
// several programs may read and write: that is possible only while none has the
// file open, so it reports whether one has. The store is useless afterwards.
func (s *Store) Settle(ctx context.Context) error {
	if err := s.Writable(); err != nil {
		return err
	}
	pool, err := s.on().read.DB()
	if err == nil {
		err = pool.Close()
	}
	if err != nil {
		return err
	}
	db := s.on().write.WithContext(ctx)
	if err := db.Exec("PRAGMA busy_timeout = 200").Error; err != nil {
		return sentence(s.on().path, err)
	}
	var mode string
	err = db.Raw("PRAGMA journal_mode = DELETE").Scan(&mode).Error
	switch {
	case err != nil && strings.Contains(err.Error(), "locked"), err == nil && mode != "delete":
		return fmt.Errorf("%s: %w", s.on().path, ErrInUse)
	}
	return err
}
