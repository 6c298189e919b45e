package model

import "weathervane/model/journal"

// RelationRow is a relation between two questions that counts. Where a question
// is one with an earlier one, that stands in its place, but in the relations
// "same" that make them one.
type RelationRow struct {
	Num, Forecaster    int64
	ID, From, To       []byte
	Type, Note         string
	FromTitle, ToTitle string
	At                 journal.Instant
}

// Relations lists the relations that count, in the order of records.
func (r Reader) Relations() ([]RelationRow, error) {
	return list[RelationRow](r, `SELECT x.num, i.id, f.id AS "from", g.id AS "to", x.type, x.note, x.forecaster, x.at,
		fa.title AS from_title, ta.title AS to_title FROM relations x JOIN ids i ON i.num = x.num
		LEFT JOIN joined a ON a.question = x.from_question AND x.type <> 'same'
		JOIN ids f ON f.num = COALESCE(a.canonical, x.from_question) JOIN asked fa ON fa.num = f.num
		LEFT JOIN joined b ON b.question = x.to_question AND x.type <> 'same'
		JOIN ids g ON g.num = COALESCE(b.canonical, x.to_question) JOIN asked ta ON ta.num = g.num`+inOrder+byOrder)
}

// RevisionRow is a revision of a question, an article or a scenario set that
// counts, or that its author retracted after it had stood.
type RevisionRow struct {
	Num, Forecaster int64
	ID              []byte
	At              journal.Instant
	Until           *journal.Instant // when it was retracted
	Changes         string           // the members that change, as JSON
	Why             string
	Supersedes      string // ids, as JSON
}

// StandingRevisions lists those of one entity in the order of records.
func (r Reader) StandingRevisions(entity int64) ([]RevisionRow, error) {
	return list[RevisionRow](r, "SELECT x.*, i.id FROM revisions x JOIN ids i ON i.num = x.num"+inOrder+" WHERE x.entity = ?"+byOrder, entity)
}

// BaseRateRow is a base rate that counts.
type BaseRateRow struct {
	Num, Question, Forecaster int64
	ID, QuestionID            []byte
	Class                     string
	Happened, CasesOf         int
	Cases, Source             string // the cases as JSON
	At                        journal.Instant
}

const selectBaseRates = "SELECT x.*, i.id, qi.id AS question_id FROM base_rates x JOIN ids i ON i.num = x.num JOIN ids qi ON qi.num = x.question" + inOrder

// BaseRates lists those that count, of every question, in the order of records.
func (r Reader) BaseRates() ([]BaseRateRow, error) {
	return list[BaseRateRow](r, selectBaseRates+byOrder)
}

// BaseRatesOf lists those of one question that count.
func (r Reader) BaseRatesOf(question int64) ([]BaseRateRow, error) {
	return list[BaseRateRow](r, selectBaseRates+" WHERE x.question = ?"+byOrder, question)
}

// ConfirmationRow is a second reader's agreement with a resolution.
type ConfirmationRow struct {
	Num, Resolution, Question, Forecaster int64
	ID                                    []byte
	Note                                  string
	At                                    journal.Instant
}

// Confirmations lists those of one question's ends that count.
func (r Reader) Confirmations(question int64) ([]ConfirmationRow, error) {
	return list[ConfirmationRow](r, "SELECT x.*, i.id FROM confirmations x JOIN ids i ON i.num = x.num"+inOrder+" WHERE x.question = ?"+byOrder, question)
}
