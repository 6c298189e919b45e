package session

import (
	"context"
	"log"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"weathervane/forecasts/cores"
)

// Watch announces what other programs write to the workspace, until ctx ends. The
// file system notifies it, and it checks the records before it announces.
func (d *Session) Watch(ctx context.Context) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	if err := w.Add(filepath.Dir(d.Store.Path())); err != nil {
		w.Close()
		return err
	}
	seen, err := d.Store.Newest(ctx)
	if err != nil {
		w.Close()
		return err
	}
	d.mu.Lock()
	d.watching, d.seen = true, seen
	d.mu.Unlock()
	go d.watch(ctx, w)
	return nil
}

// newsSince reports whether there are records that were not announced, and keeps
// that they are. Without a watch nobody needs to know.
func (d *Session) newsSince(ctx context.Context) bool {
	d.mu.Lock()
	watching := d.watching
	d.mu.Unlock()
	if !watching {
		return false
	}
	n, err := d.Store.Newest(ctx)
	if err != nil {
		return false
	}
	return d.saw(n)
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

// quietFor is how long the file must be quiet before it is read.
const quietFor = 120 * time.Millisecond

func (d *Session) watch(ctx context.Context, w *fsnotify.Watcher) {
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
			if strings.HasPrefix(e.Name, d.Store.Path()) {
				quiet.Reset(quietFor)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		case <-quiet.C:
			err := cores.Catch(func() error {
				n, err := d.Store.Newest(ctx)
				switch {
				case d.writer.held(): // what is new may be this program's own
					quiet.Reset(quietFor)
				case err == nil && d.saw(n):
					d.Announce(Anything)
				}
				return err
			})
			if trace := cores.Trace(err); trace != "" {
				log.Print(trace) // nobody waits for this goroutine, and the next change is noticed all the same
			}
		}
	}
}
