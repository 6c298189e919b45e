// Package importers reads the exports of other forecasting services into plain
// values: questions with their windows and ends, and the forecasts on them. It
// says what it had to assume where a format leaves something open, and counts
// what is odd in it; it corrects nothing.
package importers

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/score"
)

// File is what one export says.
type File struct {
	From      string // the service or form
	Questions []Question
	Assumed   []string  // what the format leaves open, and how it was read
	LeftOut   []LeftOut // the first rows of a table that are not imported
	Left      []int     // the lines of all rows of a table that cannot be used, in order
	Odd       []Count   // what is imported as it is although it is odd, and what cannot be imported
}

// LeftOut is a row that is not imported.
type LeftOut struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Why  string `json:"why"`
}

// Count is how often something odd was met.
type Count struct {
	What string `json:"what"`
	N    int    `json:"n"`
}

// Question is a question of an export. Times are zero if not known.
type Question struct {
	Key        string // what the source knows it by, the same in every export
	Here       string // the key of the question in the workspace that asked it itself, if one did
	ByTitle    bool   // the key alone does not distinguish it from questions of other files
	Bare       bool   // only forecasts tell of it: title and options are numbers
	Title      string
	Type       string // binary, choice, numeric or date
	Background string
	Criteria   string
	FinePrint  string
	Unit       string
	Range      *Range
	Tags       []string
	Options    []string
	Ordered    bool // the options

	Opens, Closes, ResolvesBy time.Time

	End       string // "", resolved, ambiguous, annulled or withdrawn
	Outcome   any    // bool, float64, time.Time or string: an option, or beyond an open bound BelowRange or AboveRange
	Open      bool   // the source says that it has not ended
	KnownAt   time.Time
	Forecasts []Forecast // in order of forecaster and time
}

// Range has the bounds of a numeric or date question; of dates, in milliseconds
// since 1970. A bound is open where the answer may lie beyond it.
type Range struct {
	Min, Max             float64
	OpenBelow, OpenAbove bool
}

// The outcomes beyond open bounds.
const (
	BelowRange = "below_range"
	AboveRange = "above_range"
)

// Forecast is a forecast of an export; one of P, Probs and Quantiles is given.
type Forecast struct {
	Line      int // in the file, the first is 1; an entry's number in JSON
	By        string
	id        string    // of who made it, if the source has ids beside names
	At        time.Time // zero for a price whose time is not told
	Stood     Stood     // when such a price stood
	P         *float64
	Probs     map[string]float64
	Quantiles [][2]float64 // level and value; of dates, milliseconds since 1970
	Note      string
}

// Stood is when a market's price stood.
type Stood int

// When a price stood.
const (
	StoodAt    Stood = iota // when the forecast was made
	StoodLast               // shortly before the question ended, or now if it has not
	StoodAtEnd              // when the question had ended
)

// isOver reports whether a forecast gives each option of a question a probability, and
// nothing else one.
func (x *Forecast) isOver(q *Question) bool {
	for _, o := range q.Options {
		if p, given := x.Probs[o]; !given || !(p >= 0 && p <= 1) {
			return false
		}
	}
	return len(x.Probs) == len(q.Options)
}

// isWhole reports whether a forecast is a distribution over all options of a question.
func (x *Forecast) isWhole(q *Question) bool {
	sum := 0.0
	for _, o := range slices.Sorted(maps.Keys(x.Probs)) {
		sum += x.Probs[o]
	}
	return x.isOver(q) && math.Abs(sum-1) <= 1e-6
}

// tag adds a tag, once.
func (q *Question) tag(name string) {
	if name = inOneLine(name); name != "" && !slices.Contains(q.Tags, name) {
		q.Tags = append(q.Tags, name)
	}
}

// BadRow is a row that cannot be read.
type BadRow struct {
	File   string
	Line   int
	Column string
	Value  string
	Why    string
}

func (b *BadRow) Error() string {
	if b.Column == "" {
		return fmt.Sprintf("%s:%d: %s", b.File, b.Line, b.Why)
	}
	return fmt.Sprintf("%s:%d: column %s: %q: %s", b.File, b.Line, b.Column, b.Value, b.Why)
}

// Told is an error whose remedy is a flag for a command, and something else in the
// window.
type Told struct {
	Command, Window string
	Cause           error // nil if there is no other
}

func (t *Told) Error() string { return t.Command }

// InWindow says it to whoever can give no flags.
func (t *Told) InWindow() string { return t.Window }

func (t *Told) Unwrap() error { return t.Cause }

// odd counts one more of what.
func (f *File) odd(what string) { f.oddly(what, 1) }

func (f *File) oddly(what string, n int) {
	if n == 0 {
		return
	}
	i := slices.IndexFunc(f.Odd, func(o Count) bool { return o.What == what })
	switch {
	case i >= 0:
		f.Odd[i].N += n
	case what == otherwiseOdd || len(f.Odd) < mostOdd:
		f.Odd = append(f.Odd, Count{what, n})
	default:
		f.oddly(otherwiseOdd, n)
	}
}

// What is odd is told apart in so many ways at most, since a file may name some itself.
const (
	mostOdd      = 50
	otherwiseOdd = "what is odd otherwise"
)

func (f *File) assume(what string) {
	if !slices.Contains(f.Assumed, what) {
		f.Assumed = append(f.Assumed, what)
	}
}

// callApart gives people of one name, whose ids differ, names of their own.
func (f *File) callApart() {
	people := map[score.Person]bool{}
	for i := range f.Questions {
		for _, x := range f.Questions[i].Forecasts {
			if x.id != "" {
				people[score.Person{Name: x.By, ID: x.id}] = true
			}
		}
	}
	called, shared := score.CallApart(slices.Collect(maps.Keys(people)))
	if len(shared) == 0 {
		return
	}
	f.assume(score.SaySharedNames(shared, "their ids"))
	for i := range f.Questions {
		all := f.Questions[i].Forecasts
		for j, x := range all {
			if x.id != "" {
				all[j].By = called[score.Person{Name: x.By, ID: x.id}]
			}
		}
	}
	f.sortForecasts()
}

// SameInstant is what several forecasts of one forecaster and instant are counted as.
const SameInstant = "forecasts at an instant at which the same forecaster made another"

// survey counts what is odd about the questions and forecasts, once people have names
// of their own.
func (f *File) survey() {
	f.callApart()
	for i := range f.Questions {
		q := &f.Questions[i]
		switch {
		case q.End == "resolved" && q.Type == "binary" && isTie(q.Outcome):
			f.odd("resolved to a fraction")
		case q.End != "" && q.End != "resolved":
			f.odd("questions that ended without an outcome")
		}
		if !q.Opens.IsZero() && !q.Closes.IsZero() && !q.Closes.After(q.Opens) {
			f.odd("questions that close before they open")
		}
		over := q.Closes
		if q.End != "" && !q.KnownAt.IsZero() && (over.IsZero() || q.KnownAt.Before(over)) {
			over = q.KnownAt
		}
		type instant struct {
			by string
			at int64
		}
		seen := map[instant]bool{}
		for _, x := range q.Forecasts {
			if x.Stood != StoodAt {
				continue
			}
			at := instant{x.By, x.At.UnixMilli()}
			if seen[at] {
				f.odd(SameInstant)
			}
			seen[at] = true
			if !over.IsZero() && !x.At.Before(over) {
				f.odd("forecasts made after the close or the outcome")
			}
			if !q.Opens.IsZero() && x.At.Before(q.Opens) {
				f.odd("forecasts made before the question opened")
			}
		}
	}
}

// binaryOutcome is yes, no or a fraction, of 1, 0 or what is between them.
func binaryOutcome(y float64) any {
	if y == 0 || y == 1 {
		return y == 1
	}
	return y
}

func isTie(outcome any) bool {
	x, ok := outcome.(float64)
	return ok && x != 0 && x != 1
}

// inOneLine makes a title of any text.
func inOneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// inOrder compares forecasts by forecaster and time.
func inOrder(a, b Forecast) int { return cmp.Or(strings.Compare(a.By, b.By), a.At.Compare(b.At)) }

// sortForecasts puts the forecasts of every question in order.
func (f *File) sortForecasts() {
	for i := range f.Questions {
		slices.SortStableFunc(f.Questions[i].Forecasts, inOrder)
	}
}

// plausible reports whether records can hold an instant.
func plausible(t time.Time) bool { return t.Year() >= 1900 && t.Year() <= 2300 }
