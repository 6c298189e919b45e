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
		from, to, ok := strings.Cut(period, "..")
		if !ok || from == "" || to == "" {
			return fmt.Errorf("no period: give --period as two days, such as 2024-01-01..2024-06-30")
		}
		a, err := p.when("period", from, false)
		if err != nil {
			return err
		}
		b, err := p.when("period", to, true)
		if err != nil {
			return err
		}
		return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
			id, err := d.Review(c.Context(), journal.Period{From: *a, To: *b}, verdict, note)
			if errors.Is(err, scoring.ErrNothing) {
				return &refusal{what: "nothing to score: no outcome of a forecast that counts became known in the period: choose a longer one"}
			}
			return p.made(id, err)
		})
	}
	return c
}
