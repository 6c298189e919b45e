package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxLine is how long a record's line may be, without its newline.
const MaxLine = 1 << 20

// Record is one line of a log, read strictly. Line holds its bytes as they
// stand; every other member is read from them.
type Record struct {
	ID   ID
	Log  LogID
	Seq  int64
	At   Instant
	Salt [16]byte
	Kind string
	Data json.RawMessage
	Line []byte
	// Known tells that this version knows the kind; Strange that it does not,
	// or that the data have members which it does not know.
	Known   bool
	Strange bool
}

// envelope is the one order of a record's members.
var envelope = [...]string{"v", "log", "seq", "at", "salt", "kind", "data"}

// ParseRecord reads a line (without its newline) as FORMAT.md demands, and
// refuses anything else with the reason. It keeps line, which must not change.
func ParseRecord(line []byte) (Record, error) {
	r := Record{Line: line}
	if len(line) > MaxLine {
		return r, fmt.Errorf("a record of %d bytes: at most %d are allowed", len(line), MaxLine)
	}
	if err := CheckLine(line); err != nil {
		return r, err
	}
	var p plain
	ms, err := members(&p, line)
	if err != nil {
		return r, err
	}
	if len(ms) != len(envelope) {
		return r, fmt.Errorf("a record with %d members: expected %s in this order", len(ms), strings.Join(envelope[:], ", "))
	}
	for i, name := range envelope {
		if !ms[i].is(name) {
			return r, fmt.Errorf("member %q where %q was expected", ms[i].name, name)
		}
	}
	if err := r.readEnvelope(ms); err != nil {
		return r, err
	}
	r.ID = IDOf(line)
	k := kinds[r.Kind]
	if r.Strange = true; k != nil {
		r.Known = true
		r.Strange, err = k.check(r.Data)
	}
	if err == nil && (r.Strange || r.Kind == ReviewSigned) {
		err = checkFinite(r.Data)
	}
	if err != nil {
		return r, fmt.Errorf("%s: %w", r.Kind, err)
	}
	if r.Kind == LogOpened {
		err = r.checkOpening()
	} else if r.Seq == 0 {
		err = fmt.Errorf("record 0 is %s: expected log.opened", r.Kind)
	}
	return r, err
}

func (r *Record) readEnvelope(m []member) error {
	if string(m[0].value) != "1" {
		return fmt.Errorf("version %s: this program reads version 1", m[0].value)
	}
	var log, at, salt, kind []byte
	for _, s := range []struct {
		i  int
		to *[]byte
	}{{1, &log}, {3, &at}, {4, &salt}, {5, &kind}} {
		var err error
		if *s.to, err = unquoted(m[s.i].value); err != nil {
			return fmt.Errorf("%s: %w", envelope[s.i], err)
		}
	}
	var err error
	if !fromHex(r.Log[:], log) {
		_, err = ParseLogID(string(log))
		return err
	}
	if r.Seq, err = parseCount(string(m[2].value)); err != nil {
		return fmt.Errorf("seq: %w", err)
	}
	var isAt bool
	if r.At, isAt = instantOf(at); !isAt {
		_, err = ParseInstant(string(at))
		return fmt.Errorf("at: %w", err)
	}
	if r.At < Earliest {
		return fmt.Errorf("at: %s is before %s, when no clock of a computer began yet", r.At, Earliest)
	}
	if !fromHex(r.Salt[:], salt) {
		return fmt.Errorf("salt %q: expected 32 lower-case hexadecimal digits", salt)
	}
	if len(kind) == 0 {
		return errors.New("an empty kind")
	}
	if k := kinds[string(kind)]; k != nil {
		r.Kind = k.kind // without making the same string again
	} else {
		r.Kind = string(kind)
	}
	if m[6].value[0] != '{' {
		return errors.New("data is not an object")
	}
	r.Data = json.RawMessage(m[6].value)
	return nil
}

// Decode reads the data of a record whose kind has the type D.
func Decode[D any](r Record) (D, error) {
	var d D
	if err := json.Unmarshal(r.Data, &d); err != nil {
		return d, fmt.Errorf("record %s (%s): %w", r.ID.Short(), r.Kind, err)
	}
	return d, nil
}

// NewRecord makes the record at seq of log and its line.
func NewRecord(log LogID, seq int64, at Instant, salt [16]byte, kind string, data any) (Record, error) {
	d, err := compact(data)
	if err != nil {
		return Record{}, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"v":1,"log":"%s","seq":%d,"at":"%s","salt":"%x","kind":"%s","data":`, log, seq, at, salt, kind)
	b.Write(d)
	b.WriteByte('}')
	return ParseRecord(b.Bytes())
}

// compact encodes without escaping <, > and &, on one line.
func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// CheckLine refuses what no line of a log or forecast file may hold.
func CheckLine(line []byte) error {
	switch {
	case len(bytes.TrimSpace(line)) == 0:
		return errors.New("a blank line: expected a JSON object")
	case bytes.HasPrefix(line, []byte("\xef\xbb\xbf")):
		return errors.New("a byte order mark: the file must begin with {")
	case bytes.IndexByte(line, '\r') >= 0:
		return errors.New("a carriage return: lines end with a line feed alone")
	case bytes.IndexByte(line, '\n') >= 0:
		return errors.New("a line feed inside a record")
	case !utf8.Valid(line):
		return errors.New("bytes that are not UTF-8")
	}
	return nil
}

// decoders keep what they need to look for duplicates from line to line.
var decoders = sync.Pool{New: func() any { return new(jsontext.Decoder) }}

// members reads one JSON object strictly, no duplicate at any depth, no lone
// surrogate, nothing behind it. The values are parts of b, which passed CheckLine.
func members(p *plain, b []byte) ([]member, error) {
	if ms, ok := p.members(b); ok {
		return ms, nil
	}
	d := decoders.Get().(*jsontext.Decoder)
	defer decoders.Put(d)
	d.Reset(bytes.NewBuffer(b))
	if d.PeekKind() != '{' {
		return nil, errors.New("not a JSON object")
	}
	v, err := d.ReadValue()
	if err != nil {
		return nil, notStrict(err)
	}
	end := int(d.InputOffset())
	if rest := bytes.TrimSpace(b[end:]); len(rest) > 0 {
		return nil, errors.New("something follows the JSON object")
	}
	return splitInto(p.room[:0], b[end-len(v):end]), nil
}

// notStrict says in one line what jsontext found.
func notStrict(err error) error {
	return errors.New("not strict JSON: " + strings.TrimPrefix(err.Error(), "jsontext: "))
}

// unquoted is what a JSON value says that must be a string. It may be part of the value.
func unquoted(value []byte) ([]byte, error) {
	if value[0] != '"' {
		return nil, notString(value)
	}
	if bytes.IndexByte(value, '\\') < 0 {
		return value[1 : len(value)-1], nil
	}
	return jsontext.AppendUnquote(nil, value)
}

func notString(value []byte) error { return fmt.Errorf("%s is not a string", value) }

// parseCount reads a whole number without sign, exponent or leading zeros.
func parseCount(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || s[0] < '0' || s[0] > '9' || s[0] == '0' && len(s) > 1 {
		return 0, fmt.Errorf("%s is not a whole number in decimal digits", s)
	}
	return n, nil
}
