package notation

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

const probabilityHint = "give a probability such as 12%, 0.12 or odds 1:7"

// ParseProbability reads a probability from 0 to 1: "12%", "12 %", "0.12",
// "0,12", or odds "1:7" (one for, seven against: 12.5 %). A bare number above
// 1 is refused, since 2 might mean 2 % or a slip.
func ParseProbability(text string) (float64, error) {
	s := fold(text)
	if s == "" {
		return 0, errors.New("the probability is missing: " + probabilityHint)
	}
	if forText, againstText, ok := strings.Cut(s, ":"); ok {
		return parseOdds(s, forText, againstText)
	}
	if number, ok := strings.CutSuffix(s, "%"); ok {
		return parsePercent(strings.TrimSpace(number))
	}
	digits, err := probabilityDigits(s)
	if err != nil {
		return 0, fmt.Errorf("%s is not a probability: %s", quoted(s), probabilityHint)
	}
	p, err := strconv.ParseFloat(digits, 64)
	switch {
	case err != nil || p < 0:
		return 0, outside(digits)
	case p > 100:
		return 0, fmt.Errorf("%s is outside 0–1: %s", digits, probabilityHint)
	case p > 1:
		return 0, fmt.Errorf("%s is above 1 and has no %% sign: write %s%% if you mean per cent, or a number from 0 to 1", digits, digits)
	}
	return positiveZero(p), nil
}

func parsePercent(number string) (float64, error) {
	digits, err := probabilityDigits(number)
	if err != nil {
		return 0, fmt.Errorf("%s is not a probability: %s", quoted(number+"%"), probabilityHint)
	}
	// The point is moved in the text, not by dividing, so that 5.7% is the
	// double nearest to 0.057.
	shifted := digits + "e-2"
	if i := strings.IndexAny(digits, "eE"); i >= 0 {
		exponent, _ := strconv.Atoi(digits[i+1:])
		shifted = digits[:i] + "e" + strconv.Itoa(exponent-2)
	}
	p, err := strconv.ParseFloat(shifted, 64)
	if err != nil || p < 0 || p > 1 {
		return 0, outside(digits)
	}
	return positiveZero(p), nil
}

func parseOdds(whole, forText, againstText string) (float64, error) {
	bad := fmt.Errorf("%s are not odds: write one for, seven against as 1:7", quoted(whole))
	in, err := ParseNumber(forText)
	if err != nil {
		return 0, bad
	}
	against, err := ParseNumber(againstText)
	if err != nil || in < 0 || against < 0 {
		return 0, bad
	}
	if in == 0 && against == 0 {
		return 0, errors.New("odds of 0:0 say nothing: write one for, seven against as 1:7")
	}
	if big := max(in, against); big > 1e300 || (big < 1e-300 && big > 0) {
		return 0, bad
	}
	return positiveZero(in / (in + against)), nil
}

// probabilityDigits is plainDigits, but a comma is always a decimal one:
// no probability has thousands.
func probabilityDigits(s string) (string, error) {
	if m := decimalComma.FindStringSubmatch(s); m != nil {
		return m[1] + "." + m[2], nil
	}
	if !plainNumber.MatchString(s) {
		return "", errors.New("not a number")
	}
	return s, nil
}

func outside(percent string) error {
	return fmt.Errorf("%s %% is outside 0–100 %%: %s", percent, probabilityHint)
}

func positiveZero(p float64) float64 { return math.Abs(p) }

// Percent writes a probability for people: "12 %", "12.5 %", with a narrow
// no-break space. It has one decimal where needed, and more only where fewer
// would claim certainty: 0.0004 is "0.04 %", never "0 %".
func Percent(p float64) string {
	switch {
	case math.IsNaN(p):
		return "–"
	case p < 0, p > 1:
		return minus(trimZeros(strconv.FormatFloat(p*100, 'f', 1, 64))) + thin + "%"
	case p == 0:
		return "0" + thin + "%"
	case p == 1:
		return "100" + thin + "%"
	}
	return percentDigits(p) + thin + "%"
}

// percentDigits keeps one decimal, or one digit that is not 0 (or not 9) where
// the nearer end of the scale is closer than 0.1 %.
func percentDigits(p float64) string {
	decimals := 1
	if edge := min(p, 1-p) * 100; edge < 0.1 {
		decimals = int(-math.Floor(math.Log10(edge)))
	}
	return trimZeros(shiftPoint(strconv.FormatFloat(p, 'f', decimals+2, 64)))
}

// shiftPoint multiplies a decimal text with at least two decimals by 100
// without rounding it again.
func shiftPoint(s string) string {
	whole, decimals, _ := strings.Cut(s, ".")
	shifted := strings.TrimLeft(whole+decimals[:2], "0")
	if shifted == "" {
		shifted = "0"
	}
	return shifted + "." + decimals[2:]
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func minus(s string) string { return strings.Replace(s, "-", "\u2212", 1) }

// ParseBarePercent reads what is typed into a field whose unit is per cent: a
// bare number is per cent, from 0 to 100; what has a sign, odds and fractions
// are read as by ParseProbability.
func ParseBarePercent(text string) (float64, error) {
	t := strings.TrimSpace(text)
	if v, err := strconv.ParseFloat(strings.ReplaceAll(t, ",", "."), 64); err == nil {
		if !(v >= 0 && v <= 100) {
			return 0, errors.New(t + " % is not a probability: write 0 to 100")
		}
		return v / 100, nil
	}
	return ParseProbability(t)
}

// BarePercent writes a probability as Percent does, without the sign.
func BarePercent(p float64) string { return strings.TrimSuffix(Percent(p), "\u202f%") }
