package model

import (
	"database/sql"

	"weathervane/model/journal"
)

// ForecastRow is a forecast as projected, in the order of the records.
type ForecastRow struct {
	Num, Question, Forecaster        int64
	ID, QuestionID                   []byte
	At, RecordedAt                   journal.Instant
	MadeAt, WithdrawnAt, RetractedAt *journal.Instant
	P                                *float64
	Probs, Quantiles, Provenance     string
	Source                           string // where an imported forecast came from
	Rationale                        []byte // the line of the rationale that stands
	Log, Seq                         int64  // where its record stands; given by Steps alone
}

// Forecasts lists all forecasts in the order of the records, sealed ones where
// they were announced.
func (r Reader) Forecasts() ([]ForecastRow, error) { return r.detailed("") }

// ForecastsTagged lists the forecasts on questions with a tag; all if it is
// empty.
func (r Reader) ForecastsTagged(tag string) ([]ForecastRow, error) {
	if tag == "" {
		return r.Forecasts()
	}
	return r.detailed("x.question IN (SELECT question FROM question_tags WHERE tag = ?)", tag)
}

// ForecastsOn lists the forecasts on a question.
func (r Reader) ForecastsOn(question int64) ([]ForecastRow, error) {
	return r.detailed("x.question = ?", question)
}

// ForecastsAround lists the forecasts on the questions of the forecasts.
func (r Reader) ForecastsAround(forecasts []int64) ([]ForecastRow, error) {
	return r.detailed("x.question IN (SELECT question FROM forecasts WHERE num"+among+")", listed(forecasts))
}

// Steps calls each with the forecasts on every question that has some, in the order of
// the records: without their ids and rationales, which cost the most to read. They are
// valid until each returns, but what they point to stays.
func (r Reader) Steps(each func(question int64, forecasts []ForecastRow) error) error {
	return r.steps("", each)
}

// StepsOnAll calls each as Steps does, with the forecasts on the questions.
func (r Reader) StepsOnAll(questions []int64, each func(question int64, forecasts []ForecastRow) error) error {
	return r.steps(" WHERE question"+among, each, listed(questions))
}

func (r Reader) steps(where string, each func(int64, []ForecastRow) error, args ...any) error {
	rows, err := r.db.Raw("SELECT question, forecasts FROM packed_forecasts"+where+" ORDER BY question", args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	u := unpacker{sources: map[string]string{}}
	for rows.Next() {
		var question int64
		var pack sql.RawBytes
		if err := rows.Scan(&question, &pack); err != nil {
			return err
		}
		forecasts, err := u.unpack(question, pack)
		if err == nil {
			err = each(question, forecasts)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

func numsOf(questions []QuestionRow) []int64 {
	nums := make([]int64, len(questions))
	for i, q := range questions {
		nums[i] = q.Num
	}
	return nums
}

// detailed lists forecasts with everything about them, in the order of the records;
// where narrows x.
func (r Reader) detailed(where string, args ...any) ([]ForecastRow, error) {
	rows, err := r.db.Raw(`SELECT x.num, x.question, x.forecaster, x.at, x.recorded_at, x.withdrawn_at, x.retracted_at,
		x.p, x.probs, x.quantiles, x.provenance, i.id, qi.id, x.made_at, x.source, t.line FROM forecasts x
		JOIN ids i ON i.num = x.num JOIN ids qi ON qi.num = x.question LEFT JOIN records t ON t.num = x.rationale`+inOrder+clause(where)+
		" ORDER BY COALESCE(o.moment, o.at, x.recorded_at), o.moment IS NULL, ol.log, o.seq", args...).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []ForecastRow
	for rows.Next() { // by hand: of all tables this alone may have a million rows
		var f ForecastRow
		if err := rows.Scan(&f.Num, &f.Question, &f.Forecaster, (*int64)(&f.At), (*int64)(&f.RecordedAt), &f.WithdrawnAt, &f.RetractedAt,
			&f.P, &f.Probs, &f.Quantiles, &f.Provenance, &f.ID, &f.QuestionID, &f.MadeAt, &f.Source, &f.Rationale); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// Withdrawal ends the standing of a forecaster's forecast.
type Withdrawal struct {
	Num, Question, Forecaster int64
	At                        journal.Instant
	Until                     *journal.Instant // when it was retracted; nil if it was not
}

// withdrawals lists withdrawals in time; where narrows x.
func (r Reader) withdrawals(where string, args ...any) ([]Withdrawal, error) {
	return list[Withdrawal](r, "SELECT x.num, x.question, x.forecaster, x.at, x.until FROM withdrawals x"+clause(where)+" ORDER BY x.at, x.num", args...)
}

// Withdrawals lists all withdrawals in time.
func (r Reader) Withdrawals() ([]Withdrawal, error) { return r.withdrawals("") }

// WithdrawalsOn lists the withdrawals of forecasts on a question.
func (r Reader) WithdrawalsOn(question int64) ([]Withdrawal, error) {
	return r.withdrawals("x.question = ?", question)
}

// WithdrawalsOnAll lists the withdrawals of forecasts on the questions.
func (r Reader) WithdrawalsOnAll(questions []int64) ([]Withdrawal, error) {
	return r.withdrawals("x.question"+among, listed(questions))
}
