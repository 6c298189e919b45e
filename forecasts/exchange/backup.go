package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weathervane/files"
	"weathervane/forecasts/session"
	"weathervane/model"
)

// Backup writes the current workspace to a new file, opens the file and checks
// it. A copy that fails the check is removed.
func (d *Desk) Backup(ctx context.Context, path string) error {
	target, err := files.Behind(path)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		return files.ExistsError{Path: path}
	}
	dir, err := beside(target)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, "copy.vane")
	if err := d.Store.CopyTo(ctx, temp); err != nil {
		return err
	}
	if err := holds(ctx, temp); err != nil {
		return fmt.Errorf("%s: no backup was kept: run \"weathervane check\" on the workspace (%w)", path, err)
	}
	return files.Place(temp, target)
}

// beside makes a temporary folder on the disk of a file that is to be written.
func beside(path string) (string, error) {
	files.Sweep(filepath.Dir(path))
	dir, err := files.TempDir(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("%s cannot be written (%w): choose a folder that you may write to", path, files.Cause(err))
	}
	return dir, nil
}

// holds opens a copy, checks all of it and leaves a single file.
func holds(ctx context.Context, path string) error {
	store, err := model.Open(ctx, path)
	if err != nil {
		return err
	}
	problems, err := store.Check(ctx)
	if err == nil && len(problems) > 0 {
		err = errors.New(strings.TrimSpace(problems[0]))
	}
	if err == nil {
		err = store.Settle(ctx)
	}
	return errors.Join(err, store.Close())
}

// Restored is the result of a restore.
type Restored struct {
	Path string `json:"path"`
	Kept string `json:"kept,omitempty"` // where the replaced file is now
}

// Restore replaces a workspace by a backup in one step: whenever it is interrupted,
// the former or the restored workspace is there. The replaced file is kept next to
// it under a dated name. If the log in the backup is behind what this machine wrote,
// it is not continued: the next record opens a new log.
func Restore(ctx context.Context, backup, path string, env session.Env) (done Restored, err error) {
	done.Path = path
	if same(backup, path) {
		return done, fmt.Errorf("%s is the backup itself: name the workspace to restore", path)
	}
	if path, err = files.Behind(path); err != nil {
		return done, err
	}
	dir, err := beside(path)
	if err != nil {
		return done, err
	}
	defer os.RemoveAll(dir)
	temp := filepath.Join(dir, "copy.vane")
	if err := files.CopyDatabase(ctx, backup, temp); ctx.Err() != nil {
		return done, ctx.Err()
	} else if err != nil {
		return done, fmt.Errorf("%s cannot be read (%w): name a backup", backup, files.Cause(err))
	}
	if err := holds(ctx, temp); err != nil {
		return done, fmt.Errorf("%s is not an intact backup, so nothing was restored: choose another one (%w)", backup,
			errors.New(strings.ReplaceAll(err.Error(), temp, backup)))
	}
	done.Kept, err = replace(ctx, temp, path, env)
	return done, err
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// replace puts a finished workspace in the place of the file at path, and keeps that
// one, with the files that belong to it, under a dated name; the name is empty if
// there was no file. A workspace that another program has open stays as it is.
func replace(ctx context.Context, temp, path string, env session.Env) (kept string, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := files.KeepTails(path, dated(path, env)()); err != nil {
			return "", err
		}
		return "", files.Place(temp, path)
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is not a file: name a workspace", path)
	}
	if old, err := session.Open(ctx, path, env); err == nil {
		unlock, err := old.Hold(ctx)
		if err != nil {
			return "", errors.Join(err, old.Close())
		}
		defer unlock()
		if err := old.Store.Writable(); err != nil {
			return "", errors.Join(err, old.Close())
		}
		// A file damaged in another way is kept as it is.
		if err := errors.Join(old.Store.Settle(ctx), old.Store.Close()); errors.Is(err, model.ErrInUse) {
			return "", err
		}
	}
	for names := dated(path, env); ; {
		kept = names()
		err := files.Keep(path, kept)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("%s cannot be kept as %s: nothing was restored (%w)", path, kept, files.Cause(err))
		}
		break
	}
	// The former write-ahead log and journal must be gone before the new file is there:
	// SQLite would take them for the new file's.
	if err := files.KeepTails(path, kept); err != nil {
		return kept, err
	}
	if err := os.Chmod(temp, info.Mode().Perm()); err != nil {
		return kept, err
	}
	if err := os.Rename(temp, path); err != nil {
		return kept, fmt.Errorf("%s cannot be replaced, and is as it was (%w)", path, files.Cause(err))
	}
	files.SyncDir(filepath.Dir(path))
	return kept, nil
}

// dated gives one name after the other under which a replaced file can be kept.
func dated(path string, env session.Env) func() string {
	end := filepath.Ext(path)
	stem := strings.TrimSuffix(path, end) + " (before restore " + env.Now().In(env.Zone).Format("2006-01-02 150405")
	n := 0
	return func() string {
		if n++; n == 1 {
			return stem + ")" + end
		}
		return fmt.Sprintf("%s, %d)%s", stem, n, end)
	}
}

// dailyKept is how many daily backups are kept.
const dailyKept = 10

// DayBackup is a backup that the program made on its own.
type DayBackup struct {
	Path    string
	Made    time.Time // in the user's zone
	Bytes   int64
	Records int64
}

// DailyBackups lists the readable daily backups of this workspace, the newest
// first.
func (d *Desk) DailyBackups() []DayBackup {
	dir := d.Backups()
	all, _ := datedIn(dir) // there may be none yet
	var out []DayBackup
	for _, name := range all {
		b := DayBackup{Path: filepath.Join(dir, name)}
		info, err := os.Stat(b.Path)
		if err != nil {
			continue
		}
		if b.Records, err = model.CountRecords(b.Path); err != nil {
			continue
		}
		b.Made, b.Bytes = info.ModTime().In(d.Env.Zone), info.Size()
		out = append(out, b)
	}
	slices.Reverse(out)
	return out
}

// DailyBackup backs the workspace up into the user's state folder once a day, and again
// where that backup lacks what came since in other ways than by recording here; it
// keeps the ten latest. It returns the path of today's backup, or an empty one
// for the sample.
func (d *Desk) DailyBackup(ctx context.Context) (string, error) {
	if d.Sample || d.Dir != "" || d.ReadOnly() {
		return "", nil
	}
	dir := d.Backups()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make the folder %s: %w", dir, err)
	}
	if err := files.Put(filepath.Join(dir, "of"), []byte(d.Store.Path()+"\n"), 0o600, false); err != nil {
		return "", err
	}
	today := filepath.Join(dir, d.Env.Now().In(d.Env.Zone).Format(time.DateOnly)+".vane")
	if covered, err := d.Covered(ctx, today); covered || err != nil {
		return today, err
	}
	cut, err := d.BeginTail()
	if err != nil {
		return "", err
	}
	fresh := today + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := d.Backup(ctx, fresh); err != nil {
		return "", err
	}
	if err := errors.Join(os.Rename(fresh, today), d.whileHeld(ctx, cut)); err != nil {
		return "", err
	}
	return today, thin(dir)
}

// whileHeld does something while nobody records.
func (d *Desk) whileHeld(ctx context.Context, do func() error) error {
	unlock, err := d.Hold(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return do()
}

// thin removes all but the latest daily backups.
func thin(dir string) error {
	all, err := datedIn(dir)
	if err != nil {
		return err
	}
	for _, name := range all[:max(0, len(all)-dailyKept)] {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// datedIn lists the daily backups in a folder, the oldest first.
func datedIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var all []string
	for _, e := range entries {
		stem, ok := strings.CutSuffix(e.Name(), ".vane")
		if _, err := time.Parse(time.DateOnly, stem); ok && err == nil {
			all = append(all, e.Name())
		}
	}
	slices.Sort(all)
	return all, err
}
