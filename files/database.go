package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// SQLite keeps three files beside a database while it is in use: the write-ahead log,
// the log's index, and the rollback journal.
const (
	Log     = "-wal"
	Index   = "-shm"
	Journal = "-journal"
)

// Tails end the names of the files that belong to a database.
var Tails = []string{Log, Index, Journal}

// CheckTails refuses a database beside which something else has the name of what
// belongs to it, such as a pipe, for which SQLite would wait.
func CheckTails(path string) error {
	behind, err := Behind(path)
	if err != nil {
		return err
	}
	for _, tail := range Tails {
		if info, err := os.Lstat(behind + tail); err == nil && !info.Mode().IsRegular() {
			return fmt.Errorf("%s is not a file, as one that belongs to %s is: move it away", path+tail, filepath.Base(path))
		}
	}
	return nil
}

// CopyDatabase copies a database and what belongs to it without opening it as one:
// it may be on a medium that can only be read. Nobody may have it open, and the copy
// must not be there yet. An error of the system names the file that it is about.
func CopyDatabase(ctx context.Context, from, to string) error {
	for _, tail := range []string{"", Log, Journal} { // the index is made from the log
		info, err := os.Stat(from + tail)
		switch {
		case errors.Is(err, fs.ErrNotExist) && tail != "":
			continue
		case err != nil:
			return err
		case !info.Mode().IsRegular():
			return errors.New("it is not a file")
		}
		in, err := Open(ctx, from+tail)
		if err != nil {
			return err
		}
		out, err := os.OpenFile(to+tail, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err == nil {
			_, err = io.Copy(out, in)
			err = errors.Join(err, out.Sync(), out.Close())
		}
		if err = errors.Join(err, in.Close()); err != nil {
			return err
		}
	}
	return nil
}

// KeepTails gives what belongs to a database the name under which that is kept.
func KeepTails(path, kept string) error {
	for _, tail := range Tails {
		if _, err := os.Lstat(path + tail); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.Rename(path+tail, kept+tail); err != nil {
			return err
		}
	}
	return nil
}
