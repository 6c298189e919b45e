// Package journal holds records, logs and checkpoints: the bytes that last.
//
// A workspace is a set of signed logs of records; everything else is derived
// from it. A record is one line of JSON that is never changed. Its id is the
// RFC 6962 leaf hash of that line, so whoever holds the id can check the bytes.
// Each author's records form a log, numbered from 0 without a gap, and a
// checkpoint (a signed note) fixes the state of a log with one tree hash:
//
//	weathervane/60b2e2be389f000183121e160c4db741
//	11
//	S6AWJRHrX4zedunw4AOdx44zKLO7aeCl/wAJHGv8R+E=
//
//	— weathervane/60b2e2be389f000183121e160c4db741 qHXOrAF8KYt…
//
// The invariant of the package: what Parse functions accept is exactly what
// docs/FORMAT.md allows, and nothing is ever encoded again.
package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// ID names a record, and with it the entity that the record made. It is the
// RFC 6962 leaf hash of the record's line.
type ID [32]byte

// IDOf is the id of the record that stands on the line (without its newline).
func IDOf(line []byte) ID {
	var most [1024]byte // most lines, hashed in one go
	if len(line) >= len(most) {
		return ID(tlog.RecordHash(line))
	}
	return sha256.Sum256(most[:1+copy(most[1:], line)])
}

// ParseID reads 64 lower-case hexadecimal digits.
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != 64 || !isHex(s) {
		return id, fmt.Errorf("%q is not an id: expected 64 lower-case hexadecimal digits", s)
	}
	_, err := hex.Decode(id[:], []byte(s))
	return id, err
}

func (id ID) String() string { return hex.EncodeToString(id[:]) }

// Short is the beginning of the id, for people to read.
func (id ID) Short() string { return hex.EncodeToString(id[:4]) }

// IsZero reports whether the id is absent.
func (id ID) IsZero() bool { return id == ID{} }

// MarshalText writes 64 hexadecimal digits.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads 64 hexadecimal digits.
func (id *ID) UnmarshalText(b []byte) error {
	p, err := ParseID(string(b))
	*id = p
	return err
}

// LogID names a log: the first 16 bytes of SHA-256(public key ‖ salt of record 0).
type LogID [16]byte

// ParseLogID reads 32 lower-case hexadecimal digits.
func ParseLogID(s string) (LogID, error) {
	var id LogID
	if len(s) != 32 || !isHex(s) {
		return id, fmt.Errorf("%q is not a log: expected 32 lower-case hexadecimal digits", s)
	}
	_, err := hex.Decode(id[:], []byte(s))
	return id, err
}

func (id LogID) String() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether the log is absent.
func (id LogID) IsZero() bool { return id == LogID{} }

// MarshalText writes 32 hexadecimal digits.
func (id LogID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads 32 hexadecimal digits.
func (id *LogID) UnmarshalText(b []byte) error {
	p, err := ParseLogID(string(b))
	*id = p
	return err
}

// lowHex tells which bytes are lower-case hexadecimal digits.
var lowHex = func() (is [256]bool) {
	for _, c := range "0123456789abcdef" {
		is[c] = true
	}
	return is
}()

// fromHex reads exactly as many digits as there is room for.
func fromHex(to, digits []byte) bool {
	if len(digits) != 2*len(to) || !isHex(digits) {
		return false
	}
	_, err := hex.Decode(to, digits)
	return err == nil
}

func isHex[T string | []byte](s T) bool {
	for i := 0; i < len(s); i++ {
		if !lowHex[s[i]] {
			return false
		}
	}
	return true
}

// Instant is a moment in milliseconds since 1970-01-01T00:00Z. Its text form
// is YYYY-MM-DDTHH:MM:SS.mmmZ, years 1000 to 9999, and no other.
type Instant int64

const instantLayout = "2006-01-02T15:04:05.000Z"

// InstantOf cuts t to the millisecond.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Earliest is the first instant at which anything can be recorded, the beginning of
// 1970: a clock that says less was never set.
const Earliest Instant = 0

// ParseInstant reads the one text form of an instant.
func ParseInstant(s string) (Instant, error) {
	if i, ok := instantOf(s); ok {
		return i, nil
	}
	return 0, fmt.Errorf("%q is not an instant: expected YYYY-MM-DDTHH:MM:SS.mmmZ", s)
}

func instantOf[T string | []byte](s T) (Instant, bool) {
	const form = "dddd-dd-ddTdd:dd:dd.dddZ"
	if len(s) != len(form) {
		return 0, false
	}
	var n [7]int // year, month, day, hour, minute, second, millisecond
	for i, at := 0, 0; i < len(form); i++ {
		switch {
		case form[i] != 'd':
			if s[i] != form[i] {
				return 0, false
			}
			at++
		case s[i] < '0' || s[i] > '9':
			return 0, false
		default:
			n[at] = 10*n[at] + int(s[i]-'0')
		}
	}
	year, month, day := n[0], n[1], n[2]
	if year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || n[3] >= 24 || n[4] >= 60 || n[5] >= 60 {
		return 0, false
	}
	seconds := int64(daysBefore(year, month)+day-1)*24*60*60 + int64((n[3]*60+n[4])*60+n[5])
	return Instant(seconds*1000 + int64(n[6])), true
}

// daysIn is how many days the month has.
func daysIn(year, month int) int {
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
}

// daysBefore is how many days there are from 1970 to the first of the month, in the
// Gregorian calendar; the years are counted from March, so that leap days end them.
func daysBefore(year, month int) int {
	if month += 9; month >= 12 {
		month -= 12
	} else {
		year--
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month+2)/5 - 719468
}

// Time is the instant as a time in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

func (i Instant) String() string { return i.Time().Format(instantLayout) }

// MarshalText writes the one text form.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads the one text form.
func (i *Instant) UnmarshalText(b []byte) error {
	p, err := ParseInstant(string(b))
	*i = p
	return err
}

// Add moves the instant by a duration.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Milliseconds()) }

// Sub is the duration from o to i.
func (i Instant) Sub(o Instant) time.Duration { return time.Duration(i-o) * time.Millisecond }
