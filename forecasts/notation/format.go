package notation

import (
	"math"
	"strconv"
	"strings"
)

// Number writes a value with the fewest digits that read back the same, in
// groups of three before the point: "1 284", "−3.5".
func Number(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	if math.IsInf(v, 0) {
		return infinite(v)
	}
	whole, decimals, found := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	out := group(whole)
	if found {
		out += "." + decimals
	}
	return minus(out)
}

func group(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + thin + s[i:]
	}
	return sign + s
}

func infinite(v float64) string {
	if v < 0 {
		return "\u2212∞"
	}
	return "∞"
}
