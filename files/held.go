package files

import (
	"fmt"
	"io/fs"
	"os"
	"sync"
)

// held are the files that this program has open as databases. What opens and closes
// one of them beside SQLite ends the locks by which SQLite keeps writers apart: POSIX
// has them end with the first descriptor of a process that is closed.
var held struct {
	sync.Mutex
	by map[*int]fs.FileInfo
}

// Hold keeps Open from the file until release is called.
func Hold(file fs.FileInfo) (release func()) {
	key := new(int)
	held.Lock()
	defer held.Unlock()
	if held.by == nil {
		held.by = map[*int]fs.FileInfo{}
	}
	held.by[key] = file
	return func() {
		held.Lock()
		defer held.Unlock()
		delete(held.by, key)
	}
}

// free refuses a file that this program has open as a database.
func free(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil //nolint:nilerr // opening it says so
	}
	if Held(info) {
		return fmt.Errorf("%s is the workspace that is open: name another file", path)
	}
	return nil
}

// Held reports whether this program has the file open as a database.
func Held(file fs.FileInfo) bool {
	held.Lock()
	defer held.Unlock()
	for _, one := range held.by {
		if os.SameFile(one, file) {
			return true
		}
	}
	return false
}
