package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2/app"
	"github.com/spf13/cobra"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/session"
	"weathervane/ui"
	"weathervane/ui/theme"
)

// appID names the program to the desktop; FyneApp.toml has the same.
const appID = "org.weathervane.Weathervane"

// The preferences: which workspaces were open, the last one first, and the
// window.
const (
	recentList = "recent-workspaces"
	lastWindow = "window"
)

// fileOrNothing takes a FILE, or nothing; a misspelt command is not a FILE.
func (p *program) fileOrNothing(c *cobra.Command, args []string) error {
	switch {
	case len(args) == 0 || len(args) == 1 && args[0] == sampleFile:
		return nil
	case len(args) == 1:
		if _, err := os.Stat(args[0]); !errors.Is(err, fs.ErrNotExist) || len(session.KeptApart(p.env, args[0])) > 0 {
			return nil
		}
		if len(session.AllApart(p.env, args[0])) > 0 {
			return p.gone(args[0], nil)
		}
		if strings.ContainsAny(args[0], "./\\") {
			return lasting(args[0])
		}
	}
	return fmt.Errorf("there is no command and no file %s: see 'weathervane --help'", quoted(args[0]))
}

var errNoDisplay = errors.New("there is no display for the window: start it on a desktop, or use the commands: see 'weathervane --help'")

// window opens the window on a workspace, or on what was open last.
func (p *program) window(c *cobra.Command, args []string) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		return errNoDisplay
	}
	p.windowed.Store(true)
	done := make(chan error)
	mainThread <- func() {
		err := p.openWindow(c.Context(), args)
		go func() { done <- err }()
	}
	return <-done
}

// openWindow shows the window until it is closed. Fyne's loop may break: where
// there is no display, and where an event reaches a window that is closing.
func (p *program) openWindow(ctx context.Context, args []string) error {
	f := &frame{program: p, ctx: ctx, place: firstPage}
	err := cores.Catch(func() error { return f.run(args) })
	switch {
	case strings.Contains(cores.Trace(err), "GLFW library is not initialized"):
		return errNoDisplay
	case f.shell == nil: // it was not shown
		return err
	case cores.Trace(err) != "" && (ctx.Err() != nil || f.ending.Load()):
		return f.close() // it was over anyway
	}
	return errors.Join(err, f.close())
}

// configured makes the folder of settings, which Fyne watches and must be able to
// write. Somebody without one gets one that lasts as long as the program: who needs
// such a folder next removes it. To remove it here would be in vain, since Fyne makes
// what it watches again. Held keeps it until then; it is nil for everybody else.
func configured() (held func() error, err error) {
	dir, err := os.UserConfigDir()
	if err == nil {
		err = os.MkdirAll(filepath.Join(dir, "fyne"), 0o755)
	}
	if err == nil {
		return nil, nil
	}
	if dir, held, err = session.Scratch(); err != nil {
		return nil, err
	}
	return held, errors.Join(os.Setenv("XDG_CONFIG_HOME", dir), os.Mkdir(filepath.Join(dir, "fyne"), 0o755))
}

func (f *frame) run(args []string) error {
	var err error
	if f.held, err = configured(); err != nil {
		return err
	}
	ctx, a := f.ctx, app.NewWithID(appID)
	f.app = a
	file := sampleFile
	if len(args) > 0 {
		file = args[0]
	} else if recent := f.Recent(); len(recent) > 0 {
		file = recent[0]
	}
	o := f.opening(ctx, file)
	defer o.stop()
	begin := func() { f.wait(o) }
	select {
	case <-o.done:
		switch {
		case o.err != nil && ctx.Err() != nil:
			return nil // a signal that came meanwhile closed the window before it was there
		case o.err != nil:
			return o.err
		}
		begin = func() { f.enter(o.desk) }
	case <-o.long:
	}
	// Not before the program runs: Fyne follows the system's light and dark only
	// where no theme was set by then.
	a.Lifecycle().SetOnStarted(func() {
		f.makeWindow()
		begin()
		// Fyne ends its loop on a signal, but on none that came before it listened.
		context.AfterFunc(ctx, f.end)
		if ctx.Err() != nil {
			a.Quit()
		}
	})
	a.Run()
	if f.failed != nil && ctx.Err() == nil && !f.ending.Load() {
		return f.failed
	}
	return nil
}

// makeWindow makes the window, still empty.
func (f *frame) makeWindow() {
	f.app.Settings().SetTheme(theme.New(theme.Mode(f.app.Preferences().IntWithFallback("theme", int(theme.Light)))))
	theme.SetDense(f.app.Preferences().Bool("compact-rows"))
	f.win = f.app.NewWindow("Weathervane")
	f.win.SetPadded(false)
	f.win.Resize(f.size())
}

// enter shows the first workspace.
func (f *frame) enter(desk ui.Desk) {
	f.Enter(desk)
	f.win.SetOnClosed(f.end)
	f.win.Show()
}
