package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/search"
)

// searching is the command that finds words anywhere in a workspace.
func (p *program) searching() *cobra.Command {
	most := 0
	search := &cobra.Command{
		Use:   "search FILE QUERY",
		Short: "Find words in titles, criteria, articles, findings, notes and comments; best first",
		Long: "Every word must occur, or something that begins with it; \"words in quotes\" must occur exactly.\n" +
			"tag:TAG, from:NAME (publisher, author or forecaster), before:WHEN and after:WHEN narrow the search.",
		Args: takes(2, -1),
		RunE: func(c *cobra.Command, args []string) error {
			if most < 0 {
				return fmt.Errorf("--limit %d is below 0: give how many to print at most", most)
			}
			return p.toRead(c.Context(), args[0], func(d *forecasts.Desk) error {
				hits, err := d.Search(c.Context(), strings.Join(args[1:], " "), most)
				return printRows(p, hits, err, "KIND\tID\tTITLE\tWHERE", func(h search.Hit) string {
					return cells(h.Kind, h.ID.Short(), h.Title, h.Snippet)
				})
			})
		},
	}
	search.Flags().IntVar(&most, "limit", 0, "print at most this many (default 50)")
	return search
}
