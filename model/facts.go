package model

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"weathervane/model/journal"
)

// fact is a shown record as a fold reads it, with what the rule kept beside it.
type fact struct {
	num      int64
	log      int64
	name     journal.LogID
	key      []byte
	seq      int64
	at       journal.Instant // the instant that it counts as recorded at
	recorded journal.Instant // by its author's clock
	kind     string
	line     []byte
	why      string
	since    *journal.Instant // from when it counts, where that is not at
	until    *journal.Instant // when its author took it back
	forked   bool
}

// counts reports whether the rule lets the record take effect.
func (f *fact) counts() bool { return f.why == "" }

// from is the instant from which the record counts.
func (f *fact) from() journal.Instant {
	if f.since != nil {
		return *f.since
	}
	return f.at
}

// stood reports whether a record that was retracted stood until then for longer
// than the grace, so that history keeps it.
func (f *fact) stood() bool {
	return f.why == Retracted && f.until != nil && *f.until-f.at > grace
}

const selectFact = `SELECT r.num, r.log, l.log, l.key, r.seq, COALESCE(r.moment, r.at), r.at, r.kind, r.line,
	COALESCE(r.why, ''), r.since, r.until, (l.cut IS NOT NULL AND r.seq >= l.cut) FROM records r JOIN logs l ON l.num = r.log`

// byMoment is the one order of records: (at, log, seq). A record that a later
// log of its author brings back to an earlier instant comes before what was
// recorded at that instant.
const byMoment = " ORDER BY COALESCE(r.moment, r.at), r.moment IS NULL, l.log, r.seq"

func scanFact(r *sql.Rows) (fact, error) {
	var f fact
	var name []byte
	err := r.Scan(&f.num, &f.log, &name, &f.key, &f.seq, &f.at, &f.recorded, &f.kind, &f.line, &f.why, &f.since, &f.until, &f.forked)
	if err == nil {
		f.name = journal.LogID(name)
	}
	return f, err
}

// compare is the one order of records.
func (f fact) compare(o fact) int {
	return cmp.Or(cmp.Compare(f.at, o.at), f.broughtBack(o), cmp.Compare(string(f.name[:]), string(o.name[:])), cmp.Compare(f.seq, o.seq))
}

func (f fact) before(o fact) bool { return f.compare(o) < 0 }

func (f fact) broughtBack(o fact) int {
	switch mine, theirs := f.recorded > f.at, o.recorded > o.at; {
	case mine && !theirs:
		return -1
	case theirs && !mine:
		return 1
	}
	return 0
}

func (t *Tx) facts(where string, args ...any) ([]fact, error) {
	var all []fact
	err := t.each(selectFact+" WHERE r.line IS NOT NULL AND "+where+byMoment, args, func(r *sql.Rows) error {
		f, err := scanFact(r)
		all = append(all, f)
		return err
	})
	return all, err
}

// about lists the shown records that name n, in order.
func (t *Tx) about(n int64) ([]fact, error) {
	return t.facts("r.num IN (SELECT record FROM mentions WHERE target = ?)", n)
}

// aboutThose lists the shown records of some kinds that name what names n.
func (t *Tx) aboutThose(n int64, kinds string) ([]fact, error) {
	return t.facts("r.kind IN ("+kinds+`) AND r.num IN (
		SELECT m.record FROM mentions m JOIN mentions up ON up.record = m.target WHERE up.target = ?)`, n)
}

// itself is the shown record that made an entity.
func (t *Tx) itself(n int64) (fact, bool, error) {
	all, err := t.facts("r.num = ?", n)
	if err != nil || len(all) == 0 {
		return fact{}, false, err
	}
	return all[0], true, nil
}

// latestNamed finds, for each record about n, the latest instant of those that it names.
func (t *Tx) latestNamed(n int64, into map[int64]journal.Instant) error {
	rows, err := t.numbered(`SELECT m.record, MAX(COALESCE(r.moment, r.at)) FROM mentions m JOIN records r ON r.num = m.target
		WHERE r.line IS NOT NULL AND m.record IN (SELECT record FROM mentions WHERE target = ?) GROUP BY m.record`, n)
	for _, x := range rows {
		into[x[0]] = journal.Instant(x[1])
	}
	return err
}

// lastNamed is the latest instant of the records that one record names.
func (t *Tx) lastNamed(n int64) (journal.Instant, error) {
	var at sql.NullInt64
	_, err := t.one(`SELECT MAX(COALESCE(r.moment, r.at)) FROM mentions m JOIN records r ON r.num = m.target
		WHERE r.line IS NOT NULL AND m.record = ?`, []any{n}, &at)
	return journal.Instant(at.Int64), err
}

// inTheirOrder sorts facts by the one order of records.
func inTheirOrder(all []fact) { slices.SortStableFunc(all, fact.compare) }

// decode reads the data of a stored line, which was checked when it came in.
func decode[D any](line []byte) (D, error) {
	var r struct {
		Data D `json:"data"`
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return r.Data, fmt.Errorf("a stored record is damaged, run \"weathervane check\": %w", err)
	}
	return r.Data, nil
}

// text is JSON for a column; nil and empty are the empty string.
func text(v any) string {
	b, err := json.Marshal(v)
	if s := string(b); err == nil && s != "null" && s != "[]" && s != "{}" {
		return s
	}
	return ""
}
