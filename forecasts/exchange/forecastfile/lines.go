package forecastfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"weathervane/model/journal"
)

// lines reads a file piece by piece, and cuts the pieces into lines.
type lines struct {
	r    io.Reader
	n    int    // the number of the line cut last
	at   int64  // where the next line begins
	rest []byte // what was read of it
	sum  hash.Hash
	end  error // why nothing more can be read

	spool io.Writer // gets what is read; nil if nobody wants it

	packed   *tally // what was read of a gzip file; nil if it is not one
	unpacked int64
}

// tally counts the bytes that are read.
type tally struct {
	r io.Reader
	n int64
}

func (t *tally) Read(b []byte) (int, error) {
	n, err := t.r.Read(b)
	t.n += int64(n)
	return n, err
}

// A file of records shrinks to a fifth when it is packed, since its hashes cannot
// be packed. What grows more than mostUnpacked-fold, beyond a harmless size, was
// made to fill the reader's memory.
const (
	mostUnpacked = 100
	noBurden     = 64 << 20
)

// openLines unpacks gzip where the file is packed.
func openLines(r io.Reader) (*lines, error) {
	t := &tally{r: r}
	b := bufio.NewReaderSize(t, 1<<12) // large pieces pass it by
	l := &lines{r: b, sum: sha256.New()}
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return l, nil
	}
	var err error
	l.r, err = gzip.NewReader(bufio.NewReaderSize(b, 1<<16))
	l.packed = t
	return l, err
}

var errBomb = fmt.Errorf("the gzip data unpacks to more than %d times its size", mostUnpacked)

var errLong = fmt.Errorf("a line longer than %d bytes", journal.MaxLine)

// pieceBytes is how much is read at once, beside longer lines. No line of a forecast
// file is shorter than leastLine; of what has manyLines that are, no more is cut.
const (
	pieceBytes = 1 << 18
	leastLine  = 32
	manyLines  = pieceBytes / leastLine
)

var errShort = errors.New("lines too short for a forecast file")

// piece reads the next piece into c, whose last line may be why there are no more,
// and reports whether there may be.
func (l *lines) piece(c *chunk) (more bool) {
	if cap(c.buf) < pieceBytes+len(l.rest) {
		c.buf = make([]byte, 0, pieceBytes+len(l.rest))
	}
	buf := append(c.buf[:0], l.rest...)
	seen := len(buf) // no line ends before
	for l.end == nil {
		if len(buf) == cap(buf) {
			if at := bytes.IndexByte(buf[seen:], '\n'); at >= 0 {
				break
			}
			seen = len(buf)
			if isTooLong(buf) {
				break
			}
			more := min(len(buf), max(maxLine+2-len(buf), pieceBytes))
			buf = append(make([]byte, 0, len(buf)+more), buf...)
		}
		var n int
		n, l.end = l.r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if l.spool != nil {
			if _, err := l.spool.Write(buf[len(buf)-n:]); err != nil {
				l.end = err
			}
		}
		if l.unpacked += int64(n); l.packed != nil && l.unpacked > noBurden && l.unpacked/mostUnpacked > l.packed.n {
			l.end = errBomb
		}
	}
	if c.buf = buf; len(buf) > 2*pieceBytes {
		c.buf = nil // such a line is rare
	}
	c.lines, more = l.cut(c.lines[:0], buf)
	return more
}

// cut adds the lines of a piece, and why there are no more, where there are none.
func (l *lines) cut(all []parsed, buf []byte) (_ []parsed, more bool) {
	summed := 0
	for from := 0; ; {
		length := bytes.IndexByte(buf[from:], '\n')
		whole := length >= 0
		if !whole {
			length = len(buf) - from
		}
		line := parsed{line: buf[from : from+length : from+length], at: l.at, n: l.n + 1}
		switch {
		case whole && isTooLong(line.line), !whole && isTooLong(line.line[:max(length-1, 0)]):
			line.line, line.err = nil, errLong
		case whole:
		case l.end == nil:
			_, _ = l.sum.Write(buf[summed:from])
			l.rest = append(l.rest[:0], buf[from:]...)
			return all, true
		case errors.Is(l.end, io.EOF) && length > 0:
			line.open = true
		default:
			line.line, line.err = nil, l.end
			if !errors.Is(l.end, errBomb) {
				line.n = l.n
			}
		}
		l.n = line.n
		if len(all) >= manyLines && from < len(all)*leastLine { // one of them is refused before this is said
			line.line, line.err = nil, errShort
		}
		if line.err != nil {
			return append(all, line), false
		}
		if line.name = firstName(line.line); line.name == "end" {
			_, _ = l.sum.Write(buf[summed:from])
			summed = from
			line.above = l.sum.Sum(nil)
		}
		all = append(all, line)
		l.at += int64(length) + 1
		if from += length + 1; line.open {
			return append(all, parsed{n: l.n, err: io.EOF}), false
		}
	}
}

// isTooLong reports whether a line is longer than its kind may be.
func isTooLong(line []byte) bool {
	return len(line) > journal.MaxLine && (len(line) > maxLine || !mayBeLong(line))
}

// mayBeLong reports whether the line is of a kind that may pass a record's
// length.
func mayBeLong(line []byte) bool {
	name := firstName(line)
	return name == ofBlob || name == "withheld"
}

// firstName is the name of the object's first member as it is spelled.
func firstName(line []byte) string {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(line[:min(len(line), 200)], " \t"), []byte("{"))
	if !ok {
		return ""
	}
	rest, ok = bytes.CutPrefix(bytes.TrimLeft(rest, " \t"), []byte(`"`))
	if !ok {
		return ""
	}
	name, _, ok := bytes.Cut(rest, []byte(`"`))
	if !ok {
		return ""
	}
	if string(name) == ofRecord {
		return ofRecord // without making the same string again
	}
	return string(name)
}

// The first members of records and of blobs.
const (
	ofRecord = "v"
	ofBlob   = "blob"
)

// fields reads an object that has these members in this order and no others.
// Names that end with "?" may be absent; their values are then nil.
func fields(object []byte, names ...string) ([]jsontext.Value, error) {
	d := jsontext.NewDecoder(bytes.NewBuffer(object))
	if d.PeekKind() != '{' {
		return nil, errors.New("expected a JSON object")
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, strict(err)
	}
	values := make([]jsontext.Value, len(names))
	at := 0
	for d.PeekKind() != '}' {
		token, err := d.ReadToken()
		if err != nil {
			return nil, strict(err)
		}
		name := token.String()
		v, err := d.ReadValue()
		if err != nil {
			return nil, strict(err)
		}
		for at < len(names) && names[at] != name && names[at] != name+"?" && strings.HasSuffix(names[at], "?") {
			at++
		}
		if at == len(names) || strings.TrimSuffix(names[at], "?") != name {
			return nil, fmt.Errorf("member %q is not expected here", name)
		}
		values[at] = v.Clone()
		at++
	}
	if _, err := d.ReadToken(); err != nil {
		return nil, strict(err)
	}
	if len(bytes.TrimSpace(object[d.InputOffset():])) > 0 {
		return nil, errors.New("something follows the JSON object")
	}
	for i, v := range values {
		if v == nil && !strings.HasSuffix(names[i], "?") {
			return nil, fmt.Errorf("member %q is missing", names[i])
		}
	}
	return values, nil
}

func strict(err error) error { return fmt.Errorf("not strict JSON: %w", err) }

func text(v jsontext.Value) (string, error) {
	if v.Kind() != '"' {
		return "", fmt.Errorf("%.40s is not a string", v)
	}
	b, err := jsontext.AppendUnquote(nil, v)
	return string(b), err
}
