package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

func (p *program) reviewing() *cobra.Command {
	var period, verdict, note string
	c := &cobra.Command{
		Use: "review FILE --period A..B --verdict T", Short: "Sign off the figures of a period; prints the record's id", Args: takes(1, 1),
	}
	c.Flags().StringVar(&period, "period", "", "`A..B`: outcomes that became known from the beginning of A to the end of B")
	c.Flags().StringVar(&verdict, "verdict", "", "what you find")
	c.Flags().StringVar(&note, "note", "", "remark")
	c.RunE = func(c *cobra.Command, args []string) error {
		if verdict == "" {
			return fmt.Errorf("no verdict: use --verdict to say what you find")
		}
		scope, err := p.period(period)
		if err != nil {
			return err
		}
		return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
			id, err := d.Review(c.Context(), scope, verdict, note)
			if errors.Is(err, scoring.ErrNothing) {
				return &refusal{what: "nothing to score: no outcome of a forecast that counts became known in the period: choose a longer one"}
			}
			return p.made(id, err)
		})
	}
	return c
}

// period reads --period: from the beginning of a day to the end of another.
func (p *program) period(text string) (s journal.Period, err error) {
	from, to, ok := strings.Cut(text, "..")
	if !ok || from == "" || to == "" {
		return s, errors.New("no period: give --period as two days, such as 2024-01-01..2024-06-30")
	}
	a, err := p.when("period", from, false)
	if err != nil {
		return s, err
	}
	b, err := p.when("period", to, true)
	if err != nil {
		return s, err
	}
	if *a >= *b {
		return s, fmt.Errorf("--period %s ends before it begins: give the earlier day first", quoted(text))
	}
	return journal.Period{From: *a, To: *b}, nil
}
