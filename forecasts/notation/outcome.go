package notation

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// An OutcomeKind says which member of an Outcome counts.
type OutcomeKind int

// The kinds of outcome.
const (
	OutcomeYesNo    OutcomeKind = iota // Yes
	OutcomeFraction                    // Number, strictly between 0 and 1: resolved in part
	OutcomeOption                      // Option
	OutcomeNumber                      // Number
	OutcomeInstant                     // At
	OutcomeBelow                       // below the question's range
	OutcomeAbove                       // above it
)

// An Outcome is how a question came out.
type Outcome struct {
	Kind   OutcomeKind
	Yes    bool
	Option string
	Number float64
	At     time.Time
}

// Value gives the outcome as a record holds it: true or false, a number, an
// option's name, an instant as text, "below_range" or "above_range".
func (o Outcome) Value() any {
	switch o.Kind {
	case OutcomeYesNo:
		return o.Yes
	case OutcomeOption:
		return o.Option
	case OutcomeInstant:
		return Instant(o.At)
	case OutcomeBelow:
		return "below_range"
	case OutcomeAbove:
		return "above_range"
	}
	return o.Number
}

// Instant writes a moment as records do: "2024-08-31T15:00:00.000Z".
func Instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// ParseOutcome reads the outcome of a question of a type ("binary", "choice",
// "numeric" or "date"): yes, no, true, false or a fraction; an option; a number;
// a date; "below" or "above" the range. It does not check whether the range is
// open there.
func ParseOutcome(text, questionType string, options []string, zone *time.Location) (Outcome, error) {
	s := fold(text)
	if s == "" {
		return Outcome{}, errors.New("the outcome is missing: write how the question came out")
	}
	switch questionType {
	case "binary":
		return binaryOutcome(s)
	case "choice":
		o, err := matchOption(strings.TrimSpace(text), options)
		return Outcome{Kind: OutcomeOption, Option: o}, err
	case "numeric", "date":
		if kind, ok := beyondRange(s); ok {
			return Outcome{Kind: kind}, nil
		}
	default:
		return Outcome{}, fmt.Errorf("%s is not a type of question: there are binary, choice, numeric and date", quoted(questionType))
	}
	if questionType == "date" {
		at, err := ParseWhen(text, time.Time{}, zone, false)
		return Outcome{Kind: OutcomeInstant, At: at}, err
	}
	v, err := ParseNumber(s)
	if err != nil {
		return Outcome{}, fmt.Errorf("%w, or below or above where the range is open", err)
	}
	return Outcome{Kind: OutcomeNumber, Number: v}, nil
}

func binaryOutcome(s string) (Outcome, error) {
	switch strings.ToLower(s) {
	case "yes", "true":
		return Outcome{Kind: OutcomeYesNo, Yes: true}, nil
	case "no", "false":
		return Outcome{Kind: OutcomeYesNo}, nil
	}
	p, err := ParseProbability(s)
	switch {
	case err != nil || strings.Contains(s, ":"):
		return Outcome{}, fmt.Errorf("%s is not an outcome of a yes-or-no question: write yes, no, or a fraction such as 0.5", quoted(s))
	case p == 0 || p == 1:
		return Outcome{Kind: OutcomeYesNo, Yes: p == 1}, nil
	}
	return Outcome{Kind: OutcomeFraction, Number: p}, nil
}

func beyondRange(s string) (OutcomeKind, bool) {
	switch strings.ToLower(s) {
	case "below", "below_range":
		return OutcomeBelow, true
	case "above", "above_range":
		return OutcomeAbove, true
	}
	return 0, false
}
