package exchange

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"weathervane/files"
	"weathervane/forecasts/session"
	"weathervane/model"
)

// WatchedPlace is the setting that stores the folder that the window syncs with automatically.
const WatchedPlace = "place"

// Place is the shared folder that the window syncs with automatically; empty if
// there is none.
func (d *Desk) Place(ctx context.Context) (string, error) { return d.Store.Setting(ctx, WatchedPlace) }

// SetPlace sets the shared folder, empty for none, and exchanges with it first: one
// with which that fails is refused.
func (d *Desk) SetPlace(ctx context.Context, dir string) error {
	if dir != "" {
		info, err := os.Stat(dir)
		switch {
		case err != nil:
			return fmt.Errorf("%s cannot be used (%w): make the folder first, or name another", dir, files.Cause(err))
		case !info.IsDir():
			return fmt.Errorf("%s is a file: name a folder", dir)
		}
		if dir, err = filepath.Abs(dir); err != nil {
			return err
		}
		if _, err := d.Sync(ctx, dir); err != nil {
			return err
		}
	}
	return d.Change(ctx, func(t *model.Tx) error { return t.SetSetting(WatchedPlace, dir) }, nil, session.Changed{Topic: session.TopicExchange})
}

// PlaceWatch waits for changes in a shared folder, or here.
type PlaceWatch struct {
	w    *fsnotify.Watcher
	wake chan struct{}
}

const (
	// placeQuietFor is how long a folder must be quiet before it is read.
	placeQuietFor = 400 * time.Millisecond
	// placeAgain is the interval after which a folder is read in any case:
	// network file systems do not report changes.
	placeAgain = 2 * time.Minute
)

// WatchPlace starts watching a folder.
func WatchPlace(dir string) (*PlaceWatch, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(dir); err != nil {
		w.Close()
		return nil, fmt.Errorf("%s cannot be watched (%w): is the folder still there?", dir, files.Cause(err))
	}
	return &PlaceWatch{w, make(chan struct{}, 1)}, nil
}

// Wake says that something was recorded here.
func (p *PlaceWatch) Wake() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Await returns when it is time to read: something changed and the folder is
// quiet again. Its error says that ctx, or the watch, ended.
func (p *PlaceWatch) Await(ctx context.Context) error {
	quiet := time.NewTimer(placeAgain)
	defer quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case _, ok := <-p.w.Events:
			if !ok {
				return fsnotify.ErrClosed
			}
			quiet.Reset(placeQuietFor)
		case _, ok := <-p.w.Errors:
			if !ok {
				return fsnotify.ErrClosed
			}
			quiet.Reset(placeQuietFor)
		case <-p.wake:
			quiet.Reset(placeQuietFor)
		case <-quiet.C:
			return nil
		}
	}
}

// Close ends the watch.
func (p *PlaceWatch) Close() error { return p.w.Close() }
