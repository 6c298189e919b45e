package model

import (
	"database/sql"

	"weathervane/model/journal"
)

// OpenStanding is an open question on which somebody's forecast stands, with what
// decides whether something is due on it.
type OpenStanding struct {
	Num             int64
	AskedAt         journal.Instant
	Place           []byte // continues the order of asking
	Closes          *journal.Instant
	At              journal.Instant // from when the forecast counts
	Lowest, Highest *float64        // of the team's probabilities of yes
	Unweighed       int             // findings that were first judged after the forecast
}

// OpenStandings lists somebody's in the order of asking, without those that are
// unsettled. The open questions lead to the forecasts, not the other way round: there
// are many more forecasts on those that have ended.
func (r Reader) OpenStandings(of int64, now journal.Instant) ([]OpenStanding, error) {
	return list[OpenStanding](r, `SELECT x.num, x.asked_at, x.place, x.closes, s.at, t.lowest, t.highest,
		(SELECT COUNT(*) FROM (SELECT 1 FROM bearings b WHERE b.question = x.num GROUP BY b.finding HAVING MIN(b.at) > s.at)) AS unweighed
		FROM questions x CROSS JOIN standings s ON s.question = x.num AND s.forecaster = @of CROSS JOIN settled t ON t.question = x.num
		WHERE t.since <= @now AND `+inState[OpenState]+" ORDER BY x.asked_at, x.place", sql.Named("of", of), sql.Named("now", now))
}

// Closing lists the questions in a state, open ones as far as they close until an
// instant: the first n of those that close first. A question without a close comes
// before all.
func (r Reader) Closing(state State, now, until journal.Instant, n int) ([]int64, error) {
	return r.numbers("SELECT x.num FROM questions x WHERE "+closing(state)+" ORDER BY COALESCE(x.closes, 0), x.asked_at, x.place LIMIT @n",
		sql.Named("now", now), sql.Named("until", until), sql.Named("n", n))
}

// CountClosing counts them all.
func (r Reader) CountClosing(state State, now, until journal.Instant) (int, error) {
	n, err := r.count("SELECT COUNT(*) FROM questions x WHERE "+closing(state), sql.Named("now", now), sql.Named("until", until))
	return int(n), err
}

// closing says of x that it is in a state and, if it is open, closes until @until.
func closing(state State) string {
	if state == OpenState {
		return inState[state] + " AND x.closes <= @until"
	}
	return inState[state]
}

// Due is a moment at which a question closes, or is to be resolved.
type Due struct {
	Title string
	At    journal.Instant
	Kind  string // closes or resolve
}

// DueWithin lists these moments from an instant on until before another, of questions
// that have not ended at the first.
func (r Reader) DueWithin(now, until journal.Instant) ([]Due, error) {
	return list[Due](r, `SELECT title, at, kind FROM (
		SELECT x.title, x.resolves_by AS at, 'resolve' AS kind, x.asked_at, x.place, 0 AS later FROM questions x
			WHERE x.resolves_by >= @now AND x.resolves_by < @until AND x.resolves_by IS NOT x.closes AND (x.end_kind = 'disputed' OR `+unended+`)
		UNION ALL SELECT x.title, x.closes, 'closes', x.asked_at, x.place, 1 FROM questions x
			WHERE x.closes >= @now AND x.closes < @until AND `+inState[OpenState]+`)
		ORDER BY at, asked_at, place, later`, sql.Named("now", now), sql.Named("until", until))
}
