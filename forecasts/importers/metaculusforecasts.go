package importers

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// metaculusForecasts adds the forecasts of forecast_data.csv.
func (f *File) metaculusForecasts(in io.Reader, name string, known MetaculusQuestions) error {
	s, err := openSheet(in, name, "Question ID", "Start Time")
	if err != nil {
		return err
	}
	at := map[string]int{} // by key
	for i := range f.Questions {
		at[f.Questions[i].Key] = i
	}
	var intervals []interval
	for {
		more, err := s.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		q, ok := known[s.cell("Question ID")]
		switch {
		case !ok:
			return s.wrong("Question ID", "a question that question_data.csv lacks: name that file as well")
		case q.Type == "":
			f.odd("forecasts on questions that are left out")
			continue
		}
		i, ok := at[q.Key]
		if !ok {
			i = len(f.Questions)
			at[q.Key] = i
			f.Questions = append(f.Questions, q)
		}
		sp, err := f.metaculusForecast(s, i)
		if err != nil {
			return err
		}
		intervals = append(intervals, sp)
	}
	for i := range f.Questions {
		slices.SortStableFunc(f.Questions[i].Forecasts, inOrder)
	}
	f.gaps(intervals)
	return nil
}

func (f *File) metaculusForecast(s *sheet, question int) (sp interval, err error) {
	q := &f.Questions[question]
	sp.question, sp.by = question, metaculusName(s)
	if sp.from, err = s.at(f, "Start Time"); err != nil {
		return sp, err
	}
	if sp.from.IsZero() {
		return sp, s.wrong("Start Time", "empty")
	}
	if sp.until, err = s.at(f, "End Time"); err != nil {
		return sp, err
	}
	x := Forecast{Line: s.line, By: sp.by, At: sp.from}
	var ok bool
	switch q.Type {
	case "binary":
		const column = "Probability Yes"
		p, fine := number(s.cell(column))
		if !fine || p < 0 || p > 1 {
			return sp, s.wrong(column, "not a probability from 0 to 1")
		}
		x.P, ok = &p, true
	case "choice":
		ok, err = f.metaculusShares(s, q, &x)
	case "numeric":
		ok, err = f.metaculusQuantiles(s, &x)
	}
	if ok && err == nil {
		q.Forecasts = append(q.Forecasts, x)
	}
	return sp, err
}

// metaculusName is who made a forecast: people have an id, aggregates do not.
func metaculusName(s *sheet) string {
	name := s.cell("Forecaster Username", "Forecaster (Anonymized)")
	id := s.cell("Forecaster ID")
	switch {
	case s.has("Forecaster ID") && id == "" && name != "":
		return "Metaculus " + name
	case name == "" && id != "":
		return "user " + id
	}
	return name
}

func (f *File) metaculusShares(s *sheet, q *Question, x *Forecast) (bool, error) {
	const column = "Probability Yes Per Category"
	cells, ok := pythonList(s.cell(column))
	if !ok || len(cells) != len(q.Options) {
		return false, s.wrong(column, fmt.Sprintf("not a list of %d probabilities", len(q.Options)))
	}
	sum := 0.0
	x.Probs = map[string]float64{}
	for i, c := range cells {
		if c == "" {
			f.odd("forecasts made when an option was not there: left out")
			return false, nil
		}
		p, ok := number(c)
		if !ok || p < 0 || p > 1 {
			return false, s.wrong(column, "not a list of probabilities from 0 to 1")
		}
		x.Probs[q.Options[i]] = p
		sum += p
	}
	if math.Abs(sum-1) > 1e-6 || len(x.Probs) != len(q.Options) {
		f.odd("forecasts whose options do not sum to 100 %: left out")
		return false, nil
	}
	return true, nil
}

func (f *File) metaculusQuantiles(s *sheet, x *Forecast) (bool, error) {
	last := math.Inf(-1)
	for _, c := range []struct {
		level  float64
		column string
	}{{0.05, "5th Percentile"}, {0.25, "25th Percentile"}, {0.5, "Median"}, {0.75, "75th Percentile"}, {0.95, "95th Percentile"}} {
		text := s.cell(c.column)
		if text == "" {
			continue
		}
		v, ok := number(text)
		if !ok {
			return false, s.wrong(c.column, "not a number")
		}
		if v <= last {
			f.odd("numeric forecasts whose percentiles do not rise: left out")
			return false, nil
		}
		last = v
		x.Quantiles = append(x.Quantiles, [2]float64{c.level, v})
	}
	if x.Quantiles == nil {
		f.odd("numeric forecasts without percentiles: left out")
		return false, nil
	}
	f.assume("a numeric forecast is what its percentiles say")
	return true, nil
}

// gaps counts the forecasts that were withdrawn at their source: a record
// cannot say that somebody withdrew at an earlier time.
func (f *File) gaps(all []interval) {
	slices.SortStableFunc(all, func(a, b interval) int {
		return cmp.Or(a.question-b.question, strings.Compare(a.by, b.by), a.from.Compare(b.from))
	})
	for i, s := range all {
		if s.until.IsZero() {
			continue
		}
		q := &f.Questions[s.question]
		over := q.Closes
		if q.End != "" && !q.KnownAt.IsZero() && (over.IsZero() || q.KnownAt.Before(over)) {
			over = q.KnownAt
		}
		if i+1 < len(all) && all[i+1].question == s.question && all[i+1].by == s.by {
			over = all[i+1].from
		}
		if over.IsZero() || s.until.Before(over) {
			f.odd("forecasts withdrawn or expired at the source: here they stand until the next one")
		}
	}
}
