package score

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	maxBadKept  = 1000 // rows that cannot be read and are told of
	maxBadShown = 10   // of which the error shows
	maxBadValue = 200  // bytes of a cell that are quoted
)

// BadRow is a row that cannot be read: where it is and what it says.
type BadRow struct {
	File   string
	Line   int    // the first is 1
	Column string // as the header names it, or "" where the row as a whole is bad
	Value  string
	Why    string
	Rows   int    // that are left out for it; 0 for this one alone
	Advice string // what to do where leaving rows out does not help
}

func (b *BadRow) Error() string { return fmt.Sprintf("%s:%d: %s", b.File, b.Line, b.says()) }

// says is what is wrong, without the place.
func (b *BadRow) says() string {
	if b.Column == "" {
		return b.Why
	}
	return fmt.Sprintf("column %s: %q: %s", b.Column, b.Value, b.Why)
}

// BadRows are all rows of a table that cannot be read, as an error.
type BadRows struct {
	File string
	N    int      // how many there are; a contradiction of several rows counts as one
	Rows []BadRow // the first thousand, by line
}

// Error says how many there are and lists the first ten.
func (b *BadRows) Error() string {
	if len(b.Rows) == 1 && b.N <= 1 {
		return b.Rows[0].Error()
	}
	shown := b.Rows[:min(len(b.Rows), maxBadShown)]
	var all []string
	for i := range shown {
		all = append(all, fmt.Sprintf("line %d: %s", shown[i].Line, shown[i].says()))
	}
	which := "all of them"
	if len(shown) < len(b.Rows) || b.N > len(b.Rows) {
		which = fmt.Sprintf("the first %d", len(shown))
	}
	return fmt.Sprintf("%s: %d rows cannot be used (%s): %s", b.File, b.N, which, strings.Join(all, "; "))
}

// Unwrap gives the first row.
func (b *BadRows) Unwrap() error { return &b.Rows[0] }

// quotedCell is a cell as errors show it: not at any length.
func quotedCell(b []byte) string {
	if len(b) <= maxBadValue {
		return string(b)
	}
	n := maxBadValue
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return string(b[:n]) + "…"
}
