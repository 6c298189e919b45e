package importers

import (
	"encoding/json"
	"errors"
	"fmt"
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
	f.assume("a question closes at its deadline")
	for _, e := range entries {
		q, err := f.prediction(name, e)
		if err != nil {
			return nil, err
		}
		f.Questions = append(f.Questions, q)
	}
	f.survey()
	return f, nil
}

func (f *File) prediction(name string, e entry) (Question, error) {
	var p predictionJSON
	if err := e.decode(name, &p); err != nil {
		return Question{}, err
	}
	bad := func(member, value, why string) error { return &BadRow{name, e.line, member, value, why} }
	q := Question{Key: "PredictionBook prediction " + p.ID.String(), Title: inOneLine(p.Description), Type: "binary"}
	switch {
	case p.ID == "":
		return q, bad("id", "", "empty")
	case q.Title == "":
		return q, bad("description", "", "empty")
	}
	for _, x := range []struct {
		member, text string
		to           *time.Time
	}{{"created_at", p.Created, &q.Opens}, {"deadline", p.Deadline, &q.Closes}, {"last_judgement_at", p.Judged, &q.KnownAt}} {
		if err := f.readTime(x.text, x.to); err != nil {
			return q, bad(x.member, x.text, err.Error())
		}
	}
	switch {
	case p.Withdrawn:
		q.End = "withdrawn"
	case p.Outcome != nil:
		q.End, q.Outcome = "resolved", *p.Outcome
	}
	for _, a := range p.Responses {
		if a.Confidence == nil {
			f.odd("comments without a forecast: left out")
			continue
		}
		x := Forecast{Line: e.line, Note: strings.TrimSpace(a.Comment), By: a.UserLabel}
		share := *a.Confidence / 100
		if !(share >= 0 && share <= 1) {
			return q, bad("confidence", fmt.Sprint(*a.Confidence), "not a percent from 0 to 100")
		}
		x.P = &share
		if x.By == "" && a.UserID != "" {
			x.By = "user " + a.UserID.String()
		}
		if err := f.readTime(a.Created, &x.At); err != nil || x.At.IsZero() {
			return q, bad("created_at", a.Created, "not a time")
		}
		q.Forecasts = append(q.Forecasts, x)
	}
	slices.SortStableFunc(q.Forecasts, inOrder)
	return q, nil
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
