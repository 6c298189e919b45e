package forecasts

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"weathervane/files"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/session"
	"weathervane/model"
)

// OpenApart opens what an earlier session kept apart.
func OpenApart(ctx context.Context, a session.Apart, env session.Env) (*Desk, error) {
	s, err := session.OpenApart(ctx, a, env)
	if err != nil {
		return nil, err
	}
	return newDesk(s), nil
}

// ImportFiles imports files of any form that is recognised, another workspace among
// them: all of them or none.
func (d *Desk) ImportFiles(ctx context.Context, paths []string, o importing.Options) (importing.Result, error) {
	all, workspaces, clean, err := d.asFiles(ctx, paths)
	defer clean()
	if err != nil {
		return importing.Result{}, err
	}
	o.Called = workspaces
	done, err := d.imports.ImportFiles(ctx, all, o)
	if err != nil || o.DryRun {
		return done, err
	}
	for _, path := range workspaces {
		err = errors.Join(err, d.takeNotesOf(ctx, path))
	}
	return done, err
}

// asFiles puts forecast files of all that they have in the place of workspaces, which
// it gives by those files; clean removes them.
func (d *Desk) asFiles(ctx context.Context, paths []string) (all []string, workspaces map[string]string, clean func(), err error) {
	var dirs []string
	workspaces = map[string]string{}
	clean = func() {
		for _, dir := range dirs {
			os.RemoveAll(dir)
		}
	}
	for _, path := range paths {
		if model.IsWorkspace(path) {
			dir, err := files.TempDir(os.TempDir())
			if err != nil {
				return nil, nil, clean, err
			}
			dirs = append(dirs, dir)
			file := filepath.Join(dir, filepath.Base(path))
			if err := d.all(ctx, path, file); err != nil {
				return nil, nil, clean, err
			}
			workspaces[file], path = path, file
		}
		all = append(all, path)
	}
	return all, workspaces, clean, nil
}

// all writes all records of another workspace to a forecast file.
func (d *Desk) all(ctx context.Context, workspace, file string) error {
	other, err := OpenToRead(ctx, workspace, d.Env)
	if err != nil {
		return err
	}
	return errors.Join(other.Everything(ctx, file), other.Close())
}

// TakeIn merges what was kept apart into this workspace, with what it noted for
// itself, and removes the copy. It reports how many records came.
func (d *Desk) TakeIn(ctx context.Context, a session.Apart) (records int, err error) {
	other, err := OpenApart(ctx, a, d.Env)
	if err != nil {
		return 0, err
	}
	if records, err = d.takeIn(ctx, other); err == nil {
		other.Dir = filepath.Dir(a.Kept) // which goes with it
	}
	err = errors.Join(err, other.Close())
	if err == nil {
		_, err = d.DailyBackup(ctx) // the one there lacks what came
	}
	return records, err
}

// takeIn merges another copy of this workspace into it, with what it noted for itself.
func (d *Desk) takeIn(ctx context.Context, other *Desk) (records int, err error) {
	d.DropTail() // which has nothing of what comes now
	err = other.Store.Try(ctx, func(from *model.Tx) error {
		return d.Change(ctx, func(t *model.Tx) error {
			n, err := t.Union(from)
			records = int(n)
			return errors.Join(err, takeNotes(from.Reader(), t))
		}, nil, session.Changed{Topic: session.TopicExchange})
	}, func(*model.Tx) error { return nil })
	return records, err
}

// KeptApart is what an earlier session kept apart of this workspace, the oldest first;
// what has no record that is not here is removed, and its notes are taken.
func (d *Desk) KeptApart(ctx context.Context) (session.Apart, bool, error) {
	for _, a := range session.KeptApart(d.Env, d.Path()) {
		n, err := d.lacks(ctx, a)
		if err != nil || n > 0 {
			return a, err == nil, err
		}
		if d.ReadOnly() {
			continue // it stays until somebody may write here
		}
		if _, err := d.TakeIn(ctx, a); err != nil {
			return a, false, err
		}
	}
	return session.Apart{}, false, nil
}

// Elsewhere is work on this workspace that is kept apart and not in it.
type Elsewhere struct {
	session.Apart
	Records int64 // how many are not here
}

// Elsewhere lists what is kept apart of this workspace and not in it, the oldest first.
// It changes nothing.
func (d *Desk) Elsewhere(ctx context.Context) (all []Elsewhere, err error) {
	if d.Apart() != nil || d.Sample {
		return nil, nil
	}
	for _, a := range session.AllApart(d.Env, d.Path()) {
		n, err := d.lacks(ctx, a)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			all = append(all, Elsewhere{a, n})
		}
	}
	return all, nil
}

// lacks counts the records of a copy that are not here.
func (d *Desk) lacks(ctx context.Context, a session.Apart) (n int64, err error) {
	other, err := OpenToRead(ctx, a.Kept, d.Env)
	if err != nil {
		return 0, err
	}
	err = other.Store.View(ctx, func(there model.Reader) error {
		theirs, err := there.Logs()
		if err != nil {
			return err
		}
		return d.Store.View(ctx, func(r model.Reader) error {
			ours, err := r.Logs()
			if err != nil {
				return err
			}
			sizes := map[string]int64{}
			for _, l := range ours {
				sizes[string(l.Log)] = l.Size
			}
			for _, l := range theirs {
				n += max(0, l.Size-sizes[string(l.Log)])
			}
			return nil
		})
	})
	return n, errors.Join(err, other.Close())
}

// Rejoin puts a session's work that was kept apart where it belongs and gives the desk
// that goes on: the workspace at path, which is made of the copy where there is
// none, and with which it is merged otherwise. This session records nothing any more.
func (d *Desk) Rejoin(ctx context.Context, path string) (desk *Desk, err error) {
	a := d.Apart()
	if a == nil {
		return nil, errors.New("nothing is kept apart")
	}
	settled, err := d.MoveOn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { settled(err == nil) }()
	_, err = os.Stat(path) // a link to what is gone is no file either
	fresh := errors.Is(err, os.ErrNotExist)
	if fresh {
		if err := d.putAt(ctx, path, path == a.Of); err != nil {
			return nil, err
		}
	}
	desk, err = Open(ctx, path, d.Env)
	if err != nil {
		return nil, err
	}
	if !fresh {
		if _, err := desk.takeIn(ctx, d); err != nil {
			return nil, errors.Join(err, desk.Close())
		}
	}
	d.Dir = filepath.Dir(a.Kept)
	return desk, nil
}

// putAt writes the workspace to a new file; withFolder, its folder is made again where
// it is gone too.
func (d *Desk) putAt(ctx context.Context, path string, withFolder bool) error {
	if withFolder {
		target, err := files.Behind(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			return fmt.Errorf("the folder of %s cannot be made (%w): save as another file", path, files.Cause(err))
		}
	}
	return d.Backup(ctx, path)
}

// SaveApart is Rejoin with a new file, outside the folder that goes with the copy.
func (d *Desk) SaveApart(ctx context.Context, path string) (*Desk, error) {
	a := d.Apart()
	if a == nil {
		return nil, errors.New("nothing is kept apart")
	}
	if _, err := os.Stat(path); err == nil {
		return nil, files.ExistsError{Path: path}
	}
	folder, err := os.Stat(filepath.Dir(path))
	copies, err2 := os.Stat(filepath.Dir(a.Kept))
	if err == nil && err2 == nil && os.SameFile(folder, copies) {
		return nil, fmt.Errorf("%s goes when the copy is removed: choose another folder", filepath.Dir(path))
	}
	return d.Rejoin(ctx, path)
}
