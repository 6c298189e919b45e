package forecasts

import (
	"cmp"
	"context"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// An Exchange is that somebody took another's log: their own log says so, by
// the other's signed checkpoint that it carries.
type Exchange struct {
	By, Of  string // names
	Mine    bool   // the user is who took it
	Given   bool   // it is the user's log that was taken
	Records int64  // how many records of the log they then had
	At      Instant
}

// Exchanges lists what logs at hand say of who took whose log, the newest first.
func (d *Desk) Exchanges(ctx context.Context) ([]Exchange, error) {
	var out []Exchange
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		seen, err := witnessed(r)
		if err != nil {
			return err
		}
		logs, err := r.Logs()
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, l := range logs {
			names[fingerprint(l.Key)] = b.owner(l.Key).Name
		}
		for _, l := range logs {
			for _, w := range seen[journal.LogID(l.Log)] {
				if w.Verify(journal.Key(l.Key)) != nil {
					continue
				}
				out = append(out, Exchange{By: names[w.key], Of: l.Name, Mine: w.key == me, Given: fingerprint(l.Key) == me, Records: w.Size, At: w.at})
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Exchange) int { return cmp.Compare(b.At, a.At) })
	return out, err
}
