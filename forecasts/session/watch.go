package session

import (
	"context"
	"errors"
	"log"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"weathervane/forecasts/cores"
	"weathervane/model"
)

// Watch announces what other programs write to the workspace, until ctx ends. The
// file system notifies it, and it checks the records before it announces.
func (d *Session) Watch(ctx context.Context) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	paths := []string{d.Store.Path()}
	if real, err := filepath.EvalSymlinks(paths[0]); err == nil && real != paths[0] {
		paths = append(paths, real)
	}
	if err := watchFolders(w, paths); err != nil {
		w.Close()
		return err
	}
	seen, err := d.Store.Newest(ctx)
	if err != nil {
		w.Close()
		return err
	}
	if _, err := d.Store.Drain(ctx); err != nil { // from here on, others' writing into the file itself is noticed
		w.Close()
		return err
	}
	d.mu.Lock()
	d.watching, d.seen = true, seen
	d.mu.Unlock()
	go d.watch(ctx, w, paths)
	return nil
}

// watchFolders watches the folders that the paths are in, and on Linux those above, of
// which some may not be readable: Windows renames none with an open file in it, and
// elsewhere a watch opens each file of a folder.
func watchFolders(w *fsnotify.Watcher, paths []string) (err error) {
	for _, path := range paths {
		dir := filepath.Dir(path)
		err = errors.Join(err, w.Add(dir))
		for runtime.GOOS == "linux" && dir != filepath.Dir(dir) {
			dir = filepath.Dir(dir)
			_ = w.Add(dir)
		}
	}
	return err
}

// newsSince reports whether there are records that were not announced, and keeps
// that they are. Without a watch nobody needs to know.
func (d *Session) newsSince(ctx context.Context) bool {
	if !d.watched() {
		return false
	}
	n, err := d.Store.Newest(ctx)
	if err != nil {
		return false
	}
	return d.saw(n)
}

// watched reports whether this session's window is told of what others write.
func (d *Session) watched() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.watching
}

// saw keeps up to where records were announced; it reports whether that is new.
func (d *Session) saw(newest int64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if newest <= d.seen {
		return false
	}
	d.seen = newest
	return true
}

// quietFor is how long the file must be quiet before it is read; drainAgain is after
// how long the write-ahead log is folded into it again where somebody read meanwhile.
const (
	quietFor   = 120 * time.Millisecond
	drainAgain = time.Second
)

func (d *Session) watch(ctx context.Context, w *fsnotify.Watcher, paths []string) {
	defer w.Close()
	quiet := time.NewTimer(time.Hour)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if slices.ContainsFunc(paths, func(path string) bool { return concerns(e.Name, path) }) {
				quiet.Reset(quietFor)
			}
		case _, ok := <-w.Errors: // something may have been missed
			if !ok {
				return
			}
			quiet.Reset(quietFor)
		case <-quiet.C:
			_ = watchFolders(w, paths) // one that was renamed and came back
			err := cores.Catch(func() error { return d.look(ctx, quiet) })
			if trace := cores.Trace(err); trace != "" {
				log.Print(trace) // nobody waits for this goroutine, and the next change is noticed all the same
			}
		}
	}
}

// concerns reports whether what happened to a file may have changed the workspace at
// path: to itself, to what SQLite keeps beside it, or to a folder that it is in.
func concerns(name, path string) bool {
	return strings.HasPrefix(name, path) || strings.HasPrefix(path, name+string(filepath.Separator))
}

// look announces what others wrote, folds the write-ahead log into the file, and continues
// with a copy where the file was displaced.
func (d *Session) look(ctx context.Context, again *time.Timer) error {
	if d.writer.held() { // what is new may be this program's own
		again.Reset(quietFor)
		return nil
	}
	if moved, is := d.displaced(d.Store.InPlace(ctx)); is {
		return d.leaveFile(ctx, moved)
	}
	n, err := d.Store.Newest(ctx)
	if err != nil {
		return err
	}
	if d.saw(n) {
		d.Announce(Anything)
	}
	if done, err := d.Store.Drain(ctx); err == nil && !done {
		again.Reset(drainAgain)
	}
	return nil
}

// leaveFile continues with a copy, and says so.
func (d *Session) leaveFile(ctx context.Context, moved *model.Displaced) error {
	unlock, err := d.Hold(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if d.Store.Path() != moved.Path { // a record went into a copy meanwhile
		return nil
	}
	err = d.goApart(ctx, moved)
	unlock()
	d.Announce(Anything)
	return err
}
