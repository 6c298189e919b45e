package journal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// shape checks one JSON value, given as it stands. It reports whether the value
// has members that this version does not know.
type shape func(v []byte) (strange bool, err error)

// object declares the shape of a JSON object; optional members end with "?".
type object map[string]shape

// form is an object's shape, ready to check with.
type form struct {
	names    []string
	shapes   []shape // of the member with the name of the same place
	required uint64  // has a bit for each place
}

// form is made once for each object, when the program starts.
func (o object) form() *form {
	f := &form{}
	for name := range o {
		f.names = append(f.names, strings.TrimSuffix(name, "?"))
	}
	slices.Sort(f.names)
	for i, name := range f.names {
		is, required := o[name]
		if !required {
			is = o[name+"?"]
		} else {
			f.required |= 1 << i
		}
		f.shapes = append(f.shapes, is)
	}
	return f
}

// shape is the shape that the object declares.
func (o object) shape() shape {
	f := o.form()
	return func(v []byte) (bool, error) {
		_, strange, err := f.check(v)
		return strange, err
	}
}

// place is where the form has a member of that name; -1 if it has none.
func (f *form) place(name []byte) int {
	for i := range f.names {
		if f.names[i] == string(name) {
			return i
		}
	}
	return -1
}

// check checks an object, and tells by bits which members of the form it has.
func (f *form) check(v []byte) (has uint64, strange bool, err error) {
	if len(v) == 0 || v[0] != '{' {
		return 0, false, errors.New("not a JSON object")
	}
	var few [fewMembers]member
	ms := splitInto(few[:0], v)
	others := 0 // members that are not of the form
	for i := range ms {
		m := &ms[i]
		at := f.place(m.name)
		if at < 0 {
			others++
			continue
		}
		has |= 1 << at
		s, err := f.shapes[at](m.value)
		if err != nil {
			return has, false, fmt.Errorf("%s: %w", m.name, err)
		}
		strange = strange || s
	}
	if others > 0 {
		if err := f.checkCase(ms); err != nil {
			return has, false, err
		}
	}
	return has, strange || others > 0, f.missing(has)
}

// checkCase refuses names that differ only by case, from each other or from those
// of the form.
func (f *form) checkCase(ms []member) error {
	ours := map[string]string{}
	for _, name := range f.names {
		ours[strings.ToLower(name)] = name
	}
	seen := make(map[string]string, len(ms))
	for _, m := range ms {
		name := string(m.name)
		folded := strings.ToLower(name)
		if other, ok := seen[folded]; ok {
			return fmt.Errorf("members %q and %q differ only by case", other, name)
		}
		seen[folded] = name
		if other, ok := ours[folded]; ok && other != name {
			return fmt.Errorf("member %q differs from a known one only by case", name)
		}
	}
	return nil
}

func (f *form) missing(has uint64) error {
	if has&f.required == f.required {
		return nil
	}
	return fmt.Errorf("%s is missing", strings.Join(f.named(f.required&^has), ", "))
}

// text is the shape of a string: what it says is strict JSON already.
func text(v []byte) (bool, error) {
	if v[0] != '"' {
		return false, notString(v)
	}
	return false, nil
}

// spelled makes the shape of a string that must pass a test.
func spelled(test func(string) error) shape {
	return func(v []byte) (bool, error) {
		s, err := unquoted(v)
		if err != nil {
			return false, err
		}
		return false, test(string(s))
	}
}

// simply is a shape of strings in a simple form; what does not have it is given to
// the one that says why.
func simply(is func([]byte) bool, otherwise shape) shape {
	return func(v []byte) (bool, error) {
		if len(v) >= 2 && v[0] == '"' && is(v[1:len(v)-1]) {
			return false, nil
		}
		return otherwise(v)
	}
}

func isID(b []byte) bool { return len(b) == 64 && isHex(b) }

func isInstant(b []byte) bool { _, ok := instantOf(b); return ok }

var (
	id      = simply(isID, spelled(func(s string) error { _, err := ParseID(s); return err }))
	logName = spelled(func(s string) error { _, err := ParseLogID(s); return err })
	instant = simply(isInstant, spelled(func(s string) error { _, err := ParseInstant(s); return err }))
	sha     = id
	dayOr   = spelled(func(s string) error {
		if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() >= 1000 {
			return nil
		}
		_, err := ParseInstant(s)
		return err
	})
	publicKey   = spelled(func(s string) error { _, err := ParseKey(s); return err })
	fingerprint = spelled(func(s string) error {
		if len(s) != 32 || !isHex(s) {
			return fmt.Errorf("%q is not a fingerprint: expected 32 lower-case hexadecimal digits", s)
		}
		return nil
	})
	inBase64 = spelled(func(s string) error {
		if b, err := base64.StdEncoding.Strict().DecodeString(s); err != nil || base64.StdEncoding.EncodeToString(b) != s {
			return errors.New("not in canonical base64")
		}
		return nil
	})
	grade = spelled(func(s string) error {
		if len(s) != 2 || s[0] < 'A' || s[0] > 'F' || s[1] < '1' || s[1] > '6' {
			return fmt.Errorf("%q is not an Admiralty code: expected A–F and 1–6, such as B2", s)
		}
		return nil
	})
)

func one(words ...string) shape {
	is := func(b []byte) bool {
		for _, w := range words {
			if string(b) == w {
				return true
			}
		}
		return false
	}
	return simply(is, spelled(func(s string) error {
		if is([]byte(s)) {
			return nil
		}
		return fmt.Errorf("%q: expected one of %s", s, strings.Join(words, ", "))
	}))
}

func boolean(v []byte) (bool, error) {
	if s := string(v); s != "true" && s != "false" {
		return false, fmt.Errorf("%s is neither true nor false", v)
	}
	return false, nil
}

func float(v []byte) (float64, error) {
	if c := v[0]; c != '-' && (c < '0' || c > '9') {
		return 0, fmt.Errorf("%s is not a number", v)
	}
	x, err := strconv.ParseFloat(string(v), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0, fmt.Errorf("%s is not a finite number", v)
	}
	return x, nil
}

// checkFinite refuses numbers too large to be any, in members of whose shape
// nothing is known.
func checkFinite(data []byte) error {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.ReadToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return notStrict(err)
		}
		if token.Kind() != '0' {
			continue
		}
		if _, err := float([]byte(token.String())); err != nil {
			return err
		}
	}
}

func number(v []byte) (bool, error) { _, err := float(v); return false, err }

func count(v []byte) (bool, error) { _, err := parseCount(string(v)); return false, err }

func probability(v []byte) (bool, error) {
	x, err := float(v)
	if err == nil && (x < 0 || x > 1) {
		err = fmt.Errorf("%s is outside 0 to 1", v)
	}
	return false, err
}

func positive(v []byte) (bool, error) {
	x, err := float(v)
	if err == nil && x <= 0 {
		err = fmt.Errorf("%s is not above 0", v)
	}
	return false, err
}

// either accepts what one of the shapes accepts.
func either(shapes ...shape) shape {
	return func(v []byte) (bool, error) {
		var all []string
		for _, s := range shapes {
			strange, err := s(v)
			if err == nil {
				return strange, nil
			}
			all = append(all, err.Error())
		}
		return false, errors.New(strings.Join(all, "; "))
	}
}

func anyObject(v []byte) (bool, error) {
	if len(v) == 0 || v[0] != '{' {
		return false, errors.New("not a JSON object")
	}
	return false, nil
}

// elements splits a JSON array.
func elements(v []byte) ([][]byte, error) {
	if len(v) == 0 || v[0] != '[' {
		return nil, fmt.Errorf("%.40s is not a list", v)
	}
	return splitList(v), nil
}

func list(of shape) shape {
	return func(v []byte) (strange bool, err error) {
		es, err := elements(v)
		if err != nil {
			return false, err
		}
		for i, e := range es {
			s, err := of(e)
			if err != nil {
				return false, fmt.Errorf("entry %d: %w", i, err)
			}
			strange = strange || s
		}
		return strange, nil
	}
}

// byName is an object whose names are the author's own (options, scenarios).
func byName(of shape) shape {
	return func(v []byte) (bool, error) {
		if _, err := anyObject(v); err != nil {
			return false, err
		}
		for _, m := range split(v) {
			if _, err := of(m.value); err != nil {
				return false, fmt.Errorf("%s: %w", m.name, err)
			}
		}
		return false, nil
	}
}

// byLog is an object whose names are logs.
func byLog(of shape) shape {
	return func(v []byte) (bool, error) {
		if _, err := byName(of)(v); err != nil {
			return false, err
		}
		for _, m := range split(v) {
			if _, err := ParseLogID(string(m.name)); err != nil {
				return false, err
			}
		}
		return false, nil
	}
}

// shares are probabilities by name that sum to 1 within 1e-6.
func shares(v []byte) (bool, error) {
	if _, err := byName(probability)(v); err != nil {
		return false, err
	}
	ms := split(v)
	sum := 0.0
	for _, m := range ms {
		x, _ := float(m.value)
		sum += x
	}
	if math.Abs(sum-1) > 1e-6 {
		return false, fmt.Errorf("the probabilities sum to %v: expected 1", sum)
	}
	return false, nil
}

// quantiles are [level, value] pairs, both strictly rising; the values are all
// numbers or all instants.
func quantiles(v []byte) (bool, error) {
	es, err := elements(v)
	if err != nil {
		return false, err
	}
	if len(es) == 0 {
		return false, errors.New("no quantile")
	}
	level, value := math.Inf(-1), math.Inf(-1)
	var kind byte
	for i, e := range es {
		pair, err := elements(e)
		if err != nil || len(pair) != 2 {
			return false, fmt.Errorf("quantile %d: expected [level, value]", i)
		}
		l, err := float(pair[0])
		if err != nil || l < 0 || l > 1 {
			return false, fmt.Errorf("quantile %d: level %s is not between 0 and 1", i, pair[0])
		}
		x, k, err := scalar(pair[1])
		if err != nil {
			return false, fmt.Errorf("quantile %d: %w", i, err)
		}
		if kind != 0 && k != kind {
			return false, fmt.Errorf("quantile %d: a number among instants", i)
		}
		if l <= level || x <= value {
			return false, fmt.Errorf("quantile %d: levels and values must rise", i)
		}
		level, value, kind = l, x, k
	}
	return false, nil
}

// scalar reads a number ('0') or an instant ('"') as a number.
func scalar(v []byte) (x float64, kind byte, err error) {
	if v[0] == '"' {
		s, err := unquoted(v)
		if err != nil {
			return 0, 0, err
		}
		at, err := ParseInstant(string(s))
		return float64(at), '"', err
	}
	x, err = float(v)
	return x, '0', err
}

func key32(s string) ([]byte, error) {
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != 32 || base64.StdEncoding.EncodeToString(b) != s {
		return nil, fmt.Errorf("%q is not a key: expected 32 bytes in base64", s)
	}
	return b, nil
}
