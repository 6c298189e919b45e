package model

import "weathervane/model/journal"

// RuledRecord is a record with what the rule says of it.
type RuledRecord struct {
	ID, Log, Key []byte
	Seq          int64
	At           *journal.Instant // by its author's clock; nil if it is withheld
	Kind         string           // empty if it is withheld
	Since, Until *journal.Instant // from when it takes effect and when its author took it back
	Why          string           // the reason and explanation why it does not count; see ReasonOf
}

const selectRuled = `SELECT i.id, ol.log, ol.key, o.seq, o.at, o.kind, CASE WHEN o.line IS NULL THEN NULL ELSE
		COALESCE(f.at, o.since, o.moment, o.at) END AS since, o.until,
		CASE WHEN o.line IS NULL THEN 'withheld' ELSE COALESCE(o.why, '') END AS why
	FROM records o JOIN ids i ON i.num = o.num JOIN logs ol ON ol.num = o.log LEFT JOIN forecasts f ON f.num = o.num AND o.line IS NOT NULL`

// RuledRecords lists every record, those that are withheld last of their log's
// instants, in the order of records.
func (r Reader) RuledRecords() ([]RuledRecord, error) {
	return list[RuledRecord](r, selectRuled+byOrder)
}

// WithoutEffect lists the shown records that do not count, in the order of records.
func (r Reader) WithoutEffect() ([]RuledRecord, error) {
	return list[RuledRecord](r, selectRuled+" WHERE o.why IS NOT NULL"+byOrder)
}

// WithoutEffectCount counts the shown records of a log that do not count, by reason.
type WithoutEffectCount struct {
	Log    int64
	Reason string
	Count  int64
}

// WithoutEffectCounts counts, for each log and reason, the shown records that do
// not count.
func (r Reader) WithoutEffectCounts() ([]WithoutEffectCount, error) {
	return list[WithoutEffectCount](r, `SELECT log, CASE WHEN instr(why, ':') > 0 THEN substr(why, 1, instr(why, ':') - 1) ELSE why END AS reason,
		COUNT(*) AS count FROM records WHERE why IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`)
}

// Canonical is the question by which the one with the id goes, where relations
// "same" make several one; its own id elsewhere.
func (r Reader) Canonical(id journal.ID) (journal.ID, error) {
	rows, err := list[struct{ ID []byte }](r, `SELECT c.id FROM ids i JOIN joined j ON j.question = i.num JOIN ids c ON c.num = j.canonical WHERE i.id = ?`, id[:])
	if err != nil || len(rows) == 0 {
		return id, err
	}
	return journal.ID(rows[0].ID), nil
}

// JoinedQuestions lists the questions that go by another, by that one's number.
func (r Reader) JoinedQuestions() (map[int64][]journal.ID, error) {
	rows, err := list[struct {
		Canonical int64
		ID        []byte
	}](r, "SELECT j.canonical, i.id FROM joined j CROSS JOIN ids i ON i.num = j.question ORDER BY i.id")
	all := map[int64][]journal.ID{}
	for _, row := range rows {
		all[row.Canonical] = append(all[row.Canonical], journal.ID(row.ID))
	}
	return all, err
}
