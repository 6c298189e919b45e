// Package standing says which forecast was in force when. A forecast stands until
// the next one of its forecaster, a withdrawal or a retraction; where what ended it
// is retracted, it stands again.
package standing

import (
	"weathervane/model"
	"weathervane/model/journal"
)

// Interval is a forecast with an interval in which it was in force.
type Interval = model.Interval

const Forever = model.Forever

// A Mark is what its author recorded on a question, and a Spell a time during which
// it was in force (see model.InForce).
type (
	Mark  = model.Mark
	Spell = model.Spell
)

func InForce(marks []Mark) []Spell { return model.InForce(marks) }

// Intervals lists each forecaster's forecasts on one question in sequence (see
// model.Intervals).
func Intervals(forecasts []model.ForecastRow, withdrawals []model.Withdrawal) []Interval {
	return model.Intervals(forecasts, withdrawals)
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
func LastInstant(q model.QuestionRow, now journal.Instant) journal.Instant { return q.LastInstant(now) }
