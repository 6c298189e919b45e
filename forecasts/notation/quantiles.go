package notation

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Quantile says that the answer is Value or less (At or earlier, for a
// date) with probability Level.
type Quantile struct {
	Level float64
	Value float64
	At    time.Time
}

const quantilesHint = "give levels and values such as 5%:90 25%:105 50%:118 75%:132 95%:150"

// level finds "5%:", "2.5 % :" or "0.05:" where a quantile begins.
var level = regexp.MustCompile(`(?:^|[\s;])\s*(\d*[.,]?\d+\s*%|0?[.,]\d+|[01])\s*:\s*`)

// withinNumber finds the unbreakable spaces that group digits. A plain space
// between digits is refused here: "5%:90 105" rather lacks a level.
var withinNumber = regexp.MustCompile(`(\d)[\x{00a0}\x{2009}\x{202f}](\d{3})`)

// ParseQuantiles reads the quantiles of a numeric or date question:
// "5%:90 25%:105 50%:118 75%:132 95%:150". Levels and values both rise
// strictly. For dates, a day begins where the zone says.
func ParseQuantiles(text string, date bool, zone *time.Location) ([]Quantile, error) {
	text = fold(withinNumber.ReplaceAllString(text, "$1$2"))
	starts := level.FindAllStringSubmatchIndex(text, -1)
	if len(starts) == 0 || starts[0][0] != 0 {
		return nil, errors.New("the quantiles cannot be read: " + quantilesHint)
	}
	out := make([]Quantile, 0, len(starts))
	for i, m := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		q, err := parseQuantile(text[m[2]:m[3]], strings.Trim(text[m[1]:end], " ;"), date, zone)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			if err := rising(out[i-1], q, date); err != nil {
				return nil, err
			}
		}
		out = append(out, q)
	}
	return out, nil
}

func parseQuantile(levelText, value string, date bool, zone *time.Location) (Quantile, error) {
	p, err := ParseProbability(levelText)
	if err != nil {
		return Quantile{}, fmt.Errorf("level %w", err)
	}
	q := Quantile{Level: p}
	if date {
		q.At, err = ParseWhen(value, time.Time{}, zone, false)
	} else if before, after, two := strings.Cut(value, " "); two {
		err = fmt.Errorf("there are two values, %s and %s: write a level before each", quoted(before), quoted(after))
	} else {
		q.Value, err = ParseNumber(value)
	}
	if err != nil {
		return Quantile{}, fmt.Errorf("at %s: %w", levelText, err)
	}
	return q, nil
}

func rising(before, q Quantile, date bool) error {
	if q.Level <= before.Level {
		return fmt.Errorf("level %s comes after %s: write levels from low to high, each once", exact(q.Level), exact(before.Level))
	}
	if date && !q.At.After(before.At) {
		return fmt.Errorf("the date at %s is not later than that at %s: dates rise with their levels", exact(q.Level), exact(before.Level))
	}
	if !date && q.Value <= before.Value {
		return fmt.Errorf("the value at %s is not above that at %s: values rise with their levels", exact(q.Level), exact(before.Level))
	}
	return nil
}

// FormatQuantiles writes quantiles as ParseQuantiles reads them, exactly.
func FormatQuantiles(qs []Quantile, date bool) string {
	parts := make([]string, len(qs))
	for i, q := range qs {
		value := strconv.FormatFloat(q.Value, 'f', -1, 64)
		if date {
			value = Instant(q.At)
		}
		parts[i] = exact(q.Level) + ":" + value
	}
	return strings.Join(parts, " ")
}

// exact writes a probability as per cent with every digit it has.
func exact(p float64) string {
	s := strconv.FormatFloat(p, 'f', -1, 64)
	_, decimals, _ := strings.Cut(s, ".")
	if n := len(decimals); n < 2 {
		if n == 0 {
			s += "."
		}
		s += strings.Repeat("0", 2-n)
	}
	return trimZeros(shiftPoint(s)) + "%"
}
