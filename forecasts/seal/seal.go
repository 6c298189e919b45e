// Package seal finds the user's own sealed forecasts: which of them no file may
// show yet, and which must be shown soon, or they are forfeited.
package seal

import (
	"cmp"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// HandedOut begins the name of the setting that notes when a file first showed
// one's own sealed forecast; the forecast's id follows. It is a note of this
// workspace, not a record.
const HandedOut = "handed out "

// Own lists the seals of the forecaster with the key, in the order of recording.
func Own(r model.Reader, key string) ([]journal.Sealed, error) {
	rows, err := r.SealRecords()
	if err != nil {
		return nil, err
	}
	var all []journal.Sealed
	for _, row := range rows {
		if forecaster.Fingerprint(row.Key) != key {
			continue
		}
		record, err := journal.ParseRecord(row.Line)
		if err != nil {
			return nil, err
		}
		s, err := journal.Decode[journal.Sealed](record)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// Owed is a sealed forecast on a question that has resolved, which no file has
// shown: after Until it is forfeited.
type Owed struct {
	Question, Forecast journal.ID
	Title              string
	Until              journal.Instant
}

// OwedBy lists the seals of the forecaster with the key that can still be shown in
// time at now, the most urgent first.
func OwedBy(r model.Reader, key string, now journal.Instant) ([]Owed, error) {
	own, err := Own(r, key)
	if err != nil || len(own) == 0 {
		return nil, err
	}
	shown, err := r.Settings(HandedOut)
	if err != nil {
		return nil, err
	}
	var all []Owed
	for _, s := range own {
		if shown[s.Forecast.String()] != "" {
			continue
		}
		q, here, err := r.Question(s.Question)
		if err != nil {
			return nil, err
		}
		if !here || q.EndKind != "resolved" {
			continue
		}
		until, err := r.SealsShownUntil(q.Num)
		if err != nil {
			return nil, err
		}
		if until >= now {
			all = append(all, Owed{journal.ID(q.ID), s.Forecast, q.Title, until})
		}
	}
	slices.SortStableFunc(all, func(a, b Owed) int { return cmp.Compare(a.Until, b.Until) })
	return all, nil
}
