// Package files writes files so that each is there as a whole or not at all,
// whenever the program or the machine stops: under a temporary name in the same
// folder, synced to the disk, and renamed. What stopped programs left is swept by
// [Sweep].
package files

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// prefix begins the name of everything temporary that the program makes. The
// number of its process and a word by chance follow: ".weathervane-4711-K3TQ…".
const prefix = ".weathervane-"

// left is how long something temporary is left alone.
const left = time.Hour

func tempName(dir string) string {
	return filepath.Join(dir, prefix+strconv.Itoa(os.Getpid())+"-"+rand.Text())
}

// Temp makes a temporary file in a folder, with the permissions that new files
// have there. It is the caller's to remove or to [Place].
func Temp(dir string) (*os.File, error) {
	return os.OpenFile(tempName(dir), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
}

// TempDir makes a temporary folder in a folder, for the user alone.
func TempDir(dir string) (string, error) {
	name := tempName(dir)
	return name, os.Mkdir(name, 0o700)
}

// Cause drops the path from an error that is told with a path already.
func Cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// Sweep removes from a folder what stopped programs of ours left there: temporary
// files and folders that have been as they are for an hour and whose process has
// ended.
func Sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !isTemp(e.Name()) || maker(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > left {
			_ = os.RemoveAll(filepath.Join(dir, e.Name())) // it may be another user's
		}
	}
}

// isTemp reports whether a name is that of something temporary.
func isTemp(name string) bool {
	rest, ours := strings.CutPrefix(name, prefix)
	pid, word, two := strings.Cut(rest, "-")
	_, err := strconv.ParseUint(pid, 10, 31)
	return ours && two && err == nil && len(word) >= 26 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// maker reports whether the process that made something temporary still runs.
func maker(name string) bool {
	pid, _, _ := strings.Cut(strings.TrimPrefix(name, prefix), "-")
	n, err := strconv.Atoi(pid)
	if err != nil {
		return false
	}
	p, err := os.FindProcess(n)
	if err != nil {
		return false
	}
	defer p.Release()
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}

// Put writes a small file of the program's own, and replaces what is there; with
// sync it is on the disk afterwards.
func Put(path string, b []byte, mode os.FileMode, sync bool) error {
	temp, err := Temp(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(b)
	if err == nil && sync {
		err = temp.Sync()
	}
	if err := errors.Join(err, temp.Chmod(mode), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return err
	}
	if sync {
		SyncDir(filepath.Dir(path))
	}
	return nil
}

// ExistsError is that a file is in the way that must not be replaced.
type ExistsError struct{ Path string }

func (e ExistsError) Error() string {
	return fmt.Sprintf("%s already exists: choose another name", e.Path)
}
func (ExistsError) Unwrap() error { return fs.ErrExist }

// Place gives a finished temporary file its name, and never replaces another file.
// On disks without links of which the system cannot rename so either, a file that
// comes there in the same moment is replaced.
func Place(temp, path string) error {
	err := os.Link(temp, path)
	switch {
	case err == nil:
		_ = os.Remove(temp) // its second name is swept otherwise
	case errors.Is(err, fs.ErrExist):
		return ExistsError{path}
	default:
		if err := renameNew(temp, path); errors.Is(err, fs.ErrExist) {
			return ExistsError{path}
		} else if err != nil {
			return failed(path, err)
		}
	}
	SyncDir(filepath.Dir(path))
	return nil
}

// renameUnlessThere renames as far as nothing is there at this moment.
func renameUnlessThere(temp, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return os.Rename(temp, path)
}

// Create writes a new file, and never replaces another one. A mode of 0 means the
// permissions that new files have there.
func Create(path string, mode fs.FileMode, write func(io.Writer) error) error {
	path, err := Behind(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return ExistsError{path}
	}
	temp, err := Temp(filepath.Dir(path))
	if err != nil {
		return failed(path, err)
	}
	defer os.Remove(temp.Name())
	err = write(temp)
	if err == nil && mode != 0 {
		err = temp.Chmod(mode)
	}
	if err == nil {
		err = temp.Sync()
	}
	if err := errors.Join(err, temp.Close()); err != nil {
		return failed(path, err)
	}
	return Place(temp.Name(), path)
}

// Keep gives the file at path a second name, which must be free: by a link, or by a
// copy on disks without links.
func Keep(path, kept string) error {
	err := os.Link(path, kept)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	return Create(kept, 0, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
}

// SyncDir brings a folder's names to the disk, on disks that can.
func SyncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// Behind follows symbolic links to the file behind them, which need not exist.
func Behind(path string) (string, error) {
	for range 40 {
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil // it is no link
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return "", fmt.Errorf("%s is a link to itself: name a file", path)
}
