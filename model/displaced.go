package model

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"gorm.io/gorm"

	"weathervane/files"
)

// Displacement is what happened to the file of an open workspace.
type Displacement string

// The displacements.
const (
	Gone        Displacement = "gone"        // there is no file at its path any more
	Replaced    Displacement = "replaced"    // another file is there
	Overwritten Displacement = "overwritten" // another program wrote other content into it
	Unreachable Displacement = "unreachable" // the folder or the medium does not answer
)

// Displaced is that the file of an open workspace is no longer what was opened.
// Nothing was written to it since.
type Displaced struct {
	Path string
	How  Displacement
}

func (d *Displaced) Error() string {
	what := "is not there any more: it was moved or deleted"
	switch d.How {
	case Replaced:
		what = "was replaced by another file"
	case Overwritten:
		what = "was overwritten by another program"
	case Unreachable:
		what = "cannot be reached any more"
	}
	return fmt.Sprintf("%s %s while it was open; nothing was recorded: run the command again on the file that you want", d.Path, what)
}

// inPlace is a *Displaced error where the file that was opened is not at its path.
func (c *connection) inPlace() error {
	now, err := os.Stat(c.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Displaced{c.path, Gone}
	case err != nil:
		return &Displaced{c.path, Unreachable}
	case !os.SameFile(now, c.file):
		return &Displaced{c.path, Replaced}
	}
	return nil
}

// The stamp is a setting that every commit changes. It tells content that another
// program copied over the file from what was committed through SQLite.
const stamp = "stamp"

func (t *Tx) stamp() (value string, err error) {
	var b [8]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	value = hex.EncodeToString(b[:])
	return value, t.SetSetting(stamp, value)
}

// stampSeen is the stamp as SQLite sees it.
func stampSeen(db *gorm.DB) (value string, err error) {
	err = db.Raw("SELECT value FROM settings WHERE name = ?", stamp).Scan(&value).Error
	return value, err
}

// intact is inPlace, and looks into the file where it changed since the last drain: what
// stands there must be what was committed, here or by another connection. db is that
// of writes.
func (c *connection) intact(db *gorm.DB) error {
	if err := c.inPlace(); err != nil {
		return err
	}
	c.mu.Lock()
	was, since := c.rest, c.since
	c.mu.Unlock()
	for tries := 1; ; tries++ {
		now, err := os.Stat(c.path)
		if err != nil || was == (resting{}) || was.looks(now) {
			return nil
		}
		there, err := c.stampInFile()
		drained := c.walBytes() == 0
		as, err2 := c.layoutInFile()
		if err = errors.Join(err, err2); err == nil && was.committed(there, as, since) {
			if !drained {
				return nil
			}
			c.doubt()
			return c.restAs(now, db)
		}
		version, err2 := dataVersion(db)
		if err = errors.Join(err, err2); err == nil && version != was.version { // another program committed
			if here, err := stampSeen(db); err == nil && (here == there || !drained) {
				return nil
			}
		}
		if version == was.version || tries == mostLooks {
			return &Displaced{c.path, Overwritten}
		}
		time.Sleep(lookAgain) // another program may be folding its log into the file
	}
}

// committed reports whether a stamp and a layout that lie in the file were committed
// here: before the file came to rest, or since.
func (r resting) committed(stamp string, as layout, since []string) bool {
	return stamp == r.stamp && as == r.layout || slices.Contains(since, stamp) && as.changes() >= r.layout.changes()
}

// doubt has what was opened opened again, before it is used next, because the same
// content was perhaps written into the file once more: a connection that read while it
// was half written may remember that.
func (c *connection) doubt() {
	c.mu.Lock()
	c.doubted = true
	c.mu.Unlock()
	if pool, err := c.read.DB(); err == nil {
		pool.SetMaxIdleConns(0)
		pool.SetMaxIdleConns(readers)
	}
}

// settle closes the connection for writing after a transaction, where it is in doubt.
func (c *connection) settle() {
	c.mu.Lock()
	doubted := c.doubted
	if c.doubted = false; doubted {
		c.rest = resting{} // data_version is the connection's own
	}
	c.mu.Unlock()
	if pool, err := c.write.DB(); doubted && err == nil {
		pool.SetMaxIdleConns(0)
		pool.SetMaxIdleConns(1)
	}
}

// How often, and after how long, a file is looked into again that another program may
// be folding its log into.
const (
	mostLooks = 10
	lookAgain = 20 * time.Millisecond
)

// stampInFile reads the stamp past everything that SQLite keeps in memory.
func (c *connection) stampInFile() (value string, err error) {
	err = lying(c.path, func(db *gorm.DB) (err error) {
		value, err = stampSeen(db)
		return err
	})
	return value, err
}

// Drain folds the write-ahead log into the file, so that a plain copy of the file has
// all that was committed. It waits for nobody: done is false where somebody still
// reads what was there before.
func (s *Store) Drain(ctx context.Context) (done bool, err error) {
	if s.guest != nil {
		return true, nil
	}
	return s.on().drain(ctx)
}

// InPlace is a *Displaced error where the file is no longer what was opened.
func (s *Store) InPlace(ctx context.Context) error {
	if s.guest != nil {
		return nil // it looks again each time
	}
	c := s.on()
	return c.intact(c.write.WithContext(ctx))
}

// left are connections to files that were displaced. They stay open until the
// program ends: SQLite would fold a write-ahead log into them when they are closed,
// which by then may be another file's, and remove it.
var left sync.Map

// ContinueWith has the store continue with another file, a copy of what it had. What is
// being read from the former one ends undisturbed; nothing there is touched again. How
// is what happened to the former one.
func (s *Store) ContinueWith(ctx context.Context, path string, how Displacement) error {
	c, err := connect(path)
	if err != nil {
		return err
	}
	was := s.open.Swap(c)
	if how == Overwritten {
		return was.forget(ctx)
	}
	was.leave(ctx)
	left.Store(was, s)
	return nil
}

// sweepLeft removes what SQLite kept beside files that this store left, where it is
// empty and nobody uses it.
func (s *Store) sweepLeft() {
	left.Range(func(c, of any) bool {
		if c := c.(*connection); of == s && c.walBytes() == 0 {
			if now, err := os.Stat(c.real); (err != nil || !files.Held(now)) && !usedElsewhere(c.real+files.Index) {
				c.removeLogs()
			}
		}
		return true
	})
}

// leave folds what this program committed last into the file, wherever it is now, so
// that no write-ahead log is left beside a file that it does not belong to. Where
// another program wrote in between, the log may be of the other file, and stays.
func (c *connection) leave(ctx context.Context) {
	if c.walBytes() > 0 {
		c.mu.Lock()
		since := c.since
		c.mu.Unlock()
		if seen, err := stampSeen(c.write.WithContext(ctx)); err != nil || len(since) == 0 || seen != since[len(since)-1] {
			return
		}
		if done, err := c.checkpoint(ctx); err != nil || !done {
			return
		}
	}
	var d *Displaced
	if err := c.inPlace(); errors.As(err, &d) && d.How == Gone {
		c.removeLogs()
	}
}

// forget closes a file that was overwritten. Its write-ahead log belongs to what was
// there before, and is emptied so that SQLite cannot fold it into what is there now.
func (c *connection) forget(ctx context.Context) error {
	if err := os.Truncate(c.real+files.Log, 0); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	_ = c.close() // it can only say that there is nothing to fold
	for _, db := range []*gorm.DB{c.read, c.write} {
		pool, err := db.DB()
		for err == nil && pool.Stats().OpenConnections > 0 { // which are read from until their readers end
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(lookAgain):
			}
		}
	}
	c.removeLogs()
	return nil
}

// removeLogs removes what SQLite keeps beside the file, and is empty.
func (c *connection) removeLogs() {
	for _, end := range []string{files.Log, files.Index} {
		_ = os.Remove(c.real + end)
	}
}

// Whereabouts is where the file that was opened is now, if it is in the same folder
// or the system knows; empty if not.
func (s *Store) Whereabouts() string {
	c := s.on()
	is := func(path string) bool {
		info, err := os.Stat(path)
		return err == nil && os.SameFile(info, c.file)
	}
	if is(c.path) {
		return c.path
	}
	dir := filepath.Dir(c.path)
	beside, _ := os.ReadDir(dir) // a folder that cannot be read has nothing to tell
	for _, e := range beside {
		if path := filepath.Join(dir, e.Name()); e.Type().IsRegular() && is(path) {
			return path
		}
	}
	const open = "/proc/self/fd"
	descriptors, _ := os.ReadDir(open) // of Linux alone
	for _, e := range descriptors {
		if link := filepath.Join(open, e.Name()); is(link) {
			if path, err := os.Readlink(link); err == nil && is(path) {
				return path
			}
		}
	}
	return ""
}
