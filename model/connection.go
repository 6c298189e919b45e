package model

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"weathervane/files"
)

// A connection is one workspace file, open. It knows which file it opened, so that
// it never writes to another one that came under its name.
type connection struct {
	path        string
	real        string      // with links followed: SQLite keeps its other files beside it
	file        os.FileInfo // as it was opened
	read, write *gorm.DB
	raw         *os.File // to read the header of the file; closed after SQLite has closed it
	release     func()   // lets this program open the file in other ways again

	mu      sync.Mutex
	rest    resting  // as the last drain left the file
	since   []string // the stamps of this program's commits since then
	doubted bool     // the connection for writing may remember what is not so
}

// resting is a file while its write-ahead log is empty: from outside, and as SQLite
// sees it. The version is the connection's data_version, which changes when another
// connection commits.
type resting struct {
	size    int64
	at      time.Time
	stamp   string
	layout  layout
	version int64
}

// layout is what SQLite's header counts: the changes of the header itself, the pages
// and the free ones. Two files of the same content differ in it, unless one is an exact
// copy of the other.
type layout [16]byte

// changes is how often the header was changed.
func (l layout) changes() uint32 { return binary.BigEndian.Uint32(l[:4]) }

// layoutInFile is the layout as it lies on the disk.
func (c *connection) layoutInFile() (l layout, err error) {
	_, err = c.raw.ReadAt(l[:], 24) // https://www.sqlite.org/fileformat2.html, 1.3
	return l, err
}

// looks reports whether the file looks as it did.
func (r resting) looks(info os.FileInfo) bool {
	return r.size == info.Size() && r.at.Equal(info.ModTime())
}

// restAs keeps what the file now is.
func (c *connection) restAs(info os.FileInfo, db *gorm.DB) error {
	r := resting{size: info.Size(), at: info.ModTime()}
	var err error
	if r.stamp, err = stampSeen(db); err == nil {
		r.version, err = dataVersion(db)
	}
	if err == nil {
		r.layout, err = c.layoutInFile()
	}
	if err == nil {
		c.mu.Lock()
		c.rest, c.since = r, nil
		c.mu.Unlock()
	}
	return err
}

func dataVersion(db *gorm.DB) (v int64, err error) {
	err = db.Raw("PRAGMA data_version").Scan(&v).Error
	return v, err
}

// connect opens the file at path, which must be there. SQLite opens it once more for each
// connection of the pools; a file that took its place is refused.
func connect(path string) (*connection, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	c := &connection{path: abs}
	if c.real, err = filepath.EvalSymlinks(abs); err != nil {
		return nil, err
	}
	if c.file, err = os.Stat(abs); err != nil {
		return nil, err
	}
	if c.raw, err = os.Open(abs); err != nil {
		return nil, err
	}
	c.release = files.Hold(c.file)
	if c.write, err = c.pool("mode=rw&_journal_mode=WAL&_busy_timeout=20000&_synchronous=FULL&_cache_size=-65536&_mutex=no", 1); err != nil {
		return nil, errors.Join(err, c.close())
	}
	if c.read, err = c.pool("mode=rw&_journal_mode=WAL&_busy_timeout=20000&_query_only=1&_cache_size=-32768&_mutex=no", readers); err != nil {
		return nil, errors.Join(err, c.close())
	}
	if err := c.sweep(); err != nil {
		return nil, errors.Join(err, c.close())
	}
	return c, nil
}

// readers is how many connections read at the same time.
const readers = 4

// pool opens the file for as many connections as are given.
func (c *connection) pool(options string, connections int) (*gorm.DB, error) {
	p := sql.OpenDB(opener{c, "file:" + (&url.URL{Path: c.path}).EscapedPath() + "?" + options})
	p.SetMaxOpenConns(connections)
	p.SetMaxIdleConns(connections)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: p}), &gorm.Config{
		Logger: logger.Discard, SkipDefaultTransaction: true, DisableAutomaticPing: true,
	})
	if err != nil {
		return nil, errors.Join(sentence(c.path, err), p.Close())
	}
	return db, nil
}

// statements prepares and runs SQL in one transaction.
type statements interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// immediately runs do in a transaction that has the write lock from its beginning,
// and commits, or undoes what do did where it fails. It is begun by hand: a
// transaction of database/sql starts a goroutine for each query, which costs ten times
// what a query for one row does.
func (c *connection) immediately(ctx context.Context, do func(*gorm.DB, statements) error) error {
	return c.write.WithContext(ctx).Connection(func(db *gorm.DB) error {
		conn, ok := db.Statement.ConnPool.(*sql.Conn)
		if !ok {
			return errors.New("model: GORM gave no plain connection")
		}
		calm := context.WithoutCancel(ctx)
		if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		open := true
		defer func() {
			if open {
				_, _ = conn.ExecContext(calm, "ROLLBACK") // what failed is told; SQLite may have undone everything itself
			}
		}()
		if err := do(db.Session(&gorm.Session{NewDB: true, Context: ctx}), conn); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := conn.ExecContext(calm, "COMMIT")
		open = err != nil
		return err
	})
}

// opener makes the connections of a pool.
type opener struct {
	c    *connection
	name string
}

// Connect opens the file once more, if it is still the one that was opened first.
func (o opener) Connect(context.Context) (driver.Conn, error) {
	if err := o.c.inPlace(); err != nil {
		return nil, err
	}
	conn, err := o.Driver().Open(o.name)
	if err != nil {
		return nil, err
	}
	if err := o.c.inPlace(); err != nil { // the other file may be what was opened
		strangers.Store(conn, nil)
		return nil, err
	}
	return conn, nil
}

// strangers are connections that may be of a file that took the place of another one
// while it was opened. They stay open until the program ends: SQLite would fold a
// write-ahead log into that file which is not its own.
var strangers sync.Map

func (o opener) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

func (c *connection) close() error {
	if c.release != nil { // a guest reads without locks
		defer c.letGo()
	}
	if c.raw != nil && c.write != nil && c.walBytes() > 0 {
		// By itself SQLite would not fold the log into a file that was moved, and would
		// leave it for another file that takes its place. Where somebody else reads, that
		// one will fold it.
		_, _ = c.checkpoint(context.Background())
	}
	var all []error
	for _, db := range []*gorm.DB{c.read, c.write} {
		if db == nil {
			continue
		}
		pool, err := db.DB()
		if err == nil {
			err = pool.Close()
		}
		all = append(all, err)
	}
	if c.raw != nil && c.inPlace() != nil && c.walBytes() == 0 && !usedElsewhere(c.real+files.Index) {
		c.removeLogs()
	}
	return errors.Join(all...)
}

// letGo ends what keeps the file from being opened in other ways. The descriptor stays
// where this program has the file open once more: closing it would end SQLite's locks.
func (c *connection) letGo() {
	c.release()
	if c.raw != nil && !files.Held(c.file) {
		c.raw.Close()
	}
}

// walBytes is how long the write-ahead log is. It asks for the length alone: a file
// that this program opens and closes beside SQLite loses its locks.
func (c *connection) walBytes() int64 {
	info, err := os.Stat(c.real + files.Log)
	if err != nil {
		return 0
	}
	return info.Size()
}

// sweep removes a rollback journal that has nothing to roll back: a program was killed
// when it had begun to write one, before it changed the file. SQLite rolls back
// what it must when it opens the file, and leaves the rest. Who has the file open in
// write-ahead mode lets nobody write another journal.
func (c *connection) sweep() error {
	if _, err := os.Lstat(c.real + files.Journal); err != nil {
		return nil //nolint:nilerr // there is none
	}
	var mode string
	if err := c.write.Raw("PRAGMA journal_mode").Scan(&mode).Error; err != nil || mode != "wal" {
		return sentence(c.path, err)
	}
	if err := os.Remove(c.real + files.Journal); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func (c *connection) drain(ctx context.Context) (done bool, err error) {
	db := c.write.WithContext(ctx)
	defer c.settle()
	if err := c.intact(db); err != nil {
		return false, err
	}
	if c.walBytes() > 0 {
		if done, err = c.checkpoint(ctx); err != nil || !done {
			return false, err
		}
	}
	info, err := os.Stat(c.path)
	if err != nil || !os.SameFile(info, c.file) || c.walBytes() > 0 {
		return false, err
	}
	c.mu.Lock()
	known := c.rest.looks(info)
	c.mu.Unlock()
	if known {
		return true, nil
	}
	for tries := 1; ; tries++ {
		seen, err := stampSeen(db)
		if err != nil {
			return false, err
		}
		there, err := c.stampInFile()
		switch {
		case c.walBytes() > 0:
			return false, nil // another program committed
		case err == nil && there == seen:
			return true, c.restAs(info, db)
		case tries == mostLooks:
			return false, &Displaced{c.path, Overwritten}
		}
		time.Sleep(lookAgain) // another program may have folded its log into the file
	}
}

func (c *connection) checkpoint(ctx context.Context) (done bool, err error) {
	err = c.write.WithContext(ctx).Connection(func(db *gorm.DB) error {
		if err := db.Exec("PRAGMA busy_timeout = 1").Error; err != nil {
			return err
		}
		defer db.Exec("PRAGMA busy_timeout = 20000")
		var row struct{ Busy, Log, Checkpointed int }
		err := db.Raw("PRAGMA wal_checkpoint(TRUNCATE)").Scan(&row).Error
		done = err == nil && row.Busy == 0
		return err
	})
	return done, sentence(c.path, err)
}
