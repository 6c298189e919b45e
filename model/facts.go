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
	line     []byte        // nil if made has what it says
	made     *journal.Made // of a forecast that is held, without the question's id
	question int64         // and the question's number
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

// factColumns are what a fact is read from, of records r; what belongs to its log is
// looked up apart.
const factColumns = "SELECT r.num, r.log, r.seq, r.moment, r.at, r.kind, r.line, r.why, r.since, r.until FROM "

func (t *Tx) scanFact(r *sql.Rows) (fact, error) {
	var f fact
	var moment *journal.Instant
	var kind sql.RawBytes
	var why sql.NullString
	if err := r.Scan(&f.num, &f.log, &f.seq, &moment, (*int64)(&f.recorded), &kind, &f.line, &why, &f.since, &f.until); err != nil {
		return f, err
	}
	if f.at = f.recorded; moment != nil {
		f.at = *moment
	}
	f.kind, f.why = t.kind(kind), why.String
	l, err := t.logOf(f.log)
	if err == nil {
		f.name, f.key, f.forked = l.Log, l.Key[:], l.Cut.Valid && f.seq >= l.Cut.Int64
	}
	return f, err
}

// compare is the one order of records: (at, log, seq). A record that a later
// log of its author brings back to an earlier instant comes before what was
// recorded at that instant.
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

// facts lists the shown records of a table that begins with records r, in order.
func (t *Tx) facts(from string, args ...any) ([]fact, error) {
	var all []fact
	err := t.each(factColumns+from+" AND r.line IS NOT NULL", args, func(r *sql.Rows) error {
		f, err := t.scanFact(r)
		all = append(all, f)
		return err
	})
	inTheirOrder(all)
	return all, err
}

// about lists the shown records that name n, in order.
func (t *Tx) about(n int64) ([]fact, error) {
	var nums []int64
	if t.held.any() {
		var err error
		if nums, err = t.numbers("SELECT record FROM mentions WHERE target = ?", n); err != nil {
			return nil, err
		}
	}
	if !t.held.most(nums) {
		return t.facts("mentions m CROSS JOIN records r ON r.num = m.record WHERE m.target = ?", n)
	}
	all := make([]fact, 0, len(nums))
	for _, num := range nums {
		f, ok, err := t.heldFact(num)
		if err == nil && !ok {
			f, ok, err = t.kept(num)
		}
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, f)
		}
	}
	inTheirOrder(all)
	return all, nil
}

// aboutThose lists the shown records of some kinds that name what names n, in order.
func (t *Tx) aboutThose(n int64, kinds string) ([]fact, error) {
	all, err := t.facts(`mentions up CROSS JOIN mentions m ON m.target = up.record CROSS JOIN records r ON r.num = m.record
		WHERE up.target = ? AND r.kind IN (`+kinds+")", n)
	return slices.CompactFunc(all, func(a, b fact) bool { return a.num == b.num }), err
}

// remarksOn lists the rationales and confirmations of the records about n, in order.
func (t *Tx) remarksOn(n int64, about []fact) ([]fact, error) {
	if !slices.ContainsFunc(about, func(x fact) bool { return !t.cameNow(x.num) || t.remarked[x.num] }) {
		return nil, nil
	}
	return t.aboutThose(n, "'rationale.given', 'resolution.confirmed'")
}

// itself is the shown record that made an entity.
func (t *Tx) itself(n int64) (fact, bool, error) {
	if _, ok := t.held.lines[n]; ok { // a forecast is held without its line
		return t.heldFact(n)
	}
	return t.kept(n)
}

// kept is the shown record with a number, as the tables have it.
func (t *Tx) kept(n int64) (fact, bool, error) {
	all, err := t.facts("records r WHERE r.num = ?", n)
	if err != nil || len(all) == 0 {
		return fact{}, false, err
	}
	return all[0], true, nil
}

// latestNamed finds, for each record about an entity, the latest instant of those that
// it names: of the entity itself, where it names no other that is shown.
func (t *Tx) latestNamed(of fact, about []fact, into map[int64]journal.Instant) error {
	more := false
	for i := range about {
		into[about[i].num] = max(into[about[i].num], of.at)
		more = more || !t.cameNow(about[i].num) || t.several[about[i].num]
	}
	if !more {
		return nil
	}
	err := t.each(`SELECT m.record, COALESCE(r.moment, r.at) FROM mentions a CROSS JOIN mentions m ON m.record = a.record AND m.target <> a.target
		CROSS JOIN records r ON r.num = m.target WHERE a.target = ? AND r.line IS NOT NULL`, []any{of.num}, func(r *sql.Rows) error {
		var n int64
		var at journal.Instant
		err := r.Scan(&n, (*int64)(&at))
		into[n] = max(into[n], at)
		return err
	})
	return err
}

// numbers reads rows of one whole number.
func (t *Tx) numbers(query string, args ...any) (all []int64, err error) {
	err = t.each(query, args, func(r *sql.Rows) error {
		var n int64
		err := r.Scan(&n)
		all = append(all, n)
		return err
	})
	return all, err
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
func decode[D any](line []byte) (d D, err error) {
	if err = json.Unmarshal(journal.DataOf(line), &d); err != nil {
		err = fmt.Errorf("a stored record is damaged, run \"weathervane check\": %w", err)
	}
	return d, err
}

// text is JSON for a column; nil and empty are the empty string.
func text(v any) string {
	b, err := json.Marshal(v)
	if s := string(b); err == nil && s != "null" && s != "[]" && s != "{}" {
		return s
	}
	return ""
}
