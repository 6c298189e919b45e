package model

import "weathervane/model/journal"

// keptFor is how long an author has, after the end of a question was recorded, to
// show a sealed forecast: 30 days, in milliseconds.
const keptFor = 30 * 24 * 60 * 60 * 1000

// ForfeitedSeals are the forecasts, by number, that were sealed on a question that
// resolved and were not shown in time: their author has recorded later than 30
// days after the end was recorded.
//
// Source: docs/FORMAT.md, provenance of a forecast.
func (r Reader) ForfeitedSeals() (map[int64]bool, error) {
	rows, err := list[struct{ Num int64 }](r, `SELECT f.num FROM forecasts f
		JOIN questions q ON q.num = f.question JOIN forecasters a ON a.num = f.forecaster
		WHERE f.num IN (SELECT forecast FROM seals) AND f.provenance = 'sealed' AND q.end_kind = 'resolved'
		AND (SELECT MAX(`+lastCounted+`) FROM logs l WHERE l.key = a.key) > (`+endRecorded+`q.num) + ?`, keptFor)
	all := make(map[int64]bool, len(rows))
	for _, row := range rows {
		all[row.Num] = true
	}
	return all, err
}

// endRecorded is when the end of a question that holds was first recorded; the
// question follows.
const endRecorded = "SELECT MIN(COALESCE(o.since, o.moment, o.at)) FROM ends e JOIN records o ON o.num = e.num WHERE e.holds AND e.question = "

// SealsShownUntil is until when the seals on a question that resolved can be shown
// before they are forfeited.
func (r Reader) SealsShownUntil(question int64) (journal.Instant, error) {
	at, err := r.count(endRecorded+"?", question)
	return journal.Instant(at + keptFor), err
}
