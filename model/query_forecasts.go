package model

import "weathervane/model/journal"

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
}

// Forecasts lists forecasts in the order of the records, sealed ones where they
// were announced; where narrows x.
func (r Reader) Forecasts(where string, args ...any) ([]ForecastRow, error) {
	const told = ", i.id, qi.id, x.made_at, x.source, t.line"
	const by = " JOIN ids i ON i.num = x.num JOIN ids qi ON qi.num = x.question LEFT JOIN records t ON t.num = x.rationale"
	return r.forecasts(told, by+inOrder+clause(where), args, func(f *ForecastRow) []any {
		return []any{&f.ID, &f.QuestionID, &f.MadeAt, &f.Source, &f.Rationale}
	})
}

// Steps lists forecasts as Forecasts does, without their ids, claimed times,
// sources and rationales, which cost the most to read; where narrows x.
func (r Reader) Steps(where string, args ...any) ([]ForecastRow, error) {
	return r.forecasts("", inOrder+clause(where), args, func(*ForecastRow) []any { return nil })
}

// forecasts scans by hand: of all tables this alone may have a million rows.
func (r Reader) forecasts(columns, from string, args []any, more func(*ForecastRow) []any) ([]ForecastRow, error) {
	rows, err := r.db.Raw(`SELECT x.num, x.question, x.forecaster, x.at, x.recorded_at, x.withdrawn_at, x.retracted_at,
		x.p, x.probs, x.quantiles, x.provenance`+columns+" FROM forecasts x"+from+
		" ORDER BY COALESCE(o.at, x.recorded_at), ol.log, o.seq", args...).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []ForecastRow
	var f ForecastRow
	into := append([]any{&f.Num, &f.Question, &f.Forecaster, (*int64)(&f.At), (*int64)(&f.RecordedAt), &f.WithdrawnAt, &f.RetractedAt,
		&f.P, &f.Probs, &f.Quantiles, &f.Provenance}, more(&f)...)
	for rows.Next() {
		f = ForecastRow{}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, rows.Err()
}

// SourcedSteps lists forecasts as Steps does, with their claimed times and
// sources.
func (r Reader) SourcedSteps(where string, args ...any) ([]ForecastRow, error) {
	return r.forecasts(", x.made_at, x.source", inOrder+clause(where), args, func(f *ForecastRow) []any {
		return []any{&f.MadeAt, &f.Source}
	})
}
