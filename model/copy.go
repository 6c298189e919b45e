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

// CountRecords tells how many records a workspace has that nobody writes to; it
// leaves the file and its folder as they are.
func CountRecords(path string) (n int64, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return 0, err
	}
	db, err := gorm.Open(sqlite.Open("file:"+(&url.URL{Path: abs}).EscapedPath()+"?mode=ro&immutable=1"), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return 0, sentence(path, err)
	}
	pool, err := db.DB()
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	return n, sentence(path, db.Raw("SELECT COUNT(*) FROM records").Scan(&n).Error)
}

// CopyTo writes the workspace as it stands, the write-ahead log included, to a
// new file, synced to the disk.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if err := s.write.WithContext(ctx).Exec("VACUUM INTO ?", path).Error; err != nil {
		return sentence(s.path, err)
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
	pool, err := s.read.DB()
	if err == nil {
		err = pool.Close()
	}
	if err != nil {
		return err
	}
	db := s.write.WithContext(ctx)
	if err := db.Exec("PRAGMA busy_timeout = 200").Error; err != nil {
		return sentence(s.path, err)
	}
	var mode string
	err = db.Raw("PRAGMA journal_mode = DELETE").Scan(&mode).Error
	switch {
	case err != nil && strings.Contains(err.Error(), "locked"), err == nil && mode != "delete":
		return fmt.Errorf("%s: %w", s.path, ErrInUse)
	}
	return err
}
