package model

import (
	"database/sql"
	"slices"

	"weathervane/model/journal"
)

// ScoredBy lists, in no order, the yes-or-no and choice questions that have an outcome,
// whenever it is known, and that any of the forecasters forecast: with what scoring
// needs, and without their texts.
func (r Reader) ScoredBy(forecasters []int64) ([]QuestionRow, error) {
	var on []int64
	by := func(f ForecastRow) bool { return slices.Contains(forecasters, f.Forecaster) }
	if err := r.Steps(func(question int64, forecasts []ForecastRow) error {
		if slices.ContainsFunc(forecasts, by) {
			on = append(on, question)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	return r.ScoredAmong(on)
}

// Scored lists what ScoredBy does, whoever forecast it.
func (r Reader) Scored() ([]QuestionRow, error) { return r.scored("") }

// ScoredAmong lists those of the questions that Scored lists.
func (r Reader) ScoredAmong(questions []int64) ([]QuestionRow, error) {
	return r.scored(" AND x.num"+among, listed(questions))
}

func (r Reader) scored(where string, args ...any) ([]QuestionRow, error) {
	rows, err := r.db.Raw(`SELECT x.num, i.id, x.type, x.closes, x.resolves_by, x.ordered, x.forecaster, x.asked_at, x.end_kind, x.outcome, x.known_at,
		x.score_opens, x.score_closes, x.score_options, x.schedule FROM questions x JOIN ids i ON i.num = x.num
		WHERE x.end_kind = 'resolved' AND x.type IN ('binary', 'choice')`+where, args...).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []QuestionRow
	for rows.Next() { // by hand: there may be very many
		var q QuestionRow
		if err := rows.Scan(&q.Num, &q.ID, &q.Type, &q.Closes, &q.ResolvesBy, &q.Ordered, &q.Forecaster, &q.AskedAt, &q.EndKind, &q.Outcome, &q.KnownAt,
			&q.ScoreOpens, &q.ScoreCloses, &q.ScoreOptions, &q.Schedule); err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, rows.Err()
}

// EachToScore calls each with every question, or with those with the numbers if these
// are not nil, in no order: with what scoring and its lists need of it, and without its
// other texts. The row is valid until each returns.
func (r Reader) EachToScore(questions []int64, each func(*QuestionRow) error) error {
	query := `SELECT x.num, i.id, x.title, x.type, x.opens, x.closes, x.resolves_by, x.tags, x.options, x.ordered, x.unit, x.range,
		x.if_question, x.if_outcome, x.forecaster, x.asked_at, x.end_kind, x.outcome, x.why, x.known_at, x.score_opens, x.score_closes,
		x.score_options, x.schedule FROM questions x JOIN ids i ON i.num = x.num`
	var args []any
	if questions != nil {
		query, args = query+" WHERE x.num"+among, []any{listed(questions)}
	}
	rows, err := r.db.Raw(query, args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var q QuestionRow
		if err := rows.Scan(&q.Num, &q.ID, &q.Title, &q.Type, &q.Opens, &q.Closes, &q.ResolvesBy, &q.Tags, &q.Options, &q.Ordered, &q.Unit, &q.Range,
			&q.IfQuestion, &q.IfOutcome, &q.Forecaster, &q.AskedAt, &q.EndKind, &q.Outcome, &q.Why, &q.KnownAt, &q.ScoreOpens, &q.ScoreCloses,
			&q.ScoreOptions, &q.Schedule); err != nil {
			return err
		}
		if err := each(&q); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Conditions gives for each yes-or-no or choice question that depends on another's
// outcome that one.
func (r Reader) Conditions() (map[journal.ID]journal.ID, error) {
	rows, err := list[struct{ ID, On []byte }](r, `SELECT i.id, c.id AS "on" FROM questions x CROSS JOIN ids i ON i.num = x.num CROSS JOIN questions q ON q.num = x.if_question
		CROSS JOIN ids c ON c.num = q.num WHERE x.if_question IS NOT NULL AND x.type IN ('binary', 'choice')`)
	all := make(map[journal.ID]journal.ID, len(rows))
	for _, row := range rows {
		all[journal.ID(row.ID)] = journal.ID(row.On)
	}
	return all, err
}

// QuestionKey is a question as scores name it, by which they are in order.
type QuestionKey struct {
	Num    int64
	ID     journal.ID
	Number bool  // its forecasts are of numbers or dates
	If     int64 // the question on which it depends; 0 if there is none
}

// QuestionKeys lists all questions in the order of their ids.
func (r Reader) QuestionKeys() ([]QuestionKey, error) {
	rows, err := r.db.Raw(`SELECT x.num, i.id, x.type NOT IN ('binary', 'choice'), COALESCE(x.if_question, 0)
		FROM questions x JOIN ids i ON i.num = x.num`).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []QuestionKey
	var id sql.RawBytes
	for rows.Next() {
		var q QuestionKey
		if err := rows.Scan(&q.Num, &id, &q.Number, &q.If); err != nil {
			return nil, err
		}
		q.ID = journal.ID(id)
		all = append(all, q)
	}
	slices.SortFunc(all, func(a, b QuestionKey) int { return slices.Compare(a.ID[:], b.ID[:]) })
	return all, rows.Err()
}
