package forecasts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"weathervane/forecasts/exchange"
	"weathervane/model"
	"weathervane/model/journal"
)

// Fork is a log of which two versions exist that cannot both be true: its author,
// or someone with the key, has rewritten history.
type Fork struct {
	Log    journal.LogID
	Name   string
	File   string
	Seq    int64  // the first record that differs, -1 if only a checkpoint does
	Here   string // this workspace's version
	There  string // the file's
	theirs []journal.Checkpoint
}

func (f *Fork) Error() string {
	where := "a signed checkpoint contradicts the records"
	if f.Seq >= 0 {
		where = fmt.Sprintf("record %d is %s here and %s there", f.Seq, f.Here, f.There)
	}
	return fmt.Sprintf("%s: the log of %s (%s) was rewritten: %s; nothing was merged: ask its author, or import the other logs with --except %s",
		f.File, f.Name, f.Log, where, f.Log)
}

// incoming is a forecast file that was read and is valid by itself.
type incoming struct {
	path  string
	bytes int64
	file  *exchange.File
}

// reading reads through until ctx ends, and reports progress.
type reading struct {
	ctx         context.Context
	r           io.Reader
	done, total int64
}

func (r *reading) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.r.Read(b)
	if r.done += int64(n); r.total > 0 {
		model.Tell(r.ctx, min(float64(r.done)/float64(r.total), 1))
	}
	return n, err
}

// mostRead is the share of an import's work that reading its files takes.
const mostRead = 0.3

func (d *Desk) readFiles(ctx context.Context, paths []string, except []journal.LogID) ([]incoming, error) {
	var all []incoming
	for i, path := range paths {
		n := float64(len(paths))
		f, err := readFile(model.Part(ctx, mostRead*float64(i)/n, mostRead*float64(i+1)/n), path, exchange.Options{Now: journal.InstantOf(d.env.Now()), Except: except})
		if err != nil {
			return nil, err
		}
		one := incoming{path: path, file: f}
		if info, err := os.Stat(path); err == nil {
			one.bytes = info.Size()
		}
		all = append(all, one)
	}
	return all, nil
}

func readFile(ctx context.Context, path string, how exchange.Options) (*exchange.File, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read (%w)", path, bare(err))
	}
	defer in.Close()
	from := &reading{ctx: ctx, r: in}
	if info, err := in.Stat(); err == nil {
		if info.IsDir() {
			return nil, fmt.Errorf("%s is a folder: give a forecast file", path)
		}
		from.total = info.Size()
	}
	f, err := how.Read(from)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

func bare(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// merger adds the records of files to a workspace, log by log.
type merger struct {
	desk    *Desk
	t       *model.Tx
	except  []journal.LogID
	summary ImportSummary
	fresh   []journal.Record // newly shown
	witness []journal.Checkpoint
	forks   []*Fork     // of excepted logs
	foreign []candidate // questions of other services' exports, to find the same ones here
}

func (m *merger) now() Instant { return journal.InstantOf(m.desk.env.Now()) }

func (d *Desk) newMerger(t *model.Tx, except []journal.LogID) *merger {
	m := &merger{desk: d, t: t, except: except}
	m.summary.Files, m.summary.Disputed = []ImportFile{}, []ID{}
	return m
}

func (m *merger) files(all []incoming) error {
	for _, in := range all {
		f := ImportFile{File: in.path, Bytes: in.bytes, ExportedAt: in.file.Header.ExportedAt, Logs: []ImportLog{}}
		for _, l := range in.file.Logs {
			added, err := m.log(in, l)
			if err != nil {
				return err
			}
			if added != nil {
				f.Logs = append(f.Logs, *added)
			}
		}
		for _, b := range in.file.Blobs {
			if err := m.t.AddBlob(b.SHA256, b.Type, b.Content); err != nil {
				return err
			}
		}
		m.summary.Files = append(m.summary.Files, f)
	}
	return m.witnesses()
}

// log merges one log of a file; nil if it is excepted.
func (m *merger) log(in incoming, theirs *exchange.Log) (*ImportLog, error) {
	here, err := m.t.Log(theirs.ID)
	if err != nil {
		return nil, err
	}
	fork, err := m.compare(in, here, theirs)
	if err != nil {
		return nil, err
	}
	if slices.Contains(m.except, theirs.ID) {
		if fork != nil {
			m.forks = append(m.forks, fork)
		}
		return nil, nil
	}
	if fork != nil {
		return nil, fork
	}
	added := &ImportLog{Log: theirs.ID, Name: theirs.Opened.Name, Key: theirs.Key.Fingerprint(), Records: int64(len(theirs.Entries)), Withheld: theirs.Withheld()}
	if here == nil {
		if here, err = m.t.OpenLog(*theirs.Entries[0].Record, m.now()); err != nil {
			return nil, err
		}
	} else {
		since, last := here.KnownSince, here.LastAt
		added.KnownSince, added.Name = &since, here.Name
		added.Seen, added.SeenAt = min(here.Tree.Size, added.Records), &last
	}
	before := here.Tree.Size
	if err := m.add(here, theirs, added); err != nil {
		return nil, err
	}
	for _, c := range theirs.Checkpoints {
		if err := m.t.AddCheckpoint(here, c); err != nil {
			return nil, err
		}
	}
	if worthWitnessing(theirs, before) {
		m.witness = append(m.witness, theirs.Signed())
	} else if here.Tree.Size > before {
		if err := m.t.SetSetting(came+here.Log.String()+" "+strconv.FormatInt(here.Tree.Size, 10), m.now().String()); err != nil {
			return nil, err
		}
	}
	return added, nil
}

// add adds the leaves that are new here, and shows those withheld until now.
func (m *merger) add(here *model.LogState, theirs *exchange.Log, added *ImportLog) error {
	hidden, err := m.t.Hidden(here)
	if err != nil {
		return err
	}
	var fresh []model.Entry
	for seq, e := range theirs.Entries {
		switch {
		case int64(seq) >= here.Tree.Size:
			fresh = append(fresh, model.Entry{ID: e.ID, Record: e.Record})
		case e.Record != nil && hidden[int64(seq)]:
			if err := m.t.Reveal(here, *e.Record); err != nil {
				return err
			}
			if err := m.t.SetSetting(shown+e.ID.String(), m.now().String()); err != nil {
				return err
			}
		default:
			continue
		}
		added.NewRecords++
		if e.Record != nil {
			m.fresh = append(m.fresh, *e.Record)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	return m.t.Append(here, fresh)
}

// worthWitnessing reports whether a log brought a record that is not itself a
// witness record.
func worthWitnessing(theirs *exchange.Log, before int64) bool {
	for _, e := range theirs.Entries[min(int(before), len(theirs.Entries)):] {
		if e.Record == nil || !journal.IsWitness(e.Record.Kind) {
			return true
		}
	}
	return false
}

// compare compares a file's log with what is here: leaf by leaf, and with every
// known checkpoint.
func (m *merger) compare(in incoming, here *model.LogState, theirs *exchange.Log) (*Fork, error) {
	if here == nil {
		return nil, nil
	}
	fork := &Fork{Log: here.Log, Name: here.Name, File: in.path, Seq: -1, theirs: theirs.Checkpoints}
	leaves, err := m.t.Leaves(here, 0)
	if err != nil {
		return nil, err
	}
	for seq, id := range leaves[:min(len(leaves), len(theirs.Entries))] {
		if other := theirs.Entries[seq].ID; other != id {
			fork.Seq, fork.Here, fork.There = int64(seq), id.Short(), other.Short()
			return fork, nil
		}
	}
	kept, err := m.t.Checkpoints(here)
	for _, c := range kept {
		if c.Size > int64(len(theirs.Entries)) {
			continue
		}
		if tree, err := theirs.TreeHash(c.Size); err != nil || tree != c.Tree {
			return fork, err
		}
	}
	return nil, err
}

// PlanImport computes what an import of the files would change, and writes
// nothing.
func (d *Desk) PlanImport(ctx context.Context, paths []string, except ...journal.LogID) (ImportSummary, error) {
	files, err := d.readFiles(ctx, paths, except)
	if err != nil {
		return ImportSummary{}, err
	}
	var m *merger
	var before map[ID]bool
	err = d.store.Try(model.Part(ctx, mostRead, 1), func(t *model.Tx) (err error) {
		m = d.newMerger(t, except)
		if before, err = disputed(t.Reader()); err != nil {
			return err
		}
		return m.files(files)
	}, func(t *model.Tx) error { return m.sum(t.Reader(), before) })
	if err != nil {
		return ImportSummary{}, err
	}
	return m.summary, nil
}

// Import merges the files: all of them or none. Logs in except are left out; if
// they were forked, that is recorded.
func (d *Desk) Import(ctx context.Context, paths []string, except []journal.LogID) (ImportSummary, error) {
	files, err := d.readFiles(ctx, paths, except)
	if err != nil {
		return ImportSummary{}, err
	}
	return d.merge(ctx, files, except)
}

// merge adds the content of files that were read, in one transaction.
func (d *Desk) merge(ctx context.Context, files []incoming, except []journal.LogID) (ImportSummary, error) {
	var m *merger
	var before map[ID]bool
	if err := d.record(model.Part(ctx, mostRead, 1), func(t *model.Tx, a *author) (err error) {
		m = d.newMerger(t, except)
		if before, err = disputed(t.Reader()); err != nil {
			return err
		}
		if err := m.files(files); err != nil {
			return err
		}
		return m.sign(a)
	}); err != nil {
		return ImportSummary{}, err
	}
	if err := d.store.View(ctx, func(r model.Reader) error { return m.sum(r, before) }); err != nil {
		return ImportSummary{}, err
	}
	m.summary.Written = true
	return m.summary, nil
}
