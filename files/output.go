package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Kind is what a file is that an output may replace.
type Kind struct {
	Name   string // as in "is not a NAME"
	Begins []string
}

// Output is where something is written: to Standard if that is not nil, else to the
// file, device or pipe at Path.
type Output struct {
	Path     string
	Standard io.Writer
}

// Check refuses an output that would destroy something: a file of another kind, a
// folder, a disk, or what belongs to a workspace.
func (k Kind) Check(out Output) error {
	_, _, err := k.target(out)
	return err
}

// target is the file to write, or nothing where out is to be written through; is
// describes the file that is replaced.
func (k Kind) target(out Output) (path string, is fs.FileInfo, err error) {
	if out.Standard != nil {
		return "", nil, nil
	}
	if path, err = Behind(out.Path); err != nil {
		return "", nil, err
	}
	for _, tail := range Tails {
		if stem, ok := strings.CutSuffix(path, tail); ok {
			if _, err := os.Stat(stem); err == nil {
				return "", nil, fmt.Errorf("%s belongs to %s: choose another name", out.Path, filepath.Base(stem))
			}
		}
	}
	is, err = os.Stat(out.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return path, nil, nil
	case err != nil:
		return "", nil, fmt.Errorf("%s cannot be written (%w): choose another name", out.Path, Cause(err))
	case is.IsDir():
		return "", nil, fmt.Errorf("%s is a directory: name a file", out.Path)
	case is.Mode()&fs.ModeDevice != 0 && is.Mode()&fs.ModeCharDevice == 0:
		return "", nil, fmt.Errorf("%s is a disk: name a file", out.Path)
	case !is.Mode().IsRegular():
		return "", is, nil
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return "", nil, fmt.Errorf("%s cannot be written (%w): choose another name", out.Path, Cause(err))
	}
	defer f.Close()
	if !k.holds(f) && is.Size() > 0 {
		return "", nil, fmt.Errorf("%s already exists and is not a %s: choose another name", out.Path, k.Name)
	}
	return path, is, nil
}

// holds reports whether a file begins as those of the kind do.
func (k Kind) holds(f io.Reader) bool {
	head := make([]byte, 64)
	n, _ := io.ReadFull(f, head)
	for _, begins := range k.Begins {
		if strings.HasPrefix(string(head[:n]), begins) {
			return true
		}
	}
	return false
}

// Write writes an output and returns how many bytes it has, 0 where it fails. A file is replaced as a
// whole, only by a file of its kind, and keeps its permissions; through a link, the
// file behind it is. A device or a pipe is written through. Writing ends with ctx.
func (k Kind) Write(ctx context.Context, out Output, write func(io.Writer) error) (int64, error) {
	path, was, err := k.target(out)
	if err != nil {
		return 0, err
	}
	switch {
	case out.Standard != nil:
		n := &count{w: out.Standard}
		if err := write(n); err != nil {
			return 0, err
		}
		return n.n, nil
	case path == "":
		return through(ctx, out.Path, write)
	}
	Sweep(filepath.Dir(path))
	return replace(ctx, path, func(f *os.File) error { return likeBefore(f, was) }, write)
}

// Replace writes a file of the program's own, whatever is there: a link too is
// replaced itself.
func Replace(ctx context.Context, path string, mode fs.FileMode, write func(io.Writer) error) (int64, error) {
	return replace(ctx, path, func(f *os.File) error { return f.Chmod(mode) }, write)
}

func replace(ctx context.Context, path string, finish func(*os.File) error, write func(io.Writer) error) (int64, error) {
	temp, err := Temp(filepath.Dir(path))
	if err != nil {
		return 0, failed(path, err)
	}
	defer os.Remove(temp.Name())
	n := &count{w: Writer(ctx, temp)}
	err = write(n)
	if err == nil {
		err = finish(temp)
	}
	if err == nil {
		err = temp.Sync()
	}
	if err := errors.Join(err, temp.Close()); err != nil {
		return 0, failed(path, err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return 0, failed(path, err)
	}
	SyncDir(filepath.Dir(path))
	return n.n, nil
}

// likeBefore gives a file the permissions, and as far as this is allowed the owner,
// of the one that it replaces.
func likeBefore(temp *os.File, was fs.FileInfo) error {
	if was == nil {
		return nil
	}
	own(temp, was)
	return temp.Chmod(was.Mode().Perm())
}

// failed says that a file was not written, unless that was cancelled.
func failed(path string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%s cannot be written (%w): make room there, or choose another place", path, Cause(err))
}

// through writes to a device or a pipe, for which a reader may have to come first.
func through(ctx context.Context, path string, write func(io.Writer) error) (int64, error) {
	f, err := Await(ctx, func() (*os.File, error) { return os.OpenFile(path, os.O_WRONLY, 0) })
	if err != nil {
		return 0, failed(path, err)
	}
	n := &count{w: Writer(ctx, f)}
	if err := errors.Join(write(n), f.Close()); err != nil {
		return 0, failed(path, err)
	}
	return n.n, nil
}

// count counts what goes through it.
type count struct {
	w io.Writer
	n int64
}

func (c *count) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
