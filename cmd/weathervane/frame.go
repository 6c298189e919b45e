package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets"
	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/session"
	"weathervane/ui"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
)

// firstPage is the page on which a workspace opens that was never visited.
const firstPage = "today"

// A frame is the window and the workspace that is open in it; it lets the shell
// open other workspaces.
type frame struct {
	program *program
	app     fyne.App
	win     fyne.Window
	ctx     context.Context //nolint:containedctx // the program's, for as long as the window is open

	shell *ui.Shell
	desk  *forecasts.Desk
	leave context.CancelFunc // ends the watch of the desk
	place string             // the page to begin on

	failed  error       // why the workspace could not be opened
	ending  atomic.Bool // the window was closed
	closing sync.Once
	closed  error        // what closing the desk said
	held    func() error // holds the temporary folder of settings; nil if settings are kept
}

// Open opens a workspace.
func (f *frame) Open(ctx context.Context, file string) (ui.Desk, error) {
	if file == sampleFile {
		return desked(forecasts.OpenSample(ctx, f.program.env, assets.Sample))
	}
	if err := lasting(file); err != nil {
		if kept := session.KeptApart(f.program.env, file); errors.Is(err, fs.ErrNotExist) && len(kept) > 0 {
			return f.OpenApart(ctx, kept[0])
		}
		return nil, err
	}
	return desked(forecasts.Open(ctx, file, f.program.env))
}

// Make makes a workspace and opens it.
func (f *frame) Make(ctx context.Context, file, name string) (ui.Desk, error) {
	return desked(forecasts.Create(ctx, file, name, f.program.env))
}

// desked keeps a nil *Desk from becoming an interface value that is not nil.
func desked(d *forecasts.Desk, err error) (ui.Desk, error) {
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Enter shows another workspace and closes the previous one.
func (f *frame) Enter(d ui.Desk) *ui.Shell {
	desk, ok := d.(*forecasts.Desk)
	if !ok {
		return f.shell
	}
	old, leave := f.desk, f.leave
	if f.shell != nil {
		f.place = f.shell.Route().Page
		f.shell.Leave()
	}
	watching, stop := context.WithCancel(f.ctx)
	f.desk, f.leave = desk, stop
	f.shell = ui.New(f.win, desk)
	f.shell.SetFiles(f)
	f.win.SetContent(f.shell.Object())
	if !desk.Visited() {
		f.place = firstPage
	}
	f.shell.Open(page.Route{Page: f.place})
	f.note(desk)
	if err := desk.Watch(watching); err != nil {
		f.shell.Fail(err)
	}
	f.backUp(desk)
	f.shell.TellKept()
	if old != nil {
		leave()
		f.shell.Wait("close", func(context.Context) (func(), error) { return nil, old.Close() }) // which waits until nothing reads any more
	}
	return f.shell
}

// OpenApart opens what an earlier session kept apart.
func (f *frame) OpenApart(ctx context.Context, a session.Apart) (ui.Desk, error) {
	return desked(forecasts.OpenApart(ctx, a, f.program.env))
}

// KeptApart is what an earlier session kept apart of this workspace; what has nothing
// that is not here is removed.
func (f *frame) KeptApart(ctx context.Context) (session.Apart, bool, error) {
	if f.desk.Apart() != nil {
		return session.Apart{}, false, nil
	}
	return f.desk.KeptApart(ctx)
}

// TakeIn merges what was kept apart into this workspace.
func (f *frame) TakeIn(ctx context.Context, a session.Apart) (int, error) {
	return f.desk.TakeIn(ctx, a)
}

// Rejoin puts work that was kept apart into the workspace at path.
func (f *frame) Rejoin(ctx context.Context, path string) (ui.Desk, error) {
	return desked(f.desk.Rejoin(ctx, path))
}

// SaveApart puts work that was kept apart into a new workspace at path.
func (f *frame) SaveApart(ctx context.Context, path string) (ui.Desk, error) {
	return desked(f.desk.SaveApart(ctx, path))
}

// Restore replaces the workspace by a backup; it must be closed for that. If that
// fails, the workspace is opened as it was.
func (f *frame) Restore(ctx context.Context, backup string) (ui.Desk, string, error) {
	path := f.desk.Path()
	if err := lasting(backup); err != nil {
		return nil, "", err
	}
	_ = f.desk.Close() // it can only say that it was closed
	done, err := exchange.Restore(ctx, backup, path, f.program.env)
	desk, opened := desked(forecasts.Open(ctx, path, f.program.env))
	return desk, done.Kept, errors.Join(err, opened)
}

// Backups are the daily backups, the newest first.
func (f *frame) Backups() []dialogs.Offer {
	var all []dialogs.Offer
	for _, b := range f.desk.DailyBackups() {
		all = append(all, dialogs.Offer{Path: b.Path, Title: words.FullDay(b.Made) + ", " + words.Clock(b.Made),
			More: words.Bytes(b.Bytes) + ", " + words.Counted(int(b.Records), "record", "records")})
	}
	return all
}

// backUp makes the daily backup while the window is in use, and shows there what
// fails.
func (f *frame) backUp(desk *forecasts.Desk) {
	f.shell.Wait("backup", func(ctx context.Context) (func(), error) {
		if _, err := desk.DailyBackup(ctx); err != nil {
			return nil, fmt.Errorf("today's backup could not be made: %w", err)
		}
		return nil, nil
	})
}

// note adds the workspace to the list of those that were open.
func (f *frame) note(desk *forecasts.Desk) {
	path := desk.Path()
	if a := desk.Apart(); a != nil {
		path = a.Of
	}
	if strings.HasPrefix(path, filepath.Join(f.program.env.State, "sample")+string(filepath.Separator)) {
		return
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	prefs := f.app.Preferences()
	was := prefs.StringList(recentList)
	rest := slices.DeleteFunc(slices.Clone(was), func(p string) bool { return p == path })
	if now := append([]string{path}, rest[:min(len(rest), 7)]...); !slices.Equal(was, now) {
		prefs.SetStringList(recentList, now)
	}
}

// Recent are the workspaces that were open before and are still there.
func (f *frame) Recent() []string {
	return slices.DeleteFunc(f.app.Preferences().StringList(recentList), func(p string) bool {
		return readable(p) != nil && len(session.KeptApart(f.program.env, p)) == 0
	})
}

// Sample is the name under which the sample is opened.
func (f *frame) Sample() string { return sampleFile }

// Name is the name of this machine's user.
func (f *frame) Name() string { return cmp.Or(f.program.env.Name, f.program.env.Login) }

// size is the size of the window when it was last closed; it also sets the page
// to begin on.
func (f *frame) size() fyne.Size {
	w, h := float32(1440), float32(900)
	if _, err := fmt.Sscanf(f.app.Preferences().String(lastWindow), "%fx%f %s", &w, &h, &f.place); err != nil {
		return fyne.NewSize(1440, 900)
	}
	return fyne.NewSize(min(max(w, 1000), 7680), min(max(h, 640), 4320))
}

// remember saves the size of the window and the page that it shows, in one
// preference: Fyne reads its file again while several are being written.
func (f *frame) remember() {
	s := f.win.Canvas().Size()
	f.app.Preferences().SetString(lastWindow, fmt.Sprintf("%.0fx%.0f %s", s.Width, s.Height, f.shell.Route().Page))
}

// close leaves the desk in order, once.
func (f *frame) close() error {
	f.closing.Do(func() {
		if f.shell == nil {
			return // closed before the workspace was open
		}
		if f.held == nil {
			f.remember()
		}
		f.shell.Leave()
		f.leave()
		f.closed = f.desk.Close()
	})
	return f.closed
}

// end makes sure that the program ends with its window: Fyne's loop can lose the
// last function that it is given, and then waits for it for ever.
func (f *frame) end() {
	f.ending.Store(true)
	time.AfterFunc(2*time.Second, func() {
		if f.close() != nil {
			os.Exit(1)
		}
		os.Exit(0)
	})
}
