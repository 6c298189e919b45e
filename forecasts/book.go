package forecasts

import (
	"cmp"
	"context"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// book is the directory of forecasters: the names that belong to keys.
type book struct {
	forecasters map[int64]Forecaster
	names       map[string]string // key → name of its latest log
}

func openBook(r model.Reader) (book, error) {
	b := book{forecasters: map[int64]Forecaster{}, names: map[string]string{}}
	logs, err := r.Logs()
	if err != nil {
		return b, err
	}
	latest := map[string]journal.Instant{}
	for _, l := range logs {
		if at, ok := latest[string(l.Key)]; !ok || l.LastAt >= at {
			latest[string(l.Key)], b.names[string(l.Key)] = l.LastAt, l.Name
		}
	}
	rows, err := r.Forecasters()
	for _, f := range rows {
		who := b.owner(f.Key)
		if f.Name != "" {
			who.Name, who.By = f.Name, f.Name
		}
		b.forecasters[f.Num] = who
	}
	return b, err
}

// look reads one state of the workspace, with its directory of forecasters and
// the user's own fingerprint.
func (d *Desk) look(ctx context.Context, read func(r model.Reader, b book, me string) error) error {
	me, err := d.me()
	if err != nil {
		return err
	}
	return d.store.View(ctx, func(r model.Reader) error {
		b, err := openBook(r)
		if err != nil {
			return err
		}
		return read(r, b, me)
	})
}

// owner is the forecaster with a key.
func (b book) owner(key []byte) Forecaster {
	return Forecaster{Name: b.names[string(key)], Key: fingerprint(key)}
}

func fingerprint(key []byte) string {
	if len(key) != 32 {
		return ""
	}
	return journal.Key(key).Fingerprint()
}

func (b book) who(num int64) Forecaster { return b.forecasters[num] }

// Ref is how filters name a forecaster: by key, or by name if somebody else
// records the forecasts.
func (f Forecaster) Ref() string {
	if f.By != "" || f.Key == "" {
		return f.Name
	}
	return f.Key
}

// named reports whether a forecaster has the name, or a key with this beginning.
func (f Forecaster) named(ref string) bool {
	return ref == "" || f.Name == ref || (len(ref) >= 8 && f.By == "" && len(ref) <= len(f.Key) && f.Key[:len(ref)] == ref)
}

// spell is a forecast with the interval in which it was in force.
type spell struct {
	model.ForecastRow
	until Instant // when the next one, a withdrawal or a retraction ended it
}

const forever = Instant(1<<62 - 1)

// writes lists each forecaster's forecasts on one question in sequence; of two at
// the same instant, the later in record order counts.
func spells(forecasts []model.ForecastRow, withdrawals []model.Withdrawal) []spell {
	by := map[int64][]spell{}
	var order []int64
	for _, f := range forecasts {
		if f.Provenance == "sealed" {
			continue
		}
		if by[f.Forecaster] == nil {
			order = append(order, f.Forecaster)
		}
		by[f.Forecaster] = append(by[f.Forecaster], spell{f, forever})
	}
	var all []spell
	for _, who := range order {
		mine := by[who]
		slices.SortStableFunc(mine, func(a, b spell) int { return cmp.Compare(a.At, b.At) })
		for i := range mine {
			s := &mine[i]
			if i+1 < len(mine) {
				s.until = mine[i+1].At
			}
			for _, w := range withdrawals {
				if w.Forecaster == who && w.At >= s.At && w.At < s.until {
					s.until = w.At
				}
			}
			if s.RetractedAt != nil && *s.RetractedAt < s.until {
				s.until = *s.RetractedAt
			}
		}
		all = append(all, mine...)
	}
	return all
}

// standingAt lists the forecasts in force on a question at an instant.
func standingAt(r model.Reader, question int64, at Instant) ([]spell, error) {
	forecasts, err := r.ForecastsOn(question)
	if err != nil {
		return nil, err
	}
	withdrawals, err := r.WithdrawalsOn(question)
	if err != nil {
		return nil, err
	}
	var all []spell
	for _, s := range spells(forecasts, withdrawals) {
		if s.At <= at && at < s.until {
			all = append(all, s)
		}
	}
	return all, nil
}

func believed(f model.ForecastRow) Belief {
	b := Belief{P: f.P}
	decodeText(f.Probs, &b.Probs)
	decodeText(f.Quantiles, &b.Quantiles)
	return b
}
