package importers

import (
	"cmp"
	"encoding/json"
	"strings"
	"time"
)

// benchQuestionJSON is a question of a ForecastBench question set. What is missing
// is “N/A”.
type benchQuestionJSON struct {
	ID         json.RawMessage `json:"id"`
	Source     string          `json:"source"`
	Question   string          `json:"question"`
	Criteria   string          `json:"resolution_criteria"`
	Background string          `json:"background"`
	URL        string          `json:"url"`
	Opens      string          `json:"market_info_open_datetime"`
	Closes     string          `json:"market_info_close_datetime"`
	Frozen     string          `json:"freeze_datetime"`
	Value      flexible        `json:"freeze_datetime_value"`
	Dates      json.RawMessage `json:"resolution_dates"`
}

type benchResolutionJSON struct {
	ID       json.RawMessage `json:"id"`
	Source   string          `json:"source"`
	Date     string          `json:"resolution_date"`
	To       *float64        `json:"resolved_to"`
	Resolved bool            `json:"resolved"`
}

// Bench is what ForecastBench's sets say for each other.
type Bench struct {
	ends      map[string][]benchResolutionJSON // by source and id
	questions map[string]benchQuestionJSON
	due       string // when forecasts on these were due
	asked     bool   // there is a question set, or one of forecasts
}

// NewBench knows of nothing.
func NewBench() *Bench {
	return &Bench{ends: map[string][]benchResolutionJSON{}, questions: map[string]benchQuestionJSON{}}
}

// learn takes the questions and resolutions of a set, for those of another file.
func (b *Bench) learn(d *document, name string) error {
	b.asked = b.asked || d.has(aBenchQuestion, aBenchSet)
	if d.has(aBenchQuestion) {
		b.due = cmp.Or(b.due, d.due)
	}
	for _, e := range d.of[aBenchQuestion] {
		var j benchQuestionJSON
		if err := e.decode(name, &j); err != nil {
			return err
		}
		if id, ok := benchID(j.Source, j.ID); ok {
			b.questions[id] = j
		}
	}
	for _, e := range d.of[aBenchResolution] {
		var j benchResolutionJSON
		if err := e.decode(name, &j); err != nil {
			return err
		}
		if id, ok := benchID(j.Source, j.ID); ok {
			b.ends[id] = append(b.ends[id], j)
		}
	}
	return nil
}

// benchID names a question; false if it is a combination of several.
func benchID(source string, raw json.RawMessage) (string, bool) {
	var id string
	if json.Unmarshal(raw, &id) != nil || id == "" {
		return "", false
	}
	return source + ":" + id, true
}

// benchKey begins what a question is known by.
const benchKey = "ForecastBench question "

// forecastBench reads a question set, with the outcomes of a resolution set, and
// forecast sets. A question from a market has the crowd's value as a forecast; one
// from data is a question for each of its dates.
func forecastBench(name string, d *document, known *Bench) (*File, error) {
	f := &File{From: "ForecastBench"}
	if known == nil {
		known = NewBench()
		if err := known.learn(d, name); err != nil {
			return nil, err
		}
	}
	if n := len(d.of[aBenchResolution]); n > 0 && !known.asked {
		return nil, &BadRow{File: name, Line: d.of[aBenchResolution][0].line, Why: "resolutions of questions that none of the files has: name the question set as well"}
	}
	for _, e := range d.of[aBenchQuestion] {
		var j benchQuestionJSON
		if err := e.decode(name, &j); err != nil {
			return nil, err
		}
		id, ok := benchID(j.Source, j.ID)
		if !ok {
			f.odd("questions that combine others: left out")
			continue
		}
		if err := f.benchQuestion(name, e, &j, known.ends[id], benchKey+id, d.due); err != nil {
			return nil, err
		}
	}
	sets := &benchSets{File: f, name: name, known: known, at: map[string]int{}, told: map[benchTold]bool{}}
	for i := range f.Questions {
		sets.at[f.Questions[i].Key] = i
	}
	for _, e := range d.of[aBenchSet] {
		if err := sets.set(e); err != nil {
			return nil, err
		}
	}
	f.sortForecasts()
	f.survey()
	return f, nil
}

func (f *File) benchQuestion(name string, e entry, j *benchQuestionJSON, ends []benchResolutionJSON, key, due string) error {
	bad := e.bad(name)
	title, more, _ := strings.Cut(strings.TrimSpace(j.Question), "\n\n")
	q := Question{Key: key, Title: inOneLine(title), Type: "binary", FinePrint: strings.TrimSpace(given(j.Criteria) + "\n\n" + more),
		Background: strings.TrimSpace(given(j.Background) + "\n\n" + given(j.URL)), Tags: []string{inOneLine(j.Source)}}
	if q.Title == "" || j.Source == "" {
		return bad("question", "", "empty, or without its source")
	}
	var frozen time.Time
	if err := f.times(&q, bad, timed{"market_info_open_datetime", given(j.Opens), &q.Opens}, timed{"market_info_close_datetime", given(j.Closes), &q.Closes},
		timed{"freeze_datetime", given(j.Frozen), &frozen}); err != nil {
		return err
	}
	var dates []string
	if json.Unmarshal(j.Dates, &dates) == nil && len(dates) > 0 {
		return f.benchDates(q, dates, due, ends, bad)
	}
	for _, end := range ends {
		if !end.Resolved || end.To == nil || !(*end.To >= 0 && *end.To <= 1) {
			f.odd("resolutions that are the price of a day, not an outcome: left open")
			continue
		}
		if err := f.benchEnd(&q, &end, bad); err != nil {
			return err
		}
		break
	}
	p, ok := j.Value.number()
	if !ok || !(p >= 0 && p <= 1) || frozen.IsZero() {
		f.odd("questions whose frozen value is not a probability: no forecast")
	} else {
		f.assume("the frozen value of a market is a forecast by its crowd: the forecaster is “crowd@” and the source")
		q.Forecasts = []Forecast{{Line: e.line, By: "crowd@" + inOneLine(j.Source), At: frozen, P: &p}}
	}
	f.Questions = append(f.Questions, q)
	return nil
}

// benchDates makes a question of each date on which a question about data resolves.
func (f *File) benchDates(q Question, dates []string, due string, ends []benchResolutionJSON, bad badMember) error {
	f.assume("a question about data is a question of its own for each date on which it resolves")
	for _, date := range dates {
		on := q
		on.Key += ", on " + date
		on.Title = strings.NewReplacer("{resolution_date}", date, "{forecast_due_date}", due).Replace(q.Title)
		if on.Title == q.Title {
			on.Title += " (" + date + ")"
		}
		if err := f.times(&on, bad, timed{"forecast_due_date", due, &on.Opens}, timed{"resolution_dates", date, &on.Closes}); err != nil {
			return err
		}
		for _, end := range ends {
			if end.Date == date && end.Resolved && end.To != nil && (*end.To == 0 || *end.To == 1) {
				if err := f.benchEnd(&on, &end, bad); err != nil {
					return err
				}
			}
		}
		f.Questions = append(f.Questions, on)
	}
	return nil
}

// benchEnd gives a question its outcome, known on the day of the resolution.
func (f *File) benchEnd(q *Question, end *benchResolutionJSON, bad badMember) error {
	if err := f.readTime(end.Date, &q.KnownAt); err != nil {
		return bad("resolution_date", end.Date, err.Error())
	}
	q.End, q.Outcome = "resolved", *end.To
	if *end.To == 0 || *end.To == 1 {
		q.Outcome = *end.To == 1
	}
	return nil
}

// given is a text of ForecastBench, empty if it is missing.
func given(text string) string {
	if text = strings.TrimSpace(text); text == "N/A" {
		return ""
	}
	return text
}
