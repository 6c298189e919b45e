// Package standing says which forecast was in force when. A forecast stands until
// the next one of its forecaster, a withdrawal or a retraction.
package standing

import (
	"cmp"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// Interval is a forecast with the interval in which it was in force.
type Interval struct {
	model.ForecastRow
	Until journal.Instant // when the next one, a withdrawal or a retraction ended it
}

const Forever = journal.Instant(1<<62 - 1)

// writes lists each forecaster's forecasts on one question in sequence; of two at
// the same instant, the later in record order counts.
func Intervals(forecasts []model.ForecastRow, withdrawals []model.Withdrawal) []Interval {
	by := map[int64][]Interval{}
	var order []int64
	for _, f := range forecasts {
		if f.Provenance == "sealed" {
			continue
		}
		if by[f.Forecaster] == nil {
			order = append(order, f.Forecaster)
		}
		by[f.Forecaster] = append(by[f.Forecaster], Interval{f, Forever})
	}
	var all []Interval
	for _, who := range order {
		mine := by[who]
		slices.SortStableFunc(mine, func(a, b Interval) int { return cmp.Compare(a.At, b.At) })
		for i := range mine {
			s := &mine[i]
			if i+1 < len(mine) {
				s.Until = mine[i+1].At
			}
			for _, w := range withdrawals {
				if w.Forecaster == who && w.At >= s.At && w.At < s.Until {
					s.Until = w.At
				}
			}
			if s.RetractedAt != nil && *s.RetractedAt < s.Until {
				s.Until = *s.RetractedAt
			}
		}
		all = append(all, mine...)
	}
	return all
}

// StandingAt lists the forecasts in force on a question at an instant.
func StandingAt(r model.Reader, question int64, at journal.Instant) ([]Interval, error) {
	forecasts, err := r.ForecastsOn(question)
	if err != nil {
		return nil, err
	}
	withdrawals, err := r.WithdrawalsOn(question)
	if err != nil {
		return nil, err
	}
	var all []Interval
	for _, s := range Intervals(forecasts, withdrawals) {
		if s.At <= at && at < s.Until {
			all = append(all, s)
		}
	}
	return all, nil
}

// LastInstant is the instant at which forecasts are shown as standing: the
// present, or the last one before the question was over.
func LastInstant(q model.QuestionRow, now journal.Instant) journal.Instant {
	at := now
	for _, over := range []*journal.Instant{q.Closes, q.EndedAt} {
		if over != nil && *over <= at && (over != q.EndedAt || q.EndKind != "") {
			at = *over - 1
		}
	}
	return at
}
