// Package timecolumn reads the instants of a table's column as people and programs
// write them: RFC 3339 and what databases make of it, dates with slashes, points
// or the month's name, spreadsheets' day counts, Unix time.
//
// Some cells can only be read once the whole column is. Whether 1/2/2024 is in
// January or in February is decided by a cell such as 13/1/2024 in the same
// column. A date without dashes and a spreadsheet's day count are mere numbers,
// which would pass for seconds since 1970: they are read as what they are if the
// whole column is so, and refused otherwise:
//
//	20240131   31 January 2024
//	45322.5    31 January 2024, 12:00: days since 30 December 1899
//	1706659200 31 January 2024: seconds since 1970
package timecolumn

import (
	"fmt"
	"time"
)

// Order is which of day and month comes first in a date such as 1/2/2024.
type Order uint8

// The orders of day and month.
const (
	Undecided Order = iota
	DayFirst
	MonthFirst
)

// String names the order; empty if it is undecided.
func (o Order) String() string {
	return [...]string{"", "day first", "month first"}[o]
}

// Trait is something that a cell shows about its column.
type Trait uint8

// The forms of instants, one for each cell, and what else a cell may show.
const (
	Written Trait = iota // a date or a time
	Unix                 // seconds, milliseconds or microseconds since 1970
	Compact              // a date without dashes
	Serial               // a spreadsheet's day count
	Day                  // a day without a time of day
	Naive                // a time of day without a zone
	open                 // day and month could be exchanged
	dayFirst
	monthFirst
	dotted // dates with points, which begin with the day
	traitCount
	forms = Serial + 1
)

type traits uint16

func (t traits) has(x Trait) bool { return t&(1<<x) != 0 }

var called = [forms]string{"a date or time", "seconds since 1970", "a date without dashes", "a spreadsheet’s day count"}

// Column is what the cells of one column are, as far as they were read. Its zero
// value reads times without a zone as UTC and days as their starts.
type Column struct {
	Zone  *time.Location // of times without one; nil is UTC
	Given Order          // the order of day and month if it is known
	Ends  bool           // a day without a time of day is its end, not its start

	seen  traits
	first [traitCount]cell
	open  [][2]int64 // cells that could be read with the day or the month first
	only  [2]int     // cells that could be read with the day alone first, with the month alone
}

// cell is the first cell that shows a trait; line 0 if none does.
type cell struct {
	line int
	text string
}

// Values from openFrom on are indexes of Column.open.
const openFrom int64 = 1 << 60

// Read reads a cell, and remembers what it shows. The result is for At, which
// gives the instant once all of the column is read. Of one column, cells must be
// read from top to bottom; others may read other parts of it, see Join. The error
// says why the cell is not a time; it is a YearError if only its year is the
// reason.
func (c *Column) Read(b []byte, line int) (int64, error) {
	at, t := readRFC3339(b)
	switch {
	case t == 0:
		return c.readOther(b, line)
	case t.has(Day) || t.has(Naive):
		at = c.place(at, t, c.Zone)
	}
	if t&^c.seen != 0 {
		c.note(t, line, b)
	}
	return at, nil
}

func (c *Column) readOther(b []byte, line int) (int64, error) {
	var r reading
	if err := r.parse(b); err != nil {
		return 0, err
	}
	if c.Given != Undecided && (r.traits.has(dayFirst) && c.Given == MonthFirst || r.traits.has(monthFirst) && c.Given == DayFirst) {
		return 0, fmt.Errorf("not a date with the %s", c.Given)
	}
	var at [2]int64
	for i, day := range r.day {
		switch at[i] = day + r.clock; {
		case r.zone != nil:
			at[i] = c.place(at[i], r.traits, r.zone)
		case r.traits.has(Naive) || r.traits.has(Day):
			at[i] = c.place(at[i], r.traits, c.Zone)
		default:
			at[i] -= r.offset
		}
	}
	if r.traits&^c.seen != 0 {
		c.note(r.traits, line, b)
	}
	switch {
	case r.traits.has(dayFirst):
		c.only[0]++
	case r.traits.has(monthFirst):
		c.only[1]++
	}
	switch {
	case at[0] == at[1] || c.Given == DayFirst:
		return at[0], nil
	case c.Given == MonthFirst:
		return at[1], nil
	}
	c.open = append(c.open, at)
	return openFrom + int64(len(c.open)-1), nil
}

// place gives the instant at which clocks of a zone show a time, in milliseconds;
// the end of a day if the column's days are ends.
func (c *Column) place(clock int64, t traits, zone *time.Location) int64 {
	if c.Ends && t.has(Day) {
		clock += day24
	}
	if zone == nil || zone == time.UTC {
		return clock
	}
	x := time.UnixMilli(clock).UTC()
	return time.Date(x.Year(), x.Month(), x.Day(), x.Hour(), x.Minute(), x.Second(), x.Nanosecond(), zone).UnixMilli()
}

func (c *Column) note(t traits, line int, b []byte) {
	for x := range traitCount {
		if t.has(x) && !c.seen.has(x) {
			c.first[x] = cell{line, string(b)}
		}
	}
	c.seen |= t
}

// At gives the instant that Read read, in milliseconds since 1970, in an order of
// day and month. What this column did not read must not be given to it.
func (c *Column) At(read int64, o Order) int64 {
	switch {
	case read < openFrom:
		return read
	case o == DayFirst:
		return c.open[read-openFrom][0]
	}
	return c.open[read-openFrom][1]
}

// Settled reports whether what Read gives is an instant whatever the order.
func (c *Column) Settled() bool { return len(c.open) == 0 }

// Join adds what another reader of the same column remembers. What that one read
// it must still give itself, by its own At.
func (c *Column) Join(o *Column) {
	for x := range traitCount {
		if o.seen.has(x) && (!c.seen.has(x) || o.first[x].line < c.first[x].line) {
			c.first[x] = o.first[x]
		}
	}
	c.seen |= o.seen
	c.only[0], c.only[1] = c.only[0]+o.only[0], c.only[1]+o.only[1]
	if o.Given != Undecided {
		c.Given = o.Given
	}
}

// Lost counts the cells that would be no dates in an order.
func (c *Column) Lost(o Order) int {
	switch o {
	case DayFirst:
		return c.only[1]
	case MonthFirst:
		return c.only[0]
	}
	return 0
}

// Shows reports whether a cell shows a trait.
func (c *Column) Shows(x Trait) bool { return c.seen.has(x) }

// Found is the order of day and month of a column.
type Found struct {
	Order   Order
	Certain bool   // given, or shown by a cell
	Line    int    // of the cell that shows it, or else of the first that leaves it open
	Text    string // of that cell
}

// Order is the order of day and month; Undecided if no date of the column has
// one. If nothing decides it, it is MonthFirst, and not certain. Dates with points
// begin with the day unless a cell shows otherwise.
func (c *Column) Order() Found {
	found := func(o Order, certain bool, x Trait) Found {
		return Found{o, certain, c.first[x].line, c.first[x].text}
	}
	switch {
	case c.seen.has(dayFirst):
		return found(DayFirst, true, dayFirst)
	case c.seen.has(monthFirst):
		return found(MonthFirst, true, monthFirst)
	case c.seen.has(open) && c.Given != Undecided:
		return found(c.Given, true, open)
	case c.seen.has(dotted):
		return found(DayFirst, true, dotted)
	case c.seen.has(open):
		return found(MonthFirst, false, open)
	}
	return Found{}
}

// Conflict says which cell cannot be read for what other cells are; line 0 if
// the column is of one form and of one order.
func (c *Column) Conflict() (line int, text, why string) {
	odd, other := c.odd()
	says := func(x Trait) string {
		if x == dayFirst || x == monthFirst {
			return "a date with the " + map[Trait]Order{dayFirst: DayFirst, monthFirst: MonthFirst}[x].String()
		}
		return called[x]
	}
	if odd == other {
		return 0, "", ""
	}
	if c.first[odd].line < c.first[other].line {
		odd, other = other, odd
	}
	a, b := c.first[odd], c.first[other]
	return a.line, a.text, fmt.Sprintf("%s, where line %d has %s (%s)", says(odd), b.line, says(other), b.text)
}

// Mixed reports whether cells are of several forms, as Conflict says, each of which
// shows by itself which one it is, and the order of day and month is one.
func (c *Column) Mixed() bool {
	odd, other := c.odd()
	return odd != other && odd < forms
}

// odd gives two traits that exclude each other, or twice the same one.
func (c *Column) odd() (odd, other Trait) {
	if c.seen.has(dayFirst) && c.seen.has(monthFirst) {
		return dayFirst, monthFirst
	}
	other = forms
	odd = forms
	for f := range forms {
		switch {
		case !c.seen.has(f) || f == Unix && other == Written:
		case other == forms:
			other = f
		default:
			odd = f
		}
	}
	if odd == forms {
		return other, other
	}
	return odd, other
}
