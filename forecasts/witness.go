package forecasts

import (
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// witnesses compares every log with the checkpoints that others have witnessed.
func (m *merger) witnesses() error {
	exposed, err := m.t.Reader().ExposedLogs()
	if err != nil {
		return err
	}
	seen, err := witnessed(m.t.Reader())
	if err != nil {
		return err
	}
	for log, checkpoints := range seen {
		if exposed[log] || slices.Contains(m.except, log) {
			continue
		}
		here, err := m.t.Log(log)
		if err != nil {
			return err
		}
		if here == nil {
			continue
		}
		bad, err := contradicted(m.t, here, checkpoints)
		if err != nil {
			return err
		}
		if bad != nil {
			return &Fork{Log: log, Name: here.Name, File: "the merge", Seq: -1}
		}
	}
	return nil
}

// witness is a checkpoint that the author of another log recorded.
type witness struct {
	journal.Checkpoint
	key string // who witnessed it
	at  Instant
}

// witnessed lists the witnessed checkpoints by the log that they are of.
func witnessed(r model.Reader) (map[journal.LogID][]witness, error) {
	rows, err := r.Witnesses()
	all := map[journal.LogID][]witness{}
	for _, row := range rows {
		if c, err := journal.ParseCheckpoint(row.Note); err == nil {
			all[c.Log] = append(all[c.Log], witness{c, fingerprint(row.Key), row.At})
		}
	}
	return all, err
}

// contradicted finds a correctly signed checkpoint that the leaves here
// contradict.
func contradicted(t *model.Tx, here *model.LogState, checkpoints []witness) (*witness, error) {
	leaves, err := t.Leaves(here, 0)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(checkpoints, func(a, b witness) int { return int(max(-1, min(1, a.Size-b.Size))) })
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

// mostWitnessed is how many checkpoints one record keeps at most.
const mostWitnessed = 50

// sign records what the merge saw: colleagues' checkpoints, and forks.
func (m *merger) sign(a *author) error {
	// The merge may have brought more of the author's own log.
	own, err := m.t.Log(a.log.Log)
	if err != nil {
		return err
	}
	a.log = own
	a.at = max(a.at, own.LastAt)
	var notes []string
	for _, c := range m.witness {
		l, err := m.t.Log(c.Log)
		if err != nil {
			return err
		}
		if l.Key != own.Key {
			notes = append(notes, c.Note)
		}
	}
	for some := range slices.Chunk(notes, mostWitnessed) {
		if _, err := a.add(journal.CheckpointsWitnessed, journal.WitnessedTogether{Checkpoints: some}); err != nil {
			return err
		}
	}
	for _, f := range m.forks {
		if err := m.expose(a, f); err != nil {
			return err
		}
	}
	return nil
}

// expose records two signed checkpoints of a log that cannot both be true.
func (m *merger) expose(a *author, f *Fork) error {
	exposed, err := m.t.Reader().ExposedLogs()
	if err != nil || exposed[f.Log] {
		return err
	}
	here, err := m.t.Log(f.Log)
	if err != nil {
		return err
	}
	kept, err := m.t.Checkpoints(here)
	if err != nil {
		return err
	}
	ours, theirs := above(kept, f.Seq), above(f.theirs, f.Seq)
	if ours == nil || theirs == nil {
		return nil
	}
	_, err = a.add(journal.ForkExposed, journal.Exposed{Log: f.Log, Checkpoints: []string{ours.Note, theirs.Note}})
	return err
}

// above is the smallest checkpoint that covers the record at seq.
func above(all []journal.Checkpoint, seq int64) *journal.Checkpoint {
	var best *journal.Checkpoint
	for i, c := range all {
		if c.Size > seq && (best == nil || c.Size < best.Size) {
			best = &all[i]
		}
	}
	return best
}
