package model

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"math"
	"slices"

	"weathervane/model/journal"
)

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
		if _, err := t.checkLogs(say); err != nil {
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
//
// It also counts, by log, the records that are withheld.
func (t *Tx) CheckLines() (problems []string, withheld map[int64]int64, err error) {
	withheld, err = t.checkLogs(func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) })
	return problems, withheld, err
}

func (t *Tx) checkLogs(say func(string, ...any)) (withheld map[int64]int64, err error) {
	logs, err := t.Logs()
	if err != nil {
		return nil, err
	}
	withheld = map[int64]int64{}
	done, all := 0.0, 0.0
	for _, l := range logs {
		all += float64(l.Tree.Size)
	}
	for _, l := range logs {
		if withheld[l.Num], err = t.checkLog(l, say, func(n int64) { Tell(t.ctx, (done+float64(n))/max(all, 1)) }); err != nil {
			return nil, err
		}
		done += float64(l.Tree.Size)
	}
	return withheld, nil
}

// stored is a row of a record, with its id.
type stored struct {
	id      journal.ID
	seq, at int64
	kind    string
	line    []byte // nil if the record is withheld
}

// batch is some rows, and room for their lines.
type batch struct {
	rows []stored
	text []byte
}

// storedAtOnce is how many rows are checked while the next ones are read.
const storedAtOnce = 512

// checkLog reads each stored line of a log, compares it with its id and place, and
// the tree of all with what is signed and kept. It counts the records withheld.
func (t *Tx) checkLog(l *LogState, say func(string, ...any), tell func(n int64)) (withheld int64, err error) {
	c := &logCheck{l: l, say: say}
	if c.signed, err = t.Checkpoints(l); err != nil {
		return 0, err
	}
	slices.SortStableFunc(c.signed, func(a, b journal.Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	c.compare()
	some, spare := &batch{}, &batch{}
	wait := func() {} // for the check of the rows before
	flush := func() {
		wait()
		full := some
		wait = meanwhile(func() { c.rows(full.rows) })
		some, spare = spare, some
		some.rows, some.text = some.rows[:0], some.text[:0]
	}
	n := int64(0)
	var id, line sql.RawBytes
	err = t.each("SELECT i.id, r.seq, r.at, r.kind, r.line FROM records r JOIN ids i ON i.num = r.num WHERE r.log = ? ORDER BY r.seq",
		[]any{l.Num}, func(r *sql.Rows) error {
			var one stored
			var at sql.NullInt64
			if err := r.Scan(&id, &one.seq, &at, &one.kind, &line); err != nil {
				return err
			}
			one.at = at.Int64
			copy(one.id[:], id)
			if line == nil {
				withheld++
			} else {
				some.text = append(some.text, line...) // if it grows, lines before keep where they lie
				one.line = some.text[len(some.text)-len(line) : len(some.text) : len(some.text)]
			}
			if some.rows = append(some.rows, one); len(some.rows) >= storedAtOnce {
				n += int64(len(some.rows))
				tell(n)
				flush()
			}
			return nil
		})
	flush()
	wait()
	if err == nil {
		c.end()
	}
	return withheld, err
}

// meanwhile runs a function on a goroutine of its own. A panic in it is raised again on
// the goroutine that waits.
func meanwhile(do func()) (wait func()) {
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		do()
	}()
	return func() {
		if v := <-done; v != nil {
			panic(v)
		}
	}
}

// logCheck is how far a log has been checked.
type logCheck struct {
	l      *LogState
	say    func(string, ...any)
	next   int64
	last   journal.Instant
	tree   journal.Tree
	signed []journal.Checkpoint // those that are still to be compared, smallest first
}

func (c *logCheck) rows(all []stored) {
	for i := range all {
		c.row(&all[i])
	}
}

func (c *logCheck) row(s *stored) {
	say := func(format string, args ...any) {
		c.say("log %s (%s), record %d: %s", c.l.Log, c.l.Name, s.seq, fmt.Sprintf(format, args...))
	}
	if s.seq != c.next {
		say("stands where %d was expected", c.next)
	}
	c.next = s.seq + 1
	c.tree.Add(s.id)
	c.compare()
	if s.line == nil {
		return
	}
	r, err := journal.ParseRecord(s.line)
	switch {
	case err != nil:
		say("%v", err)
	case r.ID != s.id:
		say("its bytes do not give its id %s", s.id)
	case r.Log != c.l.Log || r.Seq != s.seq || r.Kind != s.kind || int64(r.At) != s.at:
		say("its line and its row differ")
	case r.At < c.last:
		say("recorded earlier than the record before")
	}
	c.last = max(c.last, r.At)
}

// compare compares the checkpoints over as many records as the tree has.
func (c *logCheck) compare() {
	for ; len(c.signed) > 0 && c.signed[0].Size == c.tree.Size; c.signed = c.signed[1:] {
		if one := c.signed[0]; !c.verified(one) {
			continue
		} else if c.tree.Hash() != one.Tree {
			c.say("log %s (%s): its checkpoint at %d records does not fit them", c.l.Log, c.l.Name, one.Size)
		}
	}
}

func (c *logCheck) verified(one journal.Checkpoint) bool {
	err := one.Verify(c.l.Key)
	if err != nil {
		c.say("%v", err)
	}
	return err == nil
}

func (c *logCheck) end() {
	if c.tree.Size != c.l.Tree.Size || c.tree.Hash() != c.l.Tree.Hash() {
		c.say("log %s (%s): the tree kept for its %d records is not that of its leaves", c.l.Log, c.l.Name, c.l.Tree.Size)
	}
	for _, one := range c.signed {
		if c.verified(one) {
			c.say("log %s (%s): a checkpoint covers %d records, %d are here", c.l.Log, c.l.Name, one.Size, c.tree.Size)
		}
	}
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
		if err := t.dump(table, func(row tableRow) { before[i] = append(before[i], row.hash(seed)) }); err != nil {
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
		if err := t.dump(table, func(row tableRow) {
			if n < len(before[i]) && other == "" && row.hash(seed) != before[i][n] {
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

// tableRow is a row of any table.
type tableRow struct {
	names  []string
	values []any
	spare  *[]byte // room for its bytes
}

// String is the row as text, to be read.
func (r tableRow) String() string {
	var b []byte
	for i, v := range r.values {
		b = fmt.Appendf(b, "%s=%v ", r.names[i], v)
	}
	return string(b)
}

// hash is that of the row's values and their types.
func (r tableRow) hash(seed maphash.Seed) uint64 {
	b := (*r.spare)[:0]
	for _, v := range r.values {
		switch v := v.(type) {
		case nil:
			b = append(b, '0')
		case int64:
			b = binary.LittleEndian.AppendUint64(append(b, 'i'), uint64(v))
		case float64:
			b = binary.LittleEndian.AppendUint64(append(b, 'f'), math.Float64bits(v))
		case string:
			b = appendText(append(b, 's'), v)
		case []byte:
			b = appendText(append(b, 'b'), v)
		default:
			b = appendText(append(b, '?'), fmt.Sprintf("%T %v", v, v))
		}
	}
	*r.spare = b
	return maphash.Bytes(seed, b)
}

func appendText[T string | []byte](b []byte, text T) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// dump reads a table's rows in order of their first columns. A row is valid until take
// returns.
func (t *Tx) dump(table string, take func(row tableRow)) error {
	rows, err := t.sql.QueryContext(t.calm, "SELECT * FROM "+table+" ORDER BY 1, 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	row := tableRow{names, make([]any, len(names)), new([]byte)}
	to := make([]any, len(names))
	for i := range row.values {
		to[i] = &row.values[i]
	}
	for rows.Next() {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		take(row)
	}
	return rows.Err()
}
