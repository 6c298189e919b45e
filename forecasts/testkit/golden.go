// Package testkit is what the tests of forecasts and of its packages share. It
// knows none of them.
package testkit

import (
	"encoding/json"
	"os"
	"testing"
)

// A Case is a computation that another program made: what goes in, and what is
// expected to come out.
//
//	{"cases": [{"name": "usual", "input": {"p": 0.3}, "expect": {"brier": 0.49}}]}
type Case[I, E any] struct {
	Name   string
	Input  I
	Expect E
}

// Cases reads the cases of a file of testdata that have the form asked for: a
// file may hold lists where others of its cases hold single numbers.
func Cases[I, E any](t testing.TB, file string) []Case[I, E] {
	t.Helper()
	text, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Cases []Case[json.RawMessage, E] }
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	var all []Case[I, E]
	for _, c := range doc.Cases {
		var in I
		if json.Unmarshal(c.Input, &in) == nil {
			all = append(all, Case[I, E]{c.Name, in, c.Expect})
		}
	}
	if len(all) == 0 {
		t.Fatalf("%s has no cases", file)
	}
	return all
}

// EachCase calls check for each case, in a test of its name.
func EachCase[I, E any](t *testing.T, file string, check func(t *testing.T, in I, want E)) {
	t.Helper()
	for _, c := range Cases[I, E](t, file) {
		t.Run(c.Name, func(t *testing.T) { check(t, c.Input, c.Expect) })
	}
}
