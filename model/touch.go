package model

import (
	"database/sql"

	"weathervane/model/journal"
)

// makers are the kinds that make an entity with a table, and how it is folded.
var makers = map[string]func(*Tx, int64) error{
	journal.QuestionAsked: (*Tx).foldQuestion,
	journal.ArticleAdded:  (*Tx).foldArticle,
	journal.FindingFiled:  (*Tx).foldFinding,
}

// reach is how far up a record's effect goes: a rationale changes a forecast,
// the forecast belongs to a question; a retraction can take back a rationale.
func reach(kind string) int {
	switch kind {
	case journal.RecordRetracted, journal.RationaleGiven, journal.ResolutionConfirmed, journal.ForecastSealed:
		return 3
	}
	return 1
}

// touch marks every entity whose fold a record may change: what it names, and
// what is named by the records that were waiting for it.
func (t *Tx) touch(n int64, kind string) error {
	t.touched[n] = true
	if err := t.touchUp(n, reach(kind)); err != nil {
		return err
	}
	return t.touchWaiting(n)
}

// touchWaiting marks what the records that name n may change.
func (t *Tx) touchWaiting(n int64) error {
	type waiting struct {
		num  int64
		kind string
	}
	var all []waiting
	err := t.each("SELECT r.num, r.kind FROM mentions m JOIN records r ON r.num = m.record WHERE m.target = ?", []any{n}, func(r *sql.Rows) error {
		var w waiting
		err := r.Scan(&w.num, &w.kind)
		all = append(all, w)
		return err
	})
	for _, w := range all {
		if err == nil {
			err = t.touchUp(w.num, reach(w.kind))
		}
	}
	return err
}

func (t *Tx) touchUp(n int64, steps int) error {
	targets, err := t.targets(n)
	if err != nil {
		return err
	}
	return t.touchThose(targets, steps)
}

func (t *Tx) touchThose(targets []int64, steps int) error {
	for _, target := range targets {
		t.touched[target] = true
		if steps > 1 {
			if err := t.touchUp(target, steps-1); err != nil {
				return err
			}
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

// mostAppended is the share of a transaction's work that its records take; the
// rest is that of the tables.
const mostAppended = 0.5

// settle folds every touched entity once and tells which they were.
func (t *Tx) settle() ([]journal.ID, error) {
	if err := t.foldForks(); err != nil {
		return nil, err
	}
	changed := t.plain
	t.plain = nil
	all, done := len(t.touched), 0
	for n := range t.touched {
		if done++; done%256 == 0 {
			if err := t.ctx.Err(); err != nil {
				return nil, err
			}
			Tell(t.ctx, mostAppended+(1-mostAppended)*float64(done)/float64(all))
		}
		var kind string
		var id []byte
		ok, err := t.one("SELECT r.kind, i.id FROM records r JOIN ids i ON i.num = r.num WHERE r.num = ?", []any{n}, &kind, &id)
		if err != nil {
			return nil, err
		}
		if fold := makers[kind]; ok && fold != nil {
			if err := fold(t, n); err != nil {
				return nil, err
			}
		}
		if ok {
			if err := t.index(n, kind); err != nil {
				return nil, err
			}
			changed = append(changed, journal.ID(id))
		}
	}
	clear(t.touched)
	return changed, nil
}

// foldName makes the latest forecaster.named of a log its name.
func (t *Tx) foldName(log journal.LogID) error {
	var line []byte
	ok, err := t.one(`SELECT r.line FROM records r JOIN logs l ON l.num = r.log
		WHERE l.log = ? AND r.kind IN ('log.opened', 'forecaster.named') ORDER BY r.seq DESC LIMIT 1`, []any{log[:]}, &line)
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

// foldForks finds from where on a log that was exposed as forked does not count:
// below the first checkpoint, less one record, that its leaves here contradict.
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
	err := t.each("SELECT line FROM records WHERE "+ofWitnesses, nil, func(r *sql.Rows) error {
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
	if err != nil || cut < 0 || (l.Cut.Valid && l.Cut.Int64 <= cut) {
		return err
	}
	if _, err := t.exec("UPDATE logs SET cut = ? WHERE num = ?", cut, l.Num); err != nil {
		return err
	}
	type fallen struct {
		num  int64
		kind string
	}
	var all []fallen
	err = t.each("SELECT num, kind FROM records WHERE log = ? AND seq >= ?", []any{l.Num, cut}, func(r *sql.Rows) error {
		var f fallen
		err := r.Scan(&f.num, &f.kind)
		all = append(all, f)
		return err
	})
	for _, f := range all {
		if err == nil {
			err = t.touch(f.num, f.kind)
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

// contradicts tells whether the leaves give another tree at the checkpoint's size.
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
