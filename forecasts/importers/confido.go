package importers

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"
	"time"

	"weathervane/forecasts/score"
)

// isConfido reports whether a header is that of Confido's predictions: when each was
// made in three ways, and who made them or which questions they are on.
func isConfido(any func(of ...string) bool) bool {
	return any("timestamp") && any("date") && any("time") && any("probability", "mean") && !any("made_at", "comment") &&
		(any("user_id") && any("nick") || any("question_id") && any("question"))
}

// Confido reads its export of predictions: one line for each, on one question or
// several, by everybody or by the group. Who opened the questions, and when they
// close, is not in it.
func Confido(in io.Reader, name string) (*File, error) {
	s, err := openSheet(in, name, "timestamp", "date", "time")
	if err != nil {
		return nil, err
	}
	c := &confido{File: &File{From: "Confido"}, sheet: s, index: map[string]int{}}
	if err := s.each(c.line); err != nil {
		return nil, err
	}
	c.sortForecasts()
	c.survey()
	return c.File, nil
}

type confido struct {
	*File
	*sheet
	index map[string]int // of questions by id
}

func (c *confido) line() error {
	q, err := c.question()
	if err != nil || q == nil {
		return err
	}
	x := Forecast{Line: c.sheet.line, By: "Confido group", id: c.cell("user_id")}
	if c.has("user_id") {
		x.By = personOf(inOneLine(c.cell("nick")), x.id)
	} else {
		c.assume("forecasts without a user are the group’s: the forecaster is “Confido group”")
	}
	if err := flexible(c.cell("timestamp")).instant(c.File, &x.At); err != nil || x.At.IsZero() {
		return c.wrong("timestamp", "not a time in seconds since 1970")
	}
	if q.Type == "binary" {
		p, ok := number(c.cell("probability"))
		if !ok { // a spreadsheet saved it
			end, share, fine := score.ParseOutcome(c.cell("probability"))
			p, ok = share, fine && end == "resolved" && strings.ContainsAny(c.cell("probability"), "0123456789")
		}
		if !ok || !(p >= 0 && p <= 1) {
			return c.wrong("probability", "not a probability from 0 to 1")
		}
		x.P = &p
	} else if x.Quantiles = c.normal(q); x.Quantiles == nil {
		return c.wrong("mean", "not a number or day with a deviation in stdev")
	}
	q.Forecasts = append(q.Forecasts, x)
	return nil
}

// question finds or makes the question of a line; nil for a line without a forecast.
func (c *confido) question() (*Question, error) {
	q := Question{Key: "Confido question " + c.cell("question_id"), Title: inOneLine(c.cell("question"))}
	if !c.has("question_id") {
		title := inOneLine(strings.TrimSuffix(c.name, filepath.Ext(c.name)))
		q = Question{Key: fmt.Sprintf("Confido question of the file %q", title), ByTitle: true, Title: title}
		c.assume("the file is on one question, which it does not name: it is called as the file")
	}
	switch mean := c.cell("mean"); {
	case c.has("question_id") && c.cell("question_id") == "":
		return nil, c.wrong("question_id", "empty")
	case q.Title == "":
		return nil, c.wrong("question", "empty")
	case c.cell("probability") != "":
		q.Type = "binary"
	case mean == "":
		c.odd("lines without a forecast")
		return nil, nil
	default:
		q.Type = "date"
		if _, ok := number(mean); ok {
			q.Type = "numeric"
		}
	}
	if end := c.cell("resolution"); end != "" && !c.ended(&q, end) {
		return nil, c.wrong("resolution", "not an outcome of the question")
	}
	i, ok := c.index[q.Key]
	if !ok {
		i = len(c.Questions)
		c.index[q.Key] = i
		c.Questions = append(c.Questions, q)
	}
	have := &c.Questions[i]
	switch {
	case have.Type != q.Type:
		return nil, c.wrong("mean", "an earlier line has another kind of forecast on the same question")
	case have.End == "":
		have.End, have.Outcome = q.End, q.Outcome
	case q.End != "" && (have.End != q.End || have.Outcome != q.Outcome):
		return nil, c.wrong("resolution", "an earlier line gives the same question another outcome")
	}
	return have, nil
}

// ended takes what somebody put beside a question as its outcome; false if it is none.
func (c *confido) ended(q *Question, text string) bool {
	end, y, ok := score.ParseOutcome(text)
	switch {
	case ok && (end != "resolved" || q.Type == "binary"):
		if q.End = end; end == "resolved" {
			q.Outcome = binaryOutcome(y)
		}
		return true
	case q.Type == "binary":
		return false
	}
	x, ok := q.answer(text)
	if !ok {
		return false
	}
	q.End, q.Outcome = "resolved", q.outcomeAt(x)
	return true
}

// normal gives quantiles of the normal distribution with the mean and the deviation of
// a line, which is in days for a date; nil if they are not told.
func (c *confido) normal(q *Question) (all [][2]float64) {
	mean, ok := q.answer(c.cell("mean"))
	deviation, known := value(c.cell("stdev"))
	if q.Type == "date" {
		deviation *= float64(24 * time.Hour / time.Millisecond)
	}
	if !ok || !known || !(deviation > 0) {
		return nil
	}
	for _, level := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
		x := mean + deviation*math.Sqrt2*math.Erfinv(2*level-1)
		if q.Type == "date" {
			x = math.Round(x)
		}
		if n := len(all); n > 0 && !(x > all[n-1][1]) || math.Abs(x) > 1e150 || q.Type == "date" && !writable(dateAt(x)) {
			return nil
		}
		all = append(all, [2]float64{level, x})
	}
	c.assume("a forecast of a number or date is a normal distribution with the mean and the deviation of its line")
	return all
}
