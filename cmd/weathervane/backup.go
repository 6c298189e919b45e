package main

import (
	"errors"

	"github.com/spf13/cobra"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
)

// guarding are the commands that keep a workspace from being lost.
func (p *program) guarding() []*cobra.Command {
	backup := &cobra.Command{
		Use: "backup FILE OUT", Short: "Copy a workspace to a new file, and check the copy", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if args[1] == "-" {
				return errors.New("a backup is opened and checked, which standard output cannot be: name a file")
			}
			return p.toRead(c.Context(), args[0], func(d *forecasts.Desk) error {
				if err := d.Backup(c.Context(), args[1]); err != nil {
					return err
				}
				p.wrote(files.Output{Path: args[1]})
				if p.json {
					return p.document(map[string]any{"path": args[1], "verified": true})
				}
				p.printf("%s: written, opened and checked\n", args[1])
				return nil
			})
		},
	}
	restore := &cobra.Command{
		Use: "restore BACKUP FILE", Short: "Replace a workspace by a backup; the replaced file is kept next to it", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if err := lasting(args[0]); err != nil {
				return err
			}
			done, err := exchange.Restore(c.Context(), args[0], args[1], p.env)
			if err != nil {
				return err
			}
			p.recorded = true // the file is another one now
			if p.json {
				return p.document(done)
			}
			p.printf("%s: restored from %s\n", done.Path, args[0])
			if done.Kept != "" {
				p.printf("The replaced file is kept as %s\n", done.Kept)
			}
			return nil
		},
	}
	return []*cobra.Command{backup, restore}
}
