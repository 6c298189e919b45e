package timecolumn

import (
	"math"
)

const day24 = 24 * 60 * 60 * 1000 // milliseconds

// Parse reads one cell, as milliseconds since 1970: a date is its start.
func Parse(b []byte) (int64, Form) {
	if len(b) < 10 || b[4] != '-' || b[7] != '-' {
		return parseNumber(b)
	}
	at, ok := parseWritten(b)
	if !ok {
		return 0, None
	}
	return at, Written
}

// parseWritten reads RFC 3339, or a date.
func parseWritten(b []byte) (int64, bool) {
	date, ok := parseDate(b, 5, 8)
	if !ok {
		return 0, false
	}
	if len(b) == 10 {
		return date, true
	}
	clock, ok := parseClock(b[10:])
	return date + clock, ok
}

// parseClock reads T15:04:05.999Z or with an offset, as milliseconds.
func parseClock(b []byte) (int64, bool) {
	if len(b) < 7 || (b[0] != 'T' && b[0] != 't' && b[0] != ' ') || b[3] != ':' {
		return 0, false
	}
	hour, ok1 := two(b, 1)
	minute, ok2 := two(b, 4)
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return 0, false
	}
	ms := int64(hour*3600+minute*60) * 1000
	b = b[6:]
	if len(b) >= 3 && b[0] == ':' {
		second, ok := two(b, 1)
		if !ok || second > 60 {
			return 0, false
		}
		ms += int64(second) * 1000
		b = b[3:]
		if len(b) > 1 && b[0] == '.' {
			i, unit := 1, int64(100)
			for ; i < len(b) && '0' <= b[i] && b[i] <= '9'; i++ {
				ms += int64(b[i]-'0') * unit
				unit /= 10
			}
			if i == 1 {
				return 0, false
			}
			b = b[i:]
		}
	}
	offset, ok := parseOffset(b)
	return ms - offset, ok
}

// parseOffset reads Z or +09:00, as milliseconds.
func parseOffset(b []byte) (int64, bool) {
	if len(b) == 1 && (b[0] == 'Z' || b[0] == 'z') {
		return 0, true
	}
	if len(b) != 6 || (b[0] != '+' && b[0] != '-') || b[3] != ':' {
		return 0, false
	}
	hour, ok1 := two(b, 1)
	minute, ok2 := two(b, 4)
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return 0, false
	}
	ms := int64(hour*3600+minute*60) * 1000
	if b[0] == '-' {
		ms = -ms
	}
	return ms, true
}

// parseDate reads a date of eight digits: the year at the start, month and day at
// the places given.
func parseDate(b []byte, month, day int) (int64, bool) {
	y1, ok1 := two(b, 0)
	y2, ok2 := two(b, 2)
	m, ok3 := two(b, month)
	d, ok4 := two(b, day)
	year := y1*100 + y2
	if !(ok1 && ok2 && ok3 && ok4) || m < 1 || m > 12 || d < 1 || d > daysIn(year, m) {
		return 0, false
	}
	return civilDay(year, m, d) * day24, true
}

// parseNumber reads a number for what its size says it is.
func parseNumber(b []byte) (int64, Form) {
	negative := len(b) > 0 && b[0] == '-'
	if negative {
		b = b[1:]
	}
	whole, ms, fraction, ok := parseDecimal(b)
	if !ok {
		return 0, None
	}
	if len(b) == 8 && whole >= 1e7 && !negative { // else it has a point
		if at, ok := parseDate(b, 4, 6); ok {
			return at, Compact
		}
	}
	switch {
	case negative && whole < 1e11:
		return -whole*1000 - ms, Unix
	case negative:
	case whole >= 20_000 && whole < 80_000: // 1954 to 2119
		return ((whole-25569)*86400 + int64(math.Round(fraction*86400))) * 1000, Serial
	case whole >= 1e8 && whole < 1e11: // 1973 to 5138; before that a date that is wrong is more likely
		return whole*1000 + ms, Unix
	case whole >= 1e12 && whole < 1e13: // 2001 to 2286
		return whole, Unix
	}
	return 0, None
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
		case c < '0' || c > '9' || i > 14:
			return 0, 0, 0, false
		}
		whole = whole*10 + int64(c-'0')
	}
	return whole, 0, 0, len(b) > 0
}

func two(b []byte, i int) (int, bool) {
	hi, lo := b[i]-'0', b[i+1]-'0'
	return int(hi)*10 + int(lo), hi <= 9 && lo <= 9
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// civilDay counts days since 1970-01-01 (Hinnant's rule, from March).
func civilDay(year, month, day int) int64 {
	if month <= 2 {
		year--
	}
	era := year / 400
	yoe := year - era*400
	doy := (153*((month+9)%12)+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int64(era*146097 + doe - 719468)
}
