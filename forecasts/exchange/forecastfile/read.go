package forecastfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"weathervane/forecasts/cores"
	"weathervane/model/journal"
)

// Options say how a file is read.
type Options struct {
	// Now is the reader's clock.
	Now journal.Instant
	// Place reads a file in a shared folder: what follows its last good end is
	// still being written, and is left out.
	Place bool
	// Except lists logs known to be forked, which witnesses may contradict.
	Except []journal.LogID
	// Again is the same file, from which its records and blobs are read when they
	// are asked for, unless it is packed. Without it they are kept in memory, or in
	// what Spool makes.
	Again io.ReaderAt
	Spool func() (Spool, error)
	// CheckOnly says that none will be asked for.
	CheckOnly bool
	// Shown is called with every record shown that is not ahead of the reader's
	// clock, in the order of the file, whether the file turns out to be valid or
	// not. A record is valid until Shown returns.
	Shown func(l *Log, r *journal.Record)
}

// Read reads a forecast file that was handed over; gzip is unpacked. The error
// is a *Problem, or that of the reader.
func Read(r io.Reader, now journal.Instant) (*File, error) {
	return Options{Now: now}.Read(r)
}

// ReadPlace reads a file of a shared folder up to its last good end.
func ReadPlace(r io.Reader, now journal.Instant) (*File, error) {
	return Options{Now: now, Place: true}.Read(r)
}

// Read reads a file as the options say.
func (o Options) Read(r io.Reader) (*File, error) {
	in, err := openLines(r)
	if err != nil {
		return nil, &Problem{What: "not a forecast file: the gzip data cannot be unpacked", Unreadable: true}
	}
	again, err := o.keep(r, in)
	if err != nil {
		return nil, err
	}
	rd := &reader{Options: o, in: newParser(in), file: &File{again: again}, logs: map[journal.LogID]*Log{}, named: map[[32]byte]bool{}, blobs: map[[32]byte]bool{}}
	defer rd.in.close()
	if err := rd.header(); err != nil {
		return nil, err
	}
	err = rd.batches()
	var p *Problem
	if errors.As(err, &p) && rd.ends > 0 && rd.batch.firstLine > 0 {
		p.What += fmt.Sprintf(" (in the tail behind the last good end, line %d)", rd.file.Lines)
	}
	if o.Place && errors.As(err, &p) && rd.ends > 0 {
		rd.undo()
		rd.file.Tail, err = p, nil
	}
	if err == nil {
		err = rd.witnesses()
	}
	if err != nil {
		return nil, err
	}
	if rd.ahead() {
		rd.setAside()
	}
	return rd.file, nil
}

// reader is the state of reading one file.
type reader struct {
	Options
	in    *parser
	n     int // the number of the current line
	file  *File
	logs  map[journal.LogID]*Log
	log   *Log // of the record before
	forks []exposure
	named map[[32]byte]bool // content that shown records name
	blobs map[[32]byte]bool
	held  int64 // bytes of the blobs
	ends  int
	batch batch
}

// batch is what the lines since the last end have changed.
type batch struct {
	logs      int // how many logs and blobs there were before
	blobs     int
	revealed  []reveal
	firstLine int
}

// mark is how far a log had come before the batch that it was last touched in: the
// one behind so many ends.
type mark struct {
	ends                       int
	leaves, checkpoints, names int
	last                       journal.Instant
}

type reveal struct {
	log *Log
	seq int64
}

// exposure is what a record says to prove a fork.
type exposure struct {
	line int
	journal.Exposed
}

func (rd *reader) problem(format string, args ...any) *Problem {
	return &Problem{Line: rd.n, What: fmt.Sprintf(format, args...)}
}

// reason says why there is no further line.
func (rd *reader) reason(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), cores.Trace(err) != "":
		return err
	case errors.Is(err, errLong), errors.Is(err, errBomb):
		return rd.problem("%v", err)
	case rd.n == 0:
		return &Problem{What: fmt.Sprintf("not a forecast file: %v", err), Unreadable: true}
	}
	return &Problem{Line: rd.n, What: fmt.Sprintf("the file cannot be read further: %v", err), Unreadable: true}
}

// header reads the first line, by which a forecast file is known.
func (rd *reader) header() error {
	l := rd.in.next()
	line := l.line
	if rd.n = l.n; l.last() {
		var p *Problem
		if err := rd.reason(l.err); cores.Trace(err) != "" {
			return err
		} else if errors.As(err, &p) {
			p.Unreadable = true
			return p
		}
		return &Problem{What: "not a forecast file: it is empty", Unreadable: true}
	}
	if !bytes.Contains(line, []byte("weathervane")) || !bytes.Contains(line, []byte("forecasts")) {
		return &Problem{Line: 1, What: `not a forecast file: the first line is not {"weathervane":"forecasts",…}`, Unreadable: true}
	}
	if err := journal.CheckLine(line); err != nil {
		return rd.problem("%v", err)
	}
	v, err := fields(line, "weathervane", "v", "exported_at?", "by?", "note?")
	if err != nil {
		return rd.problem("header: %v", err)
	}
	if what, err := text(v[0]); err != nil || what != "forecasts" {
		return &Problem{Line: 1, What: fmt.Sprintf("not a forecast file but %s", v[0]), Unreadable: true}
	}
	if string(v[1]) != "1" {
		return &Problem{Line: 1, What: fmt.Sprintf("a forecast file of version %s: this program reads version 1", v[1]), Unreadable: true}
	}
	if err := rd.label(v[2], v[3], v[4]); err != nil {
		return rd.problem("header: %v", err)
	}
	return nil
}

func (rd *reader) label(at, by, note jsontext.Value) (err error) {
	h := &rd.file.Header
	read := func(v jsontext.Value, to func(string) error) {
		if v == nil || err != nil {
			return
		}
		var s string
		if s, err = text(v); err == nil {
			err = to(s)
		}
	}
	read(at, func(s string) (err error) { h.ExportedAt, err = journal.ParseInstant(s); return })
	read(by, func(s string) (err error) { h.By, err = journal.ParseLogID(s); return })
	read(note, func(s string) error { h.Note = s; return nil })
	return err
}

// batches reads every line behind the header.
func (rd *reader) batches() error {
	rd.begin()
	for {
		l := rd.in.next()
		if rd.n = l.n; l.last() {
			if errors.Is(l.err, io.EOF) {
				return rd.finished()
			}
			return rd.reason(l.err)
		}
		if rd.batch.firstLine == 0 {
			rd.batch.firstLine = rd.n
		}
		if l.open {
			return rd.problem("the line is cut off: no line feed at its end")
		}
		if l.bad != nil {
			return rd.problem("%v", l.bad)
		}
		if err := rd.line(l); err != nil {
			return err
		}
		if rd.batch.firstLine == 0 {
			rd.file.Bytes, rd.file.Lines = l.at+int64(len(l.line))+1, rd.n
		}
	}
}

func (rd *reader) finished() error {
	switch {
	case rd.batch.firstLine != 0 && rd.ends > 0:
		return &Problem{Line: rd.batch.firstLine, What: "no end closes these lines: the file was still being written, or is cut off"}
	case rd.ends == 0:
		return &Problem{Line: rd.n, What: "no end: the file is cut off"}
	}
	return nil
}

func (rd *reader) line(l parsed) error {
	if l.record != nil {
		return rd.record(l)
	}
	line := l.line
	switch l.name {
	case "withheld":
		return rd.withheld(line)
	case ofBlob:
		return rd.blob(l)
	case "checkpoint":
		return rd.checkpoint(line)
	case "end":
		return rd.end(l)
	}
	return rd.problem("neither a record nor withheld hashes, a blob, a checkpoint or an end")
}

func (rd *reader) record(line parsed) error {
	if line.err != nil {
		return rd.problem("%v", line.err)
	}
	r := line.record
	l, err := rd.logOf(r)
	if err != nil {
		return err
	}
	n := l.Len()
	e := leaf{r.ID, r.At, line.at, uint32(line.n), uint32(len(line.line))}
	if journal.IsWitness(r.Kind) {
		e.size |= ofWitness
	}
	switch {
	case r.Seq > n:
		return rd.problem("seq %d where %d was expected: the log has a gap", r.Seq, n)
	case r.Seq < n && l.Shows(r.Seq):
		return rd.problem("seq %d for the second time: %d was expected", r.Seq, n)
	case r.Seq < n && l.Leaf(r.Seq) != r.ID:
		return rd.problem("seq %d does not have the hash that stands withheld for it further up", r.Seq)
	case r.Seq < n:
		rd.batch.revealed = append(rd.batch.revealed, reveal{l, r.Seq})
		l.last = max(l.last, r.At)
		*l.leaves.at(r.Seq) = e
	default:
		if r.At < l.last {
			return rd.problem("recorded at %s, earlier than the record before it (%s)", r.At, l.last)
		}
		l.last = r.At
		l.add(e)
	}
	for _, c := range line.contents {
		rd.named[c] = true
		l.names = append(l.names, naming{r.Seq, c})
	}
	rd.witnessed(r)
	if r.Kind == journal.ForkExposed {
		if d, err := journal.Decode[journal.Exposed](*r); err == nil {
			rd.forks = append(rd.forks, exposure{rd.n, d})
		}
	}
	if rd.Shown != nil && !isAhead(r.At, rd.Now) {
		rd.Shown(l, r)
	}
	return nil
}

// logOf is the record's log, opened by its record 0.
func (rd *reader) logOf(r *journal.Record) (*Log, error) {
	l := rd.log
	if l == nil || l.ID != r.Log {
		l = rd.logs[r.Log]
		rd.log = l
	}
	switch {
	case l != nil:
		rd.touch(l)
		return l, nil
	case r.Seq != 0:
		return nil, rd.problem("seq %d of a log whose record 0 is not shown", r.Seq)
	}
	opened, err := journal.Decode[journal.Opened](*r)
	if err != nil {
		return nil, rd.problem("%v", err)
	}
	if len(rd.file.Logs) == MaxLogs {
		return nil, rd.problem("more than %d logs in one file: ask for it in parts", MaxLogs)
	}
	l = &Log{ID: r.Log, Opened: opened, Key: journal.Key(opened.Key)}
	rd.log, rd.logs[r.Log] = l, l
	rd.file.Logs = append(rd.file.Logs, l)
	return l, nil
}

func (rd *reader) withheld(line []byte) error {
	outer, err := fields(line, "withheld")
	if err != nil {
		return rd.problem("%v", err)
	}
	v, err := fields(outer[0], "log", "seq", "hashes")
	if err != nil {
		return rd.problem("withheld: %v", err)
	}
	name, err := text(v[0])
	if err != nil {
		return rd.problem("withheld: %v", err)
	}
	id, err := journal.ParseLogID(name)
	if err != nil {
		return rd.problem("withheld: %v", err)
	}
	l := rd.logs[id]
	if l == nil {
		return rd.problem("withheld records of log %s, whose record 0 is not shown", id)
	}
	if want := strconv.FormatInt(l.Len(), 10); string(v[1]) != want {
		return rd.problem("withheld seq %s where %s was expected: the log has a gap or a repetition", v[1], want)
	}
	hashes, err := decode64(v[2])
	if err != nil || len(hashes) == 0 || len(hashes)%32 != 0 {
		return rd.problem("withheld: hashes are not whole hashes in canonical base64")
	}
	rd.touch(l)
	for h := range slices.Chunk(hashes, 32) {
		l.add(leaf{id: journal.ID(h)})
	}
	return nil
}

func (rd *reader) blob(l parsed) error {
	b := l.blob
	if rd.blobs[b.SHA256] {
		return nil
	}
	if rd.held += int64(len(b.Content)); rd.held > MaxBlobs {
		return rd.problem("more than %d MiB of texts in one file: ask for it in parts", MaxBlobs>>20)
	}
	rd.blobs[b.SHA256] = true
	rd.file.Blobs = append(rd.file.Blobs, Held{b.SHA256, b.Type, len(b.Content), l.at, len(l.line)})
	return nil
}

func readBlob(line []byte) (b Blob, err error) {
	outer, err := fields(line, "blob")
	if err != nil {
		return b, err
	}
	v, err := fields(outer[0], "sha256", "type", "bytes", "base64")
	if err != nil {
		return b, fmt.Errorf("blob: %w", err)
	}
	sha, err := text(v[0])
	if err != nil {
		return b, fmt.Errorf("blob: %w", err)
	}
	if b.Type, err = text(v[1]); err != nil {
		return b, fmt.Errorf("blob: %w", err)
	}
	b.Content, err = decode64(v[3])
	switch {
	case err != nil:
		return b, fmt.Errorf("blob: %w", err)
	case len(b.Content) > MaxBlob:
		return b, fmt.Errorf("a blob of %d bytes: at most %d are allowed", len(b.Content), MaxBlob)
	case string(v[2]) != strconv.Itoa(len(b.Content)):
		return b, fmt.Errorf("a blob of %d bytes that says %s", len(b.Content), v[2])
	}
	b.SHA256 = sha256.Sum256(b.Content)
	if hex.EncodeToString(b.SHA256[:]) != sha {
		return b, errors.New("the blob's bytes do not have the hash that it states")
	}
	return b, nil
}

// decode64 reads standard base64 in its one spelling.
func decode64(v jsontext.Value) ([]byte, error) {
	s, err := text(v)
	if err != nil {
		return nil, err
	}
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || base64.StdEncoding.EncodedLen(len(b)) != len(s) {
		return nil, errors.New("not in canonical base64")
	}
	return b, nil
}
