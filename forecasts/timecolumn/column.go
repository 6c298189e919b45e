// Package timecolumn reads the instants of a table's column. Some forms show what
// they are; a date without dashes and a spreadsheet's day count are mere numbers,
// which would pass for seconds since 1970. They are read as what they are where
// the whole column is so, and refused where it is not:
//
//	20240131   31 January 2024
//	45322.5    31 January 2024, 12:00: days since 30 December 1899
//	1706659200 31 January 2024: seconds since 1970
//
// Times without a zone are in UTC.
package timecolumn

import "fmt"

// Form is the way in which an instant is written.
type Form uint8

// The forms of instants.
const (
	None    Form = iota // not an instant
	Written             // RFC 3339, or a date
	Unix                // seconds or milliseconds since 1970
	Compact             // a date without dashes
	Serial              // a spreadsheet's day count
	forms
)

var called = [forms]string{"nothing", "a date or time", "seconds since 1970", "a date without dashes", "a spreadsheet’s day count"}

// Column is what the cells of one column are, as far as they were read.
type Column struct {
	first [forms]cell
}

// cell is the first cell of a form; line 0 where there is none.
type cell struct {
	line int
	text string
}

// Read reads a cell, and remembers its form; false if it is not an instant. The
// result is in milliseconds since 1970. It holds if the column has no Conflict.
func (c *Column) Read(b []byte, line int) (int64, bool) {
	at, form := Parse(b)
	if form == None {
		return 0, false
	}
	if first := &c.first[form]; first.line == 0 {
		*first = cell{line, string(b)}
	}
	return at, true
}

// Join adds what another reader of the same column remembers.
func (c *Column) Join(o *Column) {
	for f, x := range o.first {
		if x.line > 0 && (c.first[f].line == 0 || x.line < c.first[f].line) {
			c.first[f] = x
		}
	}
}

// Conflict says which cell cannot be read for what other cells are; line 0 if
// the column is of one form.
func (c *Column) Conflict() (line int, text, why string) {
	var odd, other Form
	for f := Written; f < forms; f++ {
		x := c.first[f]
		switch {
		case x.line == 0 || f == Unix && other == Written:
		case other == None:
			other = f
		default:
			odd = f
		}
	}
	if odd == None {
		return 0, "", ""
	}
	if c.first[odd].line < c.first[other].line {
		odd, other = other, odd
	}
	a, b := c.first[odd], c.first[other]
	return a.line, a.text, fmt.Sprintf("%s, where line %d has %s (%s)", called[odd], b.line, called[other], b.text)
}
