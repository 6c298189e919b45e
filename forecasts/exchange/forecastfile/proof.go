package forecastfile

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/mod/sumdb/tlog"

	"weathervane/model/journal"
)

// Proof shows that one record is in a log, without the rest of it: an RFC 6962
// inclusion proof of record 0, which has the key, and of the record, both under
// one checkpoint.
type Proof struct {
	Checkpoint journal.Checkpoint
	Opened     Proven
	Proved     Proven
}

// Proven is a record and the hashes that lead from it to the tree hash.
type Proven struct {
	Record journal.Record
	Path   tlog.RecordProof
}

// maxProof bounds a proof file: two records, each escaped inside a string.
const maxProof = 16 << 20

// Prove makes the proof of a shown record under the log's checkpoint, which
// must cover it. The tree's hashes are read as tlog stores them.
func Prove(opened, record journal.Record, c journal.Checkpoint, tree tlog.HashReader) (Proof, error) {
	p := Proof{c, Proven{Record: opened}, Proven{Record: record}}
	for _, one := range []*Proven{&p.Opened, &p.Proved} {
		path, err := tlog.ProveRecord(c.Size, one.Record.Seq, tree)
		if err != nil {
			return p, fmt.Errorf("prove record %d under a checkpoint over %d: %w", one.Record.Seq, c.Size, err)
		}
		one.Path = path
	}
	return p, p.Check()
}

// Check reports whether the proof holds.
func (p Proof) Check() error {
	switch {
	case p.Opened.Record.Seq != 0 || p.Opened.Record.Kind != journal.LogOpened:
		return errors.New("the first record is not a record 0")
	case p.Opened.Record.Log != p.Checkpoint.Log || p.Proved.Record.Log != p.Checkpoint.Log:
		return errors.New("the records and the checkpoint are of different logs")
	}
	opened, err := journal.Decode[journal.Opened](p.Opened.Record)
	if err != nil {
		return err
	}
	if err := p.Checkpoint.Verify(journal.Key(opened.Key)); err != nil {
		return err
	}
	for _, one := range []Proven{p.Opened, p.Proved} {
		r := one.Record
		if r.Seq >= p.Checkpoint.Size {
			return fmt.Errorf("record %d is not covered by the checkpoint over %d records", r.Seq, p.Checkpoint.Size)
		}
		if err := tlog.CheckRecord(one.Path, p.Checkpoint.Size, p.Checkpoint.Tree, r.Seq, tlog.Hash(r.ID)); err != nil {
			return fmt.Errorf("the path of record %d does not lead to the signed tree hash", r.Seq)
		}
	}
	return nil
}

// WriteProof writes a *.proof file.
func WriteProof(w io.Writer, p Proof) error {
	type proven struct {
		Record string   `json:"record"`
		Index  int64    `json:"index"`
		Path   []string `json:"path"`
	}
	write := func(p Proven) proven {
		path := []string{}
		for _, h := range p.Path {
			path = append(path, hex.EncodeToString(h[:]))
		}
		return proven{string(p.Record.Line), p.Record.Seq, path}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Weathervane string `json:"weathervane"`
		V           int    `json:"v"`
		Checkpoint  string `json:"checkpoint"`
		Opened      proven `json:"opened"`
		Proved      proven `json:"proved"`
	}{"proof", 1, p.Checkpoint.Note, write(p.Opened), write(p.Proved)})
}

// ReadProof reads a *.proof file and checks it. The error is a *Problem, or
// that of the reader.
func ReadProof(r io.Reader) (Proof, error) {
	var p Proof
	b, err := io.ReadAll(io.LimitReader(r, maxProof+1))
	if err != nil {
		return p, err
	}
	if len(b) > maxProof || !bytes.Contains(b, []byte(`"proof"`)) {
		return p, &Problem{What: "not a proof: expected {\"weathervane\":\"proof\",…}", Unreadable: true}
	}
	line := bytes.TrimSuffix(b, []byte("\n"))
	if err := journal.CheckLine(line); err != nil {
		return p, &Problem{Line: 1, What: err.Error()}
	}
	v, err := fields(line, "weathervane", "v", "checkpoint", "opened", "proved")
	if err != nil {
		return p, &Problem{Line: 1, What: err.Error()}
	}
	if string(v[0]) != `"proof"` || string(v[1]) != "1" {
		return p, &Problem{Line: 1, What: fmt.Sprintf("not a proof of version 1: %s %s", v[0], v[1]), Unreadable: true}
	}
	if err := p.read(v[2], v[3], v[4]); err != nil {
		return p, &Problem{Line: 1, What: err.Error()}
	}
	if err := p.Check(); err != nil {
		return p, &Problem{Line: 1, What: err.Error()}
	}
	return p, nil
}

func (p *Proof) read(checkpoint, opened, proved jsontext.Value) error {
	note, err := text(checkpoint)
	if err != nil {
		return err
	}
	if p.Checkpoint, err = journal.ParseCheckpoint(note); err != nil {
		return err
	}
	if p.Opened, err = readProven(opened); err != nil {
		return fmt.Errorf("opened: %w", err)
	}
	if p.Proved, err = readProven(proved); err != nil {
		return fmt.Errorf("proved: %w", err)
	}
	return nil
}

func readProven(object jsontext.Value) (p Proven, err error) {
	v, err := fields(object, "record", "index", "path")
	if err != nil {
		return p, err
	}
	line, err := text(v[0])
	if err != nil {
		return p, err
	}
	if p.Record, err = journal.ParseRecord([]byte(line)); err != nil {
		return p, err
	}
	if string(v[1]) != fmt.Sprint(p.Record.Seq) {
		return p, fmt.Errorf("index %s of a record with seq %d", v[1], p.Record.Seq)
	}
	var path []string
	if err := json.Unmarshal(v[2], &path); err != nil || v[2].Kind() != '[' {
		return p, errors.New("path is not a list of hashes")
	}
	for _, s := range path {
		id, err := journal.ParseID(s)
		if err != nil {
			return p, errors.New("path is not a list of hashes")
		}
		p.Path = append(p.Path, tlog.Hash(id))
	}
	return p, nil
}
