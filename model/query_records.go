package model

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"weathervane/model/journal"
)

// RecordRow is a stored record with its author's key and what the rule says of it.
type RecordRow struct {
	Num  int64
	ID   []byte
	Key  []byte
	Log  []byte
	Seq  int64
	At   journal.Instant
	Kind string
	Line []byte
	// Until is when its author took it back; Why is why it does not count, empty
	// if it does (see ReasonOf).
	Until *journal.Instant
	Why   string
}

const selectRecord = `SELECT o.num, i.id, ol.key, ol.log, o.seq, o.at, o.kind, o.line, o.until, COALESCE(o.why, '') AS why FROM records o
	JOIN ids i ON i.num = o.num JOIN logs ol ON ol.num = o.log WHERE o.line IS NOT NULL AND (`

// records lists shown records in order; where narrows o, ol (the log) and i (the id).
func (r Reader) records(where string, args ...any) ([]RecordRow, error) {
	return list[RecordRow](r, selectRecord+where+")"+byOrder, args...)
}

// Record is the shown record with the id; ok is false if there is none.
func (r Reader) Record(id journal.ID) (row RecordRow, ok bool, err error) {
	return one(r.records("i.id = ?", id[:]))
}

// Opening is the record that opened a log; ok is false if it is withheld.
func (r Reader) Opening(log int64) (row RecordRow, ok bool, err error) {
	return one(r.records("o.log = ? AND o.seq = 0", log))
}

// Kind is the kind of the record with the id; empty if it is withheld.
func (r Reader) Kind(id journal.ID) (kind string, ok bool, err error) {
	row, ok, err := one(list[struct{ Kind string }](r, "SELECT o.kind FROM ids i JOIN records o ON o.num = i.num WHERE i.id = ?", id[:]))
	return row.Kind, ok, err
}

// oneWith is a number, and those of the questions that go by it.
const oneWith = "(SELECT ? UNION ALL SELECT question FROM joined WHERE canonical = ?)"

// About lists the records that name n, or a question that is one with it, and
// those that name them as retractions, rationales, confirmations or comments,
// whether they count or not.
func (r Reader) About(n int64) ([]RecordRow, error) {
	return r.records(`o.num IN `+oneWith+` OR o.num IN (SELECT record FROM mentions WHERE target IN `+oneWith+`) OR (
		o.kind IN ('record.retracted', 'rationale.given', 'resolution.confirmed', 'comment.made') AND o.num IN (
		SELECT m.record FROM mentions m JOIN mentions up ON up.record = m.target WHERE up.target IN `+oneWith+`))`, n, n, n, n, n, n)
}

// ofKinds narrows to records of the kinds.
func ofKinds(kinds ...string) string { return "o." + kindIn(kinds...) }

func kindIn(kinds ...string) string {
	if len(kinds) == 1 {
		return "kind = '" + kinds[0] + "'" // as the conditions of indices have it
	}
	return "kind IN ('" + strings.Join(kinds, "', '") + "')"
}

// naming narrows to the records that name an entity.
const naming = "o.num IN (SELECT record FROM mentions WHERE target = ?)"

// RecordsNaming lists the records that name an entity and count.
func (r Reader) RecordsNaming(n int64) ([]RecordRow, error) {
	return r.records(naming+" AND o.why IS NULL", n)
}

// AskingRecords lists the records that ask questions and count.
func (r Reader) AskingRecords() ([]RecordRow, error) {
	return r.records(ofKinds(journal.QuestionAsked) + " AND o.why IS NULL")
}

// ForecastRecords lists the forecasts on a question as recorded, also those that
// were retracted or say again what another does: an import that is read again
// brings nothing twice.
func (r Reader) ForecastRecords(question int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.ForecastMade)+" AND "+naming, question)
}

// EndRecords lists the records that resolve, annul or reopen a question or one
// that is one with it and count, also those that this transaction has added.
func (r Reader) EndRecords(question int64) ([]RecordRow, error) {
	by, err := r.count("SELECT COALESCE((SELECT canonical FROM joined WHERE question = ?), ?)", question, question)
	if err != nil {
		return nil, err
	}
	return r.records(ofKinds(journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened)+
		" AND o.why IS NULL AND o.num IN (SELECT record FROM mentions WHERE target IN "+oneWith+")", by, by)
}

// SealRecords lists the announcements of sealed forecasts, whether they count or
// not: a seal is a promise, and an export keeps it whatever else was said.
func (r Reader) SealRecords() ([]RecordRow, error) { return r.records(ofKinds(journal.ForecastSealed)) }

// SealRecordsOf lists the announcements of a sealed forecast, as SealRecords does.
func (r Reader) SealRecordsOf(forecast int64) ([]RecordRow, error) {
	return r.records(ofKinds(journal.ForecastSealed)+" AND "+naming, forecast)
}

// Span is which records of colleagues somebody has not seen yet.
type Span struct {
	First       map[int64]int64 // by log, the first one; the other logs are left out
	From, Until journal.Instant // when they were recorded, both included; 0 leaves it open
}

// narrow says it of o and ol, for the records of the kinds that count.
func (s Span) narrow(kinds []string) (where string, args []any) {
	var logs []string
	for _, log := range slices.Sorted(maps.Keys(s.First)) {
		logs = append(logs, fmt.Sprintf("[%d,%d]", log, s.First[log]))
	}
	args = append(args, "["+strings.Join(logs, ",")+"]")
	where = `o.num IN (SELECT n.num FROM json_each(?) s CROSS JOIN records n
		ON n.log = json_extract(s.value, '$[0]') AND n.seq >= json_extract(s.value, '$[1]')) AND o.why IS NULL AND o.kind IN ?`
	args = append(args, kinds)
	if s.From != 0 {
		where += " AND o.at >= ?"
		args = append(args, s.From)
	}
	if s.Until != 0 {
		where += " AND o.at <= ?"
		args = append(args, s.Until)
	}
	return where, args
}

// Begun gives a span whose first records are the first that were recorded from its
// instant on: in a log each is recorded no earlier than the one before.
func (r Reader) Begun(s Span) (Span, error) {
	if s.From == 0 {
		return s, nil
	}
	first := map[int64]int64{}
	for log, from := range s.First {
		end, err := r.count("SELECT size FROM logs WHERE num = ?", log)
		if err != nil {
			return s, err
		}
		at := sort.Search(int(max(end-from, 0)), func(i int) bool {
			next, found, failed := one(list[struct{ At journal.Instant }](r, "SELECT at FROM records WHERE log = ? AND seq >= ? AND at IS NOT NULL ORDER BY seq LIMIT 1", log, from+int64(i)))
			err = errors.Join(err, failed)
			return !found || next.At >= s.From
		})
		if err != nil {
			return s, err
		}
		first[log] = from + int64(at)
	}
	return Span{first, s.From, s.Until}, nil
}

// Latest lists the newest records of the kinds that count, the last first, at most n.
func (r Reader) Latest(n int, in Span, kinds ...string) ([]RecordRow, error) {
	where, args := in.narrow(kinds)
	return list[RecordRow](r, selectRecord+where+")"+latestFirst+" LIMIT ?", append(args, n)...)
}

// Arrival counts one author's records of a kind.
type Arrival struct {
	Key   []byte
	Kind  string
	Count int
	Last  int64 // the instant of the newest
}

// Arrivals counts the records that count by author and kind, among the kinds.
func (r Reader) Arrivals(in Span, kinds ...string) ([]Arrival, error) {
	where, args := in.narrow(kinds)
	return list[Arrival](r, `SELECT ol.key, o.kind, COUNT(*) AS count, MAX(o.at) AS last FROM records o
		JOIN logs ol ON ol.num = o.log WHERE o.line IS NOT NULL AND (`+where+`) GROUP BY ol.key, o.kind ORDER BY ol.key, o.kind`, args...)
}

// Lines reads the lines of a log's shown records from one place up to another, in
// order.
func (r Reader) Lines(log, from, to int64, each func(line []byte) error) error {
	rows, err := r.db.Raw("SELECT line FROM records WHERE log = ? AND seq >= ? AND seq < ? AND line IS NOT NULL ORDER BY seq", log, from, to).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var line []byte
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if err := each(line); err != nil {
			return err
		}
	}
	return rows.Err()
}
