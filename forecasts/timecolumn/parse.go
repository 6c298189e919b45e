package timecolumn

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// YearError is the year of a date that is read well, and outside what is taken
// for a time: 1900 to 2300.
type YearError int

func (y YearError) Error() string { return fmt.Sprintf("year %d, not from 1900 to 2300", int(y)) }

var errNotTime = errors.New("not a time (such as 2024-01-31, 2024-01-31T10:00Z, 31 Jan 2024 or Unix seconds)")

// reading is what one cell says.
type reading struct {
	day    [2]int64       // in milliseconds since 1970, with the day and with the month first
	clock  int64          // milliseconds
	offset int64          // of the zone, milliseconds
	zone   *time.Location // that the cell names, if it has no fixed offset
	year   int
	traits traits
}

// parse reads one cell of any form.
func (r *reading) parse(b []byte) error {
	whole, ms, fraction, ok := parseDecimal(b)
	if ok {
		return r.number(b, whole, ms, fraction)
	}
	if len(b) > 1 && b[0] == '-' {
		if whole, ms, _, ok := parseDecimal(b[1:]); ok && whole >= 1e8 && whole < 1e11 {
			return r.unix(-whole*1000 - ms)
		}
	}
	s := scanner{plain(b)}
	err := s.instant(r)
	if err == nil && !plausible(r.year) {
		return YearError(r.year)
	}
	return err
}

// number reads a number for what its size says it is.
func (r *reading) number(b []byte, whole, ms int64, fraction float64) error {
	if len(b) == 8 && whole >= 1e7 { // else it has a point
		if date, year, ok := parseDate(b, 4, 6); ok && !plausible(year) {
			return YearError(year)
		} else if ok {
			r.day, r.traits = [2]int64{date, date}, 1<<Compact|1<<Day
			return nil
		}
	}
	switch {
	case whole >= 20_000 && whole < 80_000: // 1954 to 2119
		date := (whole - 25569) * day24
		r.day = [2]int64{date, date}
		r.clock = int64(math.Round(fraction*86400)) * 1000
		r.traits = 1<<Serial | 1<<Naive
		if fraction == 0 {
			r.traits = 1<<Serial | 1<<Day
		}
		return nil
	case whole >= 1e8 && whole < 1e11: // from 1973; before that a date that is wrong is more likely
		return r.unix(whole*1000 + ms)
	case whole >= 1e12 && whole < 1e13: // 2001 to 2286
		return r.unix(whole)
	case whole >= 1e15 && whole < 1e16: // the same
		return r.unix(whole / 1000)
	}
	return errNotTime
}

// The instants that Unix time is read for: the years 1900 to 2300.
const earliest, latest = -2208988800_000, 10445328000_000 - 1

func (r *reading) unix(ms int64) error {
	if ms < earliest || ms > latest {
		return YearError(time.UnixMilli(ms).UTC().Year())
	}
	r.clock, r.traits = ms, 1<<Unix
	return nil
}

// parseDecimal reads digits and at most one point between them: the whole part,
// the thousandths after it, and the fraction.
func parseDecimal(b []byte) (whole, ms int64, fraction float64, ok bool) {
	unit := int64(100)
	for i, c := range b {
		switch {
		case c == '.' && i > 0:
			scale := .1
			for _, c := range b[i+1:] {
				if c < '0' || c > '9' {
					return 0, 0, 0, false
				}
				ms += int64(c-'0') * unit
				fraction += float64(c-'0') * scale
				unit, scale = unit/10, scale/10
			}
			return whole, ms, fraction, true
		case c < '0' || c > '9' || i > 16:
			return 0, 0, 0, false
		}
		whole = whole*10 + int64(c-'0')
	}
	return whole, 0, 0, len(b) > 0
}
