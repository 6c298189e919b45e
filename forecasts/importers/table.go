package importers

import (
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"weathervane/forecasts/score"
)

// PlainTable is where forecasts of a table come from that no service wrote.
const PlainTable = "CSV"

const unusable = "rows that cannot be used: left out"

// Table reads a table of forecasts: CSV with the columns that scoring takes,
// or with others that the options translate. Tables of questions give windows and
// outcomes.
func Table(ctx context.Context, r io.Reader, name string, options score.TableOptions, questions ...*score.QuestionTable) (*File, error) {
	return table(ctx, r, name, options, false, questions...)
}

// table reads a table; of shares are options whose forecasts are left out where they
// are incomplete.
func table(ctx context.Context, r io.Reader, name string, options score.TableOptions, shares bool, questions ...*score.QuestionTable) (*File, error) {
	t, err := score.ReadTable(ctx, r, name, options)
	if err != nil {
		return nil, err
	}
	for _, q := range questions {
		if err := t.Join(q); err != nil {
			return nil, err
		}
	}
	if !t.Timed() {
		return nil, untimed(t)
	}
	if err := t.Confirm(); err != nil {
		return nil, err
	}
	if !shares {
		if err := t.Settle(options.SkipBadRows); err != nil {
			return nil, err
		}
	}
	f := &File{From: PlainTable, Assumed: append(t.Times, t.Assumed...), Left: t.Left()}
	for i := range t.Bad {
		f.LeftOut = append(f.LeftOut, LeftOut{t.Bad[i].File, t.Bad[i].Line, t.Bad[i].Says()})
	}
	f.oddly("rows without a probability: left out", t.Blank)
	f.oddly(unusable, t.BadRows-t.Blank)
	for lo := 0; lo < t.Len(); {
		first := t.Row(lo)
		rows := []score.Row{first}
		for hi := lo + 1; hi < t.Len(); hi++ {
			row := t.Row(hi)
			if row.Question != first.Question {
				break
			}
			rows = append(rows, row)
		}
		lo += len(rows)
		f.tableQuestion(rows, shares)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
	f.survey()
	return f, nil
}

// untimed says what a table lacks that does not tell when its forecasts were made, and
// all else that is to be said of it, so that it can be said at once.
func untimed(t *score.Table) error {
	why := t.Name + ": no column made_at: an imported forecast needs the instant at which it was made, "
	also := ""
	if !slices.ContainsFunc(t.Forecasters, func(name string) bool { return name != "" }) {
		also = "; and who made them, with --forecaster"
	}
	for _, a := range t.Asks {
		also += fmt.Sprintf("; %s: confirm with %s", a, a.Flag)
	}
	return &Told{Command: why + "name its column with --map, or say it with --made-at" + also, Window: why + "say which column has it"}
}

// tableQuestion makes a question of its rows, which agree; of rows without several
// options, one for each.
func (f *File) tableQuestion(rows []score.Row, shares bool) {
	if q, ok := f.choiceOf(rows, shares); ok {
		f.Questions = append(f.Questions, q)
		return
	}
	var options []string
	of := map[string][]score.Row{}
	for _, r := range rows {
		if of[r.Option] == nil {
			options = append(options, r.Option)
		}
		of[r.Option] = append(of[r.Option], r)
	}
	slices.Sort(options)
	for _, o := range options {
		q := binaryOf(of[o])
		if o != "" {
			q.Key += fmt.Sprintf(", option %q", o)
			q.Title += ": " + inOneLine(o)
		}
		f.Questions = append(f.Questions, q)
	}
}

// asTable is what the rows of a question say of it, but for its end.
func asTable(r score.Row) Question {
	q := Question{Key: fmt.Sprintf("CSV question_id %q", r.Question), ByTitle: true, Title: inOneLine(r.Title), Type: "binary"}
	if q.Title == "" {
		q.Title = inOneLine(r.Question)
	}
	if r.HasOpens {
		q.Opens = time.UnixMilli(r.Opens).UTC()
	}
	if r.HasCloses {
		q.Closes = time.UnixMilli(r.Closes).UTC()
	}
	if r.HasResolved {
		q.KnownAt = time.UnixMilli(r.Resolved).UTC()
	}
	return q
}

// binaryOf makes a yes-or-no question of its rows.
func binaryOf(rows []score.Row) Question {
	q := asTable(rows[0])
	for _, r := range rows {
		p := r.P
		q.Forecasts = append(q.Forecasts, Forecast{Line: r.Line, By: r.Forecaster, At: time.UnixMilli(r.At).UTC(), P: &p})
		if end, outcome := endOf(r); end != "" {
			q.End, q.Outcome = end, outcome
		}
	}
	return q
}

func endOf(r score.Row) (string, any) {
	switch {
	case r.Void:
		return "annulled", nil
	case math.IsNaN(r.Outcome):
		return "", nil
	}
	return "resolved", binaryOutcome(r.Outcome)
}

const (
	notEvery = "forecasts that do not give every option: left out"
	rounded  = "forecasts whose options miss 100 % by rounding: made to sum to it"
	partly   = "questions of which several options happened in part: kept without an outcome"
)

// choiceOf makes one question of rows over options; false where there are not two.
// Forecasts that are no distribution over all of them are left out and counted; of
// others than shares those that are but for rounding are made one.
func (f *File) choiceOf(rows []score.Row, shares bool) (q Question, ok bool) {
	q = asTable(rows[0])
	q.Type = "choice"
	options := map[string]bool{}
	for _, r := range rows {
		if r.Option != "" {
			options[r.Option] = true
		}
	}
	q.Options = slices.Sorted(maps.Keys(options))
	if len(q.Options) < 2 {
		return q, false
	}
	for _, made := range together(rows) {
		x := Forecast{Line: made[0].Line, By: made[0].Forecaster, At: time.UnixMilli(made[0].At).UTC(), Probs: map[string]float64{}}
		sum := 0.0
		for _, r := range made {
			x.Probs[r.Option] = r.P
			sum += r.P
		}
		if len(made) != len(q.Options) || !x.isOver(&q) {
			if shares {
				f.odd(notAll)
			} else {
				f.odd(notEvery)
			}
			continue
		}
		if q.End == "" {
			f.endChoice(&q, made)
		}
		if !shares && math.Abs(sum-1) > 1e-6 { // Settle has shown that it is rounding
			for o := range x.Probs {
				x.Probs[o] /= sum
			}
			f.odd(rounded)
		}
		if !x.isWhole(&q) {
			f.odd(notAll)
			continue
		}
		q.Forecasts = append(q.Forecasts, x)
	}
	return q, true
}

// endChoice ends a choice as the rows of one of its forecasts say, one for each option.
func (f *File) endChoice(q *Question, made []score.Row) {
	for _, r := range made {
		end, outcome := endOf(r)
		switch {
		case isTie(outcome):
			q.End, q.Outcome = "ambiguous", nil
			f.odd(partly)
			return
		case end == "annulled":
			q.End = end
		case outcome == true:
			q.End, q.Outcome = end, r.Option
		}
	}
}

// together groups rows in order into the forecasts that they are: those of one
// forecaster and instant, and a new one where an option comes again.
func together(rows []score.Row) [][]score.Row {
	var all [][]score.Row
	first, seen := 0, map[string]int{} // how often each option came, of the forecasts from first on
	for i, r := range rows {
		if i > 0 && (r.At != rows[i-1].At || r.Forecaster != rows[i-1].Forecaster) {
			first, seen = len(all), map[string]int{}
		}
		k := first + seen[r.Option]
		seen[r.Option]++
		if k == len(all) {
			all = append(all, nil)
		}
		all[k] = append(all[k], r)
	}
	return all
}
