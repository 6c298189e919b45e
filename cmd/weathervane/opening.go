package main

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/session"
	"weathervane/ui"
)

// patience is how long a workspace may take to open before a window says so.
const patience = 300 * time.Millisecond

// An opening is a workspace that is being opened. That takes a while once, when
// an earlier version of the program made its tables.
type opening struct {
	file  string
	stop  context.CancelFunc
	done  chan struct{} // closed once desk and err are known
	long  chan struct{} // closed once it has taken longer than patience and its progress is known
	desk  ui.Desk
	err   error
	mu    sync.Mutex
	share float64
}

func (f *frame) opening(ctx context.Context, file string) *opening {
	o := &opening{file: file, done: make(chan struct{}), long: make(chan struct{})}
	began, once := time.Now(), sync.Once{}
	ctx, o.stop = context.WithCancel(ctx)
	ctx = session.WithProgress(ctx, func(share float64) {
		o.mu.Lock()
		o.share = share
		o.mu.Unlock()
		if time.Since(began) > patience {
			once.Do(func() { close(o.long) })
		}
	})
	go func() {
		defer close(o.done)
		o.err = cores.Catch(func() (err error) {
			o.desk, err = f.Open(ctx, file)
			return err
		})
	}()
	return o
}

func (o *opening) far() float64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.share
}

// wait shows how far the opening is, and the workspace when it is open. Closing
// the window cancels it.
func (f *frame) wait(o *opening) {
	bar := widget.NewProgressBar()
	f.win.SetContent(container.NewCenter(container.NewVBox(
		widget.NewLabel("Updating "+filepath.Base(o.file)+" for this version of the program …"),
		bar,
		widget.NewLabel("Its records stay as they are. If you cancel, nothing changes."),
		container.NewHBox(layout.NewSpacer(), widget.NewButton("Cancel", f.win.Close)),
	)))
	f.win.SetOnClosed(func() {
		o.stop()
		f.end()
	})
	f.win.Show()
	go func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				fyne.Do(func() { bar.SetValue(o.far()) })
			case <-o.done:
				fyne.Do(func() { f.opened(o) })
				return
			}
		}
	}()
}

// opened puts the workspace into the window that waited for it.
func (f *frame) opened(o *opening) {
	if o.err != nil {
		f.failed = o.err
		f.app.Quit()
		return
	}
	f.Enter(o.desk)
	f.win.SetOnClosed(f.end)
}
