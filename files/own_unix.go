//go:build unix

package files

import (
	"io/fs"
	"os"
	"syscall"
)

// own gives a file the owner of another one, as far as the user may.
func own(f *os.File, was fs.FileInfo) {
	if s, ok := was.Sys().(*syscall.Stat_t); ok {
		_ = f.Chown(int(s.Uid), int(s.Gid))
	}
}
