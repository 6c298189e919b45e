package main

import (
	"errors"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
)

// sources are the commands about evidence beyond a single finding.
func (p *program) sources() []*cobra.Command {
	return []*cobra.Command{p.grouping(), p.grading(), p.baseRate(), p.searching(), p.leaning()}
}

func (p *program) grouping() *cobra.Command {
	var why string
	group := &cobra.Command{
		Use: "group FILE FINDING FINDING…", Short: "Record that findings share an origin and count once; prints the record's id", Args: takes(3, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
				var findings []journal.ID
				for _, ref := range args[1:] {
					id, err := d.Find(c.Context(), "finding", ref)
					if err != nil {
						return err
					}
					findings = append(findings, id)
				}
				return p.made(d.Group(c.Context(), findings, why))
			})
		},
	}
	group.Flags().StringVar(&why, "why", "", "what they share")
	return group
}

func (p *program) grading() *cobra.Command {
	var why string
	grade := &cobra.Command{
		Use: "grade FILE SOURCE A–F", Short: "Say how reliable a publisher or author is; prints the record's id", Args: takes(3, 3),
		RunE: func(c *cobra.Command, args []string) error {
			return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
				id, known, err := d.Grade(c.Context(), evidence.Grading{Source: args[1], Reliability: args[2], Why: why})
				if err == nil && !known {
					p.remark("no article here is by %s yet: the grade applies to future ones", quoted(args[1]))
				}
				return p.made(id, err)
			})
		},
	}
	grade.Flags().StringVar(&why, "why", "", "reason")
	return grade
}

func (p *program) baseRate() *cobra.Command {
	var count evidence.Counting
	rate := &cobra.Command{
		Use:   "base-rate FILE QUESTION --class T --happened N --of M",
		Short: "Record a base rate, the prior of your ledger; prints the record's id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if f := c.Flags(); !f.Changed("happened") || !f.Changed("of") {
				return errors.New("a base rate takes two counts: give --happened and --of")
			}
			return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				count.Question = id
				return d.BaseRate(c.Context(), count)
			})
		},
	}
	f := rate.Flags()
	f.StringVar(&count.Class, "class", "", "reference class: what the cases are")
	f.IntVar(&count.Happened, "happened", 0, "in how many cases it happened")
	f.IntVar(&count.Of, "of", 0, "how many cases there were")
	f.StringVar(&count.Source, "source", "", "where the counts come from")
	return rate
}
