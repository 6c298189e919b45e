package journal

import (
	"bytes"
	"encoding/hex"
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
	members, err := members(line)
	if err != nil {
		return r, err
	}
	if len(members) != len(envelope) {
		return r, fmt.Errorf("a record with %d members: expected %s in this order", len(members), strings.Join(envelope[:], ", "))
	}
	for i, name := range envelope {
		if members[i].name != name {
			return r, fmt.Errorf("member %q where %q was expected", members[i].name, name)
		}
	}
	if err := r.readEnvelope(members); err != nil {
		return r, err
	}
	r.ID = IDOf(line)
	r.Known, r.Strange, err = checkData(r.Kind, r.Data)
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
	var log, at, salt string
	for _, s := range []struct {
		i  int
		to *string
	}{{1, &log}, {3, &at}, {4, &salt}, {5, &r.Kind}} {
		if err := unquote(m[s.i].value, s.to); err != nil {
			return fmt.Errorf("%s: %w", envelope[s.i], err)
		}
	}
	var err error
	if r.Log, err = ParseLogID(log); err != nil {
		return err
	}
	if r.Seq, err = parseCount(string(m[2].value)); err != nil {
		return fmt.Errorf("seq: %w", err)
	}
	if r.At, err = ParseInstant(at); err != nil {
		return fmt.Errorf("at: %w", err)
	}
	if r.At < Earliest {
		return fmt.Errorf("at: %s is before %s, when no clock of a computer began yet", r.At, Earliest)
	}
	if len(salt) != 32 || !isHex(salt) {
		return fmt.Errorf("salt %q: expected 32 lower-case hexadecimal digits", salt)
	}
	if _, err := hex.Decode(r.Salt[:], []byte(salt)); err != nil {
		return err
	}
	if r.Kind == "" {
		return errors.New("an empty kind")
	}
	if len(m[6].value) == 0 || m[6].value[0] != '{' {
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

// member is a name of a JSON object and its value as it stands.
type member struct {
	name  string
	value []byte
}

// decoders keep what they need to look for duplicates from line to line.
var decoders = sync.Pool{New: func() any { return new(jsontext.Decoder) }}

// members reads one JSON object strictly: no duplicate at any depth, no lone
// surrogate, nothing behind it. The values are parts of b.
func members(b []byte) ([]member, error) {
	d := decoders.Get().(*jsontext.Decoder)
	defer decoders.Put(d)
	d.Reset(bytes.NewBuffer(b))
	if d.PeekKind() != '{' {
		return nil, errors.New("not a JSON object")
	}
	v, err := d.ReadValue()
	if err != nil {
		return nil, plain(err)
	}
	end := int(d.InputOffset())
	if rest := bytes.TrimSpace(b[end:]); len(rest) > 0 {
		return nil, errors.New("something follows the JSON object")
	}
	return split(b[end-len(v) : end]), nil
}

// plain says in one line what jsontext found.
func plain(err error) error {
	return errors.New("not strict JSON: " + strings.TrimPrefix(err.Error(), "jsontext: "))
}

func unquote(value []byte, to *string) error {
	if len(value) == 0 || value[0] != '"' {
		return fmt.Errorf("%s is not a string", value)
	}
	if bytes.IndexByte(value, '\\') < 0 {
		*to = string(value[1 : len(value)-1])
		return nil
	}
	b, err := jsontext.AppendUnquote(nil, value)
	*to = string(b)
	return err
}

// parseCount reads a whole number without sign, exponent or leading zeros.
func parseCount(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != s {
		return 0, fmt.Errorf("%s is not a whole number in decimal digits", s)
	}
	return n, nil
}
