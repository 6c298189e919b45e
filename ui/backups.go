package ui

import (
	"context"
	"path/filepath"
	"strings"

	"weathervane/ui/dialogs"
	"weathervane/ui/page"
)

// askBackup writes the workspace as it stands to another file.
func (s *Shell) askBackup() {
	name := strings.TrimSuffix(filepath.Base(s.status.Path), workspaceEnding) + " " + s.desk.Now().Format("2006-01-02 1504") + workspaceEnding
	dialogs.AskPath(s.win, dialogs.Ask{Title: "Back up", Label: "File to write", Accept: "Back up", Path: filepath.Join("~", name), Folder: true,
		Note: "The copy is opened and checked before it counts. A backup is also made each day, and the ten latest are kept.",
		Take: func(d *dialogs.Dialog, path string) {
			d.Busy()
			path = dialogs.Expand(path)
			s.runner.Run("shell/backup", func(ctx context.Context) (func(), error) {
				err := s.desk.Backup(ctx, path)
				return func() {
					if err != nil {
						d.Problem(page.Sentence(err))
						return
					}
					d.Close()
					s.Say("Backed up to " + filepath.Base(path))
				}, nil
			})
		}})
}

// askRestore puts a backup instead of the workspace.
func (s *Shell) askRestore() {
	const note = "It replaces this workspace, whose present file is kept next to it under a dated name. Records made since then are only in that file."
	s.runner.Run("shell/backups", func(context.Context) (func(), error) {
		made := s.files.Backups()
		return func() {
			dialogs.AskPath(s.win, dialogs.Ask{Title: "Restore a backup", Label: "Backup", Accept: "Restore", Endings: []string{workspaceEnding},
				Note: note, Offered: made, Heading: "Made each day", Take: s.restore})
		}, nil
	})
}

func (s *Shell) restore(d *dialogs.Dialog, backup string) {
	d.Busy()
	s.runner.Run("shell/open", func(ctx context.Context) (func(), error) {
		desk, kept, err := s.files.Restore(ctx, backup)
		return func() {
			if desk == nil {
				d.Problem(page.Sentence(err))
				return
			}
			d.Close()
			in := s.files.Enter(desk)
			if err != nil {
				in.Fail(err)
				return
			}
			in.Say("Restored. The former file is " + filepath.Base(kept))
		}, nil
	})
}
