package session

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"weathervane/files"
	"weathervane/model"
)

// The tail of a workspace is a file in the state folder with the lines of what was
// recorded here since the latest daily backup. With that backup it gives back one's
// own records where another program writes over the workspace itself.

// Bounds of the tail: beyond them it is dropped, and the next opening makes a backup.
const (
	mostTailBytes = 32 << 20
	mostTailLines = 10_000 // of one transaction
)

func (d *Session) tailPath() string {
	return folder(d.Home.Dir(), "tails", d.Store.Path())
}

// tailLines gives the tail's lines; there is false if no tail is kept.
func (d *Session) tailLines() (lines [][]byte, there bool) {
	b, err := os.ReadFile(d.tailPath())
	if err != nil {
		return nil, false
	}
	if len(b) == 0 {
		return nil, true
	}
	return bytes.Split(bytes.TrimSuffix(b, []byte("\n")), []byte("\n")), true
}

// keepTail adds the lines of records to the tail, where one is kept. A tail that
// cannot be kept is dropped: a gap in it must not be taken for a whole one.
func (d *Session) keepTail(lines [][]byte) {
	path := d.tailPath()
	info, err := os.Stat(path)
	if err != nil || len(lines) == 0 {
		return
	}
	if len(lines) > mostTailLines || info.Size() > mostTailBytes {
		_ = os.Remove(path)
		return
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err == nil {
		_, err = f.Write(append(bytes.Join(lines, []byte("\n")), '\n'))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		_ = os.Remove(path)
	}
}

// Covered reports whether a backup and the tail together have as many records as the
// workspace.
func (d *Session) Covered(ctx context.Context, backup string) (bool, error) {
	lines, there := d.tailLines()
	if !there {
		return false, nil
	}
	had, err := model.CountRecords(backup)
	if err != nil {
		return false, nil // which is no backup then
	}
	n, err := d.Store.Records(ctx)
	return n == had+int64(len(lines)), err
}

// DropTail ends the tail: a gap would come into it. The next opening makes a backup.
func (d *Session) DropTail() { _ = os.Remove(d.tailPath()) }

// BeginTail begins a tail before a backup is made, or notes how long the tail is then;
// the function that it returns cuts off what the backup has.
func (d *Session) BeginTail() (cut func() error, err error) {
	path := d.tailPath()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	had, err := f.Seek(0, 2)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	return func() error {
		b, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && int64(len(b)) < had {
			return nil
		}
		if err != nil {
			return err
		}
		return files.Put(path, b[had:], 0o600, false)
	}, nil
}
