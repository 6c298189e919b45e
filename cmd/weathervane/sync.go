package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
)

func (p *program) syncing() *cobra.Command {
	return &cobra.Command{
		Use: "sync FILE FOLDER", Short: "Exchange what is new with a folder that a team shares", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			var s exchange.SyncSummary
			err := p.with(c.Context(), args[0], func(d *forecasts.Desk) (err error) {
				s, err = d.Sync(c.Context(), args[1])
				p.recorded = len(s.Out) > 0
				return err
			})
			if err != nil {
				return err
			}
			if p.json {
				err = p.document(s)
			} else {
				p.synced(s)
			}
			if err != nil || s.OK {
				return err
			}
			for _, f := range s.Skipped {
				if f.What == "fork" {
					return &refusal{fmt.Sprintf("%s was left out: %s", f.File, f.Why), true}
				}
			}
			return &refusal{"a log of the folder was rewritten and left out: ask its author", true}
		},
	}
}

func (p *program) synced(s exchange.SyncSummary) {
	for _, f := range s.In.Files {
		for _, l := range f.Logs {
			p.printf("in: %s  key %s: %s\n", words.Label(l.Name), l.Key, words.ReportPlural(l.NewRecords, "new record"))
		}
	}
	for _, l := range s.Out {
		p.printf("out: %s  log %s: %s", words.Label(l.Name), l.Log, words.ReportPlural(int(l.Records), "new record"))
		if l.Shown > 0 {
			p.printf(", %d shown that the folder withheld", l.Shown)
		}
		p.println("")
	}
	for _, f := range s.Skipped {
		p.printf("%s: %s: %s\n", f.What, f.File, f.Why)
	}
	p.keptBack(s.KeptBack)
	if len(s.In.Files)+len(s.Out) == 0 {
		p.println("Nothing is new on either side.")
	}
	for _, id := range s.In.Disputed {
		p.printf("disputed: %s\n", id)
	}
}
