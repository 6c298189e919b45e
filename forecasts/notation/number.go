// Package notation reads and writes the short forms that forecasters use:
// probabilities, shares of several options, quantiles, outcomes and times,
// from strings to values and back.
//
// Everything here is pure: no store, no clock (the present is an argument),
// nothing of the program's other packages. An error is one sentence a person
// can act on: what is wrong, and what to write instead.
//
//	p, _ := notation.ParseProbability("1:7") // 0.125
//	notation.Percent(p)                      // "12.5 %", with U+202F
//
// The invariant: what a formatting function prints, the parser beside it
// reads back as the same value, to the digits that were printed.
//
// This is the only place that knows how a probability or a number is spelt.
// Package assets/words writes with it what people read, and adds the dates,
// units and sentences; code that writes for people calls words, and code that
// reads what they typed, or fills in a field for them to edit, calls notation.
package notation

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// thin is the narrow no-break space (U+202F) between a number and its sign,
// and between groups of digits.
const thin = "\u202f"

var (
	plainNumber   = regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?$`)
	groupedSpaces = regexp.MustCompile(`^[+-]?\d{1,3}( \d{3})+(\.\d+)?$`)
	groupedCommas = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?$`)
	commaAndPoint = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+$`)
	decimalComma  = regexp.MustCompile(`^([+-]?\d*),(\d+)$`)
	thousandComma = regexp.MustCompile(`^[+-]?[1-9]\d{0,2},\d{3}$`)
)

// ParseNumber reads a finite number: "108", "-3.5", "2,5" with a decimal
// comma, "1 284" or "1,284,000" in groups of three. "1,284" could mean two
// things and is refused with a sentence that says so.
func ParseNumber(text string) (float64, error) {
	s := fold(text)
	digits, err := plainDigits(s)
	if err != nil {
		return 0, err
	}
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%s is too large a number", quoted(s))
	}
	return v, nil
}

// plainDigits gives a number's text with a decimal point and nothing between
// its digits.
func plainDigits(s string) (string, error) {
	switch {
	case s == "":
		return "", errors.New("a number is missing: write one such as 108 or 2.5")
	case plainNumber.MatchString(s):
		return s, nil
	case groupedSpaces.MatchString(s):
		return strings.ReplaceAll(s, " ", ""), nil
	case groupedCommas.MatchString(s), commaAndPoint.MatchString(s):
		return strings.ReplaceAll(s, ",", ""), nil
	case thousandComma.MatchString(s):
		return "", fmt.Errorf("%s can be read in two ways: write %s or %s", quoted(s),
			strings.Replace(s, ",", "", 1), strings.Replace(s, ",", ".", 1))
	}
	if m := decimalComma.FindStringSubmatch(s); m != nil {
		return m[1] + "." + m[2], nil
	}
	return "", fmt.Errorf("%s is not a number: write one such as 108 or 2.5", quoted(s))
}

// fold brings the spellings of an input method to one: full-width digits and
// signs to plain ones, every white space to a single blank, the minus sign to
// a hyphen.
func fold(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case r >= 0xFF01 && r <= 0xFF5E:
			r -= 0xFEE0
		case r == '\u2212':
			r = '-'
		case r == '\u2236':
			r = ':'
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}

// quoted shows what was typed, cut where it is long.
func quoted(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}
