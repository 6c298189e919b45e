// Package merging adds the records of forecast files to a workspace, log by log:
// all files or none. It compares them with what is here, summarizes what they
// bring, and records what it saw of other logs.
package merging

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"

	"weathervane/files"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/session"
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
	return fmt.Sprintf("%s, or import the other logs with --except %s", f.said(), f.Log)
}

// InWindow says it to whoever can give no flags.
func (f *Fork) InWindow() string { return f.said() }

func (f *Fork) said() string {
	where := "a signed checkpoint contradicts the records"
	if f.Seq >= 0 {
		where = fmt.Sprintf("record %d is %s here and %s there", f.Seq, f.Here, f.There)
	}
	return fmt.Sprintf("%s: the log of %s (%s) was rewritten: %s; nothing was merged: ask its author",
		f.File, f.Name, f.Log, where)
}

// Incoming is a forecast file that was read and is valid by itself.
type Incoming struct {
	Path  string
	bytes int64
	File  *forecastfile.File
}

// ReadShare is the share of an import's work that reading its files takes.
const ReadShare = 0.3

func ReadFiles(ctx context.Context, d *session.Session, paths []string, except []journal.LogID) ([]Incoming, error) {
	var all []Incoming
	for i, path := range paths {
		n := float64(len(paths))
		f, err := ReadFile(model.Part(ctx, ReadShare*float64(i)/n, ReadShare*float64(i+1)/n), path, forecastfile.Options{Now: journal.InstantOf(d.Env.Now()), Except: except})
		if err != nil {
			return nil, err
		}
		one := Incoming{Path: path, File: f}
		if info, err := os.Stat(path); err == nil {
			one.bytes = info.Size()
		}
		all = append(all, one)
	}
	return all, nil
}

func ReadFile(ctx context.Context, path string, how forecastfile.Options) (*forecastfile.File, error) {
	in, err := files.OpenFile(ctx, path)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read (%w)", path, files.Cause(err))
	}
	defer in.Close()
	f, err := how.Read(model.Telling(ctx, in, in.Size()))
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err != nil {
		said := fmt.Errorf("%s: %w%s", path, err, adviceOn(err))
		if p := (*forecastfile.Problem)(nil); errors.As(err, &p) && p.Unreadable {
			return nil, importers.Explain(ctx, path, said)
		}
		return nil, said
	}
	return f, nil
}

// adviceOn says what to do about a file that is not valid.
func adviceOn(err error) string {
	var p *forecastfile.Problem
	switch {
	case !errors.As(err, &p), p.Fork != nil:
		return ""
	case p.Unreadable:
		return ": give a file that Weathervane exported (.forecasts)"
	}
	return ": the file was damaged or changed; ask its sender for it again"
}

// Merger adds the records of files to a workspace, log by log.
type Merger struct {
	desk    *session.Session
	t       *model.Tx
	except  []journal.LogID
	Summary Summary
	fresh   []journal.Record // newly shown
	witness []journal.Checkpoint
	forks   []*Fork     // of excepted logs
	Foreign []Candidate // questions of other services' exports, to find the same ones here
}

func (m *Merger) now() journal.Instant { return journal.InstantOf(m.desk.Env.Now()) }

func New(d *session.Session, t *model.Tx, except []journal.LogID) *Merger {
	m := &Merger{desk: d, t: t, except: except}
	m.Summary.Files, m.Summary.Disputed = []File{}, []journal.ID{}
	return m
}

func (m *Merger) Files(all []Incoming) error {
	for _, in := range all {
		f := File{File: in.Path, Bytes: in.bytes, ExportedAt: in.File.Header.ExportedAt, Logs: []Log{}}
		for _, l := range in.File.Logs {
			added, err := m.log(in, l)
			if err != nil {
				return err
			}
			if added != nil {
				f.Logs = append(f.Logs, *added)
			}
		}
		for _, l := range in.File.Ahead {
			ahead, err := m.ahead(l)
			if err != nil {
				return err
			}
			if ahead != nil {
				f.Logs = append(f.Logs, *ahead)
			}
		}
		for _, b := range in.File.Blobs {
			if err := m.t.AddBlob(b.SHA256, b.Type, b.Content); err != nil {
				return err
			}
		}
		m.Summary.Files = append(m.Summary.Files, f)
	}
	return m.witnesses()
}

// log merges one log of a file; nil if it is excepted.
func (m *Merger) log(in Incoming, theirs *forecastfile.Log) (*Log, error) {
	here, err := m.t.Log(theirs.ID)
	if err != nil {
		return nil, err
	}
	fork, err := m.Compare(in, here, theirs)
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
	added := &Log{Log: theirs.ID, Name: theirs.Opened.Name, Key: theirs.Key.Fingerprint(), Records: int64(len(theirs.Entries)), Withheld: theirs.Withheld()}
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
	if added.SetAside, err = m.missing(here, theirs.Aside); err != nil {
		return nil, err
	}
	if worthWitnessing(theirs, before) {
		m.witness = append(m.witness, theirs.Signed())
	} else if here.Tree.Size > before {
		if err := m.t.SetSetting(session.Came+here.Log.String()+" "+strconv.FormatInt(here.Tree.Size, 10), m.now().String()); err != nil {
			return nil, err
		}
	}
	return added, nil
}

// ahead is a log of a file that is set aside altogether; nil if it is excepted or
// here already.
func (m *Merger) ahead(theirs *forecastfile.Log) (*Log, error) {
	here, err := m.t.Log(theirs.ID)
	if err != nil || here != nil || slices.Contains(m.except, theirs.ID) {
		return nil, err
	}
	return &Log{Log: theirs.ID, Name: theirs.Opened.Name, Key: theirs.Key.Fingerprint(), Records: int64(len(theirs.Entries)),
		Withheld: theirs.Withheld(), SetAside: theirs.Aside}, nil
}

// missing is what a file sets aside of a log and is not shown here, either.
func (m *Merger) missing(here *model.LogState, aside *forecastfile.Aside) (*forecastfile.Aside, error) {
	if aside == nil {
		return nil, nil
	}
	shown, err := m.t.Shown(here, aside.From)
	if shown {
		aside = nil
	}
	return aside, err
}

// add adds the leaves that are new here, and shows those withheld until now.
func (m *Merger) add(here *model.LogState, theirs *forecastfile.Log, added *Log) error {
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
			if err := m.t.SetSetting(session.Shown+e.ID.String(), m.now().String()); err != nil {
				return err
			}
		default:
			continue
		}
		if theirs.Aside != nil && int64(seq) >= theirs.Aside.From {
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
func worthWitnessing(theirs *forecastfile.Log, before int64) bool {
	for _, e := range theirs.Entries[min(int(before), len(theirs.Entries)):] {
		if e.Record == nil || !journal.IsWitness(e.Record.Kind) {
			return true
		}
	}
	return false
}

// Compare compares a file's log with what is here: leaf by leaf, and with every
// known checkpoint.
func (m *Merger) Compare(in Incoming, here *model.LogState, theirs *forecastfile.Log) (*Fork, error) {
	if here == nil {
		return nil, nil
	}
	fork := &Fork{Log: here.Log, Name: here.Name, File: in.Path, Seq: -1, theirs: theirs.Checkpoints}
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

// Merge adds the content of files that were read, in one transaction.
func Merge(ctx context.Context, d *session.Session, files []Incoming, except []journal.LogID) (Summary, error) {
	var m *Merger
	var before map[journal.ID]bool
	if err := d.Record(model.Part(ctx, ReadShare, 1), func(t *model.Tx, a *session.Author) (err error) {
		m = New(d, t, except)
		if before, err = Disputed(t.Reader()); err != nil {
			return err
		}
		if err := m.Files(files); err != nil {
			return err
		}
		return m.Sign(a)
	}); err != nil {
		return Summary{}, err
	}
	if err := d.Store.View(ctx, func(r model.Reader) error { return m.Summarize(r, before) }); err != nil {
		return Summary{}, err
	}
	m.Summary.Written = true
	return m.Summary, nil
}
