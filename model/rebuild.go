package model

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"hash/maphash"
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
	t.newest = 0
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
		"SELECT num, 0 FROM records WHERE " + entities,
		"SELECT DISTINCT m.target, 0 FROM mentions m LEFT JOIN records t ON t.num = m.target WHERE t.line IS NULL",
		`SELECT DISTINCT m.target, 0 FROM mentions m JOIN records t ON t.num = m.target JOIN records r ON r.num = m.record
			WHERE NOT t.` + entities + ` AND r.kind <> 'record.retracted'
			AND NOT (r.kind = 'rationale.given' AND t.kind = 'forecast.made')`,
	} {
		rows, err := t.numbered(query)
		if err != nil {
			return err
		}
		for _, r := range rows {
			t.touched[r[0]] = true
		}
	}
	return nil
}

// reread notes what the records of a log name, and its tree, from the lines.
func (t *Tx) reread(l *LogState) error {
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
		_, err = t.mention(num, r)
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

// Check holds the whole workspace against itself: the database's integrity,
// every hash and signature, and each projected table against a rebuild.
func (s *Store) Check(ctx context.Context) (problems []string, err error) {
	say := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	err = s.Inspect(ctx, func(t *Tx) error {
		if err := t.each("PRAGMA integrity_check", nil, func(r *sql.Rows) error {
			var text string
			err := r.Scan(&text)
			if text != "ok" {
				say("the database: %s", text)
			}
			return err
		}); err != nil {
			return err
		}
		if err := t.checkLogs(say); err != nil {
			return err
		}
		return t.checkBlobs(say)
	})
	if err != nil {
		return problems, err
	}
	return problems, s.Try(ctx, func(t *Tx) error { return t.checkTables(say) }, func(*Tx) error { return nil })
}

// CheckLines holds each stored line, tree and checkpoint to each other.
func (t *Tx) CheckLines() (problems []string, err error) {
	err = t.checkLogs(func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) })
	return problems, err
}

func (t *Tx) checkLogs(say func(string, ...any)) error {
	logs, err := t.Logs()
	if err != nil {
		return err
	}
	for _, l := range logs {
		leaves, err := t.Leaves(l, 0)
		if err != nil {
			return err
		}
		if err := t.checkLines(l, say); err != nil {
			return err
		}
		if int64(len(leaves)) != l.Tree.Size || treeOf(leaves) != l.Tree.Hash() {
			say("log %s (%s): the tree kept for its %d records is not that of its leaves", l.Log, l.Name, l.Tree.Size)
		}
		checkpoints, err := t.Checkpoints(l)
		if err != nil {
			return err
		}
		slices.SortStableFunc(checkpoints, func(a, b journal.Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
		var grown journal.Tree
		for _, c := range checkpoints {
			for grown.Size < min(c.Size, int64(len(leaves))) {
				grown.Add(leaves[grown.Size])
			}
			if err := c.Verify(l.Key); err != nil {
				say("%v", err)
			} else if c.Size > int64(len(leaves)) {
				say("log %s (%s): a checkpoint covers %d records, %d are here", l.Log, l.Name, c.Size, len(leaves))
			} else if grown.Hash() != c.Tree {
				say("log %s (%s): its checkpoint at %d records does not fit them", l.Log, l.Name, c.Size)
			}
		}
	}
	return nil
}

// checkLines reads each stored line and compares it with its id and place.
func (t *Tx) checkLines(l *LogState, say func(string, ...any)) error {
	next, last := int64(0), journal.Instant(0)
	return t.each("SELECT i.id, r.seq, r.at, r.kind, r.line FROM records r JOIN ids i ON i.num = r.num WHERE r.log = ? ORDER BY r.seq",
		[]any{l.Num}, func(rows *sql.Rows) error {
			var id, line []byte
			var seq int64
			var at sql.NullInt64
			var kind string
			if next%1024 == 1023 {
				Tell(t.ctx, float64(next)/float64(l.Tree.Size))
			}
			if err := rows.Scan(&id, &seq, &at, &kind, &line); err != nil {
				return err
			}
			where := fmt.Sprintf("log %s (%s), record %d", l.Log, l.Name, seq)
			if seq != next {
				say("%s: stands where %d was expected", where, next)
			}
			next = seq + 1
			if line == nil {
				return nil
			}
			r, err := journal.ParseRecord(line)
			switch {
			case err != nil:
				say("%s: %v", where, err)
			case !bytes.Equal(r.ID[:], id):
				say("%s: its bytes do not give its id %x", where, id)
			case r.Log != l.Log || r.Seq != seq || r.Kind != kind || int64(r.At) != at.Int64:
				say("%s: its line and its row differ", where)
			case r.At < last:
				say("%s: recorded earlier than the record before", where)
			}
			last = max(last, r.At)
			return nil
		})
}

func (t *Tx) checkBlobs(say func(string, ...any)) error {
	return t.each("SELECT sha256, bytes, content FROM blobs", nil, func(r *sql.Rows) error {
		var sha, content []byte
		var n int
		if err := r.Scan(&sha, &n, &content); err != nil {
			return err
		}
		if h := sha256.Sum256(content); !bytes.Equal(h[:], sha) || n != len(content) {
			say("content %s: its bytes do not give its hash", hex.EncodeToString(sha))
		}
		return nil
	})
}

// checkTables compares the derived tables with a rebuild in the same transaction.
func (t *Tx) checkTables(say func(string, ...any)) error {
	tables := append([]string{"mentions", "logs", ruleColumns}, projectedTables...)
	before := make([][]uint64, len(tables))
	seed := maphash.MakeSeed()
	for i, table := range tables {
		if err := t.dump(table, func(row []byte) { before[i] = append(before[i], maphash.Bytes(seed, row)) }); err != nil {
			return err
		}
	}
	if err := t.rebuild(); err != nil {
		say("the workspace cannot be rebuilt: %v", err)
		return nil
	}
	if _, err := t.flush(); err != nil {
		return err
	}
	for i, table := range tables {
		n, other := 0, ""
		if err := t.dump(table, func(row []byte) {
			if n < len(before[i]) && other == "" && maphash.Bytes(seed, row) != before[i][n] {
				other = fmt.Sprintf("row %d differs from a rebuild, which gives %s", n+1, row)
			}
			n++
		}); err != nil {
			return err
		}
		if table == ruleColumns {
			table = "records"
		}
		if n != len(before[i]) {
			say("table %s: %d rows, a rebuild gives %d", table, len(before[i]), n)
		} else if other != "" {
			say("table %s: %s", table, other)
		}
	}
	return nil
}

// ruleColumns is what the rule keeps beside records, as a table.
const ruleColumns = `(SELECT num, moment, since, until, why FROM records
	WHERE moment IS NOT NULL OR since IS NOT NULL OR until IS NOT NULL OR why IS NOT NULL)`

// dump prints a table's rows in order of their first columns. A row is valid until take
// returns.
func (t *Tx) dump(table string, take func(row []byte)) error {
	rows, err := t.sql.QueryContext(t.calm, "SELECT * FROM "+table+" ORDER BY 1, 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, to := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		to[i] = &values[i]
	}
	var row []byte
	for rows.Next() {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		row = row[:0]
		for i, v := range values {
			row = fmt.Appendf(row, "%s=%v ", names[i], v)
		}
		take(row)
	}
	return rows.Err()
}
