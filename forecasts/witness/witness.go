// Package witness reads what authors recorded of each other's logs, and says how
// much of a log others had seen at an instant.
package witness

import (
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
	leaves, err := t.Leaves(here, 0)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(checkpoints, func(a, b Checkpoint) int { return int(max(-1, min(1, a.Size-b.Size))) })
	tree := &journal.Tree{}
	for i, c := range checkpoints {
		if c.Size > int64(len(leaves)) || c.Verify(here.Key) != nil {
			continue
		}
		for tree.Size < c.Size {
			tree.Add(leaves[tree.Size])
		}
		if tree.Hash() != c.Tree {
			return &checkpoints[i], nil
		}
	}
	return nil, nil
}

// MostWitnessed is how many checkpoints one record keeps at most.
const MostWitnessed = 50
