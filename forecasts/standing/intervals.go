// Package standing says which forecast was in force when. A forecast stands until
// the next one of its forecaster, a withdrawal or a retraction; where what ended it
// is retracted, it stands again.
package standing

import (
	"cmp"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// Interval is a forecast with an interval in which it was in force.
type Interval struct {
	model.ForecastRow
	From  journal.Instant // At, or when it stood again
	Until journal.Instant // when the next one, a withdrawal or a retraction ended it
	Again bool            // it had been in force before
}

// Holds reports whether the forecast was in force at an instant.
func (i *Interval) Holds(at journal.Instant) bool { return i.From <= at && at < i.Until }

const Forever = journal.Instant(1<<62 - 1)

// Intervals lists each forecaster's forecasts on one question in sequence; of two at
// the same instant, the later in record order counts. A forecast that was never in
// force has an empty interval.
func Intervals(forecasts []model.ForecastRow, withdrawals []model.Withdrawal) []Interval {
	by := map[int64][]model.ForecastRow{}
	var order []int64
	for _, f := range forecasts {
		if f.Provenance == "sealed" {
			continue
		}
		if by[f.Forecaster] == nil {
			order = append(order, f.Forecaster)
		}
		by[f.Forecaster] = append(by[f.Forecaster], f)
	}
	var all []Interval
	for _, who := range order {
		all = append(all, intervalsOf(by[who], withdrawals, who)...)
	}
	return all
}

func intervalsOf(mine []model.ForecastRow, withdrawals []model.Withdrawal, who int64) []Interval {
	slices.SortStableFunc(mine, func(a, b model.ForecastRow) int { return cmp.Compare(a.At, b.At) })
	marks := make([]Mark, 0, len(mine))
	for _, f := range mine {
		marks = append(marks, Mark{f.At, orForever(f.RetractedAt)})
	}
	for _, w := range withdrawals {
		if w.Forecaster == who {
			marks = append(marks, Mark{w.At, orForever(w.Until)})
		}
	}
	all := make([]Interval, len(mine), len(marks))
	for i, f := range mine {
		all[i] = Interval{ForecastRow: f, From: f.At, Until: f.At}
	}
	for _, s := range InForce(marks) {
		switch {
		case s.Mark >= len(mine): // nothing
		case s.Again:
			all = append(all, Interval{mine[s.Mark], s.From, s.Until, true})
		default:
			all[s.Mark].From, all[s.Mark].Until = s.From, s.Until
		}
	}
	slices.SortStableFunc(all, func(a, b Interval) int { return cmp.Compare(a.From, b.From) })
	return all
}

func orForever(at *journal.Instant) journal.Instant {
	if at == nil {
		return Forever
	}
	return *at
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
		if s.Holds(at) {
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
