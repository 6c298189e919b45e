package model

import (
	"database/sql"
	"slices"

	"weathervane/model/journal"
)

// foldName makes the latest name that an author gave in a log its name.
func (t *Tx) foldName(n int64) error {
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	if err := t.judge(&f, verdict{}); err != nil {
		return err
	}
	return t.nameLog(f.name)
}

func (t *Tx) nameLog(log journal.LogID) error {
	var line []byte
	ok, err := t.one(`SELECT r.line FROM records r JOIN logs l ON l.num = r.log
		WHERE l.log = ? AND r.kind IN ('log.opened', 'forecaster.named') AND (r.why IS NULL OR r.seq = 0) ORDER BY r.seq DESC LIMIT 1`, []any{log[:]}, &line)
	if !ok || err != nil {
		return err
	}
	d, err := decode[journal.Named](line)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE logs SET name = ? WHERE log = ?", d.Name, log[:])
	return err
}

// foldLogs finds, before anything else, from where on each log does not count
// and which of its instants count as earlier.
func (t *Tx) foldLogs() error {
	if err := t.foldForks(); err != nil {
		return err
	}
	return t.foldCeilings()
}

// foldForks finds from where on a log that was exposed as forked does not count:
// below the first checkpoint, less one record, that its leaves here contradict.
// The proof stands by its signatures, wherever the record that carries it stands.
func (t *Tx) foldForks() error {
	var exposed []journal.Exposed
	err := t.each("SELECT line FROM records WHERE kind = 'fork.exposed'", nil, func(r *sql.Rows) error {
		var line []byte
		if err := r.Scan(&line); err != nil {
			return err
		}
		d, err := decode[journal.Exposed](line)
		exposed = append(exposed, d)
		return err
	})
	if err != nil || len(exposed) == 0 {
		return err
	}
	seen, err := t.witnessedNotes()
	for _, d := range exposed {
		if err == nil {
			err = t.foldFork(d, seen)
		}
	}
	return err
}

// witnessedNotes lists the checkpoints that authors recorded of each other.
func (t *Tx) witnessedNotes() ([]string, error) {
	var all []string
	err := t.each("SELECT line FROM records WHERE line IS NOT NULL AND "+ofWitnesses, nil, func(r *sql.Rows) error {
		var line []byte
		if err := r.Scan(&line); err != nil {
			return err
		}
		notes, err := journal.WitnessedNotes(line)
		all = append(all, notes...)
		return err
	})
	return all, err
}

func (t *Tx) foldFork(d journal.Exposed, seen []string) error {
	l, err := t.Log(d.Log)
	if l == nil || err != nil {
		return err
	}
	cut, err := t.forkedAt(l, d, seen)
	if err != nil || cut < 0 {
		return err
	}
	if l.Cut.Valid && l.Cut.Int64 < cut {
		cut = l.Cut.Int64
	}
	if !l.Cut.Valid || l.Cut.Int64 != cut {
		t.logsChanged = true // what it says of others above the fork does not count
		if _, err := t.exec("UPDATE logs SET cut = ? WHERE num = ?", cut, l.Num); err != nil {
			return err
		}
		clear(t.logged)
	}
	return t.touchWhere("log = ? AND seq >= ? AND line IS NOT NULL AND why IS NOT ?", l.Num, cut, Forked)
}

// touchWhere marks the records of a log, and what they are about.
func (t *Tx) touchWhere(where string, args ...any) error {
	type one struct {
		num  int64
		kind string
	}
	var all []one
	err := t.each("SELECT num, kind FROM records WHERE "+where, args, func(r *sql.Rows) error {
		var x one
		err := r.Scan(&x.num, &x.kind)
		all = append(all, x)
		return err
	})
	for _, x := range all {
		if err == nil {
			err = t.touch(x.num, x.kind)
		}
	}
	return err
}

// forkedAt is the first record that cannot be held to, -1 where the two
// checkpoints prove nothing against the leaves here. Where they do, the
// checkpoints of the other history that were witnessed narrow it down.
func (t *Tx) forkedAt(l *LogState, d journal.Exposed, seen []string) (int64, error) {
	leaves, err := t.Leaves(l, 0)
	if err != nil {
		return -1, err
	}
	var both []journal.Checkpoint
	cut := int64(-1)
	lower := func(at int64) {
		if cut < 0 || at < cut {
			cut = at
		}
	}
	for _, note := range d.Checkpoints {
		c, err := journal.ParseCheckpoint(note)
		if err != nil || c.Log != d.Log || c.Size == 0 || c.Verify(l.Key) != nil {
			return -1, nil // proves nothing: the record takes no effect
		}
		if contradicts(c, leaves) {
			lower(c.Size - 1)
		}
		both = append(both, c)
	}
	if both[0].Size == both[1].Size && both[0].Tree != both[1].Tree {
		lower(both[0].Size - 1)
	}
	if cut < 0 {
		return -1, nil
	}
	for _, note := range seen {
		c, err := journal.ParseCheckpoint(note)
		if err == nil && c.Log == d.Log && c.Size > 0 && c.Verify(l.Key) == nil && contradicts(c, leaves) {
			lower(c.Size - 1)
		}
	}
	return cut, nil
}

// contradicts reports whether the leaves give another tree at the checkpoint's
// size.
func contradicts(c journal.Checkpoint, leaves []journal.ID) bool {
	return c.Size <= int64(len(leaves)) && treeOf(leaves[:c.Size]) != c.Tree
}

func treeOf(leaves []journal.ID) [32]byte {
	var tree journal.Tree
	for _, id := range leaves {
		tree.Add(id)
	}
	return tree.Hash()
}

// opening is what record 0 says of a log.
type opening struct {
	num   int64
	log   journal.LogID
	key   string
	at    journal.Instant
	after *journal.LogID
}

// foldCeilings finds the logs that a later log of the same author follows: none
// of their instants counts as later than the first record of the later one. So
// the records of a clock that once ran ahead cannot come back.
func (t *Tx) foldCeilings() error {
	if !t.logsChanged {
		return nil
	}
	t.logsChanged = false
	openings := map[journal.LogID]opening{}
	err := t.each(`SELECT l.num, l.log, l.key, r.at, r.line FROM logs l CROSS JOIN records r ON r.log = l.num AND r.seq = 0
		WHERE r.line IS NOT NULL`, nil, func(r *sql.Rows) error {
		var o opening
		var log, key, line []byte
		if err := r.Scan(&o.num, &log, &key, &o.at, &line); err != nil {
			return err
		}
		d, err := decode[journal.Opened](line)
		o.log, o.key, o.after = journal.LogID(log), string(key), d.After
		openings[o.log] = o
		return err
	})
	if err != nil {
		return err
	}
	ceilings := map[int64]journal.Instant{}
	for _, later := range openings {
		o, seen := later, map[journal.LogID]bool{later.log: true}
		for o.after != nil {
			earlier, here := openings[*o.after]
			if !here || earlier.key != later.key || seen[earlier.log] {
				break
			}
			if at, ok := ceilings[earlier.num]; !ok || later.at < at {
				ceilings[earlier.num] = later.at
			}
			seen[earlier.log], o = true, earlier
		}
	}
	logs, err := t.Logs()
	for _, l := range logs {
		if ceiling, ok := ceilings[l.Num]; ok && err == nil {
			err = t.foldMoments(l, ceiling)
		}
	}
	return err
}

// foldMoments brings the records of a log back to its ceiling, but none further
// than to the first checkpoint by which another author vouches for it: what was
// seen at an instant cannot be made to count as earlier.
func (t *Tx) foldMoments(l *LogState, ceiling journal.Instant) error {
	if _, err := t.exec("UPDATE logs SET ceiling = ? WHERE num = ?", ceiling, l.Num); err != nil || l.LastAt <= ceiling {
		return err
	}
	covers, err := t.covers(l)
	if err != nil {
		return err
	}
	late, err := t.facts("records r WHERE r.log = ? AND r.at > ?", l.Num, ceiling)
	for _, f := range late {
		if err != nil {
			return err
		}
		moment := ceiling
		if at, ok := covers.first(f.seq); ok {
			moment = max(ceiling, min(f.recorded, at))
		}
		if f.at == moment {
			continue
		}
		var keep any
		if moment != f.recorded {
			keep = int64(moment)
		}
		if _, err = t.exec("UPDATE records SET moment = ? WHERE num = ?", keep, f.num); err == nil {
			t.held.drop(f.num)
			err = t.touch(f.num, f.kind)
		}
		if err == nil {
			err = t.touchNaming(f.num)
		}
	}
	return err
}

// cover is a checkpoint that another author recorded, and when.
type cover struct {
	size int64
	at   journal.Instant
}

type covers []cover

// first is when a record was first covered by another author's log.
func (all covers) first(seq int64) (at journal.Instant, ok bool) {
	for _, c := range all {
		if c.size > seq && (!ok || c.at < at) {
			at, ok = c.at, true
		}
	}
	return at, ok
}

// covers lists the checkpoints of a log that hold and that others recorded.
func (t *Tx) covers(l *LogState) (covers, error) {
	leaves, err := t.Leaves(l, 0)
	if err != nil {
		return nil, err
	}
	var all covers
	witnesses, err := t.facts("records r JOIN logs l ON l.num = r.log WHERE r."+ofWitnesses+" AND l.key <> ?", l.Key[:])
	for _, f := range witnesses {
		if f.forked {
			continue
		}
		notes, err := journal.WitnessedNotes(f.line)
		if err != nil {
			return nil, err
		}
		for _, note := range notes {
			c, err := journal.ParseCheckpoint(note)
			if err == nil && c.Log == l.Log && c.Verify(l.Key) == nil && c.Size <= int64(len(leaves)) && !contradicts(c, leaves) {
				all = append(all, cover{c.Size, f.recorded})
			}
		}
	}
	slices.SortFunc(all, func(a, b cover) int { return int(a.at - b.at) })
	return all, err
}

// foldWitness keeps the checkpoints that a witness record carries.
func (t *Tx) foldWitness(n int64) error {
	if err := t.forget(n, "DELETE FROM witnessed WHERE record = ?"); err != nil {
		return err
	}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	notes, err := journal.WitnessedNotes(f.line)
	if err != nil {
		return err
	}
	unfit := ""
	if len(notes) > 0 && !slices.ContainsFunc(notes, isCheckpoint) {
		unfit = "what it keeps is no checkpoint"
	}
	if err := t.judge(&f, verdict{unfit: unfit}); err != nil || !f.counts() {
		return err
	}
	for _, note := range notes {
		c, err := journal.ParseCheckpoint(note)
		if err != nil {
			continue // it proves nothing
		}
		if _, err := t.exec("INSERT INTO witnessed (record, log, size, note, key, at) VALUES (?, ?, ?, ?, ?, ?)",
			n, c.Log[:], c.Size, note, f.key, f.at); err != nil {
			return err
		}
	}
	return nil
}

func isCheckpoint(note string) bool {
	_, err := journal.ParseCheckpoint(note)
	return err == nil
}

// foldExposed judges what is said to show that a log was forked: two checkpoints of
// it that cannot both be true.
func (t *Tx) foldExposed(n int64) error {
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	d, err := decode[journal.Exposed](f.line)
	if err != nil {
		return err
	}
	var both []journal.Checkpoint
	unfit := ""
	for _, note := range d.Checkpoints {
		c, err := journal.ParseCheckpoint(note)
		switch {
		case err != nil:
			unfit = "what it shows is no checkpoint"
		case c.Log != d.Log:
			unfit = "the checkpoints are of another log"
		}
		both = append(both, c)
	}
	if unfit == "" && len(both) == 2 && both[0].Size == both[1].Size && both[0].Tree == both[1].Tree {
		unfit = "both checkpoints can be true"
	}
	return t.judge(&f, verdict{unfit: unfit})
}
