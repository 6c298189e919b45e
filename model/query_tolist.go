package model

import (
	"database/sql"

	"weathervane/model/journal"
)

// EachToList calls each with the questions with a tag, or all if it is empty, in no
// order, with what lists say of them and where they stand in the order of asking. The
// row is valid until each returns, its texts stay.
func (r Reader) EachToList(tag string, each func(*QuestionRow) error) error {
	where, args := List{Tag: tag}.where()
	rows, err := r.db.Raw(`SELECT x.num, i.id, x.title, x.type, x.opens, x.closes, x.tags, x.options, x.ordered, x.unit, x.range,
		x.if_question, x.if_outcome, x.forecaster, x.asked_at, x.end_kind, x.outcome, x.why, x.known_at, x.place
		FROM questions x CROSS JOIN ids i ON i.num = x.num WHERE `+where, args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	var q QuestionRow
	var id, place, kind, tags, options, unit, span, ifOutcome, endKind, outcome, why sql.RawBytes
	var opens, closes, condition, known sql.NullInt64
	same := repeated{}
	for rows.Next() { // by hand: there may be a hundred thousand
		if err := rows.Scan(&q.Num, &id, &q.Title, &kind, &opens, &closes, &tags, &options, &q.Ordered, &unit, &span,
			&condition, &ifOutcome, &q.Forecaster, (*int64)(&q.AskedAt), &endKind, &outcome, &why, &known, &place); err != nil {
			return err
		}
		q.ID, q.Place = id, place
		q.Type, q.Tags, q.Options, q.Unit, q.Range = same.text(kind), same.text(tags), same.text(options), same.text(unit), same.text(span)
		q.IfOutcome, q.EndKind, q.Outcome, q.Why = same.text(ifOutcome), same.text(endKind), same.text(outcome), same.text(why)
		q.Opens, q.Closes, q.KnownAt, q.IfQuestion = instant(opens), instant(closes), instant(known), nil
		if condition.Valid {
			on := condition.Int64
			q.IfQuestion = &on
		}
		if err := each(&q); err != nil {
			return err
		}
	}
	return rows.Err()
}

func instant(at sql.NullInt64) *journal.Instant {
	if !at.Valid {
		return nil
	}
	i := journal.Instant(at.Int64)
	return &i
}

// repeated are texts of which many rows have the same.
type repeated map[string]string

// mostRepeated is how many of them are kept.
const mostRepeated = 4096

func (m repeated) text(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	s, known := m[string(b)]
	if !known {
		if len(m) == mostRepeated {
			clear(m)
		}
		s = string(b)
		m[s] = s
	}
	return s
}
