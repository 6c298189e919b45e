//go:build unix

package model

import (
	"errors"

	"golang.org/x/sys/unix"
)

// mayWrite reports whether this user may write to a file or folder, and whether it
// is the medium that forbids it. Nothing is opened: closing a database's file
// would release the locks that this process has on it.
func mayWrite(path string) (medium, ok bool) {
	err := unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS)
	return errors.Is(err, unix.EROFS), err == nil
}
