package model

import (
	"database/sql"
	"slices"
	"strings"

	"weathervane/model/journal"
)

// unretractable reports whether a kind cannot be retracted, since others rely on
// it: what is said about logs, keys, teams, witnesses, time-stamps and forks.
func unretractable(kind string) bool {
	return kind == journal.LogOpened || kind == journal.ForkExposed || slices.ContainsFunc(
		[]string{"key.", "team.", "member.", "checkpoint.", "checkpoints."}, func(p string) bool { return strings.HasPrefix(kind, p) })
}

// foldRetraction finds out whether a retraction holds, and keeps beside the
// record that it names since when that is retracted.
func (t *Tx) foldRetraction(n int64) error {
	var before sql.NullInt64
	if _, err := t.one("SELECT until FROM retractions WHERE num = ?", []any{n}, &before); err != nil {
		return err
	}
	if _, err := t.exec("DELETE FROM retractions WHERE num = ?", n); err != nil {
		return err
	}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	d, err := decode[journal.Retracted](f.line)
	if err != nil {
		return err
	}
	target, err := t.num(d.Record)
	if err != nil {
		return err
	}
	of, here, err := t.itself(target)
	if err != nil {
		return err
	}
	unfit := ""
	if here {
		if unfit, err = t.unfitRetraction(f, of); err != nil {
			return err
		}
	}
	if err := t.judge(&f, verdict{waits: !here, unfit: unfit}); err != nil {
		return err
	}
	t.holding["retractions"] = true
	if _, err := t.exec("INSERT INTO retractions (num, target, at, until, holds) VALUES (?, ?, ?, ?, ?)", n, target, f.at, nullable(f.until), f.counts()); err != nil || !here {
		return err
	}
	if before.Valid != (f.until != nil) || before.Valid && before.Int64 != int64(*f.until) { // it held for another time
		if err := t.touch(of.num, of.kind); err != nil {
			return err
		}
	}
	return t.keepUntil(of)
}

// Unretractable says why the author with the key cannot retract a record, or
// nothing.
func (t *Tx) Unretractable(id journal.ID, by journal.Key) (string, error) {
	n, err := t.num(id)
	if err != nil {
		return "", err
	}
	of, _, err := t.itself(n)
	if err != nil {
		return "", err
	}
	return t.unfitRetraction(fact{key: by[:]}, of)
}

// unfitRetraction says why a retraction cannot retract a record, or nothing.
func (t *Tx) unfitRetraction(f, of fact) (string, error) {
	switch {
	case !slices.Equal(f.key, of.key):
		return "only the author of a record can retract it", nil
	case of.kind == journal.ForecastSealed:
		return "a seal is a promise to show the forecast and cannot be retracted", nil
	case unretractable(of.kind):
		return "records about logs, keys, teams, witnesses and forks cannot be retracted", nil
	case of.kind != journal.QuestionAsked:
		return "", nil
	}
	others := 0
	_, err := t.one(`SELECT COUNT(*) FROM mentions m JOIN records r ON r.num = m.record JOIN logs l ON l.num = r.log
		WHERE m.target = ? AND l.key <> ? AND r.line IS NOT NULL AND r.kind <> 'record.retracted' AND (l.cut IS NULL OR r.seq < l.cut)`,
		[]any{of.num, of.key}, &others)
	if others > 0 {
		return "another author has recorded on the question: annul it instead", err
	}
	return "", err
}

// keepUntil keeps since when a record is retracted: the earliest retraction that
// holds.
func (t *Tx) keepUntil(of fact) error {
	var at sql.NullInt64
	if _, err := t.one("SELECT MIN(at) FROM retractions WHERE target = ? AND holds", []any{of.num}, &at); err != nil {
		return err
	}
	var until *journal.Instant
	if at.Valid {
		until = (*journal.Instant)(&at.Int64)
	}
	if same(of.until, until) {
		return nil
	}
	if _, err := t.exec("UPDATE records SET until = ? WHERE num = ?", nullable(until), of.num); err != nil {
		return err
	}
	t.held.drop(of.num)
	return t.touch(of.num, of.kind)
}

// retractionsOf folds the retractions of a question again: whether they hold
// depends on what others have recorded about it.
func (t *Tx) retractionsOf(n int64) error {
	if some, err := t.holds("retractions"); err != nil || !some {
		return err
	}
	all, err := t.numbers("SELECT num FROM retractions WHERE target = ?", n)
	for _, r := range all {
		if err == nil {
			err = t.foldRetraction(r)
		}
	}
	return err
}
