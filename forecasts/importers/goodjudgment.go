package importers

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/score"
	"weathervane/forecasts/timecolumn"
)

// GoodJudgmentQuestions is what an ifps.csv says.
type GoodJudgmentQuestions struct {
	Table   *score.QuestionTable
	options map[string]map[string]string // by question, an option's name by its letter
}

// ReadGoodJudgmentQuestions reads ifps.csv of the research data that the Good
// Judgment Project published: ifp_id, q_text, options, date_start, date_closed,
// outcome, q_status. Its dates are not ISO and its text not always UTF-8.
func ReadGoodJudgmentQuestions(in io.Reader, name string) (*GoodJudgmentQuestions, error) {
	s, err := openSheet(in, name, "ifp_id", "q_text")
	if err != nil {
		return nil, err
	}
	s.r.LazyQuotes = true
	q := &GoodJudgmentQuestions{options: map[string]map[string]string{}}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"question_id", "title", "opens_at", "closes_at", "outcome"})
	if err := s.each(func() error {
		opens, err := s.americanDay("date_start")
		if err != nil {
			return err
		}
		closes, err := s.americanDay("date_closed", "date_to_close")
		if err != nil {
			return err
		}
		outcome := s.cell("outcome")
		if strings.EqualFold(s.cell("q_status"), "voided") {
			outcome = "void"
		}
		id := s.cell("ifp_id")
		q.options[id] = lettered(strings.ToValidUTF8(s.cell("options"), "\ufffd"))
		_ = w.Write([]string{id, inOneLine(strings.ToValidUTF8(s.cell("q_text"), "\ufffd")), opens, closes, outcome})
		return nil
	}); err != nil {
		return nil, err
	}
	w.Flush()
	q.Table, err = score.ReadQuestions(&b, name, score.TableOptions{})
	return q, err
}

// americanDay is the day of the first of the columns that has one, in ISO form.
func (s *sheet) americanDay(columns ...string) (string, error) {
	for _, c := range columns {
		text := s.cell(c)
		if text == "" || strings.EqualFold(text, "NULL") || strings.EqualFold(text, "NA") {
			continue
		}
		if at, _, ok := ordered(text, timecolumn.MonthFirst); ok {
			return at.Format(time.DateOnly), nil
		}
		return "", s.wrong(c, "not a day")
	}
	return "", nil
}

// lettered reads "(a) Yes, (b) No": the names by their letters.
func lettered(text string) map[string]string {
	all := map[string]string{}
	for _, part := range strings.Split(text, "(") {
		if letter, name, ok := strings.Cut(part, ")"); ok && len(letter) == 1 {
			all[letter] = inOneLine(strings.TrimRight(strings.TrimSpace(name), ",;"))
		}
	}
	return all
}

// GoodJudgment reads the survey_fcasts tables of that data: ifp_id, user_id,
// answer_option, value, fcast_date or timestamp.
func GoodJudgment(ctx context.Context, in io.Reader, name string, questions ...*GoodJudgmentQuestions) (*File, error) {
	var tables []*score.QuestionTable
	names := map[string]map[string]string{}
	for _, q := range questions {
		tables = append(tables, q.Table)
		maps.Copy(names, q.options)
	}
	columns := map[string]string{"ifp_id": "question_id", "user_id": "forecaster", "answer_option": "option", "value": "probability", "timestamp": "made_at"}
	b := bufio.NewReaderSize(in, 1<<16)
	head, _ := b.Peek(1 << 16)
	if !slices.ContainsFunc(score.PeekColumns(head, score.TableOptions{}), func(c score.TableColumn) bool { return strings.EqualFold(strings.TrimSpace(c.Name), "timestamp") }) {
		columns["fcast_date"] = "made_at" // the day of the timestamp, where that is missing
	}
	f, err := table(ctx, b, name, score.TableOptions{Columns: columns}, true, tables...)
	if err != nil {
		return nil, err
	}
	f.From = "Good Judgment"
	f.Assumed = slices.DeleteFunc(f.Assumed, func(s string) bool { return strings.HasPrefix(s, "probabilities without") })
	f.assume("values are from 0 to 1; days such as 9/1/11 are month, day, year; confirmed forecasts count as forecasts")
	if len(questions) == 0 {
		f.assume("without ifps.csv beside it the questions have no titles, options no names, and nothing is resolved")
	}
	for i := range f.Questions {
		f.Questions[i].name(names)
	}
	return f, nil
}

// name gives options their names instead of letters; a question of yes and no
// becomes one.
func (q *Question) name(names map[string]map[string]string) {
	id := strings.TrimSuffix(strings.TrimPrefix(q.Key, `CSV question_id "`), `"`)
	q.Key = fmt.Sprintf("Good Judgment ifp %q", id)
	known := names[id]
	if q.Type != "choice" || len(known) == 0 {
		return
	}
	called := func(letter string) string {
		if n := known[letter]; n != "" {
			return n
		}
		return letter
	}
	options := make([]string, len(q.Options))
	for i, o := range q.Options {
		options[i] = called(o)
	}
	if !distinct(options) {
		return
	}
	q.Options = slices.Sorted(slices.Values(options))
	if s, ok := q.Outcome.(string); ok {
		q.Outcome = called(s)
	}
	for i, x := range q.Forecasts {
		probs := map[string]float64{}
		for o, p := range x.Probs {
			probs[called(o)] = p
		}
		q.Forecasts[i].Probs = probs
	}
	if slices.Equal(q.Options, []string{"No", "Yes"}) {
		q.binary()
	}
}

func (q *Question) binary() {
	q.Type, q.Options = "binary", nil
	if q.Outcome != nil {
		q.Outcome = q.Outcome == "Yes"
	}
	for i, x := range q.Forecasts {
		p := x.Probs["Yes"]
		q.Forecasts[i].P, q.Forecasts[i].Probs = &p, nil
	}
}
