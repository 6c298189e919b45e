package journal

import (
	"bytes"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// FuzzSplit holds our way of taking valid JSON apart to the library's.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{`{}`, `{"a":1}`, ` { "a" : [ 1 , {"b":"]}\\\"" } ] , "\u0062":-1.5e3 } `, `{"a":{},"b":[],"c":"","d":null,"e":true}`, `{"a":[[],[{}]],"ü":"\ud83d\ude00"}`, opening, forecast} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if CheckLine(b) != nil {
			return
		}
		ms, err := members(new(plain), b)
		if err != nil {
			return
		}
		compareObject(t, b, ms)
	})
}

func compareObject(t *testing.T, b []byte, ms []member) {
	d := jsontext.NewDecoder(bytes.NewReader(b))
	if _, err := d.ReadToken(); err != nil {
		t.Fatal(err)
	}
	for _, m := range ms {
		name, err := d.ReadToken()
		if err != nil || name.String() != string(m.name) {
			t.Fatalf("%q: name %q: %v", b, m.name, err)
		}
		v, err := d.ReadValue()
		if err != nil || !bytes.Equal(v, m.value) {
			t.Fatalf("%q: value %q, want %q", b, m.value, v)
		}
		compareValue(t, m.value)
	}
	if d.PeekKind() != '}' {
		t.Fatalf("%q: %d members only", b, len(ms))
	}
}

func compareValue(t *testing.T, v []byte) {
	switch v[0] {
	case '{':
		compareObject(t, v, split(v))
	case '[':
		d := jsontext.NewDecoder(bytes.NewReader(v))
		if _, err := d.ReadToken(); err != nil {
			t.Fatal(err)
		}
		for _, e := range splitList(v) {
			w, err := d.ReadValue()
			if err != nil || !bytes.Equal(e, w) {
				t.Fatalf("%q: element %q, want %q", v, e, w)
			}
			compareValue(t, e)
		}
		if d.PeekKind() != ']' {
			t.Fatalf("%q: elements are missing", v)
		}
	}
}

// FuzzPlain holds our strict reading to the library's: what plain vouches for is
// strict, and has the same members.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{
		`{}`, `{"a":1}`, `{"a":1,"a":2}`, `{"a":{"b":1,"b":2}}`, `{"a":[{"b":1,"b":2}]}`, `{"a":01}`, `{"a":-}`, `{"a":-0}`, `{"a":1.}`,
		`{"a":1e}`, `{"a":1e+05}`, `{"a":1E-5,"b":2}`, `{"a":.5}`, `{"a":tru}`, `{"a":true,"b":false,"c":null}`, `{"a":"\n\\\""}`, `{"a":"\u0041"}`,
		`{"a":"\ud800"}`, `{"\u0061":1,"a":2}`, `{"a\n":1,"a":2}`, `{"a":"\x"}`, `{"a":"` + "\t" + `"}`, `{"a":"` + "\x1f" + `"}`, `{"a":1}{`, `{"a":1} `, `{"a":1,}`,
		`{"a":[1,]}`, `{"a":[1,[2,{}],[]]}`, `{"a":[[[[[[[[[[1]]]]]]]]]]}`, `{"a" :1}`, `{a:1}`, `{"a":"`, `{"a":"\`, `{"a":1,"ü":"가"}`, `[1]`, `"x"`, `{"":0,"":1}`,
		opening, forecast, lineOf(QuestionAsked, `{"title":"\"T\"","type":"binary","tags":["a","b"],"range":{"min":-1.5e3}}`),
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if CheckLine(b) != nil {
			return
		}
		ms, ok := new(plain).members(b)
		if !ok {
			return
		}
		d := jsontext.NewDecoder(bytes.NewReader(b))
		v, err := d.ReadValue()
		if err != nil || int(d.InputOffset()) != len(b) || !bytes.Equal(v, b) {
			t.Fatalf("%q is no strict object: %v", b, err)
		}
		compareObject(t, b, ms)
	})
}

// Most of what programs write is plain.
func TestWhatIsWrittenIsPlain(t *testing.T) {
	for _, s := range []string{opening, forecast, lineOf(RationaleGiven, `{"forecast":"`+someID+`","text":"\"Rain\\Schnee\",\nsagt er"}`)} {
		if ms, ok := new(plain).members([]byte(s)); !ok || len(ms) != len(envelope) {
			t.Errorf("%s is left to the library", s)
		}
	}
}
