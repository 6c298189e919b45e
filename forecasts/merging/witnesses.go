package merging

import (
	"slices"

	"weathervane/forecasts/session"
	"weathervane/forecasts/witness"
	"weathervane/model/journal"
)

// witnesses compares every log with the checkpoints that others have witnessed.
func (m *Merger) witnesses() error {
	exposed, err := m.t.Reader().ExposedLogs()
	if err != nil {
		return err
	}
	seen, err := witness.All(m.t.Reader())
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
		bad, err := witness.Contradicted(m.t, here, checkpoints)
		if err != nil {
			return err
		}
		if bad != nil {
			return &Fork{Log: log, Name: here.Name, File: "the merge", Seq: -1}
		}
	}
	return nil
}

// Sign records what the merge saw: colleagues' checkpoints, and forks.
func (m *Merger) Sign(a *session.Author) error {
	if err := a.Refresh(); err != nil {
		return err
	}
	var notes []string
	for _, c := range m.witness {
		l, err := m.t.Log(c.Log)
		if err != nil {
			return err
		}
		if l.Key != a.Log.Key {
			notes = append(notes, c.Note)
		}
	}
	for some := range slices.Chunk(notes, witness.MostWitnessed) {
		if _, err := a.Add(journal.CheckpointsWitnessed, journal.WitnessedTogether{Checkpoints: some}); err != nil {
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
func (m *Merger) expose(a *session.Author, f *Fork) error {
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
	_, err = a.Add(journal.ForkExposed, journal.Exposed{Log: f.Log, Checkpoints: []string{ours.Note, theirs.Note}})
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
