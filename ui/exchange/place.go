package exchange

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// waiter is a host that can wait for long without telling anybody.
type waiter interface {
	Wait(slot string, work func(context.Context) (show func(), err error))
}

// place is the shared folder that the window exchanges with by itself.
type place struct {
	dir   string
	state string // in words
	wrong bool
	watch *exchange.PlaceWatch
	deaf  func() // takes off the listener that wakes the watch
}

// stop ends the watch.
func (w *place) stop() {
	if w.watch != nil {
		w.deaf()
		w.watch.Close()
	}
	*w = place{}
}

// Start reads which folder is shared, exchanges with it and watches it. The
// shell calls it once, whichever page is shown.
func (p *Page) Start() {
	wait, ok := p.host.(waiter)
	if !ok {
		return
	}
	wait.Wait("exchange.place.find", func(ctx context.Context) (func(), error) {
		dir, err := p.desk.Place(ctx)
		return func() { _ = p.enter(dir) }, err // the page says what is wrong
	})
}

// enter makes a folder the one that is watched; empty ends that. The error is why it
// cannot be watched.
func (p *Page) enter(dir string) error {
	w := &p.place
	w.stop()
	w.dir = dir
	p.paintPlace()
	if dir == "" {
		return nil
	}
	watch, err := exchange.WatchPlace(dir)
	if err != nil {
		w.state, w.wrong = sentence(err), true
		p.paintPlace()
		return err
	}
	w.watch = watch
	w.deaf = p.desk.OnChange(func(all []session.Changed) {
		if slices.ContainsFunc(all, recorded) {
			watch.Wake()
		}
	})
	p.sync()
	return nil
}

// recorded tells what may have brought a record: that files were exchanged did not.
func recorded(c session.Changed) bool { return c.Topic != session.TopicExchange }

// Stop ends the watch of the shared folder, as the page is closed, and leaves no copy
// of what was pasted.
func (p *Page) Stop() {
	p.place.stop()
	p.forget()
}

// sync exchanges with the folder, and then waits for the next occasion.
func (p *Page) sync() {
	dir := p.place.dir
	p.host.Run("exchange.place", func(ctx context.Context) (func(), error) {
		s, err := p.desk.Sync(ctx, dir)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return func() { p.synced(s, err) }, nil
	})
}

func (p *Page) synced(s exchange.SyncSummary, err error) {
	w := &p.place
	if s.Folder != w.dir && err == nil {
		return // the folder was changed meanwhile
	}
	w.state, w.wrong = syncedWords(s, words.Clock(p.desk.Now())), !s.OK
	if err != nil {
		w.state, w.wrong = sentence(err), true
	}
	if n, names := total(s.In); err == nil && n > 0 {
		p.host.Say(filepath.Base(w.dir) + ": " + words.Counted(n, "new record", "new records") + " from " + strings.Join(names, ", "))
	}
	p.paintPlace()
	p.await()
}

// await looks again when something happened.
func (p *Page) await() {
	wait, ok := p.host.(waiter)
	watch := p.place.watch
	if !ok || watch == nil {
		return
	}
	wait.Wait("exchange.place.wait", func(ctx context.Context) (func(), error) {
		if watch.Await(ctx) != nil {
			return nil, nil
		}
		return p.sync, nil
	})
}

// syncedWords say how one stands with a shared folder.
func syncedWords(s exchange.SyncSummary, at string) string {
	for _, f := range s.Skipped {
		if f.What == "fork" {
			return "A log was rewritten: " + f.Why
		}
	}
	text, n := "In step at "+at, 0
	for _, f := range s.Skipped {
		if f.What == "ahead" {
			text += "; " + f.Why
		} else {
			n++
		}
	}
	if n > 0 {
		text += ", " + words.Count(n) + " " + noun(n, "file", "files") + " left aside"
	}
	if s.KeptBack.Records > 0 {
		text += "; " + s.KeptBack.Says()
	}
	return text
}

func (p *Page) paintPlace() {
	h := p.history
	h.place.SetText("Shared folder")
	if p.place.dir != "" {
		h.place.SetText(short(filepath.Base(p.place.dir)))
	}
	icon := ""
	if p.place.wrong {
		icon = "warning"
	}
	h.place.SetIcon(icon)
	h.place.SetTip(p.place.state)
	h.object.Refresh()
}

func short(name string) string {
	if r := []rune(name); len(r) > 16 {
		return string(r[:15]) + "…"
	}
	return name
}

// AskPlace asks for the folder that a team shares.
func (p *Page) AskPlace() {
	win := p.host.Window()
	if win == nil {
		return
	}
	field := widgets.NewPathField("A folder that your team shares")
	field.Fill(p.place.dir)
	small := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
	rows := widgets.VBox(8, widgets.NewCaption("Folder"), dialogs.FolderRow(win, field), widgets.NewParagraph("Each author’s log is one file in the folder, which only that author’s program writes. Colleagues’ records are merged while the window is open, "+
		"and yours are written there. Leave it empty to watch no folder.", small, 5))
	if p.place.state != "" {
		ink := theme.GoodInk
		if p.place.wrong {
			ink = theme.BadInk
		}
		rows.Add(widgets.NewParagraph(p.place.state, widgets.Style{Colour: ink}, 4))
	}
	var d *dialogs.Dialog
	field.OnSubmit = func() { d.Accept() }
	d = dialogs.Show(win, dialogs.Spec{Title: "Shared folder", Accept: "Watch it", Content: rows, First: field, OnAccept: func(d *dialogs.Dialog) {
		dir := strings.TrimSpace(field.Text)
		if dir != "" {
			dir = dialogs.Expand(dir)
		}
		d.Busy()
		p.host.Run("exchange.place.set", func(ctx context.Context) (func(), error) {
			err := p.desk.SetPlace(ctx, dir)
			return func() {
				if err == nil {
					err = p.enter(dir)
				}
				if err != nil {
					d.Problem(page.Sentence(err))
					return
				}
				d.Close()
			}, nil
		})
	}})
}
