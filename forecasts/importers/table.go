package importers

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"weathervane/forecasts/score"
)

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
	f := &File{From: "CSV", Assumed: append(t.Times, t.Assumed...), Left: t.Left()}
	for i := range t.Bad {
		f.LeftOut = append(f.LeftOut, LeftOut{t.Bad[i].File, t.Bad[i].Line, t.Bad[i].Says()})
	}
	f.oddly("rows without a probability: left out", t.Blank)
	f.oddly(unusable, t.BadRows-t.Blank)
	var contradictions []score.BadRow // the first of each question
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
		bad := f.tableQuestion(name, rows, shares)
		if bad == nil {
			continue
		}
		if contradictions = append(contradictions, *bad); options.SkipBadRows {
			f.oddly(unusable, len(rows))
			for _, r := range rows {
				f.Left = append(f.Left, r.Line)
			}
		}
	}
	if err := f.contradicted(name, contradictions, options.SkipBadRows); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

// contradicted lists the rows that give a question another outcome than others do: an
// error, a *score.BadRows, unless their questions are left out.
func (f *File) contradicted(name string, bad []score.BadRow, skip bool) error {
	if len(bad) == 0 {
		return nil
	}
	slices.SortFunc(bad, func(a, b score.BadRow) int { return cmp.Compare(a.Line, b.Line) })
	if !skip {
		return &score.BadRows{File: name, N: len(bad), Rows: bad[:min(len(bad), score.MaxBadKept)]}
	}
	for i := range bad {
		f.LeftOut = append(f.LeftOut, LeftOut{name, bad[i].Line, bad[i].Says() + ": the question is left out"})
	}
	slices.SortStableFunc(f.LeftOut, func(a, b LeftOut) int { return cmp.Compare(a.Line, b.Line) })
	f.LeftOut = f.LeftOut[:min(len(f.LeftOut), score.MaxBadKept)]
	slices.Sort(f.Left)
	return nil
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

// tableQuestion makes a question, or one for each option, of its rows; none if one of
// them contradicts the others.
func (f *File) tableQuestion(name string, rows []score.Row, shares bool) *score.BadRow {
	if q, left, ok := choiceOf(rows, shares); ok {
		f.Questions = append(f.Questions, q)
		f.oddly(notAll, left)
		return nil
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
	if len(options) > 1 {
		f.assume("options whose probabilities or outcomes do not make one distribution are a yes-or-no question each")
	}
	var questions []Question
	for _, o := range options {
		q, contradiction := binaryOf(name, of[o])
		if contradiction != nil {
			contradiction.Rows = len(rows)
			return contradiction
		}
		if o != "" {
			q.Key += fmt.Sprintf(", option %q", o)
			q.Title += ": " + inOneLine(o)
		}
		questions = append(questions, q)
	}
	f.Questions = append(f.Questions, questions...)
	return nil
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

// binaryOf makes a yes-or-no question of its rows, or gives the first row with another
// outcome than one before it.
func binaryOf(name string, rows []score.Row) (Question, *score.BadRow) {
	q := asTable(rows[0])
	ended := 0
	for _, r := range rows {
		p := r.P
		q.Forecasts = append(q.Forecasts, Forecast{Line: r.Line, By: r.Forecaster, At: time.UnixMilli(r.At).UTC(), P: &p})
		end, outcome := endOf(r)
		if end == "" {
			continue
		}
		if q.End != "" && (end != q.End || outcome != q.Outcome) {
			return q, &score.BadRow{File: name, Line: r.Line, Column: "outcome", Value: inWords(r), Why: fmt.Sprintf("line %d gives the same question another outcome", ended)}
		}
		q.End, q.Outcome, ended = end, outcome, r.Line
	}
	return q, nil
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

func inWords(r score.Row) string {
	if r.Void {
		return "void"
	}
	return fmt.Sprint(r.Outcome)
}

// choiceOf makes one question of rows over options: where every forecast gives
// each option a probability, they sum to one, and one option alone happened. Of
// shares, forecasts that do not are left out and counted.
func choiceOf(rows []score.Row, shares bool) (q Question, left int, ok bool) {
	q = asTable(rows[0])
	q.Type = "choice"
	for _, r := range rows {
		if r.Option != "" && !slices.Contains(q.Options, r.Option) {
			q.Options = append(q.Options, r.Option)
		}
	}
	slices.Sort(q.Options)
	n := len(q.Options)
	if n < 2 || len(rows)%n != 0 && !shares {
		return q, 0, false
	}
	for _, made := range together(rows) {
		x := Forecast{Line: made[0].Line, By: made[0].Forecaster, At: time.UnixMilli(made[0].At).UTC(), Probs: map[string]float64{}}
		sum, end, happened := 0.0, "", []string{}
		for i, r := range made {
			x.Probs[r.Option] = r.P
			sum += r.P
			e, outcome := endOf(r)
			if i > 0 && e != end || isTie(outcome) {
				return q, 0, false
			}
			if end = e; outcome == true {
				happened = append(happened, r.Option)
			}
		}
		whole := len(made) == n && len(x.Probs) == n && math.Abs(sum-1) <= 1e-6
		if !whole && !shares {
			return q, 0, false
		}
		if !whole {
			left++
		}
		if len(made) != n {
			continue
		}
		var outcome any
		if end == "resolved" {
			if len(happened) != 1 {
				return q, 0, false
			}
			outcome = happened[0]
		}
		if end != "" && q.End != "" && (end != q.End || outcome != q.Outcome) {
			return q, 0, false
		}
		if end != "" {
			q.End, q.Outcome = end, outcome
		}
		if whole {
			q.Forecasts = append(q.Forecasts, x)
		}
	}
	return q, left, true
}

// together groups rows in order into the forecasts that they are: those of one
// forecaster and instant, and a new one where an option comes again.
func together(rows []score.Row) [][]score.Row {
	var all [][]score.Row
	first := 0
	for i, r := range rows {
		if i > 0 && (r.At != rows[i-1].At || r.Forecaster != rows[i-1].Forecaster) {
			first = len(all)
		}
		k := first
		for k < len(all) && slices.ContainsFunc(all[k], func(o score.Row) bool { return o.Option == r.Option }) {
			k++
		}
		if k == len(all) {
			all = append(all, nil)
		}
		all[k] = append(all[k], r)
	}
	return all
}
