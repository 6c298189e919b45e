package score

import (
	"fmt"
	"math"
	"slices"
)

// noTime is an instant of a table that is not known (0 is 1970-01-01 here).
const noTime int64 = math.MinInt64

// What a row's outcome is where it is no number.
const (
	outcomeUnknown = -1 // not resolved
	outcomeVoid    = -2 // annulled, ambiguous or void
	outcomeNamed   = -3 // names an option, not looked up yet
)

// row is one line of a forecast table. Question, forecaster and option are
// indexes of names.
type row struct {
	at                           int64
	p, y                         float64
	question, forecaster, option int32
	line                         int32
}

// window is what a table says about one question.
type window struct {
	opens, closes, resolved, spot int64 // noTime where not known
	title                         string
}

var noWindow = window{opens: noTime, closes: noTime, resolved: noTime, spot: noTime}

// end is the earlier of close and resolution, noTime where neither is known.
func (w window) end() int64 {
	if w.closes == noTime || w.resolved == noTime {
		return max(w.closes, w.resolved)
	}
	return min(w.closes, w.resolved)
}

// scheduled is the length that weights are shares of, 0 if the question has no
// window; false if the actual length stands in for the scheduled one.
func (w window) scheduled() (int64, bool) {
	if w.opens == noTime || w.end() == noTime {
		return 0, false
	}
	if w.closes > w.opens {
		return w.closes - w.opens, true
	}
	return max(0, w.end()-w.opens), false
}

// Table is a table of forecasts, in order of question, forecaster, instant and
// line. The names are sorted.
type Table struct {
	Name        string
	Questions   []string
	Forecasters []string
	Options     []string // nil unless the table has an option column
	Bad         []BadRow // the first thousand rows that could not be read
	BadRows     int      // how many there were

	CharacterSet string // that of the file; empty for UTF-8

	rows    []row
	windows []window // by question
	timed   bool     // the table has a made_at column
	head    header
}

// Row is one line of a table as it was read.
type Row struct {
	Line                         int
	Question, Forecaster, Option string
	Title                        string
	At, Opens, Closes, Resolved  int64 // milliseconds; false in the fields below where not known
	HasAt, HasOpens, HasCloses   bool
	HasResolved                  bool
	P                            float64
	Outcome                      float64 // NaN if not known or void
	Void                         bool
}

// Title is that of a question; empty if the table has none.
func (t *Table) Title(question string) string {
	if at, ok := slices.BinarySearch(t.Questions, question); ok {
		return t.windows[at].title
	}
	return ""
}

// Len is how many rows were read.
func (t *Table) Len() int { return len(t.rows) }

// Row gives row i; rows are in order of question, forecaster, instant and line.
func (t *Table) Row(i int) Row {
	r, w := &t.rows[i], &t.windows[t.rows[i].question]
	out := Row{
		Line: int(r.line), Question: t.Questions[r.question], Forecaster: t.Forecasters[r.forecaster],
		Title: w.title, At: r.at, HasAt: t.timed, P: r.p, Outcome: r.y, Void: r.y == outcomeVoid,
		Opens: w.opens, HasOpens: w.opens != noTime, Closes: w.closes, HasCloses: w.closes != noTime,
		Resolved: w.resolved, HasResolved: w.resolved != noTime,
	}
	if r.y < 0 {
		out.Outcome = math.NaN()
	}
	if t.Options != nil {
		out.Option = t.Options[r.option]
	}
	return out
}

// BadRow is a row that cannot be read: where it is and what it says.
type BadRow struct {
	File   string
	Line   int    // the first is 1
	Column string // as the header names it, or "" where the row as a whole is bad
	Value  string
	Why    string
	Rows   int    // that are left out for it; 0 for this one alone
	Advice string // what to do where leaving rows out does not help
}

func (b *BadRow) Error() string {
	if b.Column == "" {
		return fmt.Sprintf("%s:%d: %s", b.File, b.Line, b.Why)
	}
	return fmt.Sprintf("%s:%d: column %s: %q: %s", b.File, b.Line, b.Column, b.Value, b.Why)
}

// TableOptions say how to read a table.
type TableOptions struct {
	SkipBadRows bool              // go on, count and list them
	Columns     map[string]string // what a header's name stands for, e.g. "guess": "probability"
	Percent     bool              // probabilities without a sign are percent
	Sheet       string            // of a spreadsheet; the first if empty
}

// of gives the rows of one question.
func (t *Table) of(question int32) []row {
	less := func(r row, q int32) int { return int(r.question) - int(q) }
	lo, _ := slices.BinarySearchFunc(t.rows, question, less)
	hi, _ := slices.BinarySearchFunc(t.rows, question+1, less)
	return t.rows[lo:hi]
}

// resolve gives the rows of one question the outcome that the text says; ""
// or why it cannot.
func (t *Table) resolve(rows []row, text string) string {
	if t.Options != nil {
		if t.named(rows, text) {
			return ""
		}
		if y, ok := parseOutcome([]byte(text)); !ok || y >= 0 {
			return "none of the question's options"
		}
	}
	y, ok := parseOutcome([]byte(text))
	if !ok {
		return whyOutcome
	}
	for i := range rows {
		rows[i].y = y
	}
	return ""
}

// named resolves rows to the option that the text names; false if none of them
// has that option.
func (t *Table) named(rows []row, text string) bool {
	found := false
	for i := range rows {
		found = found || foldEqual(t.Options[rows[i].option], text)
	}
	if found {
		for i := range rows {
			rows[i].y = is(foldEqual(t.Options[rows[i].option], text))
		}
	}
	return found
}
