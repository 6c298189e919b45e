package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/evidence"
)

// leaning lists what depends on an article or a finding.
func (p *program) leaning() *cobra.Command {
	return &cobra.Command{
		Use:   "leaning FILE [ARTICLE|FINDING]",
		Short: "List what depends on an article or finding, or on all that were retracted or corrected",
		Long: "Findings, judgements, ledgers and forecasts based on it, also through quotes, copies and shared origins.\n" +
			"Without an article or finding: for each that was retracted or corrected. Judge again what still counts and was made before that.",
		Args: takes(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.toRead(c.Context(), args[0], func(d *forecasts.Desk) error {
				if len(args) == 1 {
					all, err := d.Invalidated(c.Context())
					if err == nil && !p.json {
						for _, l := range all {
							p.printDependents(l)
						}
						return nil
					}
					if err != nil {
						return err
					}
					return p.document(all)
				}
				id, err := d.Find(c.Context(), "", args[1])
				if err != nil {
					return err
				}
				l, err := d.Dependents(c.Context(), id)
				if err != nil {
					return err
				}
				if p.json {
					return p.document(l)
				}
				p.printDependents(l)
				return nil
			})
		},
	}
}

func (p *program) printDependents(l evidence.Dependents) {
	out := func(format string, a ...any) { p.printf(format+"\n", a...) }
	out("%s %s: %s", l.Kind, l.ID.Short(), cell(l.Title))
	if l.Invalidation != nil {
		out("  %s on %s by %s: %s", l.Invalidation.How, p.day(l.Invalidation.At), words.Label(l.Invalidation.By.Name), cell(l.Invalidation.Why))
	}
	again := func(yes bool) string {
		if yes {
			return "  AGAIN"
		}
		return ""
	}
	for _, f := range l.Findings {
		via := ""
		if f.Via != "" {
			via = " (by " + f.Via + ")"
		}
		out("  finding %s%s: %s", f.ID.Short(), via, cell(f.Claim))
	}
	for _, b := range l.Bearings {
		text := "by option"
		if b.LR != nil {
			text = words.Ratio(*b.LR)
		}
		out("  judged %s by %s on %s, %s%s", text, words.Label(b.Analyst.Name), p.day(b.At), cell(b.Title), again(b.Again))
	}
	for _, x := range l.Ledgers {
		text := fmt.Sprintf("%s, without %s", words.Ratio(x.Multiplier), words.Ratio(x.Without))
		if x.Implied != nil && x.ImpliedWithout != nil {
			text += fmt.Sprintf(": %s, without %s", words.Percent(*x.Implied), words.Percent(*x.ImpliedWithout))
		}
		out("  ledger of %s %s; %s", words.Label(x.Analyst.Name), text, cell(x.Title))
	}
	for _, f := range l.Forecasts {
		out("  forecast %s by %s on %s, %s%s", f.ID.Short(), words.Label(f.Forecaster.Name), p.day(f.At), cell(f.Title), again(f.Again))
	}
}
