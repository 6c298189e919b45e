package model

import (
	"database/sql"
	"fmt"

	"weathervane/model/journal"
)

// unionBatch is how many records Union adds at once.
const unionBatch = 1000

// Union adds what another copy of this workspace has: the leaves of its logs, also
// such as are signed by nobody yet, its checkpoints and its texts. Copies of one
// workspace are trusted like the workspace itself; what comes from others is merged
// as a forecast file. It gives the number of records that are new or shown for the
// first time.
func (t *Tx) Union(from *Tx) (added int64, err error) {
	logs, err := from.Logs()
	if err != nil {
		return 0, err
	}
	for _, l := range logs {
		n, err := t.unionLog(from, l)
		if err != nil {
			return 0, err
		}
		added += n
	}
	return added, from.each("SELECT sha256, type, content FROM blobs ORDER BY sha256", nil, func(r *sql.Rows) error {
		var sha, content []byte
		var kind string
		if err := r.Scan(&sha, &kind, &content); err != nil {
			return err
		}
		return t.AddBlob([32]byte(sha), kind, content)
	})
}

func (t *Tx) unionLog(from *Tx, l *LogState) (added int64, err error) {
	here, err := t.Log(l.Log)
	if err != nil {
		return 0, err
	}
	var known []journal.ID
	hidden := map[int64]bool{}
	if here != nil {
		if known, err = t.Leaves(here, 0); err != nil {
			return 0, err
		}
		if hidden, err = t.Hidden(here); err != nil {
			return 0, err
		}
	}
	var fresh []Entry
	add := func() error {
		err := t.Append(here, fresh)
		fresh = fresh[:0]
		return err
	}
	seq := int64(-1)
	err = from.Lines(l, l.Tree.Size, func(id journal.ID, line []byte) error {
		seq++
		e := Entry{ID: id}
		if line != nil {
			r, err := journal.ParseRecord(line)
			if err != nil {
				return fmt.Errorf("log %s (%s): %w: run \"weathervane check\"", l.Log, l.Name, err)
			}
			e.Record = &r
		}
		switch {
		case seq < int64(len(known)) && known[seq] != id:
			return fmt.Errorf("the log of %s (%s) is another one in the copy from record %d on: nothing was merged: keep both files", l.Name, l.Log, seq)
		case seq < int64(len(known)) && e.Record != nil && hidden[seq]:
			added++
			return t.Reveal(here, *e.Record)
		case seq < int64(len(known)):
			return nil
		case here == nil && e.Record == nil:
			return fmt.Errorf("log %s: its first record is withheld", l.Log)
		case here == nil:
			if here, err = t.OpenLog(*e.Record, l.KnownSince); err != nil {
				return err
			}
		}
		added++
		if fresh = append(fresh, e); len(fresh) == unionBatch {
			return add()
		}
		return nil
	})
	if err == nil && len(fresh) > 0 {
		err = add()
	}
	if err != nil || here == nil {
		return added, err
	}
	all, err := from.Checkpoints(l)
	if err != nil {
		return added, err
	}
	for _, c := range all {
		if c.Size > here.Tree.Size {
			continue
		}
		if err := t.AddCheckpoint(here, c); err != nil {
			return added, err
		}
	}
	return added, nil
}
