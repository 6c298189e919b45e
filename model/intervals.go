package model

import (
	"cmp"
	"slices"

	"weathervane/model/journal"
)

// Interval is a forecast with an interval in which it was in force.
type Interval struct {
	ForecastRow
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
func Intervals(forecasts []ForecastRow, withdrawals []Withdrawal) []Interval {
	by := map[int64][]ForecastRow{}
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

func intervalsOf(mine []ForecastRow, withdrawals []Withdrawal, who int64) []Interval {
	slices.SortStableFunc(mine, func(a, b ForecastRow) int { return cmp.Compare(a.At, b.At) })
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

// LastInstant is the instant at which forecasts on the question are shown as standing:
// the present, or the last one before the question was over.
func (q *QuestionRow) LastInstant(now journal.Instant) journal.Instant {
	return lastInstant(q.Closes, q.EndedAt, q.EndKind, now)
}

func lastInstant(closes, ended *journal.Instant, endKind string, now journal.Instant) journal.Instant {
	if closes != nil {
		now = min(now, *closes-1)
	}
	if ended != nil && endKind != "" {
		now = min(now, *ended-1)
	}
	return now
}
