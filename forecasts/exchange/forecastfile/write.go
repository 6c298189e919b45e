package forecastfile

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"weathervane/model/journal"
)

// Batch is what one export hands over, closed by one end.
type Batch struct {
	// Header stands on the first line of a file.
	Header Header
	Runs   []Run
	Blobs  []Blob
}

// Run is a stretch of one log up to a checkpoint.
type Run struct {
	Log    journal.LogID
	From   int64 // the seq of the first leaf
	Leaves []Leaf
	// Reveals are lines of records that an earlier batch withheld.
	Reveals [][]byte
	// Checkpoint is the note that covers the log up to the last leaf.
	Checkpoint string
}

// Leaf is a record's line, or its id alone where it is withheld.
type Leaf struct {
	ID   journal.ID
	Line []byte
}

// runOfHashes is how many withheld hashes a line has at most.
const runOfHashes = 16384

// Write writes a whole forecast file of one batch.
func Write(w io.Writer, b Batch) error {
	out := newWriter(w, sha256.New())
	out.object(struct {
		Weathervane string          `json:"weathervane"`
		V           int             `json:"v"`
		ExportedAt  journal.Instant `json:"exported_at"`
		By          journal.LogID   `json:"by"`
		Note        string          `json:"note"`
	}{"forecasts", 1, b.Header.ExportedAt, b.Header.By, b.Header.Note})
	return out.batch(b)
}

// Append writes a further batch behind a file in a shared folder. Before is
// everything that the file already has; it is read for the hash of its bytes.
func Append(w io.Writer, before io.Reader, b Batch) error {
	sum := sha256.New()
	if _, err := io.Copy(sum, before); err != nil {
		return fmt.Errorf("read what the file has already: %w", err)
	}
	return newWriter(w, sum).batch(b)
}

// writer writes lines and keeps the hash of all bytes so far. After the first
// error it writes nothing more.
type writer struct {
	w   *bufio.Writer
	sum hash.Hash
	err error
}

func newWriter(w io.Writer, sum hash.Hash) *writer {
	return &writer{w: bufio.NewWriterSize(w, 1<<16), sum: sum}
}

func (w *writer) line(b []byte) {
	for _, part := range [][]byte{b, {'\n'}} {
		if w.err == nil {
			w.sum.Write(part)
			_, w.err = w.w.Write(part)
		}
	}
}

func (w *writer) object(v any) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil && w.err == nil {
		w.err = err
	}
	w.line(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

func (w *writer) batch(b Batch) error {
	for _, run := range b.Runs {
		w.run(run)
	}
	for _, blob := range b.Blobs {
		w.blob(blob)
	}
	for _, run := range b.Runs {
		w.object(map[string]string{"checkpoint": run.Checkpoint})
	}
	w.object(map[string]string{"end": fmt.Sprintf("%x", w.sum.Sum(nil))})
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return w.err
}

func (w *writer) run(run Run) {
	for i := 0; i < len(run.Leaves); {
		if line := run.Leaves[i].Line; line != nil {
			w.line(line)
			i++
			continue
		}
		var hashes []byte
		seq := run.From + int64(i)
		for ; i < len(run.Leaves) && run.Leaves[i].Line == nil && len(hashes) < 32*runOfHashes; i++ {
			hashes = append(hashes, run.Leaves[i].ID[:]...)
		}
		w.line(fmt.Appendf(nil, `{"withheld":{"log":"%s","seq":%d,"hashes":"%s"}}`, run.Log, seq, base64.StdEncoding.EncodeToString(hashes)))
	}
	for _, line := range run.Reveals {
		w.line(line)
	}
}

func (w *writer) blob(b Blob) {
	kind, err := json.Marshal(b.Type)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.line(fmt.Appendf(nil, `{"blob":{"sha256":"%x","type":%s,"bytes":%d,"base64":"%s"}}`, b.SHA256, kind, len(b.Content), base64.StdEncoding.EncodeToString(b.Content)))
}
