package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/evidence"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// tellApart says above every page that the workspace's file was displaced, as long as
// work goes on in a copy. Nothing opens over what is being typed.
func (s *Shell) tellApart() {
	a := s.status.Apart
	s.banner.Objects = nil
	if a != nil {
		s.banner.Objects = []fyne.CanvasObject{widgets.NewBanner(widgets.Cautious, "warning",
			apartTitle(a)+". What you record is kept in a copy.", widgets.NewButton("Choose where it belongs…", "", s.askApart).Small())}
	}
	if shown := s.banner.Visible(); shown != (a != nil) {
		widgets.Show(s.banner, a != nil)
		s.around.Refresh()
	}
	s.banner.Refresh()
}

// A way is one answer to where work that was kept apart belongs.
type way struct {
	word, more string
	take       func(*dialogs.Dialog)
}

// askApart asks where work belongs that goes on in a copy.
func (s *Shell) askApart() {
	a := s.status.Apart
	if a == nil || s.files == nil || dialogs.Open(s.win.Canvas()) {
		return
	}
	s.runner.Run("shell/apart", func(context.Context) (func(), error) {
		other := a.Other()
		return func() {
			if !dialogs.Open(s.win.Canvas()) { // by now
				s.offer(apartTitle(a), apartWords(a, other), s.ways(a, other))
			}
		}, nil
	})
}

// ways lists what can be done, the best first; other is true where a workspace is at
// the path now.
func (s *Shell) ways(a *session.Apart, other bool) (all []way) {
	name := filepath.Base(a.Of)
	if a.Now != "" {
		all = append(all, way{"Follow the file", "Continues with " + a.Now, s.rejoin(a.Now)})
	}
	switch {
	case other:
		merge := way{"Merge the two", "Adds what was recorded here to " + name + ", which loses nothing of its own", s.rejoin(a.Of)}
		all = append([]way{merge}, all...)
	case a.How == session.Gone && a.Now == "":
		all = append(all, way{"Put it back", "Writes " + name + " again where it was", s.rejoin(a.Of)})
	}
	return append(all, way{"Save as…", "Writes all of it to a file of another name", func(d *dialogs.Dialog) {
		d.Close()
		s.askSaveApart(a)
	}})
}

// apartTitle says what happened.
func apartTitle(a *session.Apart) string {
	name := filepath.Base(a.Of)
	switch {
	case a.How == session.Gone && a.Now != "":
		return name + " was moved"
	case a.How == session.Gone:
		return name + " was deleted"
	case a.How == session.Unreachable:
		return name + " cannot be reached"
	case a.How == session.Overwritten:
		return name + " was overwritten"
	}
	return name + " was replaced by another file"
}

// apartWords says what that means.
func apartWords(a *session.Apart, other bool) string {
	text := "It happened on " + words.FullDay(a.At) + " at " + words.Clock(a.At) + ", while the workspace was open. Nothing was written to "
	if other || a.How == session.Replaced || a.How == session.Overwritten {
		text += "the file that is there now"
	} else {
		text += "any other file"
	}
	text += ". Everything recorded here is kept in a copy, and what you record goes there until you choose where it belongs."
	if a.Lost {
		text += " Another program wrote into the file itself: the copy has the latest backup and what was recorded since; look through it."
	}
	return text
}

// offer shows the ways in a dialog: the first is its button.
func (s *Shell) offer(title, text string, all []way) {
	content := []fyne.CanvasObject{widgets.NewParagraph(text, widgets.Style{}, 9)}
	var d *dialogs.Dialog
	more := func(w way) fyne.CanvasObject {
		return widgets.NewParagraph(w.more+".", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	}
	content = append(content, widgets.Pad(8, 0, 0, 0, widgets.NewText(all[0].word, widgets.Style{Weight: theme.SemiBold})), more(all[0]))
	for _, w := range all[1:] {
		content = append(content, widgets.Pad(8, 0, 2, 0, widgets.HBox(0, widgets.NewButton(w.word, "", func() { w.take(d) }))), more(w))
	}
	d = dialogs.Show(s.win, dialogs.Spec{Title: title, Width: 600, Accept: all[0].word, OnAccept: all[0].take, Content: widgets.VBox(4, content...)})
}

// rejoin puts the work into the workspace at a path, or makes one of it there.
func (s *Shell) rejoin(path string) func(*dialogs.Dialog) {
	return func(d *dialogs.Dialog) { s.goOnIn(d, path, s.files.Rejoin) }
}

// goOnIn continues in what put makes of the work at a path, as one was here.
func (s *Shell) goOnIn(d *dialogs.Dialog, path string, put func(context.Context, string) (Desk, error)) {
	s.enterAnd(d, func(ctx context.Context) (Desk, error) { return put(ctx, path) }, func(in *Shell) {
		in.resume(s)
		in.Say("All of it is in " + filepath.Base(path))
	})
}

// resume continues where another shell is, with what was typed there and not recorded.
func (s *Shell) resume(was *Shell) {
	s.questions.TakeTyped(was.questions)
	s.pages[pageEvidence].(*evidence.Page).TakeTyped(was.pages[pageEvidence].(*evidence.Page))
	s.Open(was.route)
}

func (s *Shell) askSaveApart(a *session.Apart) {
	end := filepath.Ext(a.Of)
	dialogs.AskPath(s.win, dialogs.Ask{Title: "Save as", Label: "File to write", Accept: "Save", Path: strings.TrimSuffix(a.Of, end) + " (copy)" + end, Folder: true,
		Take: func(d *dialogs.Dialog, path string) { s.goOnIn(d, path, s.files.SaveApart) }})
}

// offerKept offers to merge what an earlier session kept apart of this workspace.
func (s *Shell) offerKept(a session.Apart) {
	merge := way{"Merge it", "Adds what the copy has to this workspace", func(d *dialogs.Dialog) {
		d.Busy()
		s.runner.Run("shell/apart", func(ctx context.Context) (func(), error) {
			n, err := s.files.TakeIn(ctx, a)
			return func() {
				if err != nil {
					d.Problem(page.Sentence(err))
					return
				}
				d.Close()
				s.Say("Merged: " + words.Counted(n, "record", "records"))
			}, nil
		})
	}}
	open := way{"Open it", "Shows it in this window, to look at or to save as a file of another name", func(d *dialogs.Dialog) {
		s.enterWith(d, func(ctx context.Context) (Desk, error) { return s.files.OpenApart(ctx, a) })
	}}
	s.offer(apartTitle(&a), apartWords(&a, true), []way{merge, open})
}

// TellKept offers what earlier sessions kept apart of the workspace, one after the
// other; what has nothing new for it is removed.
func (s *Shell) TellKept() {
	s.runner.Run("shell/kept", func(ctx context.Context) (func(), error) {
		a, found, err := s.files.KeptApart(ctx)
		if err != nil || !found {
			return nil, err
		}
		return func() { s.offerKept(a) }, nil
	})
}
