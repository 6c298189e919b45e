package score

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unsafe"
)

// What errors say about a cell that cannot be read.
const (
	whyProbability = "not a probability (0 to 1, or with %)"
	whyPercent     = "not a probability in percent (0 to 100)"
	whyTime        = "not a time (RFC 3339, a date, or Unix seconds)"
	whyOutcome     = "not an outcome (0/1, yes/no, true/false, a fraction, empty or void)"
)

var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// parseProbability reads 0.12, .12, 1.2e-1 or 12%, to the nearest double.
func parseProbability(b []byte) (float64, bool) {
	shift := 0
	if n := len(b); n > 0 && b[n-1] == '%' {
		b, shift = bytes.TrimSpace(b[:n-1]), 2
	}
	p, ok := parseDecimal(b, shift)
	return p, ok && p >= 0 && p <= 1
}

// parsePercent is parseProbability for columns in which 12 means 12%.
func parsePercent(b []byte) (float64, bool) {
	if n := len(b); n > 0 && b[n-1] == '%' {
		b = bytes.TrimSpace(b[:n-1])
	}
	p, ok := parseDecimal(b, 2)
	return p, ok && p >= 0 && p <= 1
}

// parseDecimal reads a decimal number divided by 10^shift. Up to 15 digits the
// quotient of two exact doubles is the nearest double; longer numbers and
// exponents take the long way.
func parseDecimal(b []byte, shift int) (float64, bool) {
	var mantissa uint64
	digits, places, point := 0, 0, false
	for _, c := range b {
		switch {
		case '0' <= c && c <= '9':
			mantissa = mantissa*10 + uint64(c-'0')
			digits++
			if point {
				places++
			}
		case c == '.' && !point:
			point = true
		default:
			return parseLong(b, shift)
		}
		if digits > 15 {
			return parseLong(b, shift)
		}
	}
	if digits == 0 {
		return 0, false
	}
	return float64(mantissa) / pow10[places+shift], true
}

func parseLong(b []byte, shift int) (float64, bool) {
	if len(b) == 0 || bytes.ContainsAny(b, "_xXpPiInN") {
		return 0, false // no hexadecimal, underscores, infinities or NaN
	}
	if shift == 0 {
		x, err := strconv.ParseFloat(text(b), 64)
		return x, err == nil
	}
	digits, exponent := string(b), 0
	if i := strings.IndexAny(digits, "eE"); i >= 0 {
		e, err := strconv.Atoi(digits[i+1:])
		if err != nil {
			return 0, false
		}
		digits, exponent = digits[:i], e
	}
	x, err := strconv.ParseFloat(digits+"e"+strconv.Itoa(exponent-shift), 64)
	return x, err == nil
}

// text is b as a string, without a copy; it must not outlive b.
func text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// parseOutcome reads an outcome: a number 0 to 1, or what it is instead.
func parseOutcome(b []byte) (float64, bool) {
	if len(b) == 1 && (b[0] == '0' || b[0] == '1') {
		return float64(b[0] - '0'), true
	}
	switch strings.ToLower(text(b)) {
	case "":
		return outcomeUnknown, true
	case "yes", "true":
		return 1, true
	case "no", "false":
		return 0, true
	case "void", "annulled", "ambiguous", "withdrawn":
		return outcomeVoid, true
	}
	return parseProbability(b)
}

// parseTime reads RFC 3339, a date (its start in UTC) or Unix seconds, as
// milliseconds since 1970.
func parseTime(b []byte) (int64, bool) {
	if len(b) < 10 || b[4] != '-' || b[7] != '-' {
		return parseUnix(b)
	}
	y1, ok1 := two(b, 0)
	y2, ok2 := two(b, 2)
	month, ok3 := two(b, 5)
	day, ok4 := two(b, 8)
	year := y1*100 + y2
	if !(ok1 && ok2 && ok3 && ok4) || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	date := civilDay(year, month, day) * Day
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

// parseUnix reads whole or fractional seconds since 1970.
func parseUnix(b []byte) (int64, bool) {
	sign := 1.0
	if len(b) > 0 && b[0] == '-' {
		b, sign = b[1:], -1
	}
	x, ok := parseDecimal(b, 0)
	if !ok || x > 1e12 { // the year 33 000: milliseconds, not seconds
		return 0, false
	}
	return int64(math.Floor(sign * x * 1000)), true
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

func foldEqual(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
