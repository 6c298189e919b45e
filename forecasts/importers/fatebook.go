package importers

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Fatebook reads its CSV export: one line for each forecast. Options of a
// multiple choice are forecast one by one, so each is a question.
func Fatebook(in io.Reader, name string) (*File, error) {
	const made = "Forecast created at"
	s, err := openSheet(in, name, "Question title", "Forecast created by", made)
	if err != nil {
		return nil, err
	}
	unit := "Forecast (scale = 0-1)"
	if !s.has(unit) {
		unit = "Forecast"
	}
	if !s.has(unit) {
		return nil, fmt.Errorf("%s: no column Forecast (scale = 0-1) in the header", name)
	}
	f := &File{From: "Fatebook"}
	b := &fatebook{File: f, sheet: s, unit: unit, index: map[string]int{}}
	if err := s.learnOrder(f, "Forecast created at", "Question created at", "Question resolve by", "Resolved at", "Question resolved at"); err != nil {
		return nil, err
	}
	if err := s.each(b.line); err != nil {
		return nil, err
	}
	if err := b.scale(); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

type fatebook struct {
	*File
	*sheet
	unit     string
	index    map[string]int // of questions by key
	whole    int            // forecasts above 1
	partial  int            // forecasts strictly between 0 and 1
	largest  *BadRow        // the row with the largest forecast, as an error
	greatest float64
}

func (b *fatebook) line() error {
	q, err := b.question()
	if err != nil {
		return err
	}
	text := b.cell(b.unit)
	if text == "" {
		b.odd("lines without a forecast")
		return nil
	}
	plain := strings.TrimSpace(strings.TrimSuffix(text, "%"))
	p, ok := number(strings.Replace(plain, ",", ".", 1)) // as a spreadsheet may have saved it
	if !ok || p < 0 || p > 100 {
		return b.wrong(b.unit, "not a probability from 0 to 1")
	}
	at, err := b.at(b.File, "Forecast created at")
	if err != nil {
		return err
	}
	if at.IsZero() {
		return b.wrong("Forecast created at", "empty")
	}
	percent := strings.HasSuffix(text, "%")
	switch {
	case percent:
		p /= 100
	case p > 1:
		b.whole++
	case p > 0 && p < 1:
		b.partial++
	}
	if !percent && p > b.greatest {
		b.greatest = p
		b.largest = &BadRow{b.name, b.sheet.line, b.unit, text, "above 1 although other forecasts are between 0 and 1"}
	}
	q.Forecasts = append(q.Forecasts, Forecast{Line: b.sheet.line, By: b.cell("Forecast created by"), At: at, P: &p})
	return nil
}

// question finds or makes the question of a line.
func (b *fatebook) question() (*Question, error) {
	title := inOneLine(b.cell("Question title"))
	if title == "" {
		return nil, b.wrong("Question title", "empty")
	}
	opens, err := b.at(b.File, "Question created at")
	if err != nil {
		return nil, err
	}
	asked := Question{Title: title, Opens: opens, Background: b.cell("Question notes"), Tags: tags(b.cell("Question tags"))}
	option := inOneLine(b.cell("Multiple choice option"))
	if asked.asFatebook("", option); option != "" {
		b.assume(fatebookOptions)
	}
	i, ok := b.index[asked.Key]
	if !ok {
		i = len(b.Questions)
		b.index[asked.Key] = i
		b.Questions = append(b.Questions, asked)
		b.assume(fatebookCloses)
	}
	q := &b.Questions[i]
	if q.Closes, err = b.at(b.File, "Question resolve by"); err != nil {
		return nil, err
	}
	if q.KnownAt, err = b.at(b.File, "Resolved at", "Question resolved at"); err != nil {
		return nil, err
	}
	column := "Resolution"
	if !b.has(column) {
		column = "Question resolution"
	}
	was := *q
	if !q.fatebookEnd(b.cell(column)) {
		return nil, b.wrong(column, "not YES, NO, AMBIGUOUS or empty")
	}
	if ok && (was.End != q.End || was.Outcome != q.Outcome) {
		return nil, b.wrong(column, "an earlier line gives the same question another resolution")
	}
	return q, nil
}

// What is assumed of Fatebook's questions.
const (
	fatebookOptions = "each option of a multiple choice is a yes-or-no question: they are forecast one by one"
	fatebookCloses  = "a question closes at “Question resolve by”"
)

// asFatebook makes a question, or the one of an option, what Fatebook knows it by: its
// id, or in the CSV, which has none, title and opening.
func (q *Question) asFatebook(id, option string) {
	q.Type, q.Key = "binary", "Fatebook question "+id
	if id == "" {
		q.Key = fmt.Sprintf("Fatebook question %q of %s", q.Title, q.Opens.Format(time.RFC3339))
	}
	if option != "" {
		q.Key += fmt.Sprintf(", option %q", option)
		q.Title += ": " + option
	}
}

// fatebookEnd takes a resolution; false if it is none.
func (q *Question) fatebookEnd(resolution string) bool {
	q.End, q.Outcome, q.Open = "", nil, false
	switch strings.ToUpper(resolution) {
	case "":
		q.Open = true
	case "YES", "NO":
		q.End, q.Outcome = "resolved", strings.EqualFold(resolution, "yes")
	case "AMBIGUOUS":
		q.End = "ambiguous"
	default:
		return false
	}
	return true
}

// tags are joined in one cell.
func tags(cell string) []string {
	var all []string
	for t := range strings.SplitSeq(cell, ";") {
		if t = strings.TrimSpace(t); t != "" && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

// scale decides whether forecasts are shares or percents, which the export and
// the service's own import hold differently.
func (b *fatebook) scale() error {
	percent := b.whole > 0
	if percent && (b.partial > 0 || strings.Contains(strings.ToLower(b.unit), "0-1")) {
		if b.partial == 0 {
			b.largest.Why = "above 1 although the column says 0-1"
		}
		return b.largest
	}
	if percent {
		b.assume("forecasts are in percent: none is between 0 and 1, some are above 1")
	} else {
		b.assume("forecasts are from 0 to 1")
	}
	for i := range b.Questions {
		for j := range b.Questions[i].Forecasts {
			if percent {
				*b.Questions[i].Forecasts[j].P /= 100
			}
		}
		slices.SortStableFunc(b.Questions[i].Forecasts, inOrder)
	}
	return nil
}
