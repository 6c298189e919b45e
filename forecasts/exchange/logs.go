package exchange

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Logs lists the logs in the order in which they were opened.
func (d *Desk) Logs(ctx context.Context) ([]Log, error) {
	all := []Log{}
	err := d.Look(ctx, func(r model.Reader, _ forecaster.Directory, me string) error {
		counts, err := r.WithoutEffectCounts()
		if err != nil {
			return err
		}
		without := map[int64]map[string]int64{}
		for _, c := range counts {
			if without[c.Log] == nil {
				without[c.Log] = map[string]int64{}
			}
			without[c.Log][c.Reason] = c.Count
		}
		rows, err := r.Logs()
		for _, row := range rows {
			l := Log{
				Log: journal.LogID(row.Log), Name: row.Name, Key: forecaster.Fingerprint(row.Key),
				Records: row.Size, Withheld: row.Withheld, Signed: row.Signed, WithoutEffect: without[row.Num],
			}
			l.Own = l.Key == me
			all = append(all, l)
		}
		return err
	})
	return all, err
}

// Log is one author's log in this workspace.
type Log struct {
	Log      journal.LogID `json:"log"`
	Name     string        `json:"name"`
	Key      string        `json:"key"`
	Records  int64         `json:"records"`
	Withheld int64         `json:"withheld"`
	Signed   int64         `json:"signed"` // how many records the last checkpoint covers
	Own      bool          `json:"-"`
	// WithoutEffect counts the shown records that do not count, by reason
	// (Record.WhyNot).
	WithoutEffect map[string]int64 `json:"without_effect,omitempty"`
}
