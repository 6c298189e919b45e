// Package witness reads what authors recorded of each other's logs, and says how
// much of a log others had seen at an instant.
package witness

import (
	"cmp"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Checkpoint is a checkpoint that the author of another log recorded.
type Checkpoint struct {
	journal.Checkpoint
	Key string // who witnessed it
	At  journal.Instant
}

// All lists the witnessed checkpoints by the log that they are of.
func All(r model.Reader) (map[journal.LogID][]Checkpoint, error) {
	rows, err := r.Witnesses()
	all := map[journal.LogID][]Checkpoint{}
	for _, row := range rows {
		if c, err := journal.ParseCheckpoint(row.Note); err == nil {
			all[c.Log] = append(all[c.Log], Checkpoint{c, forecaster.Fingerprint(row.Key), row.At})
		}
	}
	return all, err
}

// Contradicted finds a correctly signed checkpoint that the leaves here
// contradict.
func Contradicted(t *model.Tx, here *model.LogState, checkpoints []Checkpoint) (*Checkpoint, error) {
	var sure []*Checkpoint // of those that are signed and covered by what is here
	for i := range checkpoints {
		if c := &checkpoints[i]; c.Size <= here.Tree.Size && c.Verify(here.Key) == nil {
			sure = append(sure, c)
		}
	}
	slices.SortStableFunc(sure, func(a, b *Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	var leaves []journal.ID
	tree := &journal.Tree{}
	for _, c := range sure {
		if c.Size == here.Tree.Size {
			tree = here.Tree
		} else if leaves == nil {
			var err error
			if leaves, err = t.Leaves(here, 0); err != nil {
				return nil, err
			}
		}
		if tree.Size < c.Size && c.Size > int64(len(leaves)) {
			continue // the log is damaged, which a check of its lines says
		}
		for tree.Size < c.Size {
			tree.Add(leaves[tree.Size])
		}
		if tree.Hash() != c.Tree {
			return c, nil
		}
	}
	return nil, nil
}

// MostWitnessed is how many checkpoints one record keeps at most.
const MostWitnessed = 50
