package score

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/timecolumn"
)

// noTime is an instant of a table that is not known (0 is 1970-01-01 here).
const noTime int64 = math.MinInt64

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

// stated is an instant of a window, and the column that states it.
type stated struct {
	of column
	at *int64
}

func (w *window) instants() [4]stated {
	return [...]stated{{colOpens, &w.opens}, {colCloses, &w.closes}, {colResolved, &w.resolved}, {colSpot, &w.spot}}
}

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

// planned reports whether a question that has stretches has a scheduled close.
func (w window) planned() bool { return w.closes != noTime && w.closes > w.opens }

// Table is a table of forecasts, in order of question, forecaster, instant and
// line. The names are sorted.
type Table struct {
	Name        string
	Questions   []string
	Forecasters []string
	Options     []string // nil unless the table has an option column
	Bad         []BadRow // the first thousand rows that are left out
	BadRows     int      // how many there are
	Blank       int      // of them without a probability, which is no mistake

	Assumed []string // how the table was read where it does not say so itself
	Asks    []Ask    // what was guessed about it and must be confirmed
	Times   []string // how its times were read where they leave it open

	CharacterSet string // that of the file; empty for UTF-8

	rows    []row
	windows []window        // by question
	left    []int32         // the lines of rows that cannot be used
	ends    map[int32]int64 // by line, when a row stood no longer though no other came; nil if all stand
	guessed []Ask           // what was asked and is confirmed
	unit    UnitTaken
	dates   []DatesTaken
	unzoned bool // times have no zone, or no time of day
	unlike  int  // forecasts over options that cannot be of one question, as Settle found
	timed   bool // the table has a made_at column
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

// Endless reports whether no question has a close or an instant at which its outcome
// was known: then nobody knows how long forecasts stood, and there is no headline.
func (t *Table) Endless() bool {
	return !slices.ContainsFunc(t.windows, func(w window) bool { return w.end() != noTime })
}

// Timed reports whether the table, or who read it, says when its forecasts were made.
func (t *Table) Timed() bool { return t.timed }

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

// Ask is a guess about a table that is not certain: what about, what is guessed, and
// the flag of the commands that settles it.
type Ask struct {
	What  string   `json:"what"`
	Guess string   `json:"guess"`
	Flag  string   `json:"flag"`
	About AskAbout `json:"-"`
}

// String is the guess, and what it is about.
func (a Ask) String() string { return a.What + ": " + a.Guess }

// AskAbout is what a guess concerns, for a page that settles it in its own way.
type AskAbout uint8

// What guesses concern; AboutOther is told of in words alone.
const (
	AboutOther AskAbout = iota
	AboutPeople
	AboutNames // of people, which are much alike
	AboutUnit
	AboutOrder
)

// Unsure is that a table cannot be used before its guesses are confirmed.
type Unsure struct {
	File string
	Asks []Ask
}

func (u *Unsure) Error() string {
	var all, flags []string
	for _, a := range u.Asks {
		all = append(all, a.String())
		if !slices.Contains(flags, a.Flag) {
			flags = append(flags, a.Flag)
		}
	}
	return fmt.Sprintf("%s is not certain to be read as it is meant: %s: confirm with %s", u.File, strings.Join(all, "; "), strings.Join(flags, ", "))
}

// confirmed takes the guesses as what was said.
func (t *Table) confirmed() {
	t.guessed = t.Asks
	for _, a := range t.Asks {
		t.Assumed = append(t.Assumed, a.String())
	}
	t.Asks = nil
}

// Confirm gives an error, an *Unsure, if the table had to be guessed at.
func (t *Table) Confirm() error {
	if len(t.Asks) == 0 {
		return nil
	}
	return &Unsure{t.Name, t.Asks}
}

// TableOptions say how to read a table.
type TableOptions struct {
	SkipBadRows bool              // go on, count and list them
	Columns     map[string]string // what a header's name stands for, e.g. "guess": "probability"
	Percent     bool              // it is certain that probabilities without a sign are percent
	Shares      bool              // it is certain that they are from 0 to 1
	Sheet       string            // of a spreadsheet; the first if empty
	Sure        bool              // what is guessed about the table is confirmed
	MadeAt      *time.Time        // of the forecasts of a table without such a column
	Forecaster  string            // of those of a table without such a column

	Zone      *time.Location   // of times without one, and of days; nil is UTC
	DateOrder timecolumn.Order // of day and month; Undecided finds it in the column

	block int // bytes that a reader takes at a time; 0 for 1 MiB
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
		if y, ok := parseOutcome([]byte(text)); ok && y < 0 && t.isOption(rows, text) {
			return whyOption
		}
		if t.named(rows, text) {
			return ""
		}
		if y, ok := parseOutcome([]byte(text)); !ok || y >= 0 {
			return "none of the question's options"
		}
	}
	y, ok := parseOutcome([]byte(text))
	if !ok {
		return WhyNoOutcome(text)
	}
	if y == outcomeNA {
		y = outcomeVoid
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
