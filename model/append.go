package model

import (
	"database/sql"
	"fmt"

	"weathervane/model/journal"
)

// Entry is a leaf of a log: a record, or only its hash where it is withheld.
type Entry struct {
	ID     journal.ID
	Record *journal.Record
}

// LogState is a log as the workspace has it.
type LogState struct {
	Num        int64
	Log        journal.LogID
	Key        journal.Key
	Name       string
	Tree       *journal.Tree
	LastAt     journal.Instant
	KnownSince journal.Instant
	Cut        sql.NullInt64 // from this record on the log does not count: it was forked
	Ceiling    sql.NullInt64 // no record counts as later: a later log of the author begins here
}

const selectLog = "SELECT num, log, key, name, size, edge, last_at, known_since, cut, ceiling FROM logs"

func scanLog(scan func(...any) error) (*LogState, error) {
	var l LogState
	var log, key, edge []byte
	var size int64
	if err := scan(&l.Num, &log, &key, &l.Name, &size, &edge, &l.LastAt, &l.KnownSince, &l.Cut, &l.Ceiling); err != nil {
		return nil, err
	}
	if len(log) != 16 || len(key) != 32 {
		return nil, fmt.Errorf("log %d is damaged: run \"weathervane check\"", l.Num)
	}
	l.Log, l.Key = journal.LogID(log), journal.Key(key)
	var err error
	l.Tree, err = journal.TreeOf(size, edge)
	return &l, err
}

// Log is the state of a log, nil if it is not here.
func (t *Tx) Log(id journal.LogID) (*LogState, error) {
	all, err := t.logs(selectLog+" WHERE log = ?", id[:])
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

// logOf is the log with a number, as it counts.
func (t *Tx) logOf(num int64) (*LogState, error) {
	if l := t.logged[num]; l != nil {
		return l, nil
	}
	all, err := t.logs(selectLog+" WHERE num = ?", num)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("a record of log %d, which is not here: run \"weathervane check\"", num)
	}
	if err != nil {
		return nil, err
	}
	t.logged[num] = all[0]
	return all[0], nil
}

// kind is a kind of records as one string for all.
func (t *Tx) kind(name []byte) string {
	k, ok := t.kinds[string(name)]
	if !ok {
		k = string(name)
		t.kinds[k] = k
	}
	return k
}

// Logs lists the logs in the order of their names.
func (t *Tx) Logs() ([]*LogState, error) { return t.logs(selectLog + " ORDER BY log") }

func (t *Tx) logs(query string, args ...any) ([]*LogState, error) {
	var all []*LogState
	err := t.each(query, args, func(r *sql.Rows) error {
		l, err := scanLog(r.Scan)
		all = append(all, l)
		return err
	})
	return all, err
}

// OpenLog enters a log by its record 0. The record itself is added by Append.
func (t *Tx) OpenLog(first journal.Record, knownSince journal.Instant) (*LogState, error) {
	d, err := journal.Decode[journal.Opened](first)
	if err != nil {
		return nil, err
	}
	if _, err := t.exec("INSERT INTO logs (log, key, name, size, edge, last_at, known_since) VALUES (?, ?, ?, 0, x'', 0, ?)",
		first.Log[:], d.Key, d.Name, knownSince); err != nil {
		return nil, err
	}
	return t.Log(first.Log)
}

// Append adds the next leaves of a log and keeps its tree.
func (t *Tx) Append(l *LogState, entries []Entry) error {
	if err := t.expect(len(entries)); err != nil {
		return err
	}
	for i, e := range entries {
		if i%1024 == 1023 {
			if err := t.ctx.Err(); err != nil {
				return err
			}
			Tell(t.ctx, mostAppended*float64(i)/float64(len(entries)))
		}
		if err := t.insert(l, l.Tree.Size, e); err != nil {
			return err
		}
		l.Tree.Add(e.ID)
		if e.Record != nil {
			l.LastAt = max(l.LastAt, e.Record.At)
		}
	}
	t.logsChanged = t.logsChanged || l.Ceiling.Valid
	edge, err := l.Tree.MarshalBinary()
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE logs SET size = ?, edge = ?, last_at = ? WHERE num = ?", l.Tree.Size, edge, l.LastAt, l.Num)
	return err
}

func (t *Tx) insert(l *LogState, seq int64, e Entry) error {
	n, fresh, err := t.enter(e.ID)
	if err != nil {
		return err
	}
	if e.Record == nil {
		if _, err := t.exec("INSERT INTO records (num, log, seq, at, kind, line) VALUES (?, ?, ?, NULL, '', NULL)", n, l.Num, seq); err != nil || t.namedHere(n, fresh) {
			return err
		}
		return t.touchNaming(n) // a seal tells by now whether it is of its own log
	}
	if e.Record.Log != l.Log || e.Record.Seq != seq || e.Record.ID != e.ID {
		return fmt.Errorf("record %s does not stand at %d of log %s", e.ID.Short(), seq, l.Log)
	}
	if _, err := t.exec("INSERT INTO records (num, log, seq, at, kind, line) VALUES (?, ?, ?, ?, ?, ?)",
		n, l.Num, seq, e.Record.At, e.Record.Kind, e.Record.Line); err != nil {
		return err
	}
	return t.note(n, l.Num, *e.Record, t.namedHere(n, fresh))
}

// namedHere reports whether everything that names a record came with this transaction
// and was not folded yet: it has touched whatever it is about.
func (t *Tx) namedHere(n int64, fresh bool) bool { return fresh || n > t.newest }

// Reveal shows a record that was withheld until now.
func (t *Tx) Reveal(l *LogState, r journal.Record) error {
	n, err := t.num(r.ID)
	if err != nil {
		return err
	}
	res, err := t.exec("UPDATE records SET at = ?, kind = ?, line = ? WHERE num = ? AND log = ? AND seq = ? AND line IS NULL",
		r.At, r.Kind, r.Line, n, l.Num, r.Seq)
	if err != nil {
		return err
	}
	if changed, _ := res.RowsAffected(); changed != 1 {
		return fmt.Errorf("record %s is not withheld at %d of log %s", r.ID.Short(), r.Seq, l.Log)
	}
	if r.At > l.LastAt {
		l.LastAt = r.At
		if _, err := t.exec("UPDATE logs SET last_at = ? WHERE num = ?", l.LastAt, l.Num); err != nil {
			return err
		}
	}
	t.logsChanged = t.logsChanged || l.Ceiling.Valid
	return t.note(n, l.Num, r, false)
}

// note keeps which records a record names, and what must be folded for it.
// Where nothing waited for it before, that is all.
func (t *Tx) note(n, log int64, r journal.Record, alone bool) error {
	targets, err := t.mention(n, r)
	if err == nil && alone {
		err = t.held.hold(n, log, &r, targets)
	}
	if err != nil {
		return err
	}
	switch r.Kind {
	case journal.LogOpened, journal.CheckpointWitnessed, journal.CheckpointsWitnessed:
		t.logsChanged = true
	}
	if _, ok := makerOf(r.Kind); ok {
		t.touched[n], t.entities[n] = true, Changed{r.ID, r.Kind}
	} else if len(t.plain) < mostTold {
		t.plain = append(t.plain, Changed{r.ID, r.Kind})
	}
	t.naming[r.Kind] = true
	if err := t.touchThose(targets, depth(r.Kind)); err != nil || alone {
		return err
	}
	return t.touchNaming(n)
}

// mention enters what a record names, and gives their numbers.
func (t *Tx) mention(n int64, r journal.Record) ([]int64, error) {
	var targets []int64
	for _, id := range r.Names() {
		target, err := t.num(id)
		if err != nil {
			return nil, err
		}
		if _, err := t.exec("INSERT OR IGNORE INTO mentions (target, record) VALUES (?, ?)", target, n); err != nil {
			return nil, err
		}
		targets = append(targets, target)
		if r.Kind == journal.RationaleGiven || r.Kind == journal.ResolutionConfirmed {
			t.remarked[target] = true
		}
	}
	if len(targets) > 1 {
		t.several[n] = true
	}
	if !r.Known {
		if _, err := t.exec("UPDATE records SET why = ? WHERE num = ?", UnknownKind, n); err != nil {
			return nil, err
		}
	}
	return targets, nil
}

// AddCheckpoint keeps a checkpoint whose signature and tree hash hold.
func (t *Tx) AddCheckpoint(l *LogState, c journal.Checkpoint) error {
	_, err := t.exec("INSERT OR IGNORE INTO checkpoints (log, size, tree, note) VALUES (?, ?, ?, ?)", l.Num, c.Size, c.Tree[:], c.Note)
	return err
}

// Checkpoints lists those kept of a log, smallest first.
func (t *Tx) Checkpoints(l *LogState) ([]journal.Checkpoint, error) {
	var all []journal.Checkpoint
	err := t.each("SELECT note FROM checkpoints WHERE log = ? ORDER BY size, num", []any{l.Num}, func(r *sql.Rows) error {
		var note string
		if err := r.Scan(&note); err != nil {
			return err
		}
		c, err := journal.ParseCheckpoint(note)
		all = append(all, c)
		return err
	})
	return all, err
}

// Leaves lists the ids of a log's records, from seq up to the end.
func (t *Tx) Leaves(l *LogState, from int64) ([]journal.ID, error) {
	var all []journal.ID
	err := t.each("SELECT i.id FROM records r JOIN ids i ON i.num = r.num WHERE r.log = ? AND r.seq >= ? ORDER BY r.seq",
		[]any{l.Num, from}, func(r *sql.Rows) error {
			var b sql.RawBytes
			if err := r.Scan(&b); err != nil {
				return err
			}
			all = append(all, journal.ID(b))
			return nil
		})
	return all, err
}

// TreeAt is the tree over the first n records of a log, which has that many.
func (t *Tx) TreeAt(l *LogState, n int64) (*journal.Tree, error) {
	if n == l.Tree.Size {
		return l.Tree.Clone(), nil
	}
	leaves, err := t.Leaves(l, 0)
	if err != nil {
		return nil, err
	}
	tree := &journal.Tree{}
	for _, id := range leaves[:n] {
		tree.Add(id)
	}
	return tree, nil
}

// AddBlob keeps content by its hash.
func (t *Tx) AddBlob(sha [32]byte, mediaType string, content []byte) error {
	res, err := t.exec("INSERT OR IGNORE INTO blobs (sha256, type, bytes, content) VALUES (?, ?, ?, ?)", sha[:], mediaType, len(content), content)
	if err != nil {
		return err
	}
	if added, _ := res.RowsAffected(); added == 0 {
		return nil
	}
	return t.touchText(sha[:])
}

// Hidden lists the places of a log's records that are withheld.
func (t *Tx) Hidden(l *LogState) (map[int64]bool, error) {
	places, err := t.numbers("SELECT seq FROM records WHERE log = ? AND line IS NULL", l.Num)
	all := make(map[int64]bool, len(places))
	for _, seq := range places {
		all[seq] = true
	}
	return all, err
}

// Shown reports whether the record at seq of a log is here and not withheld.
func (t *Tx) Shown(l *LogState, seq int64) (bool, error) {
	var one int
	return t.one("SELECT 1 FROM records WHERE log = ? AND seq = ? AND line IS NOT NULL", []any{l.Num, seq}, &one)
}

// DatedBy is how many records of a log come before the first that is dated later
// than the instant, and when that is; all of them if none is.
func (t *Tx) DatedBy(l *LogState, most journal.Instant) (n int64, next journal.Instant, err error) {
	if l.LastAt <= most {
		return l.Tree.Size, 0, nil
	}
	_, err = t.one("SELECT seq, at FROM records WHERE log = ? AND at > ? ORDER BY seq LIMIT 1", []any{l.Num, most}, &n, &next)
	return n, next, err
}

// Lines calls each with every leaf of a log up to n, in order; line is nil if the
// record is withheld.
func (t *Tx) Lines(l *LogState, n int64, each func(id journal.ID, line []byte) error) error {
	return t.each("SELECT i.id, r.line FROM records r JOIN ids i ON i.num = r.num WHERE r.log = ? AND r.seq < ? ORDER BY r.seq",
		[]any{l.Num, n}, func(r *sql.Rows) error {
			var id, line []byte
			if err := r.Scan(&id, &line); err != nil {
				return err
			}
			return each(journal.ID(id), line)
		})
}
