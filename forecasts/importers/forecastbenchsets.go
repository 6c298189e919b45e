package importers

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// benchSetJSON is a ForecastBench forecast set: what one model, or the people of a
// survey, forecast on the questions of a set.
type benchSetJSON struct {
	Organization string          `json:"organization"`
	Maker        string          `json:"model_organization"`
	Model        string          `json:"model"`
	QuestionSet  string          `json:"question_set"`
	Due          string          `json:"forecast_due_date"`
	Made         string          `json:"forecast_date"`
	Forecasts    json.RawMessage `json:"forecasts"`
}

// benchForecastJSON is a forecast of a set. What became of its question is in sets
// that were scored.
type benchForecastJSON struct {
	ID       json.RawMessage `json:"id"`
	Source   string          `json:"source"`
	P        flexible        `json:"forecast"`
	Date     string          `json:"resolution_date"`
	Note     string          `json:"reasoning"`
	User     flexible        `json:"user_id"`
	Imputed  bool            `json:"imputed"`
	Resolved bool            `json:"resolved"`
	To       *float64        `json:"resolved_to"`
}

// benchData are the sources whose questions ForecastBench makes of data: one for each
// date. The others are markets.
var benchData = []string{"acled", "dbnomics", "fred", "wikipedia", "yfinance"}

// benchSets adds the forecasts of sets to the questions that are known, or to
// questions that are called by their ids.
type benchSets struct {
	*File
	name  string
	known *Bench
	at    map[string]int     // where a question is in the file, by key
	told  map[benchTold]bool // forecasts that were read
}

// benchTold is a forecast of a set: on a question, by somebody, at an instant.
type benchTold struct {
	question, by string
	at           int64
	p            float64
}

func (b *benchSets) set(e entry) error {
	var j benchSetJSON
	if err := e.decode(b.name, &j); err != nil {
		return err
	}
	due := cmp.Or(j.Due, j.Made, j.QuestionSet[:min(len("2024-07-21"), len(j.QuestionSet))])
	var made time.Time
	if err := b.readTime(due, &made); err != nil || made.IsZero() {
		return &BadRow{b.name, e.line, "forecast_due_date", due, "not a day (such as 2024-07-21)"}
	}
	b.assume("the forecasts of a set were made when they were due")
	for _, one := range entries(e, j.Forecasts) {
		if err := b.forecast(one, j.by(), made, due); err != nil {
			return err
		}
	}
	return nil
}

// by names the model of a set, with who made it unless that is ForecastBench.
func (j *benchSetJSON) by() string {
	maker := inOneLine(cmp.Or(j.Maker, j.Organization))
	model := inOneLine(cmp.Or(j.Model, j.Organization))
	if maker == "" || maker == "ForecastBench" || strings.Contains(strings.ToLower(model), strings.ToLower(maker)) {
		return model
	}
	return model + " (" + maker + ")"
}

func (b *benchSets) forecast(e entry, by string, made time.Time, due string) error {
	var j benchForecastJSON
	if err := e.decode(b.name, &j); err != nil {
		return err
	}
	id, ok := benchID(j.Source, j.ID)
	p, isNumber := j.P.number()
	switch {
	case !ok:
		b.odd("forecasts on questions that combine others: left out")
		return nil
	case j.P == "" || j.Imputed:
		b.odd("questions of a set that were not forecast: left out")
		return nil
	case !isNumber || !(p >= 0 && p <= 1):
		return &BadRow{b.name, e.line, "forecast", string(j.P), "not a probability from 0 to 1"}
	}
	q, err := b.question(e, id, &j, due)
	if err != nil {
		return err
	}
	x := Forecast{Line: e.line, By: by, At: made, P: &p, Note: strings.TrimSpace(j.Note)}
	if j.User != "" {
		x.By, x.id = "user "+string(j.User), string(j.User)
	}
	told := benchTold{q.Key, x.By, made.UnixMilli(), p}
	if b.told[told] {
		return nil // of a market, for another date
	}
	b.told[told] = true
	q.Forecasts = append(q.Forecasts, x)
	return nil
}

// question finds the question that a forecast is on, or makes it.
func (b *benchSets) question(e entry, id string, j *benchForecastJSON, due string) (*Question, error) {
	var dates []string
	isData := slices.Contains(benchData, j.Source)
	if asked, known := b.known.questions[id]; known {
		isData = json.Unmarshal(asked.Dates, &dates) == nil && len(dates) > 0
	}
	date, _, _ := strings.Cut(given(j.Date), "T")
	key := benchKey + id
	if isData {
		key += ", on " + date
	}
	if i, ok := b.at[key]; ok {
		q := &b.Questions[i]
		return q, b.ended(e, q, j, date)
	}
	q, err := b.asked(e, id, key, due)
	if err != nil {
		return nil, err
	}
	if q.Bare && isData {
		if err := b.times(&q, e.bad(b.name), timed{"forecast_due_date", due, &q.Opens}, timed{"resolution_date", date, &q.Closes}); err != nil {
			return nil, err
		}
	}
	b.at[key] = len(b.Questions)
	b.Questions = append(b.Questions, q)
	added := &b.Questions[len(b.Questions)-1]
	return added, b.ended(e, added, j, date)
}

// asked is a question as its set tells of it, without the crowd's forecast, or one
// that is called by its id.
func (b *benchSets) asked(e entry, id, key, due string) (Question, error) {
	if j, known := b.known.questions[id]; known {
		alone := &File{}
		if err := alone.benchQuestion(b.name, e, &j, b.known.ends[id], benchKey+id, cmp.Or(b.known.due, due)); err != nil {
			return Question{}, err
		}
		if i := slices.IndexFunc(alone.Questions, func(o Question) bool { return o.Key == key }); i >= 0 {
			q := alone.Questions[i]
			q.Forecasts = nil
			return q, nil
		}
	}
	b.assume("questions that no question set tells of are called by their ids: add the question set to have them")
	return Question{Key: key, Title: key, Type: "binary", Bare: true}, nil
}

// ended gives a question the outcome that a scored set states; the price of a day is
// none.
func (b *benchSets) ended(e entry, q *Question, j *benchForecastJSON, date string) error {
	if q.End != "" || !j.Resolved || j.To == nil || !(*j.To >= 0 && *j.To <= 1) {
		return nil
	}
	return b.benchEnd(q, &benchResolutionJSON{Date: date, To: j.To}, e.bad(b.name))
}
