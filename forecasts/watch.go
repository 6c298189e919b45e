package forecasts

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Watch announces what other programs write to the workspace, until ctx ends.
// It is told by the file system, and looks at the records before it speaks.
func (d *Desk) Watch(ctx context.Context) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	if err := w.Add(filepath.Dir(d.store.Path())); err != nil {
		w.Close()
		return err
	}
	seen, err := d.store.Newest(ctx)
	if err != nil {
		w.Close()
		return err
	}
	d.saw(seen)
	d.OnChange(func([]ID) {
		if n, err := d.store.Newest(ctx); err == nil {
			d.saw(n)
		}
	})
	go d.watch(ctx, w)
	return nil
}

// saw keeps what was announced, so that it is not announced again.
func (d *Desk) saw(newest int64) {
	d.mu.Lock()
	d.seen = newest
	d.mu.Unlock()
}

// settleFor is how long the file must be quiet before it is looked at.
const settleFor = 120 * time.Millisecond

func (d *Desk) watch(ctx context.Context, w *fsnotify.Watcher) {
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
			if strings.HasPrefix(e.Name, d.store.Path()) {
				quiet.Reset(settleFor)
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		case <-quiet.C:
			n, err := d.store.Newest(ctx)
			d.mu.Lock()
			news := err == nil && n != d.seen
			d.mu.Unlock()
			if news {
				d.announce(nil)
			}
		}
	}
}
