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
func (f *File) metaculusForecasts(in io.Reader, name string, known *MetaculusTables) error {
	s, err := openSheet(in, name, "Question ID", "Start Time")
	if err != nil {
		return err
	}
	at := map[string]int{} // by key
	for i := range f.Questions {
		at[f.Questions[i].Key] = i
	}
	posts := map[int]string{}
	var intervals []interval
	if err := s.each(func() error {
		id := s.cell("Question ID")
		i, ok := at[metaculusKey+id]
		if !ok {
			q, err := f.metaculusUnknown(s, known)
			if err != nil {
				return err
			}
			i = len(f.Questions)
			at[q.Key] = i
			f.Questions = append(f.Questions, q)
		}
		posts[i] = known.asked[id].post
		sp, err := f.metaculusForecast(s, i)
		if err != nil {
			return err
		}
		intervals = append(intervals, sp)
		return nil
	}); err != nil {
		return err
	}
	f.sortForecasts()
	f.gaps(intervals)
	f.commented(known.comments, posts)
	return nil
}

// metaculusUnknown is the question of a forecast that this file does not have:
// another file's, or what the forecast itself says of it.
func (f *File) metaculusUnknown(s *sheet, known *MetaculusTables) (Question, error) {
	id := s.cell("Question ID")
	if id == "" {
		return Question{}, s.wrong("Question ID", "empty")
	}
	if a, ok := known.asked[id]; ok {
		return a.Question, nil
	}
	f.assume("questions that " + metaculusAskedCSV + " does not tell of are called by their number, without a close or an outcome: add that file to have them")
	q := Question{Key: metaculusKey + id, Title: metaculusKey + id, Bare: true}
	if shares, ok := pythonList(s.cell(metaculusShares)); ok {
		q.Type = "choice"
		for i := range shares {
			q.Options = append(q.Options, fmt.Sprintf("option %d", i+1))
		}
		f.assume("the options of a question that is not told of are called by their number")
		return q, nil
	}
	median := s.cell("Median")
	_, isNumber := number(median)
	switch {
	case s.cell(metaculusYes) != "":
		q.Type = "binary"
	case median != "" && !isNumber:
		q.Type = "date"
	default:
		q.Type = "numeric"
	}
	return q, nil
}

// The columns of probabilities.
const (
	metaculusYes    = "Probability Yes"
	metaculusShares = "Probability Yes Per Category"
)

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
		p, fine := number(s.cell(metaculusYes))
		if !fine || p < 0 || p > 1 {
			return sp, s.wrong(metaculusYes, "not a probability from 0 to 1")
		}
		x.P, ok = &p, true
	case "choice":
		ok, err = f.metaculusShares(s, q, &x)
	default:
		ok, err = f.metaculusPercentiles(s, q, &x)
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
	}
	return personOf(name, id)
}

func (f *File) metaculusShares(s *sheet, q *Question, x *Forecast) (bool, error) {
	cells, ok := pythonList(s.cell(metaculusShares))
	if !ok || len(cells) != len(q.Options) {
		return false, s.wrong(metaculusShares, fmt.Sprintf("not a list of %d probabilities", len(q.Options)))
	}
	shares := make([]float64, len(cells))
	for i, c := range cells {
		if c == "" {
			f.odd(optionNotThere)
			return false, nil
		}
		if shares[i], ok = number(c); !ok || shares[i] < 0 || shares[i] > 1 {
			return false, s.wrong(metaculusShares, "not a list of probabilities from 0 to 1")
		}
	}
	return f.share(q, shares, x), nil
}

const optionNotThere = "forecasts made when an option was not there: left out"

const notAll = "forecasts whose options do not sum to 100 %: left out"

// share gives a forecast the shares of the options; false if they are not all.
func (f *File) share(q *Question, shares []float64, x *Forecast) bool {
	sum := 0.0
	x.Probs = map[string]float64{}
	for i, p := range shares {
		x.Probs[q.Options[i]] = p
		sum += p
	}
	if math.Abs(sum-1) > 1e-6 {
		f.odd(notAll)
		return false
	}
	return true
}

// metaculusPercentiles reads a numeric or date forecast. Percentiles beyond the
// range lie at its bounds there; what was given beyond these says more.
func (f *File) metaculusPercentiles(s *sheet, q *Question, x *Forecast) (bool, error) {
	var all [][2]float64
	for _, c := range []struct {
		level  float64
		column string
	}{{0.05, "5th Percentile"}, {0.25, "25th Percentile"}, {0.5, "Median"}, {0.75, "75th Percentile"}, {0.95, "95th Percentile"}} {
		text := s.cell(c.column)
		if text == "" {
			continue
		}
		v, ok := q.answer(text)
		if !ok {
			return false, s.wrong(c.column, "not a "+map[string]string{"numeric": "number", "date": "date"}[q.Type])
		}
		all = append(all, [2]float64{c.level, v})
	}
	below, hasBelow := number(s.cell("Probability Below Lower Bound"))
	above, hasAbove := number(s.cell("Probability Above Upper Bound"))
	if !hasBelow || !hasAbove || below < 0 || above < 0 || below+above > 1 {
		below, above = 0, 0
	}
	return f.quantiles(q, all, below, above, x), nil
}

// quantiles gives a forecast its quantiles, with what it puts beyond the bounds.
func (f *File) quantiles(q *Question, all [][2]float64, below, above float64, x *Forecast) bool {
	if q.Range != nil && below+above > 0 {
		all = slices.DeleteFunc(all, func(lv [2]float64) bool {
			return below > 0 && (lv[0] <= below || lv[1] <= q.Range.Min) || above > 0 && (lv[0] >= 1-above || lv[1] >= q.Range.Max)
		})
		if below > 0 {
			all = slices.Insert(all, 0, [2]float64{below, q.Range.Min})
		}
		if above > 0 && below < 1-above {
			all = append(all, [2]float64{1 - above, q.Range.Max})
		}
	}
	slices.SortStableFunc(all, func(a, b [2]float64) int { return cmp.Compare(math.Abs(a[0]-.5), math.Abs(b[0]-.5)) })
	for _, lv := range all { // of equal values the one nearest to the median is kept
		if !slices.ContainsFunc(x.Quantiles, func(o [2]float64) bool { return o[1] == lv[1] }) {
			x.Quantiles = append(x.Quantiles, lv)
		}
	}
	slices.SortFunc(x.Quantiles, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	switch {
	case len(x.Quantiles) == 0:
		f.odd("forecasts of a number or date without percentiles: left out")
		return false
	case !rise(x.Quantiles):
		f.odd(noRise)
		return false
	}
	f.assume("a forecast of a number or date is what its percentiles say")
	return true
}

const noRise = "forecasts of a number or date whose percentiles do not rise: left out"

// rise reports whether quantiles are in order, each with a level and a value of its own.
func rise(all [][2]float64) bool {
	for i := 1; i < len(all); i++ {
		if !(all[i][0] > all[i-1][0] && all[i][1] > all[i-1][1]) {
			return false
		}
	}
	return true
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
