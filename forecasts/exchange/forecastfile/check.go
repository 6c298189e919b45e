package forecastfile

import (
	"encoding/hex"
	"math"
	"slices"

	"weathervane/model/journal"
)

// begin starts a batch: from here on, everything can be undone.
func (rd *reader) begin() {
	rd.batch = batch{logs: len(rd.file.Logs), blobs: len(rd.file.Blobs)}
}

// touch remembers how far a log had come before the batch.
func (rd *reader) touch(l *Log) {
	if l.before.ends != rd.ends {
		l.before = mark{rd.ends, l.leaves.len(), len(l.Checkpoints), len(l.names), l.last}
	}
}

// undo removes an unfinished batch.
func (rd *reader) undo() {
	for _, r := range rd.batch.revealed {
		r.log.leaves.at(r.seq).from = 0
	}
	for _, l := range rd.file.Logs[rd.batch.logs:] {
		delete(rd.logs, l.ID)
	}
	rd.file.Logs = rd.file.Logs[:rd.batch.logs]
	for _, l := range rd.file.Logs {
		if m := l.before; m.ends == rd.ends {
			l.cut(m.leaves)
			l.Checkpoints, l.names, l.last = l.Checkpoints[:m.checkpoints], l.names[:m.names], m.last
		}
	}
	rd.file.Blobs = rd.file.Blobs[:rd.batch.blobs]
	rd.file.Witnessed = slices.DeleteFunc(rd.file.Witnessed, func(w Witness) bool { return w.Line > rd.file.Lines })
	rd.forks = slices.DeleteFunc(rd.forks, func(e exposure) bool { return e.line > rd.file.Lines })
}

// checkpoint compares a signed state with the leaves above it.
func (rd *reader) checkpoint(line []byte) error {
	v, err := fields(line, "checkpoint")
	if err != nil {
		return rd.problem("%v", err)
	}
	note, err := text(v[0])
	if err != nil {
		return rd.problem("%v", err)
	}
	c, err := journal.ParseCheckpoint(note)
	if err != nil {
		return rd.problem("%v", err)
	}
	l := rd.logs[c.Log]
	if l == nil {
		return rd.problem("a checkpoint of log %s, of which no record stands above it", c.Log)
	}
	if err := c.Verify(l.Key); err != nil {
		return rd.problem("%v", err)
	}
	if c.Size > l.Len() {
		return rd.problem("a checkpoint over %d records of log %s, of which %d stand above it", c.Size, c.Log, l.Len())
	}
	if p := rd.compare(l, c); p != nil {
		return p
	}
	rd.touch(l)
	l.Checkpoints = append(l.Checkpoints, c)
	return nil
}

// compare compares a correctly signed checkpoint with the tree hash at its size.
func (rd *reader) compare(l *Log, c journal.Checkpoint) *Problem {
	tree, err := l.TreeHash(c.Size)
	if err != nil {
		return rd.problem("%v", err)
	}
	if tree == c.Tree {
		return nil
	}
	p := rd.problem("the tree hash over %d records of log %s (%s) is not the one that its author signed", c.Size, l.ID, l.Opened.Name)
	p.Fork = &Fork{l.ID, c, tree}
	return p
}

// end closes a batch: the bytes above are those that were written, and every
// log is covered by its author's signature.
func (rd *reader) end(l parsed) error {
	v, err := fields(l.line, "end")
	if err != nil {
		return rd.problem("%v", err)
	}
	said, err := text(v[0])
	if err != nil {
		return rd.problem("%v", err)
	}
	if is := hex.EncodeToString(l.above); said != is {
		return rd.problem("the end does not fit: the lines above have SHA-256 %s, it says %.64s", is, said)
	}
	for _, l := range rd.file.Logs {
		n := l.Len()
		if len(l.Checkpoints) == 0 {
			return rd.problem("no checkpoint covers log %s (%s)", l.ID, l.Opened.Name)
		}
		if size := l.Signed().Size; size != n {
			return rd.problem("the last checkpoint of log %s covers %d of its %d records", l.ID, size, n)
		}
	}
	if err := rd.revealsInOrder(); err != nil {
		return err
	}
	for _, b := range rd.file.Blobs[rd.batch.blobs:] {
		if !rd.named[b.SHA256] {
			return rd.problem("the blob %x is named by no record that is shown", b.SHA256)
		}
	}
	rd.ends++
	rd.begin()
	return nil
}

// revealsInOrder checks that the instants of logs with revealed records are in
// order.
func (rd *reader) revealsInOrder() error {
	done := map[*Log]bool{}
	for _, r := range rd.batch.revealed {
		if done[r.log] {
			continue
		}
		done[r.log] = true
		last := journal.Instant(math.MinInt64)
		for i := range r.log.Len() {
			e := r.log.leaves.at(i)
			if e.from == 0 {
				continue
			}
			if e.at < last {
				return &Problem{Line: int(e.line), What: "recorded earlier than a record before it"}
			}
			last = e.at
		}
	}
	return nil
}

// witnessed keeps the checkpoints of a witness record, if it has any.
func (rd *reader) witnessed(r *journal.Record) {
	if !journal.IsWitness(r.Kind) {
		return
	}
	notes, err := journal.WitnessedNotes(r.Line)
	if err != nil {
		return
	}
	for _, note := range notes {
		if c, err := journal.ParseCheckpoint(note); err == nil {
			rd.file.Witnessed = append(rd.file.Witnessed, Witness{r.Log, r.Seq, rd.n, c})
		}
	}
}

// witnesses compares what others saw of the file's logs with their leaves. A log
// whose fork the file itself exposes is not refused for that.
func (rd *reader) witnesses() error {
	forked := map[journal.LogID]bool{}
	for _, id := range rd.Except {
		forked[id] = true
	}
	var exposed bool
	for _, w := range rd.file.Witnessed {
		l := rd.logs[w.Checkpoint.Log]
		if l == nil || forked[l.ID] || w.Checkpoint.Size > l.Len() || w.Checkpoint.Verify(l.Key) != nil {
			continue
		}
		p := rd.compare(l, w.Checkpoint)
		if p == nil {
			continue
		}
		if !exposed {
			rd.exposures(forked)
			exposed = true
		}
		if !forked[l.ID] {
			p.Line = w.Line
			return p
		}
	}
	return nil
}

// exposures adds the logs that a fork.exposed of the file proves forked.
func (rd *reader) exposures(forked map[journal.LogID]bool) {
	for _, e := range rd.forks {
		if rd.proves(e.Exposed) {
			forked[e.Log] = true
		}
	}
}

// proves reports whether two notes of a log cannot both be true: both are signed
// by its key, and they differ at one size or one of them contradicts the leaves.
func (rd *reader) proves(d journal.Exposed) bool {
	l := rd.logs[d.Log]
	if l == nil || len(d.Checkpoints) != 2 {
		return false
	}
	var notes [2]journal.Checkpoint
	contradicts := false
	for i, note := range d.Checkpoints {
		c, err := journal.ParseCheckpoint(note)
		if err != nil || c.Log != d.Log || c.Verify(l.Key) != nil {
			return false
		}
		if tree, err := l.TreeHash(c.Size); err == nil && tree != c.Tree {
			contradicts = true
		}
		notes[i] = c
	}
	return contradicts || notes[0].Size == notes[1].Size && notes[0].Tree != notes[1].Tree
}
