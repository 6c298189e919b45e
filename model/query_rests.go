package model

import (
	"bytes"
	"database/sql"

	"weathervane/model/journal"
)

// QuestionRevision is a revision of a question or scenario set that counts, or that stood until
// its author retracted it.
type QuestionRevision struct {
	ID, Question []byte
	Forecaster   int64
	At           journal.Instant
	Until        *journal.Instant
	Changes      string // the members that it sets, as JSON
}

// QuestionRevisions lists the revisions of all questions and scenario sets, in order.
func (r Reader) QuestionRevisions() ([]QuestionRevision, error) {
	return list[QuestionRevision](r, `SELECT i.id, qi.id AS question, x.forecaster, x.at, x.until, x.changes
		FROM revisions x JOIN (SELECT num FROM questions UNION ALL SELECT num FROM scenario_sets) q ON q.num = x.entity
		JOIN ids qi ON qi.num = q.num JOIN ids i ON i.num = x.num`+inOrder+byOrder)
}

// Decision is a record that ends or reopens a question, and counts.
type Decision struct {
	ID, Question, Key []byte
	Kind              string // resolved, annulled or reopened
	Outcome           string // JSON
	KnownAt           *journal.Instant
	Holds             bool
	At                journal.Instant // from when it counts
}

// Decisions lists what was decided about how questions ended, in order.
func (r Reader) Decisions() ([]Decision, error) { return r.decisions("") }

// DecisionsOn lists those on some questions.
func (r Reader) DecisionsOn(questions []int64) ([]Decision, error) {
	return r.decisions(" WHERE x.question"+among, listed(questions))
}

func (r Reader) decisions(where string, args ...any) (all []Decision, err error) {
	err = r.eachDecision(func(d *Decision) {
		own := *d
		own.ID, own.Question, own.Key = bytes.Clone(d.ID), bytes.Clone(d.Question), bytes.Clone(d.Key)
		all = append(all, own)
	}, where, args...)
	return all, err
}

// EachDecision calls each with all that Decisions lists. What it is given is valid until
// it returns.
func (r Reader) EachDecision(each func(*Decision)) error { return r.eachDecision(each, "") }

func (r Reader) eachDecision(each func(*Decision), where string, args ...any) error {
	rows, err := r.db.Raw(`SELECT i.id, qi.id AS question, ol.key, x.kind, x.outcome, x.known_at, x.holds,
		COALESCE(o.since, o.moment, o.at) AS at FROM ends x JOIN ids qi ON qi.num = x.question JOIN ids i ON i.num = x.num`+inOrder+where+byOrder, args...).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() { // by hand: there is one of nearly every question
		var d Decision
		var id, question, key sql.RawBytes
		if err := rows.Scan(&id, &question, &key, &d.Kind, &d.Outcome, &d.KnownAt, &d.Holds, (*int64)(&d.At)); err != nil {
			return err
		}
		d.ID, d.Question, d.Key = id, question, key
		each(&d)
	}
	return rows.Err()
}

// given is the reason why record o does not count.
const given = "o.why IS NOT NULL AND (o.why = ? OR o.why LIKE ? || ':%')"

// SupersededEnds lists, for each decision about how a question ended that counts,
// the decisions that it supersedes.
func (r Reader) SupersededEnds() (map[journal.ID][]journal.ID, error) { return r.supersededEnds("") }

// SupersededEndsOn lists those of the decisions on some questions.
func (r Reader) SupersededEndsOn(questions []int64) (map[journal.ID][]journal.ID, error) {
	return r.supersededEnds(" WHERE x.question"+among, listed(questions))
}

func (r Reader) supersededEnds(where string, args ...any) (map[journal.ID][]journal.ID, error) {
	rows, err := list[struct{ Later, Earlier []byte }](r, `SELECT a.id AS later, b.id AS earlier FROM ends x JOIN mentions m ON m.record = x.num
		JOIN ends y ON y.num = m.target JOIN ids a ON a.num = x.num JOIN ids b ON b.num = y.num`+where, args...)
	all := map[journal.ID][]journal.ID{}
	for _, row := range rows {
		all[journal.ID(row.Later)] = append(all[journal.ID(row.Later)], journal.ID(row.Earlier))
	}
	return all, err
}

// RetractedJoins lists the relations "same" that their authors retracted, later than
// a slip is mended.
func (r Reader) RetractedJoins() ([]RecordRow, error) {
	return r.records(ofKinds(journal.RelationDrawn)+" AND "+given+" AND o.until - o.at > ?", Retracted, Retracted, grace)
}

// RetractedOutcomes lists the outcomes, of questions and scenario sets, that their
// authors retracted, later than a slip is mended.
func (r Reader) RetractedOutcomes() ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionResolved, journal.ScenariosResolved)+" AND "+given+" AND o.until - o.at > ?", Retracted, Retracted, grace)
}

// RetractedQuestions lists the questions and scenario sets that their authors
// retracted after a forecast on them had stood for longer than a slip is mended.
func (r Reader) RetractedQuestions() ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionAsked, journal.ScenariosFramed)+" AND "+given+` AND EXISTS (SELECT 1 FROM mentions m JOIN records f ON f.num = m.record
		WHERE m.target = o.num AND f.kind IN ('forecast.made', 'scenarios.weighed') AND o.until - f.at > ?)`, Retracted, Retracted, grace)
}

// UnfitForecasts lists the forecasts that do not fit their question.
func (r Reader) UnfitForecasts() ([]RecordRow, error) {
	return r.records(ofKinds(journal.ForecastMade)+" AND "+given, Unfit, Unfit)
}

// Join is a relation by which a question is one with another.
type Join struct {
	ID, Question []byte // the relation, and the question by which they go
	Forecaster   int64
	At           journal.Instant
}

// Joins lists the relations "same" of questions that are one, in order.
func (r Reader) Joins() ([]Join, error) {
	return list[Join](r, `SELECT i.id, qi.id AS question, x.forecaster, x.at FROM relations x JOIN ids i ON i.num = x.num
		LEFT JOIN joined a ON a.question = x.from_question LEFT JOIN joined b ON b.question = x.to_question
		JOIN ids qi ON qi.num = COALESCE(a.canonical, b.canonical)`+inOrder+" WHERE x.type = 'same'"+byOrder)
}

// RevisedAskings lists the records that asked the questions, or framed the scenario
// sets, that somebody revised.
func (r Reader) RevisedAskings() ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionAsked, journal.ScenariosFramed) + " AND o.num IN (SELECT entity FROM revisions)")
}

// Withheld counts, by log, the records that are withheld and that no seal announces.
func (r Reader) Withheld() (map[int64]int, error) {
	rows, err := list[struct {
		Log   int64
		Count int
	}](r, `SELECT o.log, COUNT(*) AS count FROM records o
		WHERE o.line IS NULL AND NOT EXISTS (SELECT 1 FROM seals s WHERE s.forecast = o.num) GROUP BY o.log`)
	all := make(map[int64]int, len(rows))
	for _, row := range rows {
		all[row.Log] = row.Count
	}
	return all, err
}

// Openings lists, by number, the records that opened the logs, where they are shown.
func (r Reader) Openings() (map[int64][]byte, error) {
	rows, err := list[struct {
		Log  int64
		Line []byte
	}](r, "SELECT o.log, o.line FROM logs l JOIN records o ON o.log = l.num AND o.seq = 0 WHERE o.line IS NOT NULL")
	all := make(map[int64][]byte, len(rows))
	for _, row := range rows {
		all[row.Log] = row.Line
	}
	return all, err
}

// MovedCloses counts the questions whose close was moved after they were asked.
func (r Reader) MovedCloses() (int, error) {
	n, err := r.count("SELECT COUNT(*) FROM questions WHERE schedule <> ''")
	return int(n), err
}

// MadeForecast is a forecast, as far as it is one: also sealed ones, and none that
// were imported.
type MadeForecast struct {
	Question int64
	Key      []byte
	At       journal.Instant
}

// MadeForecasts lists those on some questions.
func (r Reader) MadeForecasts(questions []int64) ([]MadeForecast, error) {
	nums := listed(questions)
	return list[MadeForecast](r, `SELECT x.question, f.key, x.at FROM (
		SELECT question, forecaster, at FROM forecasts WHERE provenance <> 'imported' AND question`+among+`
		UNION ALL SELECT question, forecaster, at FROM seals WHERE forecast NOT IN (SELECT num FROM forecasts) AND question`+among+`
		) x JOIN forecasters f ON f.num = x.forecaster`, nums, nums)
}

// Retraction is a retraction that holds, or that held until its author retracted it.
type Retraction struct {
	Num, Target int64
	Of          []byte // the id of its target
	At          journal.Instant
}

// Retractions lists them in time.
func (r Reader) Retractions() ([]Retraction, error) {
	return list[Retraction](r, `SELECT x.num, x.target, i.id AS of, x.at FROM retractions x JOIN ids i ON i.num = x.target
		WHERE x.holds OR x.until IS NOT NULL ORDER BY x.at, x.num`)
}

// ErasedForecast is a forecast that its author retracted at once, so that it is none.
type ErasedForecast struct {
	Num, Log, Seq, Question, Forecaster int64
	At, Until                           journal.Instant
	Line                                []byte
}

// ErasedForecasts lists, in order, those of authors themselves who have a part in
// something here.
func (r Reader) ErasedForecasts() ([]ErasedForecast, error) {
	return list[ErasedForecast](r, `SELECT o.num, o.log, o.seq, q.num AS question, f.num AS forecaster, COALESCE(o.moment, o.at) AS at, o.until, o.line
		FROM records o JOIN logs ol ON ol.num = o.log JOIN forecasters f ON f.key = ol.key AND f.name = ''
		JOIN mentions m ON m.record = o.num LEFT JOIN joined j ON j.question = m.target JOIN questions q ON q.num = COALESCE(j.canonical, m.target)
		WHERE o.why = ? AND o.kind = 'forecast.made' AND o.line IS NOT NULL AND o.until IS NOT NULL AND o.num NOT IN (SELECT num FROM forecasts)`+byOrder, Retracted)
}
