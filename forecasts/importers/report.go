package importers

import (
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
	r := &report{File: &File{From: "Weathervane report"}, sheet: s, index: map[string]int{}, made: map[string]bool{}}
	r.assume("a report has no criteria, notes or evidence: a forecast file (export) has them")
	if err := s.each(r.line); err != nil {
		return nil, err
	}
	for i := range r.Questions {
		if q := &r.Questions[i]; q.Type != "choice" {
			q.Options = nil
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
	made  map[string]bool // forecasts that were begun, by id
}

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
	q, err := r.question()
	if err != nil {
		return err
	}
	id := r.cell("forecast_id")
	if id == "" {
		return nil
	}
	first := !r.made[id]
	r.made[id] = true
	count := func(what string) error {
		if first {
			r.odd(what)
		}
		return nil
	}
	probability, quantile := r.cell("probability"), r.cell("quantile")
	switch {
	case r.cell("retracted_at") != "":
		return count("forecasts that were retracted: left out")
	case probability == "" && quantile == "":
		return count("forecasts whose numbers are sealed: left out")
	}
	if first {
		x := Forecast{Line: r.sheet.line, By: r.text("forecaster")}
		if x.At, err = r.when("made_at"); err != nil {
			return err
		}
		if x.At.IsZero() {
			return r.wrong("made_at", "empty")
		}
		if r.cell("withdrawn_at") != "" {
			r.odd("forecasts that were withdrawn: they stand until the next one or the end")
		}
		q.Forecasts = append(q.Forecasts, x)
	}
	return r.belief(q, &q.Forecasts[len(q.Forecasts)-1], probability, quantile)
}

// belief adds what a line says of a forecast.
func (r *report) belief(q *Question, x *Forecast, probability, quantile string) error {
	if quantile != "" {
		level, ok := number(quantile)
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
	p, ok := number(probability)
	if !ok || p < 0 || p > 1 {
		return r.wrong("probability", "not a probability from 0 to 1")
	}
	option := r.text("option")
	if option == "" {
		x.P = &p
		return nil
	}
	if x.Probs == nil {
		x.Probs = map[string]float64{}
	}
	x.Probs[option] = p
	if !slices.Contains(q.Options, option) {
		q.Options = append(q.Options, option)
	}
	return nil
}

// question is the one that a line is about, made of the first of its lines.
func (r *report) question() (*Question, error) {
	id := r.cell("question_id")
	if id == "" {
		return nil, r.wrong("question_id", "empty")
	}
	if i, known := r.index[id]; known {
		return &r.Questions[i], nil
	}
	q := Question{
		Key: r.text("source"), Here: HereKey + id, Title: r.text("title"), Type: r.cell("type"), Unit: r.text("unit"),
		Options: split(r.text("options")), Tags: split(r.text("tags")), Ordered: r.cell("ordered") == "yes",
	}
	if q.ByTitle = q.Key != ""; !q.ByTitle {
		q.Key = q.Here
	}
	if !slices.Contains([]string{"binary", "choice", "numeric", "date"}, q.Type) {
		return nil, r.wrong("type", "not binary, choice, numeric or date")
	}
	var err error
	for column, to := range map[string]*time.Time{"opens_at": &q.Opens, "closes_at": &q.Closes, "resolves_by": &q.ResolvesBy, "resolved_at": &q.KnownAt} {
		if *to, err = r.when(column); err != nil {
			return nil, err
		}
	}
	if low, high := r.cell("range_min"), r.cell("range_max"); low != "" && high != "" {
		open := r.cell("range_open")
		q.Range = &Range{OpenBelow: strings.Contains(open, "below"), OpenAbove: strings.Contains(open, "above")}
		for column, to := range map[string]*float64{"range_min": &q.Range.Min, "range_max": &q.Range.Max} {
			var ok bool
			if *to, ok = r.answer(&q, r.cell(column)); !ok {
				return nil, r.wrong(column, "not an answer to a question of the type "+q.Type)
			}
		}
	}
	if err := r.end(&q); err != nil {
		return nil, err
	}
	r.index[id] = len(r.Questions)
	r.Questions = append(r.Questions, q)
	return &r.Questions[len(r.Questions)-1], nil
}

// end reads how a question ended.
func (r *report) end(q *Question) error {
	text := r.text("outcome")
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
			q.Outcome = text
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
		list = append(list, strings.TrimSpace(one.String()))
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
