package importers

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// A problemJSON is a question of Good Judgment Open as research datasets have it:
// the metadata of a problem, with options by their place.
type problemJSON struct {
	ID       flexible `json:"problem_id"`
	Title    string   `json:"title"`
	Options  []string `json:"options"`
	Correct  flexible `json:"correct_answer"`
	Metadata struct {
		Status string `json:"status"`
		Starts string `json:"start_date"`
		Ends   string `json:"end_date"`
	} `json:"metadata"`
}

// A problemForecastJSON gives each option of a problem a probability, by its place.
type problemForecastJSON struct {
	Problem    flexible  `json:"problem_id"`
	By         string    `json:"username"`
	At         string    `json:"timestamp"`
	Prediction []float64 `json:"prediction"`
	Note       string    `json:"rationale"`
}

// Problems are the problems that other files forecast on, by id.
type Problems map[string]Question

func (p Problems) learn(d *document, name string) error {
	for _, e := range d.of[aProblem] {
		id, q, err := new(File).problem(name, e)
		if err != nil {
			return err
		}
		p[id] = q
	}
	return nil
}

// problems reads problems and the forecasts on them; those on problems of other files
// become part of these.
func problems(name string, d *document, others Problems) (*File, error) {
	f := &File{From: "Good Judgment Open"}
	at := map[string]int{}
	add := func(id string, q Question) {
		at[id] = len(f.Questions)
		f.Questions = append(f.Questions, q)
	}
	for _, e := range d.of[aProblem] {
		id, q, err := f.problem(name, e)
		if err != nil {
			return nil, err
		}
		add(id, q)
	}
	for _, e := range d.of[aProblemForecast] {
		var j problemForecastJSON
		if err := e.decode(name, &j); err != nil {
			return nil, err
		}
		id := string(j.Problem)
		if _, here := at[id]; !here {
			q, known := others[id]
			if !known {
				return nil, &BadRow{name, e.line, "problem_id", id, "no file has this problem: name the file of problems as well"}
			}
			add(id, q)
		}
		q := &f.Questions[at[id]]
		x := Forecast{Line: e.line, By: inOneLine(j.By), Note: j.Note}
		if err := f.readTime(j.At, &x.At); err != nil || x.At.IsZero() {
			return nil, &BadRow{name, e.line, "timestamp", j.At, "not a time (such as 2024-12-09T01:12:02Z)"}
		}
		if len(j.Prediction) != len(q.Options) {
			return nil, &BadRow{name, e.line, "prediction", fmt.Sprint(j.Prediction), fmt.Sprintf("%d probabilities, where the problem has %d options", len(j.Prediction), len(q.Options))}
		}
		x.Probs = map[string]float64{}
		for i, o := range q.Options {
			x.Probs[o] = j.Prediction[i]
		}
		if !x.isWhole(q) {
			f.odd("forecasts whose options do not sum to 100 %: left out")
			continue
		}
		q.Forecasts = append(q.Forecasts, x)
	}
	f.sortForecasts()
	f.survey()
	return f, nil
}

func (f *File) problem(name string, e entry) (string, Question, error) {
	var j problemJSON
	if err := e.decode(name, &j); err != nil {
		return "", Question{}, err
	}
	bad := e.bad(name)
	id := string(j.ID)
	q := Question{Key: "Good Judgment Open question " + id, Title: cmp.Or(inOneLine(j.Title), "Good Judgment Open question "+id), Type: "choice"}
	for _, o := range j.Options {
		q.Options = append(q.Options, inOneLine(o))
	}
	switch {
	case id == "":
		return id, q, bad("problem_id", "", "empty")
	case len(q.Options) < 2:
		return id, q, bad("options", fmt.Sprint(j.Options), "fewer than two")
	}
	var ended time.Time
	if err := f.times(&q, bad, timed{"start_date", j.Metadata.Starts, &q.Opens}, timed{"end_date", j.Metadata.Ends, &ended}); err != nil {
		return id, q, err
	}
	q.Closes = ended
	switch answer := inOneLine(string(j.Correct)); {
	case answer == "":
	case slices.Contains(q.Options, answer):
		q.End, q.Outcome, q.KnownAt = "resolved", answer, ended
		f.assume("the answer of a problem was known at its end")
	default:
		return id, q, bad("correct_answer", answer, "none of the options")
	}
	return id, q, nil
}
