package main

import (
	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// ending are the commands that say how a question ended.
func (p *program) ending() []*cobra.Command {
	resolve := p.resolving()
	var why, note string
	annul := &cobra.Command{
		Use: "annul FILE QUESTION", Short: "End a question without an outcome; prints the record's id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Annul(c.Context(), id, why, note)
			})
		},
	}
	annul.Flags().StringVar(&why, "why", "annulled", "annulled (an assumption failed), ambiguous (the outcome cannot be determined) or withdrawn")
	annul.Flags().StringVar(&note, "note", "", "remark")

	var reason string
	reopen := &cobra.Command{
		Use: "reopen FILE QUESTION", Short: "Reopen a question that has ended; prints the record's id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Reopen(c.Context(), id, reason)
			})
		},
	}
	reopen.Flags().StringVar(&reason, "note", "", "why")

	confirm := &cobra.Command{
		Use: "confirm FILE QUESTION", Short: "Agree, as a second reader, with how a question was resolved", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Confirm(c.Context(), id)
			})
		},
	}
	return []*cobra.Command{resolve, annul, reopen, confirm}
}

func (p *program) resolving() *cobra.Command {
	var knownAt, occurredAt string
	var findings []string
	var r question.Resolving
	resolve := &cobra.Command{
		Use: "resolve FILE QUESTION OUTCOME", Short: "Resolve a question; prints the resolution's id", Args: takes(3, 3),
		Long: "Resolve a question: yes, no or a fraction; an option; a number; a date; below or above.\nResolving again supersedes earlier decisions.",
	}
	resolve.RunE = func(c *cobra.Command, args []string) error {
		return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
			outcome, err := p.outcome(c.Context(), d, id, args[2])
			if err != nil {
				return id, err
			}
			if r.KnownAt, err = p.when("known-at", knownAt, false); err != nil {
				return id, err
			}
			if r.OccurredAt, err = p.when("occurred-at", occurredAt, false); err != nil {
				return id, err
			}
			if r.Findings, err = findAll(c.Context(), d, "finding", findings); err != nil {
				return id, err
			}
			return d.Resolve(c.Context(), id, outcome, r)
		})
	}
	f := resolve.Flags()
	f.StringVar(&knownAt, "known-at", "", "`WHEN` the outcome became known (default now)")
	f.StringVar(&occurredAt, "occurred-at", "", "`WHEN` it happened")
	f.StringVar(&r.Source, "source", "", "what says so")
	f.StringVar(&r.Note, "note", "", "remark")
	f.StringArrayVar(&findings, "finding", nil, "`FINDING` that shows it; may be given several times")
	return resolve
}
