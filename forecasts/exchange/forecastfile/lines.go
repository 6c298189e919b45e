package forecastfile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"weathervane/model/journal"
)

// lines reads a file line by line and refuses lines that are too long.
type lines struct {
	r    *bufio.Reader
	n    int  // the number of the line handed out last
	open bool // whether that line lacked its line feed

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
	b := bufio.NewReaderSize(t, 1<<16)
	if magic, _ := b.Peek(2); !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return &lines{r: b}, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		return nil, err
	}
	return &lines{r: bufio.NewReaderSize(z, 1<<16), packed: t}, nil
}

var errBomb = fmt.Errorf("the gzip data unpacks to more than %d times its size", mostUnpacked)

var errLong = fmt.Errorf("a line longer than %d bytes", journal.MaxLine)

// next is the next line without its line feed, or io.EOF.
func (l *lines) next() ([]byte, error) {
	var line []byte
	for {
		part, err := l.r.ReadSlice('\n')
		line = append(line, part...)
		l.unpacked += int64(len(part))
		if l.packed != nil && l.unpacked > noBurden && l.unpacked/mostUnpacked > l.packed.n {
			l.n++
			return nil, errBomb
		}
		if len(line) > journal.MaxLine+1 && (len(line) > maxLine || !mayBeLong(line)) {
			l.n++
			return nil, errLong
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err == nil:
			l.n++
			return line[:len(line)-1], nil
		case errors.Is(err, io.EOF) && len(line) > 0:
			l.n, l.open = l.n+1, true
			return line, nil
		default:
			return nil, err
		}
	}
}

// mayBeLong reports whether the line is of a kind that may pass a record's
// length.
func mayBeLong(line []byte) bool {
	name := firstName(line)
	return name == "blob" || name == "withheld"
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
	return string(name)
}

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
