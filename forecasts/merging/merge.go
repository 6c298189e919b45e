// Package merging adds the records of forecast files to a workspace, log by log:
// all files or none. It compares them with what is here, summarizes what they
// bring, and records what it saw of other logs.
package merging

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
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

// ReadShare is the share of an import's work that reading its files takes.
const ReadShare = 0.3

// ReadFile reads a forecast file. It is closed when nobody reads it; whoever does no
// more forgets it with Close.
func ReadFile(ctx context.Context, path string, how forecastfile.Options) (Incoming, error) {
	none := Incoming{}
	in, err := files.OpenFile(ctx, path)
	if ctx.Err() != nil {
		return none, ctx.Err()
	}
	if err != nil {
		return none, fmt.Errorf("%s cannot be read (%w)", path, files.Cause(err))
	}
	defer in.Close()
	from := &source{ctx: ctx, path: path}
	how.Again, how.Spool = from, from.spool
	f, err := how.Read(model.Telling(ctx, in, in.Size()))
	if err == nil && ctx.Err() == nil {
		return Incoming{Path: path, File: f, from: from}, nil
	}
	if gone := from.forget(); ctx.Err() != nil || gone != nil {
		return none, cmp.Or(ctx.Err(), gone)
	}
	said := fmt.Errorf("%s: %w%s", path, err, adviceOn(err))
	if p := (*forecastfile.Problem)(nil); errors.As(err, &p) && p.Unreadable {
		return none, importers.Explain(ctx, path, said)
	}
	return none, said
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
	fresh   []newly
	witness []journal.Checkpoint
	forks   []*Fork     // of excepted logs
	records int64       // that the files have
	added   int64       // that were looked at
	Forgets bool        // drops what a file has of the single records of a log that it merged
	Foreign []Candidate // questions of other services' exports, to find the same ones here
}

// newly are the records of a log that were shown for the first time: some that had
// been withheld, and those in a row that are new.
type newly struct {
	log      int64
	revealed []journal.ID
	from, to int64 // places in the log; to is behind the last
}

func (m *Merger) now() journal.Instant { return journal.InstantOf(m.desk.Env.Now()) }

func New(d *session.Session, t *model.Tx, except []journal.LogID) *Merger {
	m := &Merger{desk: d, t: t, except: except}
	m.Summary.Files, m.Summary.Disputed = []File{}, []journal.ID{}
	return m
}

func (m *Merger) Files(all []Incoming) error {
	for _, in := range all {
		for _, l := range in.File.Logs {
			m.records += l.Len()
		}
	}
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
			if m.Forgets {
				l.Forget()
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
		if err := m.blobs(in); err != nil {
			return err
		}
		in.from.rest()
		m.Summary.Files = append(m.Summary.Files, f)
	}
	return m.witnesses()
}

func (m *Merger) blobs(in Incoming) error {
	for _, h := range in.File.Blobs {
		b, err := in.File.Content(h)
		if err == nil {
			err = m.t.AddBlob(b.SHA256, b.Type, b.Content)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
	added := &Log{Log: theirs.ID, Name: theirs.Opened.Name, Key: theirs.Key.Fingerprint(), Records: theirs.Len(), Withheld: theirs.Withheld()}
	if here == nil {
		first, err := in.File.Record(theirs, 0)
		if err != nil {
			return nil, err
		}
		if here, err = m.t.OpenLog(*first, m.now()); err != nil {
			return nil, err
		}
	} else {
		since, last := here.KnownSince, here.LastAt
		added.KnownSince, added.Name = &since, here.Name
		added.Seen, added.SeenAt = min(here.Tree.Size, added.Records), &last
	}
	before := here.Tree.Size
	if err := m.add(here, in.File, theirs, added); err != nil {
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
	if !theirs.WitnessesOnly(before) {
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
	return &Log{Log: theirs.ID, Name: theirs.Opened.Name, Key: theirs.Key.Fingerprint(), Records: theirs.Len(),
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
func (m *Merger) add(here *model.LogState, f *forecastfile.File, theirs *forecastfile.Log, added *Log) error {
	fresh := newly{log: here.Num, from: here.Tree.Size, to: theirs.Len()}
	if theirs.Aside != nil {
		fresh.to = min(fresh.to, theirs.Aside.From)
	}
	var err error
	if fresh.revealed, err = m.reveal(here, f, theirs); err != nil {
		return err
	}
	seen := m.added
	if err := f.Entries(theirs, fresh.from, func(first int64, es []forecastfile.Entry) error {
		m.t.Appended(float64(seen+first) / float64(m.records))
		all := make([]model.Entry, len(es))
		for i, e := range es {
			all[i] = model.Entry{ID: e.ID, Record: e.Record}
		}
		return m.t.Append(here, all)
	}); err != nil {
		return err
	}
	m.added += theirs.Len()
	added.NewRecords = len(fresh.revealed) + int(max(fresh.to-fresh.from, 0))
	if added.NewRecords > 0 {
		m.fresh = append(m.fresh, fresh)
	}
	return nil
}

// reveal shows the records of a log that are withheld here and shown in the file.
func (m *Merger) reveal(here *model.LogState, f *forecastfile.File, theirs *forecastfile.Log) (revealed []journal.ID, err error) {
	hidden, err := m.t.Hidden(here)
	if err != nil {
		return nil, err
	}
	for _, seq := range slices.Sorted(maps.Keys(hidden)) {
		if seq >= theirs.Len() || !theirs.Shows(seq) {
			continue
		}
		r, err := f.Record(theirs, seq)
		if err != nil {
			return nil, err
		}
		if err := m.t.Reveal(here, *r); err != nil {
			return nil, err
		}
		if err := m.t.SetSetting(session.Shown+r.ID.String(), m.now().String()); err != nil {
			return nil, err
		}
		revealed = append(revealed, r.ID)
	}
	return revealed, nil
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
	for seq, id := range leaves[:min(int64(len(leaves)), theirs.Len())] {
		if other := theirs.Leaf(int64(seq)); other != id {
			fork.Seq, fork.Here, fork.There = int64(seq), id.Short(), other.Short()
			return fork, nil
		}
	}
	kept, err := m.t.Checkpoints(here)
	for _, c := range kept {
		if c.Size > theirs.Len() {
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
