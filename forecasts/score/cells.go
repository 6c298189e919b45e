package score

import (
	"bytes"
	"strconv"
	"strings"
	"unsafe"
)

// What errors say about a cell that cannot be read.
const (
	whyOutcome = "not an outcome (0/1, yes/no, true/false, a fraction, empty or void)"
)

var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

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
	if len(b) == 0 || bytes.ContainsAny(b, "_xXpPiInN,%") {
		return 0, false // no hexadecimal, underscores, infinities or NaN, nor an error for each row with a comma or a sign
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

func foldEqual(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
