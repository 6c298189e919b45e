package model

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"weathervane/files"
)

const (
	scratchPrefix = "weathervane-read-"
	scratchLock   = "in use"
	// idle is how long a connection that only reads is kept open unused.
	idle = 2 * time.Second
	// unlocked is how old a folder is whose maker has certainly locked it, if it lives.
	unlocked = time.Hour
)

// Scratch is a new folder for what is read once, and a function that removes it.
// What a killed program left of such folders is removed first.
func Scratch() (dir string, release func() error, err error) {
	sweepScratch(os.TempDir())
	if dir, err = os.MkdirTemp("", scratchPrefix+"*"); err != nil {
		return "", nil, err
	}
	lock := flock.New(filepath.Join(dir, scratchLock))
	if _, err := lock.TryLock(); err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	return dir, func() error { return errors.Join(lock.Close(), os.RemoveAll(dir)) }, nil
}

// sweepScratch removes the folders of this user that nobody holds any more. What
// another user put there may be a trap, such as a pipe for a lock.
func sweepScratch(in string) {
	all, _ := os.ReadDir(in) // what cannot be seen is not this program's
	for _, e := range all {
		if !strings.HasPrefix(e.Name(), scratchPrefix) || !e.IsDir() {
			continue
		}
		dir := filepath.Join(in, e.Name())
		info, err := e.Info()
		if err != nil || !files.IsOwn(info) {
			continue
		}
		file := filepath.Join(dir, scratchLock)
		if in, err := os.Lstat(file); err != nil || !in.Mode().IsRegular() {
			if time.Since(info.ModTime()) > unlocked {
				_ = os.RemoveAll(dir)
			}
			continue
		}
		lock := flock.New(file)
		if ok, err := lock.TryLock(); err == nil && ok {
			_ = os.RemoveAll(dir)
		}
		lock.Close()
	}
}
