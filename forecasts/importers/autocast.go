package importers

import (
	"encoding/json"
	"slices"
	"strings"
)

// autocastJSON is a question of the Autocast data set, from a forecasting tournament
// with what its crowd forecast. Numbers are places, from 0 to 1, on a scale.
type autocastJSON struct {
	ID         flexible        `json:"id"`
	Question   string          `json:"question"`
	Background string          `json:"background"`
	Type       string          `json:"qtype"`
	Status     string          `json:"status"`
	Choices    json.RawMessage `json:"choices"`
	Answer     flexible        `json:"answer"`
	Opens      string          `json:"publish_time"`
	Closes     string          `json:"close_time"`
	Tags       []string        `json:"tags"`
	Crowd      json.RawMessage `json:"crowd"`
}

// autocastSources are the tournaments by the letters of their questions' ids.
var autocastSources = map[string]string{"M": "Metaculus", "G": "Good Judgment Open", "C": "CSET Foretell"}

// autocast reads questions with the forecasts of their crowds.
func autocast(name string, d *document) (*File, error) {
	f := &File{From: "Autocast"}
	if err := f.questions(name, d.of[anAutocast], f.autocastQuestion); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

// autocastQuestion reads a question; one without a type cannot be imported.
func (f *File) autocastQuestion(name string, e entry) (Question, error) {
	var j autocastJSON
	if err := e.decode(name, &j); err != nil {
		return Question{}, err
	}
	bad := e.bad(name)
	id := string(j.ID)
	// a data set that is balanced has each question's negation under the same id
	q := Question{Key: "Autocast question " + id, ByTitle: true, Title: inOneLine(j.Question), Background: strings.TrimSpace(j.Background), Open: j.Status == "Active"}
	switch {
	case id == "":
		return q, bad("id", "", "empty")
	case q.Title == "":
		return q, bad("question", "", "empty")
	}
	for _, t := range j.Tags {
		q.tag(t)
	}
	if err := f.times(&q, bad, timed{"publish_time", j.Opens, &q.Opens}, timed{"close_time", j.Closes, &q.Closes}); err != nil {
		return q, err
	}
	a := autocastReading{File: f, q: &q, bad: bad, by: "crowd@Autocast"}
	if source, ok := autocastSources[strings.ToUpper(id[:1])]; ok {
		a.by = "crowd@" + source
	}
	var err error
	switch j.Type {
	case "t/f":
		err = a.yesOrNo(&j)
	case "mc":
		err = a.choice(&j)
	case "num":
		err = a.number(&j)
	default:
		return q, bad("qtype", j.Type, "not t/f, mc or num")
	}
	if err == nil && q.Type != "" {
		err = a.crowd(name, e, j.Crowd)
	}
	return q, err
}

const noOptions = "questions without options that differ: left out"

// autocastReading reads the parts of a question by its type.
type autocastReading struct {
	*File
	q     *Question
	bad   badMember
	by    string
	scale placesJSON
}

func (a *autocastReading) yesOrNo(j *autocastJSON) error {
	a.q.Type = "binary"
	switch answer := strings.ToLower(string(j.Answer)); answer {
	case "yes", "no":
		a.q.End, a.q.Outcome, a.q.Open = "resolved", answer == "yes", false
	case "":
	default:
		return a.bad("answer", string(j.Answer), "neither yes nor no")
	}
	return nil
}

// choice reads options, of which the answer is a letter or the option itself.
func (a *autocastReading) choice(j *autocastJSON) error {
	a.q.Type = "choice"
	var names []string
	if json.Unmarshal(j.Choices, &names) != nil {
		return a.bad("choices", string(j.Choices), "not a list of options")
	}
	for _, n := range names {
		a.q.Options = append(a.q.Options, inOneLine(n))
	}
	if !distinct(a.q.Options) || slices.Contains(a.q.Options, "") {
		a.odd(noOptions)
		a.q.Type = ""
		return nil
	}
	answer := inOneLine(string(j.Answer))
	if answer == "" {
		return nil
	}
	i := slices.Index(a.q.Options, answer)
	if i < 0 && len(answer) == 1 {
		i = int(answer[0]) - 'A'
	}
	if i < 0 || i >= len(a.q.Options) {
		return a.bad("answer", answer, "none of the choices")
	}
	a.q.End, a.q.Outcome, a.q.Open = "resolved", a.q.Options[i], false
	return nil
}

// number reads the scale of a number or date, and the answer as a place on it.
func (a *autocastReading) number(j *autocastJSON) error {
	if json.Unmarshal(j.Choices, &a.scale) != nil {
		return a.bad("choices", string(j.Choices), "not a scale with min and max")
	}
	if !a.scale.of(a.q) {
		a.odd("questions about a number without a scale: left out")
		a.q.Type = ""
		return nil
	}
	a.q.Range.OpenBelow, a.q.Range.OpenAbove = true, true
	a.assume("answers and forecasts of numbers and dates are places on a scale that may be exceeded")
	if j.Answer == "" {
		return nil
	}
	place, ok := j.Answer.number()
	if !ok {
		return a.bad("answer", string(j.Answer), "not a place from 0 to 1 on the scale")
	}
	a.q.Outcome = a.scale.outcome(a.q, place)
	a.q.End, a.q.Open = "resolved", false
	return nil
}

// crowd reads what the crowd forecast over time.
func (a *autocastReading) crowd(name string, e entry, all json.RawMessage) error {
	for _, one := range entries(e, all) {
		var j struct {
			At       flexible        `json:"timestamp"`
			Forecast json.RawMessage `json:"forecast"`
		}
		if err := one.decode(name, &j); err != nil {
			return err
		}
		x := Forecast{Line: one.line, By: a.by}
		if err := j.At.instant(a.File, &x.At); err != nil || x.At.IsZero() {
			return &BadRow{name, one.line, "timestamp", string(j.At), "not a time"}
		}
		if a.forecast(j.Forecast, &x) {
			a.q.Forecasts = append(a.q.Forecasts, x)
		}
	}
	if len(a.q.Forecasts) > 0 {
		a.assume("the forecasts are those of the crowds of Metaculus, Good Judgment Open and CSET Foretell, as reference forecasts: the forecaster is “crowd@” and the source")
	}
	slices.SortStableFunc(a.q.Forecasts, inOrder)
	return nil
}

// forecast reads a probability, one for each option, or a place on the scale.
func (a *autocastReading) forecast(raw json.RawMessage, x *Forecast) bool {
	var all []float64
	var one float64
	switch {
	case json.Unmarshal(raw, &one) == nil && string(raw) != "null":
		all = []float64{one}
	case json.Unmarshal(raw, &all) != nil:
		all = nil
	}
	outside := slices.ContainsFunc(all, func(p float64) bool { return !(p >= 0 && p <= 1) })
	switch {
	case len(all) == 0 || outside:
	case a.q.Type == "choice":
		if x.Probs = a.shares(a.q.Options, all); x.Probs != nil {
			return true
		}
	case a.q.Type == "binary" && len(all) <= 2: // of two, the first is yes
		x.P = &all[0]
		return true
	case a.q.Range != nil && len(all) == 1:
		a.assume("the crowd’s number or date is its median")
		x.Quantiles = [][2]float64{{0.5, a.scale.at(a.q, all[0])}}
		return true
	}
	a.odd("forecasts that are not a probability for each option or a place on the scale: left out")
	return false
}
