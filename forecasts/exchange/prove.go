package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	"golang.org/x/mod/sumdb/tlog"

	"weathervane/files"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/witness"
	"weathervane/model"
	"weathervane/model/journal"
)

// ProofSummary is what a proof proves.
type ProofSummary struct {
	Path    string        `json:"path"`
	ID      journal.ID    `json:"id"`
	Log     journal.LogID `json:"log"`
	Index   int64         `json:"index"`
	Records int64         `json:"records"` // covered by the checkpoint
}

// Prove writes the proof that one forecast is in its author's signed log. The
// user's own log is signed first.
func (d *Desk) Prove(ctx context.Context, id journal.ID, out files.Output) (ProofSummary, error) {
	sum := ProofSummary{Path: out.Path, ID: id}
	if err := proofFile.Check(out); err != nil {
		return sum, err
	}
	if err := d.Sign(ctx); err != nil {
		return sum, err
	}
	var proof forecastfile.Proof
	err := d.Store.Inspect(ctx, func(t *model.Tx) (err error) {
		proof, err = d.proof(t, id)
		return err
	})
	if err != nil {
		return sum, err
	}
	sum.Log, sum.Index, sum.Records = proof.Checkpoint.Log, proof.Proved.Record.Seq, proof.Checkpoint.Size
	_, err = proofFile.Write(ctx, out, func(w io.Writer) error { return forecastfile.WriteProof(w, proof) })
	return sum, err
}

func (d *Desk) proof(t *model.Tx, id journal.ID) (forecastfile.Proof, error) {
	var none forecastfile.Proof
	row, ok, err := t.Reader().Record(id)
	if err != nil {
		return none, err
	}
	if !ok {
		return none, fmt.Errorf("no record has the id %s", id.Short())
	}
	kept, err := d.SealedFor(t)
	if err != nil {
		return none, err
	}
	if kept[id] {
		return none, fmt.Errorf("forecast %s is sealed, and a proof would show it: reveal it first", id.Short())
	}
	l, err := t.Log(journal.LogID(row.Log))
	if err != nil {
		return none, err
	}
	var back KeptBack
	n, err := d.ready(t, l, &back)
	if err != nil {
		return none, err
	}
	if row.Seq >= n {
		return none, fmt.Errorf("no reader would believe the proof of record %s yet: %s", id.Short(), back.Says())
	}
	signed, err := signedUpTo(t, l, n)
	if err != nil {
		return none, err
	}
	if signed == nil || signed.Size <= row.Seq {
		return none, fmt.Errorf("record %s is not covered by a checkpoint of its author: ask for a newer file", id.Short())
	}
	leaves, err := t.Leaves(l, 0)
	if err != nil {
		return none, err
	}
	tree, err := grow(leaves[:signed.Size])
	if err != nil {
		return none, err
	}
	opening, ok, err := t.Reader().Opening(l.Num)
	if err != nil || !ok {
		return none, errors.Join(err, fmt.Errorf("log %s has no record 0: run \"weathervane check\"", l.Log))
	}
	opened, err := journal.ParseRecord(opening.Line)
	if err != nil {
		return none, err
	}
	record, err := journal.ParseRecord(row.Line)
	if err != nil {
		return none, err
	}
	return forecastfile.Prove(opened, record, *signed, tree)
}

// hashes are those of a tree, as tlog stores them.
type hashes []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(h)) {
			return nil, fmt.Errorf("hash %d of %d", x, len(h))
		}
		read[i] = h[x]
	}
	return read, nil
}

func grow(leaves []journal.ID) (hashes, error) {
	var tree hashes
	for i, id := range leaves {
		more, err := tlog.StoredHashesForRecordHash(int64(i), tlog.Hash(id), tree)
		if err != nil {
			return nil, err
		}
		tree = append(tree, more...)
	}
	return tree, nil
}

var proofBegins = regexp.MustCompile(`^\s*\{\s*"weathervane"\s*:\s*"proof"`)

// IsProof recognises a proof by the first bytes of a file.
func IsProof(path string) bool {
	if files.IsFile(path) != nil {
		return false
	}
	in, err := os.Open(path)
	if err != nil {
		return false
	}
	defer in.Close()
	head := make([]byte, 256)
	n, _ := in.Read(head)
	return proofBegins.Match(head[:n])
}

// VerifyProof checks a proof by itself. A file that is not a proof is an error;
// anything else that fails is listed as a problem.
func VerifyProof(path string, now journal.Instant) (Verification, error) {
	v, _, err := verifyProof(path, now)
	return v, err
}

func verifyProof(path string, now journal.Instant) (Verification, forecastfile.Proof, error) {
	v := Verification{OK: true, Logs: []VerifiedLog{}, Problems: []Problem{}}
	var proof forecastfile.Proof
	in, err := os.Open(path)
	if err != nil {
		return v, proof, fmt.Errorf("%s cannot be read (%w): check the name", path, files.Cause(err))
	}
	defer in.Close()
	proof, err = forecastfile.ReadProof(in)
	var p *forecastfile.Problem
	switch {
	case errors.As(err, &p) && !p.Unreadable:
		v.say(Problem{Line: p.Line, What: p.What})
		return v, proof, nil
	case err != nil:
		return v, proof, fmt.Errorf("%s: %w", path, err)
	}
	opened, err := journal.Decode[journal.Opened](proof.Opened.Record)
	if err != nil {
		return v, proof, err
	}
	r := proof.Proved.Record
	shown := int64(2)
	if r.Seq == 0 {
		shown = 1
	}
	v.Logs = append(v.Logs, VerifiedLog{
		Log: r.Log, Name: opened.Name, Key: journal.Key(opened.Key).Fingerprint(), Records: proof.Checkpoint.Size,
		Withheld: proof.Checkpoint.Size - shown, SignedTo: proof.Checkpoint.Size, WitnessedBy: []string{}, Problems: []Problem{},
	})
	v.Proved = &ProvedRecord{ID: r.ID, Log: r.Log, Index: r.Seq, At: r.At, Kind: r.Kind, Data: r.Data}
	v.Logs[0].setAside(forecastfile.AsideOf(&r, now))
	if r.At < proof.Opened.Record.At {
		v.say(Problem{Line: 1, What: "the record is earlier than the opening of its log"})
	}
	return v, proof, nil
}

// VerifyProofAgainst is VerifyProof, and also compares the proof with the leaves
// and checkpoints of the log in this workspace.
func (d *Desk) VerifyProofAgainst(ctx context.Context, path string) (Verification, error) {
	v, proof, err := verifyProof(path, journal.InstantOf(d.Env.Now()))
	if err != nil || !v.OK {
		return v, err
	}
	err = d.Store.Inspect(ctx, func(t *model.Tx) error {
		l, err := t.Log(proof.Checkpoint.Log)
		if err != nil || l == nil {
			return err
		}
		one := &v.Logs[0]
		since := l.KnownSince
		one.KnownSince = &since
		what, err := disagrees(t, l, proof)
		if what != "" {
			v.OK = false
			one.Problems = append(one.Problems, Problem{What: what})
		}
		return err
	})
	return v, err
}

// disagrees says where a proof contradicts the workspace.
func disagrees(t *model.Tx, l *model.LogState, proof forecastfile.Proof) (string, error) {
	leaves, err := t.Leaves(l, 0)
	if err != nil {
		return "", err
	}
	r := proof.Proved.Record
	if r.Seq < int64(len(leaves)) && leaves[r.Seq] != r.ID {
		return fmt.Sprintf("record %d of this log is %s here and %s in the proof: its history was rewritten", r.Seq, leaves[r.Seq].Short(), r.ID.Short()), nil
	}
	c := proof.Checkpoint
	if c.Size <= int64(len(leaves)) {
		tree, err := grow(leaves[:c.Size])
		if err != nil {
			return "", err
		}
		if hash, err := tlog.TreeHash(c.Size, tree); err != nil || hash != tlog.Hash(c.Tree) {
			return fmt.Sprintf("the proof's checkpoint over %d records contradicts the records here: the log was rewritten", c.Size), err
		}
	}
	kept, err := t.Checkpoints(l)
	if err != nil {
		return "", err
	}
	seen, err := witness.All(t.Reader())
	for _, w := range seen[l.Log] {
		if w.Verify(l.Key) == nil {
			kept = append(kept, w.Checkpoint)
		}
	}
	for _, other := range kept {
		if other.Size == c.Size && other.Tree != c.Tree {
			return fmt.Sprintf("the checkpoint over %d records known here differs from the proof's: the log was rewritten", c.Size), nil
		}
	}
	return "", err
}
