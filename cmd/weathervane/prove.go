package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/model/journal"
)

// proving are the commands about what others may see and believe.
func (p *program) proving() []*cobra.Command {
	var out string
	prove := &cobra.Command{
		Use: "prove FILE FORECAST -o X.proof", Short: "Write the proof that a forecast is in its author's signed log", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error { return p.prove(c, args, out) },
	}
	prove.Flags().StringVarP(&out, "out", "o", "", "`X.proof` to write")

	reveal := &cobra.Command{
		Use: "reveal FILE FORECAST", Short: "Let the next export show a sealed forecast; prints its id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "forecast", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Reveal(c.Context(), id)
			})
		},
	}
	return []*cobra.Command{prove, reveal}
}

func (p *program) prove(c *cobra.Command, args []string, out string) error {
	if out == "" {
		return fmt.Errorf("no output file: use -o to say where the proof goes")
	}
	to, err := p.output(out)
	if err != nil {
		return err
	}
	return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
		id, err := d.Find(c.Context(), "forecast", args[1])
		if err != nil {
			return err
		}
		s, err := d.Prove(c.Context(), id, to)
		if err != nil {
			return err
		}
		p.wrote(to)
		if p.json {
			return p.document(s)
		}
		p.printf("%s: record %d of log %s, whose records are 0 to %d\n", s.Path, s.Index, s.Log, s.Records-1)
		return nil
	})
}
