package model

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"

	"weathervane/model/journal"
)

// fact is a record as a fold reads it: it is shown, and its log counts there.
type fact struct {
	num  int64
	log  int64
	name journal.LogID
	key  []byte
	seq  int64
	at   journal.Instant
	kind string
	line []byte
}

// live keeps out withheld records and those of a log above its fork.
const live = "r.line IS NOT NULL AND (l.cut IS NULL OR r.seq < l.cut)"

const selectFact = "SELECT r.num, r.log, l.log, l.key, r.seq, r.at, r.kind, r.line FROM records r JOIN logs l ON l.num = r.log"

func scanFact(r *sql.Rows) (fact, error) {
	var f fact
	var name []byte
	err := r.Scan(&f.num, &f.log, &name, &f.key, &f.seq, &f.at, &f.kind, &f.line)
	if err == nil {
		f.name = journal.LogID(name)
	}
	return f, err
}

// before is the one order of records: (at, log, seq).
func (f fact) before(o fact) bool {
	return cmp.Or(cmp.Compare(f.at, o.at), cmp.Compare(string(f.name[:]), string(o.name[:])), cmp.Compare(f.seq, o.seq)) < 0
}

func (t *Tx) facts(where string, args ...any) ([]fact, error) {
	var all []fact
	err := t.each(selectFact+" WHERE "+live+" AND "+where+" ORDER BY r.at, l.log, r.seq", args, func(r *sql.Rows) error {
		f, err := scanFact(r)
		all = append(all, f)
		return err
	})
	return all, err
}

// about lists the live records that name n, in order.
func (t *Tx) about(n int64) ([]fact, error) {
	return t.facts("r.num IN (SELECT record FROM mentions WHERE target = ?)", n)
}

// aboutThose lists the live retractions and rationales of records that name n.
func (t *Tx) aboutThose(n int64) ([]fact, error) {
	return t.facts(`r.kind IN ('record.retracted', 'rationale.given') AND r.num IN (
		SELECT m.record FROM mentions m JOIN mentions up ON up.record = m.target WHERE up.target = ?)`, n)
}

// itself is the live record that made an entity.
func (t *Tx) itself(n int64) (fact, bool, error) {
	all, err := t.facts("r.num = ?", n)
	if err != nil || len(all) == 0 {
		return fact{}, false, err
	}
	return all[0], true, nil
}

// retractions maps each record number to the instant at which its own log took
// it back; records of other logs cannot.
func (t *Tx) retractions(facts []fact, candidates []fact) (map[int64]journal.Instant, error) {
	owner := map[int64]int64{}
	for _, f := range facts {
		owner[f.num] = f.log
	}
	back := map[int64]journal.Instant{}
	for _, c := range candidates {
		if c.kind != journal.RecordRetracted {
			continue
		}
		d, err := decode[journal.Retracted](c.line)
		if err != nil {
			return nil, err
		}
		n, err := t.num(d.Record)
		if err != nil {
			return nil, err
		}
		if log, ok := owner[n]; ok && log == c.log {
			if _, already := back[n]; !already {
				back[n] = c.at
			}
		}
	}
	return back, nil
}

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
