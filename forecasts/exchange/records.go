package exchange

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Record is a record as lists show it, with whether it counts by the rule of
// FORMAT.md, "Which records count".
type Record struct {
	ID     journal.ID            `json:"id"`
	Log    journal.LogID         `json:"log"`
	Seq    int64                 `json:"seq"`
	At     *journal.Instant      `json:"at,omitempty"`   // absent if it is withheld
	Kind   string                `json:"kind,omitempty"` // absent if it is withheld
	By     forecaster.Forecaster `json:"by"`
	Counts bool                  `json:"counts"`
	Since  *journal.Instant      `json:"since,omitempty"` // from when it takes effect
	Until  *journal.Instant      `json:"until,omitempty"` // when its author retracted it
	// WhyNot is withheld, unknown_kind, forked, retracted, waiting, unfit or
	// duplicate; Detail explains it.
	WhyNot string `json:"why_not,omitempty"`
	Detail string `json:"detail,omitempty"`
}

// WithoutEffect counts the shown records that do not count, by reason
// (Record.WhyNot).
func (d *Desk) WithoutEffect(ctx context.Context) (map[string]int, error) {
	all := map[string]int{}
	err := d.Store.View(ctx, func(r model.Reader) error {
		counts, err := r.WithoutEffectCounts()
		for _, c := range counts {
			all[c.Reason] += int(c.Count)
		}
		return err
	})
	return all, err
}

// Records lists every record; with onlyWithoutEffect, the shown ones that do not
// count.
func (d *Desk) Records(ctx context.Context, onlyWithoutEffect bool) ([]Record, error) {
	all := []Record{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) error {
		read := r.RuledRecords
		if onlyWithoutEffect {
			read = r.WithoutEffect
		}
		rows, err := read()
		for _, row := range rows {
			one := Record{
				ID: journal.ID(row.ID), Log: journal.LogID(row.Log), Seq: row.Seq, At: row.At, Kind: row.Kind,
				By: b.Owner(row.Key), Counts: row.Why == "", Since: row.Since, Until: row.Until,
			}
			one.WhyNot, one.Detail = model.ReasonOf(row.Why)
			all = append(all, one)
		}
		return err
	})
	return all, err
}
