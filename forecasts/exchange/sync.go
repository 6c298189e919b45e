package exchange

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/transfer"
	"weathervane/model"
	"weathervane/model/journal"
)

// SyncSummary says what came in from a place and what went out to it.
type SyncSummary struct {
	Folder  string          `json:"folder"`
	In      merging.Summary `json:"in"`
	Out     []SentLog       `json:"out"`
	Skipped []Skipped       `json:"skipped"`
	// KeptBack is what is dated too far ahead to leave yet.
	KeptBack KeptBack `json:"kept_back,omitzero"`
	// OK is false if a log of the place was rewritten.
	OK bool `json:"ok"`

	shown []journal.ID // the user's own sealed forecasts that the place has
}

// SentLog is what went out of one own log.
type SentLog struct {
	Log     journal.LogID `json:"log"`
	Name    string        `json:"name"`
	Records int64         `json:"records"` // new in the place, withheld ones included
	Shown   int           `json:"shown"`   // that the place withheld before
	Size    int64         `json:"size"`    // of the log there now, in records
}

// Sync merges what the place has of other logs, and writes to it what it lacks of
// the user's own. Damaged, partial or forked files do not block the others.
func (d *Desk) Sync(ctx context.Context, dir string) (SyncSummary, error) {
	s := SyncSummary{Folder: dir, Out: []SentLog{}, Skipped: []Skipped{}, OK: true}
	s.In.Files, s.In.Disputed = []merging.File{}, []journal.ID{}
	unlock, err := d.holdPlaces(ctx)
	if err != nil {
		return s, err
	}
	defer unlock()
	p, err := readPlace(ctx, dir, journal.InstantOf(d.Env.Now()))
	if err != nil {
		return s, err
	}
	forked, err := d.bring(ctx, &p, &s)
	s.Skipped = append(s.Skipped, p.skipped...)
	if err != nil {
		return s, err
	}
	s.OK = len(forked) == 0
	if err := d.Sign(ctx); err != nil {
		return s, err
	}
	if err := d.send(ctx, dir, &p, forked, &s); err != nil || len(s.In.Files)+len(s.Out) == 0 {
		return s, err
	}
	took := transfer.Of(&s.In, 0, []string{dir})
	took.Place = true
	return s, d.remember(ctx, took, s.shown...)
}

// holdPlaces lets only one program of this user write to places at a time.
func (d *Desk) holdPlaces(ctx context.Context) (func(), error) {
	if err := d.Store.Writable(); err != nil {
		return nil, err
	}
	lock, err := d.Lock("places")
	if err != nil {
		return nil, err
	}
	waiting, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	if ok, err := lock.TryLockContext(waiting, 5*time.Millisecond); err != nil || !ok {
		return nil, fmt.Errorf("another program of yours is writing to a shared folder: try again (%w)", errors.Join(err, ctx.Err()))
	}
	return func() { lock.Close() }, nil
}

// bring merges what is new in the place. Rewritten logs are reported and left
// out.
func (d *Desk) bring(ctx context.Context, p *placed, s *SyncSummary) (map[journal.LogID]bool, error) {
	forked := map[journal.LogID]bool{}
	for {
		news, err := d.news(ctx, p, forked)
		if err != nil || len(news) == 0 {
			return forked, err
		}
		var except []journal.LogID
		for log := range forked {
			except = append(except, log)
		}
		in, err := merging.Merge(ctx, d.Session, news, except)
		var fork *merging.Fork
		if errors.As(err, &fork) && !forked[fork.Log] {
			forked[fork.Log] = true
			p.skip(fork.Log.String()+placeEnd, "fork", "%s", rewritten(fork))
			continue
		}
		if err == nil {
			s.In = in
		}
		return forked, err
	}
}

// news lists the files with records that are new or hidden here.
func (d *Desk) news(ctx context.Context, p *placed, forked map[journal.LogID]bool) ([]merging.Incoming, error) {
	var news []merging.Incoming
	err := d.Store.Inspect(ctx, func(t *model.Tx) error {
		m := merging.New(d.Session, t, nil)
		exposed, err := t.Reader().ExposedLogs()
		if err != nil {
			return err
		}
		for _, in := range p.files {
			theirs := in.File.Logs[0]
			if forked[theirs.ID] {
				continue
			}
			here, err := t.Log(theirs.ID)
			if err != nil {
				return err
			}
			fork, err := m.Compare(in, here, theirs)
			if err != nil {
				return err
			}
			if fork != nil {
				p.skip(filepath.Base(in.Path), "fork", "%s", rewritten(fork))
				if !exposed[theirs.ID] {
					forked[theirs.ID] = true
				}
				continue
			}
			fresh, err := isNews(t, here, theirs)
			if err != nil {
				return err
			}
			if fresh {
				news = append(news, in)
			}
		}
		return nil
	})
	return news, err
}

// rewritten reports a rewritten log, for a merge that continues without it.
func rewritten(f *merging.Fork) string {
	where := "a signed checkpoint contradicts the records"
	if f.Seq >= 0 {
		where = fmt.Sprintf("record %d is %s here and %s there", f.Seq, f.Here, f.There)
	}
	return fmt.Sprintf("the log of %s was rewritten: %s: ask its author; the others were merged", f.Name, where)
}

func isNews(t *model.Tx, here *model.LogState, theirs *forecastfile.Log) (bool, error) {
	if here == nil || here.Tree.Size < theirs.Len() {
		return true, nil
	}
	hidden, err := t.Hidden(here)
	if err != nil {
		return false, err
	}
	for seq := range hidden {
		if seq < theirs.Len() && theirs.Shows(seq) {
			return true, nil
		}
	}
	return false, nil
}

// parcel is what goes out of one own log.
type parcel struct {
	path   string
	before *forecastfile.File
	batch  forecastfile.Batch
	sent   SentLog
}

// send writes to the place what it lacks of the user's own logs.
func (d *Desk) send(ctx context.Context, dir string, p *placed, forked map[journal.LogID]bool, s *SyncSummary) error {
	var parcels []parcel
	err := d.Store.Inspect(ctx, func(t *model.Tx) (err error) {
		parcels, s.shown, err = d.parcels(t, dir, p, forked, &s.KeptBack)
		return err
	})
	if err != nil {
		return err
	}
	for _, one := range parcels {
		if err := appendBatch(ctx, one.path, one.before, one.batch); err != nil {
			return err
		}
		s.Out = append(s.Out, one.sent)
	}
	return nil
}

func (d *Desk) parcels(t *model.Tx, dir string, p *placed, forked map[journal.LogID]bool, back *KeptBack) (all []parcel, shown []journal.ID, err error) {
	c := choice{t: t, desk: d}
	own, runs, err := d.ownRuns(t, &c, forked, back)
	if err != nil {
		return nil, nil, err
	}
	withheld, err := c.withheld()
	if err != nil {
		return nil, nil, err
	}
	for i, run := range runs {
		one := parcel{path: filepath.Join(dir, own[i].Log.String()+placeEnd)}
		one.before = p.log(one.path)
		if _, err := os.Lstat(one.path); err == nil && one.before == nil && d.isBehind(own[i]) {
			continue // the file there cannot be read, and may have more than is here
		}
		contents := map[[32]byte]bool{}
		c.hide(&run, withheld, contents, &Summary{})
		sent, rest := lacking(own[i], run, one.before)
		if rest == nil {
			continue
		}
		one.sent = sent
		one.batch.Header = forecastfile.Header{ExportedAt: journal.InstantOf(d.Env.Now()), By: own[i].Log}
		one.batch.Runs = []forecastfile.Run{*rest}
		if one.batch.Blobs, err = blobs(t.Reader(), without(contents, one.before)); err != nil {
			return nil, nil, err
		}
		all = append(all, one)
	}
	return all, c.shown, nil
}

// ownRuns reads the user's own logs up to what may leave of them.
func (d *Desk) ownRuns(t *model.Tx, c *choice, forked map[journal.LogID]bool, back *KeptBack) (own []*model.LogState, runs []forecastfile.Run, err error) {
	me, err := d.Me()
	if err != nil || me == "" {
		return nil, nil, err
	}
	logs, err := t.Logs()
	if err != nil {
		return nil, nil, err
	}
	for _, l := range logs {
		if l.Key.Fingerprint() != me || forked[l.Log] {
			continue
		}
		size, note, err := d.signedTo(t, l, false, back)
		if err != nil {
			return nil, nil, err
		}
		if note == "" {
			continue
		}
		run := forecastfile.Run{Log: l.Log, Checkpoint: note}
		if err := c.read(l, size, &run); err != nil {
			return nil, nil, err
		}
		own, runs = append(own, l), append(runs, run)
	}
	return own, runs, nil
}

// isBehind reports whether this machine once had more of an own log than is here.
func (d *Desk) isBehind(l *model.LogState) bool {
	state, ok := d.Home.State(l.Log)
	return !ok || state.Size > l.Tree.Size
}

// lacking is the part of an own log that its file in the place does not have; nil
// if it has all of it. A longer state is never replaced by a shorter one.
func lacking(l *model.LogState, run forecastfile.Run, before *forecastfile.File) (SentLog, *forecastfile.Run) {
	sent := SentLog{Log: l.Log, Name: l.Name, Size: int64(len(run.Leaves))}
	if before == nil {
		sent.Records = sent.Size
		return sent, &run
	}
	there := before.Logs[0]
	if there.Len() > sent.Size || there.Aside != nil {
		return sent, nil // it was written by a clock that ran ahead, or by another machine
	}
	for seq := range there.Len() {
		if !there.Shows(seq) && run.Leaves[seq].Line != nil {
			run.Reveals = append(run.Reveals, run.Leaves[seq].Line)
		}
	}
	run.From, run.Leaves = there.Len(), run.Leaves[there.Len():]
	sent.Records, sent.Shown = int64(len(run.Leaves)), len(run.Reveals)
	if len(run.Leaves) == 0 && len(run.Reveals) == 0 && before.Tail == nil {
		return sent, nil
	}
	return sent, &run
}

// without drops the contents that a file has already.
func without(contents map[[32]byte]bool, before *forecastfile.File) map[[32]byte]bool {
	if before != nil {
		for _, b := range before.Blobs {
			delete(contents, b.SHA256)
		}
	}
	return contents
}
