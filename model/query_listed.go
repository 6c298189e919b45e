package model

import (
	"cmp"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"weathervane/model/journal"
)

// A List says which questions a list has, and in which order.
type List struct {
	Tag   string
	Type  string
	State State
	Words []string // in small letters: each stands in the title or in a tag
	Order Order
	Of    int64 // whose number it is ordered by
	Now   journal.Instant
	Most  int // how many of the first; all if it is 0. Neither with words nor by what leads.
}

// A State narrows a list to questions that stand so at its present.
type State int

// The states. What waits for its end is due: closed questions, and ends that
// contradict each other.
const (
	AnyState State = iota
	OpenState
	DueState
	EndedState
	Closed   // due, and not disputed
	NotEnded // open or due
)

// An Order is a way to sort a list.
type Order int

// The orders. What is equal goes by its title, then the last changed first, then in
// the order of asking.
const (
	ByLastChange Order = iota
	ByClose
	ByLeading
	ByTitle
)

// inState says of x that its state is so; @now is the present.
var inState = map[State]string{
	AnyState:   "1",
	OpenState:  "(" + unended + " AND (x.closes IS NULL OR x.closes > @now))",
	Closed:     "(" + unended + " AND x.closes <= @now)",
	DueState:   "(x.end_kind = 'disputed' OR " + unended + " AND x.closes <= @now)",
	EndedState: "(x.end_kind = 'annulled' OR x.end_kind = 'resolved' AND x.known_at <= @now)",
	NotEnded:   "(x.end_kind = 'disputed' OR " + unended + ")",
}

// unended says of x that it has no end which is known at @now.
const unended = "(x.end_kind = '' AND x.known_at IS NULL OR x.end_kind = 'resolved' AND x.known_at > @now)"

var orderedBy = map[Order]string{
	ByLastChange: "x.last_change DESC, x.title, x.asked_at, x.place",
	ByClose:      "(x.closes IS NULL), x.closes, x.title, x.last_change DESC, x.asked_at, x.place",
	ByTitle:      "x.title, x.last_change DESC, x.asked_at, x.place",
	ByLeading:    "x.title, x.last_change DESC, x.asked_at, x.place", // see sortLeading
}

func (l List) where() (string, []any) {
	where, args := inState[l.State], []any{sql.Named("now", l.Now)}
	if l.Tag != "" {
		where += " AND x.num IN (SELECT question FROM question_tags WHERE tag = @tag)"
		args = append(args, sql.Named("tag", l.Tag))
	}
	if l.Type != "" {
		where += " AND x.type = @type"
		args = append(args, sql.Named("type", l.Type))
	}
	return where, args
}

// worded are the numbers of the questions that have all words.
func (r Reader) worded(words []string) ([]int64, error) {
	where, args := "1", []any{}
	for i, w := range words {
		name := "word" + strconv.Itoa(i)
		where += " AND instr(words, @" + name + ") > 0"
		args = append(args, sql.Named(name, w))
	}
	return r.numbers("SELECT question AS num FROM question_words WHERE "+where, args...)
}

// keep gives those of all numbers that are some, in their order.
func keep(all, some []int64) []int64 {
	if len(some) == 0 {
		return nil
	}
	has := make([]uint64, slices.Max(some)/64+1)
	for _, n := range some {
		has[n/64] |= 1 << (n % 64)
	}
	return slices.DeleteFunc(all, func(n int64) bool { return n/64 >= int64(len(has)) || has[n/64]&(1<<(n%64)) == 0 })
}

// Listed gives the numbers of the questions of a list, in its order.
func (r Reader) Listed(l List) ([]int64, error) {
	where, args := l.where()
	query := "SELECT x.num FROM questions x WHERE " + where + " ORDER BY " + orderedBy[l.Order]
	if l.Most > 0 {
		query += " LIMIT " + strconv.Itoa(l.Most)
	}
	all, err := r.numbers(query, args...)
	if err == nil && len(l.Words) > 0 {
		var some []int64
		some, err = r.worded(l.Words)
		all = keep(all, some)
	}
	if err == nil && l.Order == ByLeading {
		err = r.sortLeading(all, l)
	}
	return all, err
}

// sortLeading puts first what somebody gives the most probability.
func (r Reader) sortLeading(all []int64, l List) error {
	rows, err := list[struct {
		Question int64
		Leads    *float64
	}](r, "SELECT question, leads FROM standings WHERE forecaster = ?", l.Of)
	if err != nil {
		return err
	}
	leads := make(map[int64]float64, len(rows))
	for _, row := range rows {
		if row.Leads != nil {
			leads[row.Question] = *row.Leads
		}
	}
	unsettled, err := r.Unsettled(l.Now)
	if err != nil {
		return err
	}
	for _, n := range unsettled {
		delete(leads, n)
	}
	if err := r.standing(unsettled, l.Now, func(i Interval) {
		if p := i.Leads(); i.Forecaster == l.Of && p != nil {
			leads[i.Question] = *p
		}
	}); err != nil {
		return err
	}
	of := func(n int64) float64 {
		if p, ok := leads[n]; ok {
			return p
		}
		return -1
	}
	slices.SortStableFunc(all, func(a, b int64) int { return cmp.Compare(of(b), of(a)) })
	return nil
}

// Unsettled lists the questions on which what stands changes after an instant: of
// these, what is kept of the end does not tell what stood then.
func (r Reader) Unsettled(now journal.Instant) ([]int64, error) {
	return r.numbers("SELECT question AS num FROM settled WHERE since > ?", now)
}

// standing calls each with what stands on the questions at the present.
func (r Reader) standing(questions []int64, now journal.Instant, each func(Interval)) error {
	rows, err := r.QuestionsNumbered(questions)
	if err != nil || len(rows) == 0 {
		return err
	}
	return r.IntervalsOn(rows, func(q *QuestionRow, all []Interval) error {
		at := q.LastInstant(now)
		for _, i := range all {
			if i.Holds(at) {
				each(i)
			}
		}
		return nil
	})
}

// IntervalsOn calls each with the questions that have forecasts, and when these were
// in force.
func (r Reader) IntervalsOn(rows []QuestionRow, each func(*QuestionRow, []Interval) error) error {
	withdrawals, err := r.WithdrawalsOnAll(numsOf(rows))
	if err != nil {
		return err
	}
	gone := map[int64][]Withdrawal{}
	for _, w := range withdrawals {
		gone[w.Question] = append(gone[w.Question], w)
	}
	at := make(map[int64]*QuestionRow, len(rows))
	for i := range rows {
		at[rows[i].Num] = &rows[i]
	}
	return r.StepsOnAll(numsOf(rows), func(question int64, forecasts []ForecastRow) error {
		return each(at[question], Intervals(forecasts, gone[question]))
	})
}

// QuestionsNumbered lists questions by their numbers, in the order of these.
func (r Reader) QuestionsNumbered(nums []int64) ([]QuestionRow, error) {
	if len(nums) == 0 {
		return nil, nil
	}
	place := make(map[int64]int, len(nums))
	for i, n := range nums {
		place[n] = i
	}
	rows, err := r.questions("x.num"+among, listed(nums))
	slices.SortFunc(rows, func(a, b QuestionRow) int { return cmp.Compare(place[a.Num], place[b.Num]) })
	return rows, err
}

// Tallies are how many questions a list would have in each state, and numbers that
// change when other ones are resolved.
type Tallies struct {
	All, Open, Due, Ended, Closed int
	Resolved, Changed             int64 // how many, and their last changes added up
}

// Tally counts the questions with a tag; all if it is empty.
func (r Reader) Tally(tag string, now journal.Instant) (Tallies, error) {
	where, args := List{Tag: tag, Now: now}.where()
	const resolved = "(x.end_kind = 'resolved' AND x.known_at <= @now)"
	sum := func(state State, name string) string { return ", COALESCE(SUM" + inState[state] + ", 0) AS " + name }
	all, _, err := one(list[Tallies](r, `SELECT COUNT(*) AS "all"`+sum(OpenState, "open")+sum(DueState, "due")+sum(EndedState, "ended")+sum(Closed, "closed")+
		", COALESCE(SUM"+resolved+", 0) AS resolved, COALESCE(SUM(x.last_change *"+resolved+"), 0) AS changed FROM questions x WHERE "+where, args...))
	return all, err
}

// Counted counts the questions in a state.
func (r Reader) Counted(state State, now journal.Instant) (int, error) {
	n, err := r.count("SELECT COUNT(*) FROM questions x WHERE "+inState[state], sql.Named("now", now))
	return int(n), err
}

// Titled lists the questions whose titles begin with a text in small letters.
func (r Reader) Titled(begin string) ([]int64, error) {
	return r.numbers("SELECT question AS num FROM question_words WHERE substr(words, 1, @long) = @begin AND instr(words, char(10)) > @long",
		sql.Named("begin", begin), sql.Named("long", utf8.RuneCountInString(begin)))
}

// Title is a question's title, and whether it is open.
type Title struct {
	Num   int64
	Open  bool
	Title string
}

// Titles lists those of the questions of a list, the last changed first. It reads them
// in one piece, as numbers does.
func (r Reader) Titles(l List) (all []Title, err error) {
	var text sql.NullString
	where, args := l.where()
	err = r.db.Raw(`SELECT group_concat(num || ' ' || open || ' ' || octet_length(title) || ' ' || title, '') FROM (SELECT x.num, `+inState[OpenState]+
		` AS open, x.title FROM questions x WHERE `+where+` ORDER BY `+orderedBy[ByLastChange]+")", args...).Row().Scan(&text)
	for s := text.String; s != ""; {
		var num, open, long int64
		num, s = leadingNumber(s)
		open, s = leadingNumber(s)
		long, s = leadingNumber(s)
		long = min(long, int64(len(s)))
		all = append(all, Title{num, open == 1, s[:long]})
		s = s[long:]
	}
	return all, err
}

// leadingNumber takes a number and the space after it from the beginning of a text.
func leadingNumber[T string | []byte](s T) (n int64, rest T) {
	for len(s) > 0 && s[0] != ' ' {
		n, s = 10*n+int64(s[0]-'0'), s[1:]
	}
	return n, s[min(1, len(s)):]
}

// numbers reads one column of numbers in one piece: a row each costs ten times what
// SQLite needs to find it.
func (r Reader) numbers(query string, args ...any) ([]int64, error) {
	var text sql.NullString
	if err := r.db.Raw("SELECT group_concat(num) FROM ("+query+")", args...).Row().Scan(&text); err != nil {
		return nil, err
	}
	if text.String == "" {
		return nil, nil
	}
	all := make([]int64, 0, 1+strings.Count(text.String, ","))
	n := int64(0)
	for i := 0; i < len(text.String); i++ {
		if c := text.String[i]; c != ',' {
			n = 10*n + int64(c-'0')
			continue
		}
		all, n = append(all, n), 0
	}
	return append(all, n), nil
}
