package exchange

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/files"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/session"
	"weathervane/forecasts/transfer"
	"weathervane/model"
	"weathervane/model/journal"
)

// What exports and proofs replace.
var (
	forecastFile = files.Kind{Name: "forecast file", Begins: []string{`{"weathervane":"forecasts"`}}
	proofFile    = files.Kind{Name: "proof", Begins: []string{`{"weathervane":"proof"`}}
)

// Export writes a forecast file of what the options choose. The user's own log is
// signed first; colleagues' logs are passed on up to what they signed.
func (d *Desk) Export(ctx context.Context, path string, o Options) (Summary, error) {
	sum := Summary{Path: path}
	out := files.Output{Path: path, Standard: o.Standard}
	if err := forecastFile.Check(out); err != nil {
		return sum, err
	}
	if err := d.Sign(ctx); err != nil {
		return sum, err
	}
	batch, err := d.gatherBatch(ctx, o, &sum)
	if err != nil {
		return sum, err
	}
	written := &byteCount{ctx: model.Part(ctx, 0.5, 1), total: sizeOf(batch)}
	sum.Bytes, err = forecastFile.Write(ctx, out, func(w io.Writer) error {
		buffered := bufio.NewWriterSize(io.MultiWriter(w, written), 1<<20)
		return errors.Join(forecastfile.Write(buffered, batch), buffered.Flush())
	})
	if err != nil {
		return sum, err
	}
	return sum, d.remember(ctx, transfer.Transfer{Out: true, File: filepath.Base(path), Records: sum.Shown}, sum.shown...)
}

// Everything writes all records to a file that does not leave this machine: also what
// is sealed, and nothing is noted of it. The workspace stays as it is.
func (d *Desk) Everything(ctx context.Context, path string) error {
	var batch forecastfile.Batch
	if err := d.Store.Try(ctx, func(t *model.Tx) error {
		err := d.signOwn(t)
		if err == nil {
			batch, err = d.batch(ctx, t, Options{everything: true}, &Summary{})
		}
		return err
	}, func(*model.Tx) error { return nil }); err != nil {
		return err
	}
	_, err := forecastFile.Write(ctx, files.Output{Path: path}, func(w io.Writer) error {
		buffered := bufio.NewWriterSize(w, 1<<20)
		return errors.Join(forecastfile.Write(buffered, batch), buffered.Flush())
	})
	return err
}

// PlanExport computes what an export with the options would show and withhold,
// and how large it would be; it signs and writes nothing.
func (d *Desk) PlanExport(ctx context.Context, o Options) (Summary, error) {
	sum := Summary{}
	o.plan = true
	batch, err := d.gatherBatch(ctx, o, &sum)
	if err != nil {
		return sum, err
	}
	size := &byteCount{ctx: ctx}
	err = forecastfile.Write(size, batch)
	sum.Bytes = size.n
	return sum, err
}

// byteCount counts bytes until ctx ends, and reports progress.
type byteCount struct {
	ctx      context.Context
	n, total int64
}

func (c *byteCount) Write(b []byte) (int, error) {
	if c.n += int64(len(b)); c.total > 0 {
		model.Tell(c.ctx, min(float64(c.n)/float64(c.total), 1))
	}
	return len(b), c.ctx.Err()
}

func (d *Desk) gatherBatch(ctx context.Context, o Options, sum *Summary) (batch forecastfile.Batch, err error) {
	err = d.Store.Inspect(ctx, func(t *model.Tx) (err error) {
		batch, err = d.batch(ctx, t, o, sum)
		return err
	})
	if err == nil && len(batch.Runs) == 0 {
		err = errors.New("there is nothing to export: none of the chosen logs has a signed record")
		if kept := sum.KeptBack; kept.Records > 0 {
			err = fmt.Errorf("there is nothing to export yet: %s", kept.Says())
		}
	}
	sum.Logs = len(batch.Runs)
	return batch, err
}

// sizeOf estimates the size of a batch's file.
func sizeOf(b forecastfile.Batch) (n int64) {
	for _, run := range b.Runs {
		for _, leaf := range run.Leaves {
			n += int64(max(len(leaf.Line), 43))
		}
	}
	for _, blob := range b.Blobs {
		n += int64(len(blob.Content)) * 4 / 3
	}
	return n
}

// Sign makes a checkpoint of every log that this machine continues, up to what may
// leave. The state file is written and synced before a signed note can leave, or be
// in the workspace. What is read-only stays signed as far as it is.
func (d *Desk) Sign(ctx context.Context) error {
	if d.ReadOnly() {
		return nil
	}
	if _, err := d.Home.Key(); errors.Is(err, fs.ErrNotExist) && !d.Home.Wrote() {
		return nil
	}
	return d.Change(ctx, d.signOwn, nil, session.Changed{Topic: session.TopicExchange})
}

// signOwn makes the checkpoints in a transaction.
func (d *Desk) signOwn(t *model.Tx) error {
	key, err := d.Home.Key()
	if errors.Is(err, fs.ErrNotExist) && !d.Home.Wrote() {
		return nil
	}
	logs, err := t.Logs()
	if err != nil {
		return err
	}
	if problem := d.KeyProblem(logs); problem != nil {
		return unsigned(d, t, logs, problem)
	}
	for _, l := range logs {
		if key == nil || l.Key != journal.KeyOf(key) {
			continue
		}
		mine, err := d.MayContinue(t, l)
		if err != nil {
			return err
		}
		if !mine {
			continue
		}
		n, err := d.ready(t, l, &KeptBack{})
		if err != nil {
			return err
		}
		if n == 0 {
			continue
		}
		tree, err := t.TreeAt(l, n)
		if err != nil {
			return err
		}
		if err := d.Home.SetState(l.Log, l.Tree); err != nil {
			return err
		}
		if err := t.AddCheckpoint(l, journal.Sign(key, l.Log, n, tree.Hash())); err != nil {
			return err
		}
	}
	return nil
}

// unsigned is the problem with the user's key, if anything of the user's waits to be
// signed.
func unsigned(d *Desk, t *model.Tx, logs []*model.LogState, problem error) error {
	for _, l := range logs {
		last, err := signedUpTo(t, l, l.Tree.Size)
		if err != nil {
			return err
		}
		if d.Owns(l, "") && (last == nil || last.Size < l.Tree.Size) {
			return problem
		}
	}
	return nil
}

// batch gathers the chosen logs, withholds what was not chosen, and brings the
// content that shown records name.
func (d *Desk) batch(ctx context.Context, t *model.Tx, o Options, sum *Summary) (forecastfile.Batch, error) {
	b := forecastfile.Batch{Header: forecastfile.Header{ExportedAt: journal.InstantOf(d.Env.Now()), Note: o.Note}}
	logs, err := t.Logs()
	if err != nil {
		return b, err
	}
	me, err := d.Me()
	if err != nil {
		return b, err
	}
	by, err := chosenOwners(o.By, logs)
	if err != nil {
		return b, err
	}
	c := choice{options: o, t: t, desk: d}
	for i, l := range logs {
		model.Tell(ctx, float64(i)/float64(len(logs))/2)
		who := forecaster.Forecaster{Name: l.Name, Key: l.Key.Fingerprint()}
		if len(o.By) > 0 && !by[l.Key] {
			continue
		}
		size, note, err := d.signedTo(t, l, who.Key == me && o.plan, &sum.KeptBack)
		if err != nil {
			return b, err
		}
		if note == "" {
			continue
		}
		if who.Key == me {
			b.Header.By = l.Log
		}
		run := forecastfile.Run{Log: l.Log, Checkpoint: note}
		if err := errors.Join(ctx.Err(), c.read(l, size, &run)); err != nil {
			return b, err
		}
		b.Runs = append(b.Runs, run)
	}
	withheld, err := c.withheld()
	if err != nil {
		return b, err
	}
	sum.Sealed = c.kept
	contents := map[[32]byte]bool{}
	for i := range b.Runs {
		c.hide(&b.Runs[i], withheld, contents, sum)
	}
	sum.shown = c.shown
	slices.SortFunc(sum.Parts, func(a, b Part) int { return strings.Compare(a.Kind, b.Kind) })
	if o.WithoutArticles {
		return b, nil
	}
	b.Blobs, err = blobs(t.Reader(), contents)
	return b, err
}

// RecordsFile is a forecast file of everything that may leave but the articles,
// as of an instant, and how many records here it lacks because they are not
// signed.
func (d *Desk) RecordsFile(ctx context.Context, t *model.Tx, at journal.Instant, note string) (file []byte, unsigned int64, err error) {
	var sum Summary
	batch, err := d.batch(ctx, t, Options{WithoutArticles: true, Note: note}, &sum)
	if err != nil {
		return nil, 0, err
	}
	batch.Header.ExportedAt = at
	logs, err := t.Reader().Logs()
	if err != nil {
		return nil, 0, err
	}
	for _, l := range logs {
		unsigned += l.Size
	}
	unsigned -= int64(sum.Shown + sum.Withheld)
	var b bytes.Buffer
	err = forecastfile.Write(&b, batch)
	return b.Bytes(), unsigned, err
}

// signedTo is how far a log may leave and is signed, and the note that says so;
// what is kept back is counted. A plan treats the user's own log as signed, with a
// note of the same length.
func (d *Desk) signedTo(t *model.Tx, l *model.LogState, plan bool, kept *KeptBack) (size int64, note string, err error) {
	size, err = d.ready(t, l, kept)
	if err != nil {
		return 0, "", err
	}
	if plan && size > 0 {
		mine, err := d.MayContinue(t, l)
		if err != nil {
			return 0, "", err
		}
		if mine {
			return size, journal.Sign(ed25519.NewKeyFromSeed(make([]byte, 32)), l.Log, size, [32]byte{}).Note, nil
		}
	}
	last, err := signedUpTo(t, l, size)
	if err != nil || last == nil {
		return 0, "", err
	}
	return last.Size, last.Note, nil
}

// chosenOwners are the keys that names or beginnings of keys fit, each one alone.
func chosenOwners(by []string, logs []*model.LogState) (map[journal.Key]bool, error) {
	var all []forecaster.Forecaster
	for _, l := range logs {
		all = append(all, forecaster.Forecaster{Name: l.Name, Key: l.Key.Fingerprint()})
	}
	keys := map[journal.Key]bool{}
	for _, ref := range by {
		who, err := forecaster.One(ref, all)
		if err != nil {
			return nil, err
		}
		for _, l := range logs {
			if l.Key.Fingerprint() == who.Key {
				keys[l.Key] = true
			}
		}
	}
	return keys, nil
}
