package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// sumTolerance is how far, for each option, the probabilities of a forecast may
// sum from 1: as far as rounding to whole percent can bring them.
const sumTolerance = 0.005

// Settle makes a table agree with itself, once the tables of its questions are
// joined: a question has one outcome, which counts for those of its rows that
// leave theirs empty; a forecast over options gives each one once, they sum to 1
// within half a point for each, and one of them happened. The error, a *BadRows, is
// the rows that do not agree; with skip, their questions or forecasts are left out.
func (t *Table) Settle(skip bool) error {
	var bad []BadRow
	for lo := 0; lo < len(t.rows); {
		hi := lo + 1
		for hi < len(t.rows) && t.rows[hi].question == t.rows[lo].question {
			hi++
		}
		bad = t.settle(t.rows[lo:hi], bad)
		lo = hi
	}
	return t.without(bad, 0, skip)
}

// without leaves the rows out that were dropped, and lists why; without skip they
// are an error, a *BadRows. more rows than are listed are left out.
func (t *Table) without(bad []BadRow, more int, skip bool) error {
	if len(bad) == 0 {
		return nil
	}
	t.BadRows += more
	for i := range bad {
		bad[i].File = t.Name
		t.BadRows += max(1, bad[i].Rows)
	}
	slices.SortStableFunc(bad, inFile)
	if !skip {
		return &BadRows{t.Name, len(bad) + more, bad[:min(len(bad), MaxBadKept)]}
	}
	t.leave(bad)
	t.rows = slices.DeleteFunc(t.rows, func(r row) bool { return r.y == outcomeLeft })
	return nil
}

// leave adds to the list of rows that are left out.
func (t *Table) leave(bad []BadRow) {
	t.Bad = append(t.Bad, bad...)
	slices.SortStableFunc(t.Bad, inFile)
	t.Bad = t.Bad[:min(len(t.Bad), MaxBadKept)]
}

func inFile(a, b BadRow) int { return cmp.Compare(a.Line, b.Line) }

// drop leaves rows out of the table, and says how many.
func (t *Table) drop(rows []row) int {
	for i := range rows {
		rows[i].y = outcomeLeft
		t.left = append(t.left, rows[i].line)
	}
	return len(rows)
}

// settle settles the rows of one question.
func (t *Table) settle(rows []row, bad []BadRow) []BadRow {
	if contradiction := t.oneOutcome(rows); contradiction != nil {
		contradiction.Rows = t.drop(rows)
		return append(bad, *contradiction)
	}
	if t.Options == nil {
		return bad
	}
	ended := slices.ContainsFunc(rows, func(r row) bool { return r.y == 1 })
	for lo := 0; lo < len(rows); {
		hi := lo + 1
		for hi < len(rows) && rows[hi].forecaster == rows[lo].forecaster {
			hi++
		}
		for _, s := range sets(rows[lo:hi]) {
			why := s.twice(t)
			if why == nil && !s.binary(t) {
				why = s.settle(t, ended)
			}
			if why != nil {
				for _, r := range s.rows {
					r.y = outcomeLeft
					t.left = append(t.left, r.line)
				}
				why.Rows = len(s.rows)
				bad = append(bad, *why)
			}
		}
		lo = hi
	}
	return bad
}

// oneOutcome gives the rows of a question that leave it open the outcome that
// others state for the same option; or the first row that states another one.
func (t *Table) oneOutcome(rows []row) *BadRow {
	y := rows[0].y
	if t.Options == nil && !slices.ContainsFunc(rows, func(r row) bool { return r.y != y }) {
		return nil
	}
	stated := map[int32]*row{} // by option, the first in the file
	for i := range rows {
		r := &rows[i]
		if first := stated[r.option]; r.y != outcomeUnknown && (first == nil || r.line < first.line) {
			stated[r.option] = r
		}
	}
	var odd, other *row
	note := func(r, first *row) {
		if odd == nil || r.line < odd.line {
			odd, other = r, first
		}
	}
	var happened *row
	for _, first := range stated {
		if t.Options != nil && first.y == 1 && t.Options[first.option] != "" && (happened == nil || first.line < happened.line) {
			happened = first
		}
	}
	for i := range rows {
		r := &rows[i]
		first := stated[r.option]
		switch {
		case first == nil:
		case r.y == outcomeUnknown:
			r.y = first.y
		case r.y != first.y:
			note(r, first)
		case r.y == 1 && happened != nil && r.option != happened.option && t.Options[r.option] != "":
			note(r, happened)
		}
	}
	switch {
	case odd == nil:
		return nil
	case odd.option != other.option:
		return t.perhapsApart(t.wrong(odd, colOutcome, outcomeText(odd.y), fmt.Sprintf("line %d says that another option of the question happened, %q", other.line, t.Options[other.option])))
	}
	return t.wrong(odd, colOutcome, outcomeText(odd.y), fmt.Sprintf("line %d gives the same question the outcome %q", other.line, outcomeText(other.y)))
}

// perhapsApart adds to what is wrong with rows over options how it is said that each
// option is a question of its own.
func (t *Table) perhapsApart(bad *BadRow) *BadRow {
	t.unlike++
	bad.Advice = fmt.Sprintf("correct such rows or leave them out with --skip-bad-rows, or say with %s that each option is a question of its own", t.head.apart())
	return bad
}

func (t *Table) wrong(r *row, c column, value, why string) *BadRow {
	of := ""
	if len(t.Questions) > 0 { // they are gathered
		of = ofForecast(cmp.Or(t.windows[r.question].title, t.Questions[r.question]), t.Forecasters[r.forecaster])
	}
	return &BadRow{Line: int(r.line), Column: t.head.name(c), Value: value, Why: why, Of: of}
}

func outcomeText(y float64) string {
	if y == outcomeVoid {
		return "void"
	}
	return fmt.Sprint(y)
}

// twice finds an option that a forecast gives again: sets of one instant are
// forecasts of their own only if each gives all options of the instant.
func (s *set) twice(t *Table) *BadRow {
	if len(s.rows) == len(s.offered) {
		return nil
	}
	r := s.rows[0]
	return t.wrong(r, colOption, t.Options[r.option], fmt.Sprintf("line %d gives the same option of the same forecast", s.offered[r.option].first.line))
}

// settle finds what is wrong with a forecast over options. Where one happened that
// was not among them yet, "Other" stands for it.
func (s *set) settle(t *Table, ended bool) *BadRow {
	var sum, happened Sum
	unknown, void := 0, 0
	last := s.rows[0]
	for _, r := range s.rows {
		sum.Add(r.p)
		switch r.y {
		case outcomeUnknown:
			unknown++
		case outcomeVoid:
			void++
		default:
			happened.Add(r.y)
		}
		if r.line > last.line {
			last = r
		}
	}
	n := len(s.rows)
	off := func(sum float64) bool { return math.Abs(sum-1) > sumTolerance*float64(n)+1e-9 }
	if off(sum.Value()) {
		return t.perhapsApart(t.wrong(last, colProbability, fmt.Sprint(last.p), fmt.Sprintf("the options of this forecast sum to %.4g, not to 1", sum.Value())))
	}
	switch y := happened.Value(); {
	case void == n || void == 0 && unknown > 0 && y == 0:
	case void > 0:
		return t.wrong(last, colOutcome, outcomeText(last.y), "one option of the forecast is void and others are not")
	case unknown > 0 && y == 1:
		for _, r := range s.rows {
			r.y = max(r.y, 0) // another one happened
		}
	case y == 0:
		if other := s.other(t); ended && other != nil {
			other.y = 1
			return nil
		}
		return t.perhapsApart(t.wrong(last, colOutcome, outcomeText(last.y), "none of the options of this forecast happened"))
	case off(y):
		return t.perhapsApart(t.wrong(last, colOutcome, outcomeText(last.y), fmt.Sprintf("the outcomes of this forecast’s options sum to %.4g, not to 1", y)))
	}
	return nil
}

// other is the row of the option "Other", nil if there is none.
func (s *set) other(t *Table) *row {
	for _, r := range s.rows {
		if foldEqual(t.Options[r.option], "other") {
			return r
		}
	}
	return nil
}
