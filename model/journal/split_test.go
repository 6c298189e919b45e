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
		ms, err := members(b)
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
		if err != nil || name.String() != m.name {
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
