package main

import (
	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/model/journal"
)

// pinning is the command that puts a question on top of the window's list.
func (p *program) pinning() *cobra.Command {
	var off bool
	c := &cobra.Command{
		Use: "pin FILE QUESTION", Short: "Pin a question to the top of the window's list; prints the question's id", Args: takes(2, 2),
		Long: "Pin a question to the top of the window's list, or with --off unpin it.\nA pin belongs to this workspace only: it is not a record and not in forecast files.",
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				err := d.Pin(c.Context(), id, !off)
				p.recorded = err == nil // it is in the workspace, although no record
				return id, err
			})
		},
	}
	c.Flags().BoolVar(&off, "off", false, "unpin it")
	return c
}
