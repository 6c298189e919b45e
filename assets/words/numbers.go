package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"weathervane/forecasts/notation"
)

// Count writes a whole number in groups of three: "1 284", with U+202F.
func Count(n int) string { return Number(float64(n)) }

// ShortCount writes a count where there is little room: from ten thousand on in whole
// thousands, rounded down: "9 999", "12k", "100k", "3M".
func ShortCount(n int) string {
	switch {
	case n >= 1_000_000:
		return strconv.Itoa(n/1_000_000) + "M"
	case n >= 10_000:
		return strconv.Itoa(n/1_000) + "k"
	}
	return Count(n)
}

// Number writes a value with the fewest digits that read back the same, in
// groups of three before the point: "1 284", "−3.5".
func Number(v float64) string { return notation.Number(v) }

// Percent writes a probability: "12 %", "12.5 %", "0.04 %", never "0 %" for
// what is possible.
func Percent(p float64) string { return notation.Percent(p) }

// WholePercent writes a probability in whole per cent: "12 %". Only certainty
// reads as 0 % or 100 %.
func WholePercent(p float64) string {
	if r := math.Round(p*100) / 100; r > 0 && r < 1 {
		return Percent(r)
	}
	return Percent(p)
}

// WholeShare writes a part of a whole in whole per cent: "0 %" below one half.
func WholeShare(v float64) string { return Percent(math.Round(v*100) / 100) }

// SignedPercent writes a change or a skill in whole per cent: "+12 %", "−3 %".
func SignedPercent(v float64) string {
	s := WholeShare(math.Abs(v))
	switch {
	case v > 0:
		return "+" + s
	case v < 0:
		return minus + s
	}
	return s
}

// Bare is a percentage without its sign, for ranges and fields: "12" of 0.12.
func Bare(p float64) string { return notation.BarePercent(p) }

// AxisPercent labels a scale of probabilities in whole per cent, without a sign: "25".
func AxisPercent(p float64) string { return Plain(p*100, 0) }

// PercentWith writes a part of a whole with so many decimals: "0.25 %".
func PercentWith(v float64, n int) string { return Plain(100*v, n) + thin + "%" }

// ReportPercent writes a probability for reports and other files, to a hundredth
// of a per cent and with an ordinary space: "12 %", "41.25 %".
func ReportPercent(p float64) string {
	s := strings.TrimRight(Plain(100*p, 2), "0")
	return strings.TrimSuffix(s, ".") + " %"
}

// Progress writes how much of some work is done, in whole per cent and always in
// the same width: "  7 %".
func Progress(percent int) string { return fmt.Sprintf("%3d %%", percent) }

// FromTo is a move between two probabilities: "12 → 15 %".
func FromTo(from, to float64) string { return Bare(from) + " → " + Percent(to) }

// Points writes the difference of two probabilities in whole points: "+7", "0",
// "−2".
func Points(d float64) string {
	r := math.Round(d * 100)
	if r > 0 {
		return "+" + Number(r)
	}
	return Number(r + 0)
}

// PointsMoved writes how far a probability moved, in points and without a sign: "0.4",
// "12"; "" for less than a twentieth of a point.
func PointsMoved(d float64) string {
	switch points := math.Abs(d) * 100; {
	case points < 0.05:
		return ""
	case points < 0.95:
		return Plain(points, 1)
	default:
		return Plain(points, 0)
	}
}

// PointsOff writes by how much probabilities break a rule, to a hundredth of a
// point: "1 point", "0.25 points".
func PointsOff(off float64) string {
	x := Number(math.Round(off*1e4) / 100)
	if x == "1" {
		return "1 point"
	}
	return x + " points"
}

// Ratio writes a likelihood ratio: "×0.4", "×3", "×12", and beyond what is read at a
// glance "×1.8e308".
func Ratio(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return strings.Replace("×"+Number(x), "×–", Dash, 1)
	}
	short := strconv.FormatFloat(x, 'g', 2, 64)
	a := math.Abs(x)
	if a >= 1e15 || a > 0 && a < 1e-9 {
		return "×" + strings.NewReplacer("+", "", "-", minus).Replace(short)
	}
	rounded, _ := strconv.ParseFloat(short, 64)
	if a >= 100 {
		rounded = math.Round(x)
	}
	return "×" + Number(rounded)
}

// Score writes a score with three decimals: "0.164"; "∞" where certainty proved
// wrong, "–" if there is none.
func Score(x float64) string { return Decimals(x, 3) }

// Decimals writes a value with so many decimals: "0.1640", "−0.020".
func Decimals(x float64, n int) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Number(x)
	}
	s := strconv.FormatFloat(x, 'f', n, 64)
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		if strings.Trim(rest, "0.") == "" {
			return rest
		}
		return minus + rest
	}
	return s
}

// RecordedBaseRates says what the recorded skill is against.
const RecordedBaseRates = "against base rates recorded before each forecast, the forecaster’s own if there is one"

// Plain writes a value with so many decimals for a table that programs read.
func Plain(x float64, n int) string { return strconv.FormatFloat(x, 'f', n, 64) }

// Digits writes a value with so many significant digits for a table that programs
// read; with -1, with the fewest that read back the same.
func Digits(x float64, n int) string { return strconv.FormatFloat(x, 'g', n, 64) }

// Figure writes a score to four places for reports and the command line, with an
// ordinary minus: "0.1640", "-0.0200"; "∞" where certainty proved wrong, "–" if
// there is none.
func Figure(x float64) string {
	switch {
	case math.IsNaN(x):
		return Dash
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return "-∞"
	}
	return Plain(x, 4)
}

// Signed writes a change with its sign and so many decimals: "+0.02", "−0.10".
func Signed(x float64, n int) string {
	return strings.Replace(fmt.Sprintf("%+.*f", n, x), "-", minus, 1)
}

// Change is Signed for what may be no change: what is zero in so many decimals has
// no sign, "0.000". Change is "+∞" or "−∞" where one of the two values is infinite,
// and "–" if there is none.
func Change(x float64, n int) string {
	s := Decimals(math.Abs(x), n)
	switch {
	case math.IsNaN(x) || strings.Trim(s, "0.") == "":
		return s
	case x < 0:
		return minus + s
	}
	return "+" + s
}

// Amount writes a value in a question's unit to three digits: "12.3", "1 284".
func Amount(x float64) string {
	if a := math.Abs(x); a >= 1000 || a == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return Number(math.Round(x))
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	return Number(rounded)
}

const minus = "\u2212"

// PValue writes the probability of a test: "0.031", "< 0.001".
func PValue(p float64) string {
	if p < 0.001 {
		return "<\u202f0.001"
	}
	return Decimals(p, 3)
}
