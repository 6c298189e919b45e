package importers

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/score"
)

// HereKey begins the key of a question that a workspace asked itself; its id follows.
const HereKey = "Weathervane question "

// Report reads the tidy table of a workspace's report, a CSV or the workbook's sheet of
// forecasts: questions of every type with ends, tags and where they came from, and the
// forecasts of everyone. What the table does not hold (criteria, notes, evidence) and
// what an import cannot date back (withdrawals) is said.
func Report(in io.Reader, name string) (*File, error) {
	s, err := openSheet(in, name, reportColumns...)
	if err != nil {
		return nil, err
	}
	r := &report{File: &File{From: "Weathervane report"}, sheet: s, index: map[string]int{}, made: map[string]made{}}
	r.assume("a report has no criteria, notes or evidence: a forecast file (export) has them")
	if err := s.each(r.line); err != nil {
		return nil, err
	}
	for i := range r.Questions {
		if err := r.finish(&r.Questions[i], r.begun[i]); err != nil {
			return nil, err
		}
	}
	r.survey()
	return r.File, nil
}

// reportColumns are those by which a report is recognised.
var reportColumns = []string{"question_id", "forecast_id", "forecaster", "made_at", "quantile", "range_open"}

type report struct {
	*File
	*sheet
	index map[string]int  // of questions by id
	begun []int           // the line with which each question began
	made  map[string]made // forecasts by id
}

// made is a forecast of which lines were read: its question, and where it is among
// the forecasts on it, -1 if it is left out.
type made struct{ question, at int }

// text is a cell as it was before a spreadsheet was kept from taking it for a formula,
// which a workbook needs not.
func (r *report) text(column string) string {
	s := r.cell(column)
	if rest, quoted := strings.CutPrefix(s, "'"); quoted && !r.has("made_at_iso") {
		if bare := strings.TrimLeft(rest, " \u00a0\u3000'"); bare != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠−|", []rune(bare)[0]) {
			return rest
		}
	}
	return s
}

// when reads an instant, of a workbook from the text beside its date.
func (r *report) when(column string) (time.Time, error) {
	return r.at(r.File, slices.DeleteFunc([]string{column + "_iso", column}, func(c string) bool { return !r.has(c) })...)
}

func (r *report) line() error {
	i, err := r.question()
	if err != nil {
		return err
	}
	id := r.cell("forecast_id")
	if id == "" {
		return nil
	}
	have, known := r.made[id]
	switch {
	case !known:
		if have, err = r.forecast(i); err != nil {
			return err
		}
		r.made[id] = have
	case have.question != i:
		return r.wrong("forecast_id", "an earlier line has the same forecast on another question")
	}
	if have.at < 0 {
		return nil
	}
	q := &r.Questions[i]
	return r.belief(q, &q.Forecasts[have.at])
}

// forecast begins the forecast of a line, or leaves it out.
func (r *report) forecast(question int) (made, error) {
	q, leftOut := &r.Questions[question], made{question, -1}
	switch {
	case r.cell("retracted_at") != "":
		r.odd("forecasts that were retracted: left out")
		return leftOut, nil
	case r.cell("probability") == "" && r.cell("quantile") == "":
		r.odd("forecasts whose numbers are sealed: left out")
		return leftOut, nil
	}
	x := Forecast{Line: r.sheet.line, By: inOneLine(r.text("forecaster"))}
	var err error
	if x.At, err = r.when("made_at"); err != nil {
		return leftOut, err
	}
	if x.At.IsZero() {
		return leftOut, r.wrong("made_at", "empty")
	}
	if r.cell("withdrawn_at") != "" {
		r.odd("forecasts that were withdrawn: they stand until the next one or the end")
	}
	q.Forecasts = append(q.Forecasts, x)
	return made{question, len(q.Forecasts) - 1}, nil
}

// belief adds what a line says of a forecast.
func (r *report) belief(q *Question, x *Forecast) error {
	option := inOneLine(r.text("option"))
	if q.Type == "numeric" || q.Type == "date" {
		level, ok := number(r.cell("quantile"))
		v, isValue := r.answer(q, r.cell("value"))
		switch {
		case !ok || level < 0 || level > 1:
			return r.wrong("quantile", "not a share from 0 to 1")
		case !isValue:
			return r.wrong("value", "not an answer to a question of the type "+q.Type)
		}
		x.Quantiles = append(x.Quantiles, [2]float64{level, v})
		return nil
	}
	p, ok := number(r.cell("probability"))
	switch {
	case !ok || p < 0 || p > 1:
		return r.wrong("probability", "not a probability from 0 to 1")
	case (q.Type == "choice") != (option != ""):
		return r.wrong("option", "not an answer to a question of the type "+q.Type)
	case option == "":
		x.P = &p
		return nil
	case x.Probs == nil:
		x.Probs = map[string]float64{}
	}
	x.Probs[option] = p
	if !slices.Contains(q.Options, option) {
		q.Options = append(q.Options, option)
	}
	return nil
}

// finish takes together what the lines of a question say, of which the first is given.
func (r *report) finish(q *Question, line int) error {
	outcome, _ := q.Outcome.(string)
	switch {
	case q.Type != "choice":
		q.Options = nil
	case !distinct(q.Options) || slices.Contains(q.Options, ""):
		return &BadRow{r.name, line, "options", strings.Join(q.Options, " | "), "not several options that differ"}
	case outcome != "" && !slices.Contains(q.Options, outcome):
		return &BadRow{r.name, line, "outcome", outcome, "none of the options"}
	}
	q.Forecasts = slices.DeleteFunc(q.Forecasts, func(x Forecast) bool {
		switch {
		case q.Type == "choice" && !x.isWhole(q):
			r.odd(notAll)
		case !rise(x.Quantiles):
			r.odd(noRise)
		default:
			return false
		}
		return true
	})
	return nil
}

// question is the place of the one that a line is about, made of the first of its lines.
func (r *report) question() (int, error) {
	id := r.cell("question_id")
	if id == "" {
		return 0, r.wrong("question_id", "empty")
	}
	if i, known := r.index[id]; known {
		return i, nil
	}
	q := Question{
		Key: r.text("source"), Here: HereKey + id, Title: inOneLine(r.text("title")), Type: r.cell("type"), Unit: inOneLine(r.text("unit")),
		Options: split(r.text("options")), Tags: split(r.text("tags")), Ordered: r.cell("ordered") == "yes",
	}
	if q.ByTitle = q.Key != ""; !q.ByTitle {
		q.Key = q.Here
	}
	switch {
	case q.Title == "":
		return 0, r.wrong("title", "empty")
	case !slices.Contains([]string{"binary", "choice", "numeric", "date"}, q.Type):
		return 0, r.wrong("type", "not binary, choice, numeric or date")
	}
	var err error
	for _, x := range []struct {
		column string
		to     *time.Time
	}{{"opens_at", &q.Opens}, {"closes_at", &q.Closes}, {"resolves_by", &q.ResolvesBy}, {"resolved_at", &q.KnownAt}} {
		if *x.to, err = r.when(x.column); err != nil {
			return 0, err
		}
	}
	if err := cmp.Or(r.bounds(&q), r.end(&q)); err != nil {
		return 0, err
	}
	i := len(r.Questions)
	r.index[id] = i
	r.Questions, r.begun = append(r.Questions, q), append(r.begun, r.sheet.line)
	return i, nil
}

// bounds reads the range of a question about a number or date.
func (r *report) bounds(q *Question) error {
	low, high := r.cell("range_min"), r.cell("range_max")
	if q.Type != "numeric" && q.Type != "date" || low == "" || high == "" {
		return nil
	}
	lo, below := r.answer(q, low)
	hi, above := r.answer(q, high)
	switch {
	case !below:
		return r.wrong("range_min", "not an answer to a question of the type "+q.Type)
	case !above:
		return r.wrong("range_max", "not an answer to a question of the type "+q.Type)
	case lo >= hi:
		return r.wrong("range_max", "not above range_min")
	}
	open := r.cell("range_open")
	q.Range = &Range{lo, hi, strings.Contains(open, "below"), strings.Contains(open, "above")}
	return nil
}

// end reads how a question ended.
func (r *report) end(q *Question) error {
	text := inOneLine(r.text("outcome"))
	switch r.cell("status") {
	case "annulled":
		q.End = text
		if !slices.Contains([]string{"ambiguous", "annulled", "withdrawn"}, text) {
			q.End = "annulled"
		}
		return nil
	case "disputed":
		r.odd("questions whose outcome is disputed: left open")
		return nil
	case "resolved":
	default:
		return nil
	}
	q.End = "resolved"
	switch q.Type {
	case "choice":
		q.Outcome = text
		return nil
	case "binary":
		if end, y, ok := score.ParseOutcome(text); ok && end == "resolved" {
			q.Outcome = binaryOutcome(y)
			return nil
		}
	default:
		if text == BelowRange || text == AboveRange {
			if q.Range == nil {
				q.End = ""
				r.odd(outsideNothing)
				return nil
			}
			q.Outcome = q.beyond(text == BelowRange)
			return nil
		}
		if x, ok := r.answer(q, text); ok {
			q.Outcome = q.outcomeAt(x)
			return nil
		}
	}
	return r.wrong("outcome", "not an outcome of a question of the type "+q.Type)
}

// answer reads a number or, of a date question, an instant in milliseconds.
func (r *report) answer(q *Question, text string) (float64, bool) {
	if q.Type != "date" {
		return value(text)
	}
	at, _, ok := instant(text)
	return float64(at.UnixMilli()), ok
}

// split takes a list in one cell apart: "A | B", with a backslash before a bar or
// backslash of a text.
func split(cell string) (list []string) {
	if cell == "" {
		return nil
	}
	var one strings.Builder
	add := func() {
		list = append(list, inOneLine(one.String()))
		one.Reset()
	}
	escaped := false
	for _, c := range cell {
		switch {
		case escaped:
			one.WriteRune(c)
			escaped = false
		case c == '\\':
			escaped = true
		case c == '|':
			add()
		default:
			one.WriteRune(c)
		}
	}
	add()
	return list
}
