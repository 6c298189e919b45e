package importers

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// predictionJSON is a prediction of PredictionBook's API.
type predictionJSON struct {
	ID          json.Number  `json:"id"`
	Description string       `json:"description"`
	Created     string       `json:"created_at"`
	Deadline    string       `json:"deadline"`
	Judged      string       `json:"last_judgement_at"`
	Outcome     *bool        `json:"outcome"`
	Withdrawn   bool         `json:"withdrawn"`
	Responses   []answerJSON `json:"responses"`
}

type answerJSON struct {
	Comment    string      `json:"comment"`
	Confidence *float64    `json:"confidence"`
	Created    string      `json:"created_at"`
	UserID     json.Number `json:"user_id"`
	UserLabel  string      `json:"user_label"`
}

// predictionBook reads predictions with their responses.
func predictionBook(name string, entries []entry) (*File, error) {
	f := &File{From: "PredictionBook"}
	f.assume("confidences are percents from 0 to 100")
	f.assume(deadlineCloses)
	for _, e := range entries {
		var p predictionJSON
		if err := e.decode(name, &p); err != nil {
			return nil, err
		}
		if err := f.prediction(e.line, &p, e.bad(name)); err != nil {
			return nil, err
		}
	}
	f.survey()
	return f, nil
}

// PredictionBookTable reads my_predictions.csv, which has no forecasts: the
// predictions are questions.
func PredictionBookTable(in io.Reader, name string) (*File, error) {
	s, err := openSheet(in, name, "id", "description", "mean_confidence")
	if err != nil {
		return nil, err
	}
	f := &File{From: "PredictionBook"}
	f.assume("the history of forecasts is not in this export: its predictions are questions, which have the mean confidence in their background")
	f.assume(deadlineCloses)
	if err := s.each(func() error {
		p := predictionJSON{
			ID: json.Number(s.cell("id")), Description: s.cell("description"), Created: s.cell("created_at"), Deadline: s.cell("deadline"),
			Judged: s.cell("last_judgement_at"), Withdrawn: strings.EqualFold(s.cell("withdrawn"), "true"),
		}
		switch outcome := strings.ToLower(s.cell("outcome")); outcome {
		case "true", "false":
			right := outcome == "true"
			p.Outcome = &right
		case "":
		default:
			return s.wrong("outcome", "not true, false or empty")
		}
		if err := f.prediction(s.line, &p, func(column, _, why string) error { return s.wrong(column, why) }); err != nil {
			return err
		}
		if mean := s.cell("mean_confidence"); mean != "" {
			f.Questions[len(f.Questions)-1].Background = "PredictionBook’s mean confidence: " + mean + " %"
		}
		return nil
	}); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

const deadlineCloses = "a question closes at its deadline"

// prediction adds the question of a prediction and its forecasts.
func (f *File) prediction(line int, p *predictionJSON, bad func(member, value, why string) error) error {
	q := Question{Key: "PredictionBook prediction " + p.ID.String(), Title: inOneLine(p.Description), Type: "binary"}
	switch {
	case p.ID == "":
		return bad("id", "", "empty")
	case q.Title == "":
		return bad("description", "", "empty")
	}
	if err := f.times(&q, bad, timed{"created_at", p.Created, &q.Opens}, timed{"deadline", p.Deadline, &q.Closes}, timed{"last_judgement_at", p.Judged, &q.KnownAt}); err != nil {
		return err
	}
	switch {
	case p.Withdrawn:
		q.End = "withdrawn"
	case p.Outcome != nil:
		q.End, q.Outcome = "resolved", *p.Outcome
	default:
		q.Open = true
	}
	for _, a := range p.Responses {
		if a.Confidence == nil {
			f.odd("comments without a forecast: left out")
			continue
		}
		x := Forecast{Line: line, Note: strings.TrimSpace(a.Comment), By: personOf(a.UserLabel, a.UserID.String()), id: a.UserID.String()}
		share := *a.Confidence / 100
		if !(share >= 0 && share <= 1) {
			return bad("confidence", fmt.Sprint(*a.Confidence), "not a percent from 0 to 100")
		}
		x.P = &share
		if err := f.readTime(a.Created, &x.At); err != nil || x.At.IsZero() {
			return bad("created_at", a.Created, "not a time")
		}
		q.Forecasts = append(q.Forecasts, x)
	}
	slices.SortStableFunc(q.Forecasts, inOrder)
	f.Questions = append(f.Questions, q)
	return nil
}

// readTime reads a time of a JSON document; an empty one stays zero.
func (f *File) readTime(text string, to *time.Time) error {
	if text == "" {
		return nil
	}
	at, zoned, ok := instant(text)
	if !ok {
		return errors.New("not a time")
	}
	if !zoned {
		f.assume("times without a zone are in UTC")
	}
	*to = at
	return nil
}
