//go:build unix

package files

import (
	"io/fs"
	"os"
	"syscall"
)

// IsOwn reports whether a file belongs to this user.
func IsOwn(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return !ok || int(stat.Uid) == os.Geteuid()
}

// own gives a file the owner of another one, as far as the user may.
func own(f *os.File, was fs.FileInfo) {
	if s, ok := was.Sys().(*syscall.Stat_t); ok {
		_ = f.Chown(int(s.Uid), int(s.Gid))
	}
}
