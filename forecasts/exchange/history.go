package exchange

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/session"
	"weathervane/forecasts/transfer"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// An Exchange says that somebody merged another's log: their own log proves it
// with the other's signed checkpoint.
type Exchange struct {
	By, Of  string // names
	Mine    bool   // the user merged it
	Given   bool   // it is the user's log
	Records int64  // how many records of the log they had then
	At      journal.Instant
}

// Exchanges lists who merged whose log, according to the logs here, the newest
// first.
func (d *Desk) Exchanges(ctx context.Context) ([]Exchange, error) {
	var out []Exchange
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		seen, err := witness.All(r)
		if err != nil {
			return err
		}
		logs, err := r.Logs()
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, l := range logs {
			names[forecaster.Fingerprint(l.Key)] = b.Owner(l.Key).Name
		}
		for _, l := range logs {
			for _, w := range seen[journal.LogID(l.Log)] {
				if w.Verify(journal.Key(l.Key)) != nil {
					continue
				}
				out = append(out, Exchange{By: names[w.Key], Of: l.Name, Mine: w.Key == me, Given: forecaster.Fingerprint(l.Key) == me, Records: w.Size, At: w.At})
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Exchange) int { return cmp.Compare(b.At, a.At) })
	return out, err
}

// remember notes that a file was exported or merged, and which of the user's own
// sealed forecasts it shows; nothing is noted in what is read-only.
func (d *Desk) remember(ctx context.Context, p transfer.Transfer, shown ...journal.ID) error {
	if d.ReadOnly() {
		return nil
	}
	p.At = journal.InstantOf(d.Env.Now())
	return d.Change(ctx, func(t *model.Tx) error {
		return errors.Join(transfer.Remember(t, p), handOut(t, shown, p.At))
	}, nil, session.Changed{Topic: session.TopicExchange})
}

// RememberRefused notes that files could not be merged, and why. It writes no
// record.
func (d *Desk) RememberRefused(ctx context.Context, paths []string, why error) error {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	return d.remember(ctx, transfer.Transfer{File: strings.Join(names, ", "), Refused: why.Error()})
}

// History lists the files that were exported or merged here, the newest first.
func (d *Desk) History(ctx context.Context) ([]transfer.Transfer, error) {
	var out []transfer.Transfer
	err := d.Store.View(ctx, func(r model.Reader) error {
		all, err := r.Settings(transfer.Prefix)
		if err != nil {
			return err
		}
		for _, text := range all {
			var p transfer.Transfer
			if err := json.Unmarshal([]byte(text), &p); err != nil {
				return err
			}
			out = append(out, p)
		}
		return nil
	})
	slices.SortFunc(out, func(a, b transfer.Transfer) int {
		return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(a.File, b.File))
	})
	return out, err
}
