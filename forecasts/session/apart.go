package session

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"weathervane/files"
	"weathervane/model"
	"weathervane/model/journal"
)

// Apart is the work of a session whose file was displaced while it was open. It goes
// on in a copy in the state folder, until somebody says where it belongs: nothing is
// lost, and nothing is written to another file.
type Apart struct {
	Of   string             `json:"of"` // the path of the workspace
	How  model.Displacement `json:"how"`
	Now  string             `json:"now,omitempty"`  // where the file that was opened is now; empty if that is not known
	Kept string             `json:"kept"`           // the copy
	At   time.Time          `json:"at"`             // since when, in the user's zone
	Used bool               `json:"-"`              // a window works on the copy
	Lost bool               `json:"lost,omitempty"` // records from before the program kept a copy of them may be missing
}

// The displacements, for whoever shows them.
const (
	Gone        = model.Gone
	Replaced    = model.Replaced
	Overwritten = model.Overwritten
	Unreachable = model.Unreachable
)

// Other reports whether a workspace is at the path now.
func (a *Apart) Other() bool { return model.IsWorkspace(a.Of) }

// folder is this machine's folder of a kind for a workspace.
func folder(state, kind, workspace string) string {
	return filepath.Join(state, kind, nameOf(workspace))
}

// nameOf names a workspace in the state folder by its path, links followed.
func nameOf(workspace string) string {
	if abs, err := filepath.Abs(workspace); err == nil {
		workspace = abs
	}
	if file, err := files.Behind(workspace); err == nil {
		workspace = file
	}
	for dir, rest := workspace, ""; ; dir, rest = filepath.Dir(dir), filepath.Join(filepath.Base(dir), rest) {
		if real, err := filepath.EvalSymlinks(dir); err == nil || dir == filepath.Dir(dir) {
			workspace = filepath.Join(real, rest) // the rest is gone
			break
		}
	}
	sum := sha256.Sum256([]byte(workspace))
	return hex.EncodeToString(sum[:12])
}

// Backups is the folder of a workspace's daily backups.
func (d *Session) Backups() string { return folder(d.Home.Dir(), "backups", d.Store.Path()) }

const (
	apartKind = "apart"
	apartForm = "2006-01-02 150405.000"
	inUse     = "open"       // the lock of the program that works on a copy
	story     = "apart.json" // what is known of a copy
)

// Apart is where the session's work goes on since its file was displaced; nil if it
// was not.
func (d *Session) Apart() *Apart {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.apart
}

// MoveOn keeps this session from recording while its work is taken elsewhere; settled
// says whether it was, after which nothing is recorded here any more.
func (d *Session) MoveOn(ctx context.Context) (settled func(moved bool), err error) {
	if err := d.writer.lock(ctx); err != nil {
		return nil, err
	}
	return func(moved bool) {
		d.moved = moved
		d.writer.unlock()
	}, nil
}

// KeptApart lists what was kept apart of a workspace by earlier sessions and has not
// come back to it, the oldest first: the file that was displaced, or the one that
// came to its place.
func KeptApart(env Env, workspace string) []Apart {
	return slices.DeleteFunc(AllApart(env, workspace), func(a Apart) bool { return a.Used })
}

// AllApart is KeptApart with that on which windows work.
func AllApart(env Env, workspace string) []Apart {
	stories, _ := fs.Glob(os.DirFS(env.State), apartKind+"/*/*/"+story) // mostly there is none
	name := nameOf(workspace)
	var all []Apart
	for _, path := range stories {
		var a Apart
		path = filepath.Join(env.State, filepath.FromSlash(path))
		b, err := os.ReadFile(path)
		if err != nil || json.Unmarshal(b, &a) != nil {
			continue
		}
		dir := filepath.Dir(path)
		if name != filepath.Base(filepath.Dir(dir)) && name != nameOf(a.Of) && (a.Now == "" || name != nameOf(a.Now)) {
			continue
		}
		if _, err := os.Stat(a.Kept); err != nil {
			continue
		}
		use := flock.New(filepath.Join(dir, inUse))
		if free, err := use.TryLock(); err != nil || !free {
			a.Used = true
		}
		use.Close()
		if _, err := os.Stat(a.Now); err != nil {
			a.Now = ""
		}
		if _, err := os.Stat(a.Of); errors.Is(err, fs.ErrNotExist) {
			a.How = model.Gone // also what had replaced it
		}
		a.At = a.At.In(env.Zone)
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b Apart) int { return cmp.Compare(a.Kept, b.Kept) })
	return all
}

// OpenApart opens what an earlier session kept apart.
func OpenApart(ctx context.Context, a Apart, env Env) (*Session, error) {
	d, err := Open(ctx, a.Kept, env)
	if err != nil {
		return nil, err
	}
	if err := d.use(a); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.apart, d.Title = &a, strings.TrimSuffix(filepath.Base(a.Of), filepath.Ext(a.Of))
	return d, nil
}

// use keeps other programs from merging and removing a copy that this one works on.
func (d *Session) use(a Apart) error {
	d.used = flock.New(filepath.Join(filepath.Dir(a.Kept), inUse))
	if free, err := d.used.TryLock(); err != nil || !free {
		return errors.Join(fmt.Errorf("%s is open in another window: close it there", a.Kept), err)
	}
	return nil
}

// goApart continues with a copy of the workspace, whose file was displaced. The caller
// holds the workspace.
func (d *Session) goApart(ctx context.Context, why *model.Displaced) error {
	a := Apart{Of: why.Path, How: why.How, At: d.Env.Now().In(d.Env.Zone)}
	if a.How == model.Gone || a.How == model.Replaced {
		a.Now = d.Store.Whereabouts()
	}
	dir := filepath.Join(folder(d.Home.Dir(), apartKind, a.Of), a.At.UTC().Format(apartForm))
	a.Kept = filepath.Join(dir, filepath.Base(a.Of))
	if filepath.Ext(a.Kept) != ".vane" {
		a.Kept += ".vane"
	}
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = d.copyApart(ctx, &a)
	}
	if err == nil {
		err = a.keep(filepath.Join(dir, story))
	}
	if err == nil {
		err = errors.Join(d.Store.ContinueWith(ctx, a.Kept, a.How), d.use(a))
	}
	if err != nil {
		return fmt.Errorf("%w; no copy of it could be made either: %w", why, errors.Join(err, os.RemoveAll(dir)))
	}
	d.mu.Lock()
	d.apart = &a
	d.mu.Unlock()
	return nil
}

func (a Apart) keep(path string) error {
	b, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return files.Put(path, b, 0o600, true)
}

// copyApart copies what the session has of its workspace. Where another program wrote
// into the file itself, that is no more than the latest backup and what was recorded
// since.
func (d *Session) copyApart(ctx context.Context, a *Apart) error {
	part := a.Kept + ".part"
	if a.How != model.Overwritten {
		if err := d.Store.CopyTo(ctx, part); err != nil {
			return err
		}
		return os.Rename(part, a.Kept)
	}
	whole, err := d.fromBackup(ctx, part)
	a.Lost = !whole
	if err != nil {
		return err
	}
	return os.Rename(part, a.Kept)
}

// fromBackup makes a workspace of the latest backup and the tail of records since;
// whole is false where there is none, or the tail does not continue it.
func (d *Session) fromBackup(ctx context.Context, path string) (whole bool, err error) {
	backups, _ := fs.Glob(os.DirFS(d.Backups()), "????-??-??.vane") // there may be none
	var store *model.Store
	if len(backups) > 0 {
		if err = copyFile(ctx, filepath.Join(d.Backups(), backups[len(backups)-1]), path); err == nil {
			store, err = model.Open(ctx, path)
		}
	} else {
		store, err = model.Create(ctx, path)
	}
	if err != nil {
		return false, err
	}
	whole = len(backups) > 0
	err = store.Update(ctx, func(t *model.Tx) error {
		gap, err := d.applyTail(t)
		whole = whole && !gap
		return err
	})
	if err == nil {
		_, err = store.Drain(ctx)
	}
	return whole, errors.Join(err, store.Close())
}

func copyFile(ctx context.Context, from, to string) error {
	in, err := files.OpenFile(ctx, from)
	if err != nil {
		return err
	}
	defer in.Close()
	return files.Create(to, 0o600, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
}

// applyTail adds what was recorded since the latest backup; gap is true where
// something between is missing.
func (d *Session) applyTail(t *model.Tx) (gap bool, err error) {
	lines, there := d.tailLines()
	if !there {
		return true, nil
	}
	for _, line := range lines {
		r, err := journal.ParseRecord(line)
		if err != nil {
			return true, nil // the last line may be half written
		}
		l, err := t.Log(r.Log)
		if err == nil && l == nil && r.Seq == 0 {
			l, err = t.OpenLog(r, r.At)
		}
		switch {
		case err != nil:
			return gap, err
		case l == nil || r.Seq > l.Tree.Size:
			gap = true
		case r.Seq == l.Tree.Size:
			if err := t.Append(l, []model.Entry{{ID: r.ID, Record: &r}}); err != nil {
				return gap, err
			}
		}
	}
	return gap, nil
}
