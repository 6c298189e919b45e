package model

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"weathervane/model/journal"
)

// Rebuild drops every projected table and builds it again from the records.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.Update(ctx, (*Tx).rebuild)
}

func (t *Tx) rebuild() error {
	t.close()
	clear(t.stmts)
	clear(t.holding)
	clear(t.logged)
	clear(t.done)
	t.newest, t.held = 0, newHeldRecords()
	for _, table := range slices.Concat(searchTables, projectedTables, retiredTables) {
		if err := t.script("DROP TABLE IF EXISTS " + table); err != nil {
			return err
		}
	}
	if err := t.script(projected + "DELETE FROM mentions;" + forgetRule); err != nil {
		return err
	}
	t.logsChanged = true
	if err := t.SetSetting("projection", fmt.Sprint(projectionVersion)); err != nil {
		return err
	}
	logs, err := t.Logs()
	if err != nil {
		return err
	}
	for _, l := range logs {
		if err := t.reread(l); err != nil {
			return err
		}
	}
	return t.touchEverything()
}

// forgetRule drops what the rule keeps beside records and logs.
const forgetRule = `
UPDATE logs SET cut = NULL, ceiling = NULL;
UPDATE records SET moment = NULL, since = NULL, until = NULL, why = NULL
	WHERE moment IS NOT NULL OR since IS NOT NULL OR until IS NOT NULL OR why IS NOT NULL;
`

// touchEverything marks every entity, and what records are about that is not here
// or is no entity.
func (t *Tx) touchEverything() error {
	for kind := range subjects {
		t.naming[kind] = true
	}
	entities := kindIn(slices.Collect(maps.Keys(makers))...)
	for _, query := range []string{
		"SELECT num FROM records WHERE " + entities,
		"SELECT DISTINCT m.target FROM mentions m LEFT JOIN records t ON t.num = m.target WHERE t.line IS NULL",
		`SELECT DISTINCT m.target FROM mentions m JOIN records t ON t.num = m.target JOIN records r ON r.num = m.record
			WHERE NOT t.` + entities + ` AND r.kind <> 'record.retracted'
			AND NOT (r.kind = 'rationale.given' AND t.kind = 'forecast.made')`,
	} {
		all, err := t.numbers(query)
		if err != nil {
			return err
		}
		for _, n := range all {
			t.touched[n] = true
		}
	}
	return nil
}

// reread notes what the records of a log name, and its tree, from the lines.
func (t *Tx) reread(l *LogState) error {
	if err := t.expect(int(l.Tree.Size)); err != nil {
		return err
	}
	if err := t.each("SELECT num, line FROM records WHERE log = ? AND line IS NOT NULL ORDER BY seq", []any{l.Num}, func(rows *sql.Rows) error {
		var num int64
		var line []byte
		if err := rows.Scan(&num, &line); err != nil {
			return err
		}
		r, err := journal.ParseRecord(line)
		if err != nil {
			return fmt.Errorf("log %s (%s): %w", l.Log, l.Name, err)
		}
		if _, ok := makers[r.Kind]; ok {
			t.entities[num] = Changed{r.ID, r.Kind}
		}
		targets, err := t.mention(num, r)
		if err == nil {
			err = t.held.hold(num, l.Num, &r, targets)
		}
		return err
	}); err != nil {
		return err
	}
	leaves, err := t.Leaves(l, 0)
	if err != nil {
		return err
	}
	l.Tree = &journal.Tree{}
	for _, id := range leaves {
		l.Tree.Add(id)
	}
	if err := t.Append(l, nil); err != nil {
		return err
	}
	return t.nameLog(l.Log)
}
