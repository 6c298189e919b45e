package journal

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// shape checks one JSON value, given as it stands. It reports whether the value
// has members that this version does not know.
type shape func(v []byte) (strange bool, err error)

// object is the shape of a JSON object; optional members end with "?".
type object map[string]shape

func (o object) check(v []byte) (strange bool, err error) {
	if len(v) == 0 || v[0] != '{' {
		return false, errors.New("not a JSON object")
	}
	ms := split(v)
	seen := make(map[string]string, len(ms))
	for _, m := range ms {
		folded := strings.ToLower(m.name)
		if other, ok := seen[folded]; ok {
			return false, fmt.Errorf("members %q and %q differ only by case", other, m.name)
		}
		seen[folded] = m.name
		sh, known := o[m.name]
		if !known {
			sh, known = o[m.name+"?"]
		}
		if !known {
			if o.folds(folded) {
				return false, fmt.Errorf("member %q differs from a known one only by case", m.name)
			}
			strange = true
			continue
		}
		s, err := sh(m.value)
		if err != nil {
			return false, fmt.Errorf("%s: %w", m.name, err)
		}
		strange = strange || s
	}
	return strange, o.missing(seen)
}

func (o object) folds(folded string) bool {
	for name := range o {
		if strings.ToLower(strings.TrimSuffix(name, "?")) == folded {
			return true
		}
	}
	return false
}

func (o object) missing(seen map[string]string) error {
	var names []string
	for name := range o {
		if _, ok := seen[strings.ToLower(name)]; !ok && !strings.HasSuffix(name, "?") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	sort.Strings(names)
	return fmt.Errorf("%s is missing", strings.Join(names, ", "))
}

func text(v []byte) (bool, error) {
	var s string
	return false, unquote(v, &s)
}

// spelled makes the shape of a string that must pass a test.
func spelled(test func(string) error) shape {
	return func(v []byte) (bool, error) {
		var s string
		if err := unquote(v, &s); err != nil {
			return false, err
		}
		return false, test(s)
	}
}

var (
	id      = spelled(func(s string) error { _, err := ParseID(s); return err })
	logName = spelled(func(s string) error { _, err := ParseLogID(s); return err })
	instant = spelled(func(s string) error { _, err := ParseInstant(s); return err })
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
	return spelled(func(s string) error {
		for _, w := range words {
			if s == w {
				return nil
			}
		}
		return fmt.Errorf("%q: expected one of %s", s, strings.Join(words, ", "))
	})
}

func boolean(v []byte) (bool, error) {
	if s := string(v); s != "true" && s != "false" {
		return false, fmt.Errorf("%s is neither true nor false", v)
	}
	return false, nil
}

func float(v []byte) (float64, error) {
	if k := jsontext.Value(v).Kind(); k != '0' {
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
			return plain(err)
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
			if _, err := ParseLogID(m.name); err != nil {
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
	if len(v) > 0 && v[0] == '"' {
		var s string
		if err := unquote(v, &s); err != nil {
			return 0, 0, err
		}
		at, err := ParseInstant(s)
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
