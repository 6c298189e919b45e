package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/incoherence"
)

func (p *program) relating() *cobra.Command {
	var note string
	c := &cobra.Command{
		Use: "relate FILE QUESTION implies|excludes|deadline|same QUESTION", Short: "Say how two questions are related; prints the record's id", Args: takes(4, 4),
		Long: "Say how two questions are related: the first cannot happen without the second (implies),\nthey cannot both happen (excludes), the second is the same event by a later deadline (deadline),\nor they are one question asked twice (same).",
		RunE: func(c *cobra.Command, args []string) error {
			return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
				from, err := d.Find(c.Context(), "question", args[1])
				if err != nil {
					return err
				}
				to, err := d.Find(c.Context(), "question", args[3])
				if err != nil {
					return err
				}
				return p.made(d.Relate(c.Context(), from, to, args[2], note))
			})
		},
	}
	c.Flags().StringVar(&note, "note", "", "remark")
	return c
}

func (p *program) coherence() *cobra.Command {
	var by string
	c := &cobra.Command{
		Use: "coherence FILE", Short: "List the rules of probability that one's standing forecasts break", Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.toRead(c.Context(), args[0], func(d *forecasts.Desk) error {
				all, err := d.Coherence(c.Context(), by)
				if err != nil {
					return err
				}
				if p.json {
					if err := p.document(all); err != nil {
						return err
					}
				}
				if len(all) == 0 {
					return nil
				}
				if !p.json {
					for _, v := range all {
						p.incoherence(v)
					}
				}
				what := "1 rule is broken: the list says how to mend it"
				if len(all) > 1 {
					what = fmt.Sprintf("%d rules are broken: the list says how to mend them", len(all))
				}
				return &refusal{what: what, printed: true}
			})
		},
	}
	c.Flags().StringVar(&by, "by", "", "whose forecasts: a `NAME` or the beginning of a key, or \"the team\" (default your own)")
	return c
}

func (p *program) incoherence(v incoherence.Incoherence) {
	p.printf("%s: %s\n", v.Rule, v.Why)
	for _, f := range v.Fix {
		of := f.Question.Short()
		for _, part := range []string{f.Option, f.Scenario} {
			if part != "" {
				of += ", " + part
			}
		}
		p.printf("  %s: %s to %s\n", of, words.Percent(f.From), words.Percent(f.To))
	}
}
