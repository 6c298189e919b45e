package model

import (
	"maps"
	"slices"
	"strings"

	"weathervane/model/journal"
)

// RecordRow is a stored record with its author's key.
type RecordRow struct {
	Num  int64
	ID   []byte
	Key  []byte
	Log  []byte
	Seq  int64
	At   journal.Instant
	Kind string
	Line []byte
}

const selectRecord = `SELECT r.num, i.id, l.key, l.log, r.seq, r.at, r.kind, r.line FROM records r
	JOIN ids i ON i.num = r.num JOIN logs l ON l.num = r.log WHERE r.line IS NOT NULL AND (`

// records lists shown records in order; where narrows r, l (the log) and i (the id).
func (r Reader) records(where string, args ...any) ([]RecordRow, error) {
	return list[RecordRow](r, selectRecord+where+") ORDER BY r.at, l.log, r.seq", args...)
}

// Record is the shown record with the id; ok is false where there is none.
func (r Reader) Record(id journal.ID) (row RecordRow, ok bool, err error) {
	return one(r.records("i.id = ?", id[:]))
}

// Opening is the record that opened a log; ok is false where it is withheld.
func (r Reader) Opening(log int64) (row RecordRow, ok bool, err error) {
	return one(r.records("r.log = ? AND r.seq = 0", log))
}

// Kind is the kind of the record with the id; empty where it is withheld.
func (r Reader) Kind(id journal.ID) (kind string, ok bool, err error) {
	row, ok, err := one(list[struct{ Kind string }](r, "SELECT r.kind FROM ids i JOIN records r ON r.num = i.num WHERE i.id = ?", id[:]))
	return row.Kind, ok, err
}

// About lists the records that name n, and those that name them as retractions,
// rationales or confirmations.
func (r Reader) About(n int64) ([]RecordRow, error) {
	return r.records(`r.num = ? OR r.num IN (SELECT record FROM mentions WHERE target = ?) OR (
		r.kind IN ('record.retracted', 'rationale.given', 'resolution.confirmed', 'comment.made') AND r.num IN (
		SELECT m.record FROM mentions m JOIN mentions up ON up.record = m.target WHERE up.target = ?))`, n, n, n)
}

// ofKinds narrows to records of the kinds.
func ofKinds(kinds ...string) string { return "r." + kindIn(kinds...) }

func kindIn(kinds ...string) string {
	if len(kinds) == 1 {
		return "kind = '" + kinds[0] + "'" // as the conditions of indices have it
	}
	return "kind IN ('" + strings.Join(kinds, "', '") + "')"
}

// naming narrows to the records that name an entity.
const naming = "r.num IN (SELECT record FROM mentions WHERE target = ?)"

// RecordsNaming lists the records that name an entity.
func (r Reader) RecordsNaming(n int64) ([]RecordRow, error) { return r.records(naming, n) }

// Retractions lists the records that take a record back.
func (r Reader) Retractions(of int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.RecordRetracted)+" AND "+naming, of)
}

// Revisions lists the records that revise a question or an article.
func (r Reader) Revisions(of int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionRevised, journal.ArticleRevised)+" AND "+naming, of)
}

// EndRecords lists the records that resolve, annul or reopen a question.
func (r Reader) EndRecords(question int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened)+" AND "+naming, question)
}

// AskingRecords lists the records that ask questions.
func (r Reader) AskingRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionAsked))
}

// ForecastRecords lists the forecasts, as recorded, that name a question or a
// finding.
func (r Reader) ForecastRecords(about int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.ForecastMade)+" AND "+naming, about)
}

// FindingRecords lists the findings of an article as recorded, whether they
// were taken back or not.
func (r Reader) FindingRecords(article int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.FindingFiled)+" AND "+naming, article)
}

// Span is which records of colleagues somebody has not seen yet.
type Span struct {
	First       map[int64]int64 // by log, the first one; the other logs are left out
	From, Until journal.Instant // when they were recorded, both included; 0 leaves it open
}

// narrow says it of r and l, for the records of the kinds.
func (s Span) narrow(kinds []string) (where string, args []any) {
	logs := []string{"0"}
	for _, log := range slices.Sorted(maps.Keys(s.First)) {
		logs = append(logs, "l.num = ? AND r.seq >= ?")
		args = append(args, log, s.First[log])
	}
	where = "(" + strings.Join(logs, " OR ") + ") AND r.kind IN ?"
	args = append(args, kinds)
	if s.From != 0 {
		where += " AND r.at >= ?"
		args = append(args, s.From)
	}
	if s.Until != 0 {
		where += " AND r.at <= ?"
		args = append(args, s.Until)
	}
	return where, args
}

// Latest lists the newest shown records of the kinds first, at most n.
func (r Reader) Latest(n int, in Span, kinds ...string) ([]RecordRow, error) {
	where, args := in.narrow(kinds)
	return list[RecordRow](r, selectRecord+where+") ORDER BY r.at DESC, l.log DESC, r.seq DESC LIMIT ?", append(args, n)...)
}

// Arrival counts one author's records of a kind.
type Arrival struct {
	Key   []byte
	Kind  string
	Count int
	Last  int64 // the instant of the newest
}

// Arrivals counts shown records by author and kind, among the kinds.
func (r Reader) Arrivals(in Span, kinds ...string) ([]Arrival, error) {
	where, args := in.narrow(kinds)
	return list[Arrival](r, `SELECT l.key, r.kind, COUNT(*) AS count, MAX(r.at) AS last FROM records r
		JOIN logs l ON l.num = r.log WHERE r.line IS NOT NULL AND (`+where+`) GROUP BY l.key, r.kind ORDER BY l.key, r.kind`, args...)
}
