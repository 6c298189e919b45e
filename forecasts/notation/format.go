package notation

import (
	"math"
	"strconv"
	"strings"
	"time"
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

// Count writes a whole number in groups of three: "1 284", with U+202F.
func Count(n int) string { return minus(group(strconv.Itoa(n))) }

// Counted is a whole number of things with their name: "1 entry", "3 entries".
func Counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + more
}

// Plural is Counted for names whose plural takes an s.
func Plural(n int, what string) string { return Counted(n, what, what+"s") }

// Ratio writes a likelihood ratio: "×0.4", "×3", "×12".
func Ratio(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	if math.IsInf(x, 0) {
		return "×" + infinite(x)
	}
	digits := strconv.FormatFloat(x, 'g', 2, 64)
	if rounded, err := strconv.ParseFloat(digits, 64); err == nil {
		digits = strconv.FormatFloat(rounded, 'f', -1, 64)
	}
	if a := math.Abs(x); a >= 100 && a < 1e15 {
		digits = group(strconv.FormatFloat(x, 'f', 0, 64))
	}
	return "×" + minus(digits)
}

// Score writes a score with three decimals: "0.164"; "∞" where certainty proved
// wrong, "–" if there is none.
func Score(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	if math.IsInf(x, 0) {
		return infinite(x)
	}
	s := strconv.FormatFloat(x, 'f', 3, 64)
	if s == "-0.000" {
		s = "0.000"
	}
	return minus(s)
}

// Day writes the day of an instant in a zone: "19 Feb", or "14 Feb 2024" when
// that is another year than the present one.
func Day(t time.Time, zone *time.Location, now time.Time) string {
	layout := "2 Jan"
	if t.In(zone).Year() != now.In(zone).Year() {
		layout = "2 Jan 2006"
	}
	return t.In(zone).Format(layout)
}

// LastDay writes the day that a close names: a question that closes at the
// midnight after 31 August closes on 31 August. ParseWhen with endOfDay reads
// it back.
func LastDay(t time.Time, zone *time.Location, now time.Time) string {
	return Day(t.Add(-time.Millisecond), zone, now)
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
