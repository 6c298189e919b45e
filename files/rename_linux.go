package files

import (
	"errors"

	"golang.org/x/sys/unix"
)

// renameNew renames and never replaces, on disks without links too.
func renameNew(temp, path string) error {
	err := unix.Renameat2(unix.AT_FDCWD, temp, unix.AT_FDCWD, path, unix.RENAME_NOREPLACE)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
		return renameUnlessThere(temp, path)
	}
	return err
}
