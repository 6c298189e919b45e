package testkit

import (
	"errors"
	"testing"
)

// A Tally counts what a random history does, and what the state refuses of it.
type Tally struct{ done, refused int }

// Add takes what came of an action. A refusal is a sentence of the desk's own;
// an error with another inside it is a fault.
func (n *Tally) Add(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
		n.done++
	case errors.Unwrap(err) != nil:
		t.Fatalf("an action failed, and was not refused: %v", err)
	default:
		n.refused++
	}
}

// MostlyDone fails where too little was done for the test to say anything.
func (n *Tally) MostlyDone(t testing.TB) {
	t.Helper()
	if n.done <= n.refused {
		t.Errorf("%d actions were done, and %d refused", n.done, n.refused)
	}
}
