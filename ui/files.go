package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/evidence"
	"weathervane/ui/exchange"
	"weathervane/ui/page"
	"weathervane/ui/scores"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Files opens other workspaces in the same window. Open and Make run beside the
// window's goroutine, Enter on it: it puts a new shell on the desk instead of
// this one, and closes the desk that is left.
type Files interface {
	Open(ctx context.Context, path string) (Desk, error)
	Make(ctx context.Context, path, name string) (Desk, error)
	Enter(desk Desk) *Shell
	// Backups are those that were made of this workspace, day by day, the newest
	// first. Restore puts one in its place and gives the desk to enter, also
	// where it fails; kept is the file that the former workspace has now.
	Backups() []dialogs.Offer
	Restore(ctx context.Context, backup string) (desk Desk, kept string, err error)
	// Rejoin puts work that was kept apart where it belongs: into the workspace at
	// path, or into a new one there. It gives the desk to enter.
	Rejoin(ctx context.Context, path string) (Desk, error)
	// SaveApart is Rejoin with a new file.
	SaveApart(ctx context.Context, path string) (Desk, error)
	// KeptApart is what an earlier session kept apart of this workspace and is not in
	// it; TakeIn merges it and gives the number of records, OpenApart opens it.
	KeptApart(ctx context.Context) (a session.Apart, found bool, err error)
	TakeIn(ctx context.Context, a session.Apart) (records int, err error)
	OpenApart(ctx context.Context, a session.Apart) (Desk, error)
	// Recent are the workspaces that were open before, the newest first.
	Recent() []string
	// Sample is the path that stands for the sample.
	Sample() string
	// Name is that of this machine's user.
	Name() string
}

// SetFiles lets the shell open other workspaces.
func (s *Shell) SetFiles(f Files) { s.files = f }

func hasFiles(s *Shell) bool { return s.files != nil }

func fileCommands() []Command {
	return []Command{
		{ID: "file.open", Title: "Open workspace…", Keys: "Ctrl+O", Menu: "File", Enabled: hasFiles, Run: (*Shell).askOpen},
		{ID: "file.new", Title: "New workspace…", Keys: "Ctrl+Shift+N", Menu: "File", Enabled: hasFiles, Run: (*Shell).askNew},
		{ID: "file.apart", Title: "Choose where this work belongs…", Menu: "File", Enabled: func(s *Shell) bool { return hasFiles(s) && s.status.Apart != nil }, Run: (*Shell).askApart},
		{ID: "file.backup", Title: "Back up…", Menu: "File", Enabled: hasFiles, Run: (*Shell).askBackup},
		{ID: "file.restore", Title: "Restore a backup…", Records: true, Menu: "File", Enabled: func(s *Shell) bool { return hasFiles(s) && !s.status.Sample }, Run: (*Shell).askRestore},
		{ID: "file.sample", Title: "Open the sample", Menu: "File", Enabled: hasFiles, Run: func(s *Shell) { s.openFile(nil, s.files.Sample()) }},
		{ID: "quit", Title: "Quit", Keys: "Ctrl+Q", Menu: "File", Enabled: always, Run: func(s *Shell) { s.win.Close() }},
	}
}

// pageCommands are what the pages besides the questions' can do.
func pageCommands() []Command {
	ev := func(s *Shell) *evidence.Page { return s.pages[pageEvidence].(*evidence.Page) }
	ex := func(s *Shell) *exchange.Page { return s.pages[pageExchange].(*exchange.Page) }
	return []Command{
		{ID: "evidence.paste", Title: "Paste an article’s text", Keys: "Ctrl+Shift+V", Menu: "Evidence", Page: pageEvidence, Enabled: always, Records: true,
			Run: func(s *Shell) { ev(s).Paste() }},
		{ID: "evidence.open", Title: "Add an article’s file…", Keys: "Ctrl+Shift+O", Menu: "Evidence", Page: pageEvidence, Enabled: always, Records: true,
			Run: func(s *Shell) { ev(s).ChooseFile() }},
		{ID: "evidence.next", Title: "Judge the next article", Keys: "J", Menu: "Evidence", Enabled: func(s *Shell) bool { _, ok := s.nextArticle(); return ok },
			Run: (*Shell).judgeNext},
		{ID: "evidence.address", Title: "Fetch an article’s address…", Keys: "Ctrl+Shift+A", Menu: "Evidence", Page: pageEvidence, Enabled: always, Records: true,
			Run: func(s *Shell) { ev(s).AskAddress() }},
		{ID: "evidence.correct", Title: "Correct the article’s particulars…", Menu: "Evidence", Records: true, Page: pageEvidence,
			Enabled: func(s *Shell) bool { return ev(s).Reading() }, Run: func(s *Shell) { ev(s).Correct() }},
		{ID: "evidence.records", Title: "Track record of evidence…", Keys: "Ctrl+Shift+T", Menu: "Evidence", Enabled: always,
			Run: func(s *Shell) { ev(s).Records() }},
		{ID: "evidence.fallen", Title: "What depends on retracted evidence…", Menu: "Evidence", Page: pageEvidence, Enabled: always,
			Run: func(s *Shell) { ev(s).ShowFallen() }},
		{ID: "scores.tab", Title: "Next tab of the scores", Keys: "Ctrl+Tab", Menu: "View", Page: pageScores, Enabled: always,
			Run: func(s *Shell) { s.pages[pageScores].(*scores.Page).NextTab() }},
		{ID: "exchange.open", Title: "Open a forecast file…", Keys: "Ctrl+I", Menu: "Exchange", Page: pageExchange, Enabled: always,
			Run: func(s *Shell) { ex(s).ChooseFile() }},
		{ID: "exchange.paste", Title: "Paste a list or table of forecasts", Menu: "Exchange", Page: pageExchange, Enabled: always,
			Run: func(s *Shell) { ex(s).Paste() }},
		{ID: "exchange.merge", Title: "Merge the file that is open", Keys: "Ctrl+Shift+M", Menu: "Exchange", Records: true, Page: pageExchange,
			Enabled: func(s *Shell) bool { return ex(s).CanMerge() }, Run: func(s *Shell) { ex(s).Merge() }},
		{ID: "exchange.export", Title: "Export a forecast file", Keys: "Ctrl+Shift+E", Menu: "Exchange", Page: pageExchange, Enabled: always,
			Run: func(s *Shell) { ex(s).GoExport() }},
		{ID: "exchange.verify", Title: "Verify everything here", Menu: "Exchange", Page: pageExchange, Enabled: always,
			Run: func(s *Shell) { ex(s).Verify() }},
	}
}

const workspaceEnding = ".vane"

func (s *Shell) askOpen() {
	var before []dialogs.Offer
	for _, path := range s.files.Recent() {
		before = append(before, dialogs.Offer{Path: path, Title: filepath.Base(path), More: filepath.Dir(path)})
	}
	dialogs.AskPath(s.win, dialogs.Ask{Title: "Open a workspace", Label: "File", Accept: "Open", Path: s.folder(),
		Endings: []string{workspaceEnding}, Offered: before, Heading: "Opened before",
		Take: func(d *dialogs.Dialog, path string) { s.openFile(d, path) }})
}

// folder is where the person's own workspaces are likely to lie.
func (s *Shell) folder() string {
	if r := s.files.Recent(); len(r) > 0 {
		return r[0]
	}
	return ""
}

// openFile opens a workspace in this window; a problem is told in the dialog
// that asked for it.
func (s *Shell) openFile(d *dialogs.Dialog, path string) {
	s.enterWith(d, func(ctx context.Context) (Desk, error) { return s.files.Open(ctx, path) })
}

func (s *Shell) enterWith(d *dialogs.Dialog, open func(context.Context) (Desk, error)) {
	s.enterAnd(d, open, func(*Shell) {})
}

// enterAnd is enterWith, and does something in the shell of what was opened.
func (s *Shell) enterAnd(d *dialogs.Dialog, open func(context.Context) (Desk, error), then func(*Shell)) {
	if d != nil {
		d.Busy()
	}
	s.runner.Run("shell/open", func(ctx context.Context) (func(), error) {
		desk, err := open(ctx)
		return func() {
			switch {
			case err != nil && d != nil:
				d.Problem(page.Sentence(err))
			case err != nil:
				s.Fail(err)
			default:
				if d != nil {
					d.Close()
				}
				then(s.files.Enter(desk))
			}
		}, nil
	})
}

func (s *Shell) askNew() {
	caption := func(words string) fyne.CanvasObject {
		return widgets.NewText(words, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	}
	path, name := widgets.NewPathField("~/forecasts"+workspaceEnding), widgets.NewField("A name or a call sign")
	path.Fill(filepath.Join("~", "forecasts"+workspaceEnding))
	name.Fill(s.signer())
	note := widgets.NewParagraph("Your records are signed with this machine’s key and carry this name. It cannot be changed in existing records.",
		widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	var d *dialogs.Dialog
	accept := func(d *dialogs.Dialog) {
		file, who := dialogs.Expand(strings.TrimSpace(path.Text)), strings.TrimSpace(name.Text)
		path.SetWrong(file == "")
		name.SetWrong(who == "")
		switch {
		case file == "":
			d.Problem("Choose where to save the workspace.")
			return
		case who == "":
			d.Problem("Say under which name your records are signed.")
			return
		case filepath.Ext(file) == "":
			file += workspaceEnding
		}
		s.enterWith(d, func(ctx context.Context) (Desk, error) { return s.files.Make(ctx, file, who) })
	}
	path.OnSubmit = func() { d.Accept() }
	name.OnSubmit = path.OnSubmit
	d = dialogs.Show(s.win, dialogs.Spec{Title: "New workspace", Accept: "Make it", OnAccept: accept, First: path, Width: 620,
		Content: widgets.VBox(4, caption("File"), dialogs.FileRow(s.win, path), widgets.Pad(6, 0, 0, 0, caption("Signed as")), name, widgets.Pad(4, 0, 0, 0, note))})
}

// signer is under which name a person is likely to sign elsewhere.
func (s *Shell) signer() string {
	if s.status.SignedAs != "" && !s.status.Sample {
		return s.status.SignedAs
	}
	return s.files.Name()
}
