package model

import (
	"database/sql"

	"weathervane/model/journal"
)

// depth is how far up a record's effect goes: a rationale changes a forecast,
// the forecast belongs to a question.
func depth(kind string) int {
	switch kind {
	case journal.RationaleGiven, journal.ResolutionConfirmed, journal.ForecastSealed, journal.SignpostChecked:
		return 2
	case journal.RecordRetracted:
		return 0 // folded by itself
	}
	return 1
}

// touch marks a record's own fold, and those of what it is about.
func (t *Tx) touch(n int64, kind string) error {
	t.touched[n], t.naming[kind] = true, true
	return t.touchUp(n, depth(kind))
}

// touchNaming marks what the records that name n may change.
func (t *Tx) touchNaming(n int64) error {
	type naming struct {
		num  int64
		kind string
	}
	var all []naming
	err := t.each("SELECT r.num, r.kind FROM mentions m JOIN records r ON r.num = m.record WHERE m.target = ?", []any{n}, func(r *sql.Rows) error {
		var w naming
		err := r.Scan(&w.num, &w.kind)
		all = append(all, w)
		return err
	})
	for _, w := range all {
		if err != nil {
			return err
		}
		if _, makes := makerOf(w.kind); makes {
			t.touched[w.num] = true
		}
		t.naming[w.kind] = true
		err = t.touchUp(w.num, depth(w.kind))
	}
	return err
}

func (t *Tx) touchUp(n int64, steps int) error {
	if steps == 0 {
		return nil
	}
	targets, err := t.targets(n)
	if err != nil {
		return err
	}
	return t.touchThose(targets, steps)
}

func (t *Tx) touchThose(targets []int64, steps int) error {
	if steps == 0 {
		return nil
	}
	for _, target := range targets {
		t.touched[target] = true
		if err := t.touchUp(target, steps-1); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) targets(n int64) ([]int64, error) {
	var all []int64
	err := t.each("SELECT target FROM mentions WHERE record = ?", []any{n}, func(r *sql.Rows) error {
		var x int64
		err := r.Scan(&x)
		all = append(all, x)
		return err
	})
	return all, err
}
