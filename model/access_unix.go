//go:build unix

package model

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// mayWrite reports whether this user may write to a file or folder, and whether it
// is the medium that forbids it. Nothing is opened: closing a database's file
// would release the locks that this process has on it.
func mayWrite(path string) (medium, ok bool) {
	err := unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS)
	return errors.Is(err, unix.EROFS), err == nil
}

// SQLite's locks on the index of a write-ahead log are these bytes of it
// (https://sqlite.org/walformat.html#walidxlock).
const (
	firstIndexLock = 120
	indexLocks     = 9
)

// usedElsewhere reports whether another program has a workspace open, by the index of
// its write-ahead log; none in this program may have it open.
func usedElsewhere(index string) bool {
	f, err := os.Open(index)
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	defer f.Close()
	lock := unix.Flock_t{Type: unix.F_WRLCK, Start: firstIndexLock, Len: indexLocks}
	err = unix.FcntlFlock(f.Fd(), unix.F_GETLK, &lock)
	return err != nil || lock.Type != unix.F_UNLCK
}
