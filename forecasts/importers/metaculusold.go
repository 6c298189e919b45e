package importers

import (
	"cmp"
	"encoding/json"
	"strings"
)

// oldMetaculusJSON is a question of the API that Metaculus had until 2024, by which
// many data sets were made.
type oldMetaculusJSON struct {
	ID         flexible        `json:"id"`
	Title      string          `json:"title"`
	Label      string          `json:"group_label"`
	Sub        string          `json:"sub_question_label"`
	Page       string          `json:"page_url"`
	About      string          `json:"description"`
	Criteria   string          `json:"resolution_criteria"`
	FinePrint  string          `json:"fine_print"`
	Opens      string          `json:"publish_time"`
	Closes     string          `json:"close_time"`
	Resolves   string          `json:"resolve_time"`
	Resolution flexible        `json:"resolution"`
	Within     json.RawMessage `json:"sub_questions"`
	Of         struct {
		Type  string     `json:"type"`
		Low   string     `json:"low"`
		High  string     `json:"high"`
		Scale placesJSON `json:"scale"`
	} `json:"possibilities"`
	Series    []oldPrediction `json:"prediction_timeseries"`
	Community oldHistory      `json:"community_prediction"`
	Metaculus oldHistory      `json:"metaculus_prediction"`
	Mine      oldHistory      `json:"my_predictions"`
}

// oldHistory is a prediction over time; other forms of it hold no time.
type oldHistory struct {
	all []oldPrediction
}

// UnmarshalJSON takes the history, and passes over all else.
func (h *oldHistory) UnmarshalJSON(b []byte) error {
	var j struct {
		History []oldPrediction `json:"history"`
		Own     []oldPrediction `json:"predictions"`
	}
	_ = json.Unmarshal(b, &j)
	h.all = append(j.History, j.Own...)
	return nil
}

// oldPrediction is a prediction at an instant: a place or a probability, or
// quartiles, or somebody's own.
type oldPrediction struct {
	T         flexible        `json:"t"`
	Community json.RawMessage `json:"community_prediction"`
	X         *float64        `json:"x"`
	X1        oldQuartiles    `json:"x1"`
}

type oldQuartiles struct {
	Q1 *float64 `json:"q1"`
	Q2 *float64 `json:"q2"`
	Q3 *float64 `json:"q3"`
}

// oldMetaculus reads questions of the former API.
func oldMetaculus(name string, d *document) (*File, error) {
	f := &File{From: "Metaculus"}
	f.assume(metaculusCloses)
	for _, e := range d.of[anOldMetaculus] {
		if err := f.oldQuestion(name, e, ""); err != nil {
			return nil, err
		}
	}
	f.sortForecasts()
	f.survey()
	return f, nil
}

// oldQuestion adds a question, or those of a group.
func (f *File) oldQuestion(name string, e entry, group string) error {
	var j oldMetaculusJSON
	if err := e.decode(name, &j); err != nil {
		return err
	}
	if within := entries(e, j.Within); len(within) > 0 && group == "" {
		for _, one := range within {
			if err := f.oldQuestion(name, one, inOneLine(j.Title)); err != nil {
				return err
			}
		}
		return nil
	}
	bad := e.bad(name)
	q := Question{Key: metaculusKey + string(j.ID), Title: cmp.Or(inOneLine(j.Title), group), Criteria: strings.TrimSpace(j.Criteria), FinePrint: strings.TrimSpace(j.FinePrint)}
	q.label(cmp.Or(j.Sub, j.Label))
	q.Background = strings.TrimSpace(j.About)
	if j.Page != "" {
		q.Background = strings.TrimSpace(q.Background + "\n\nhttps://www.metaculus.com" + strings.TrimPrefix(j.Page, "https://www.metaculus.com"))
	}
	switch {
	case j.ID == "":
		return bad("id", "", "empty")
	case q.Title == "":
		return bad("title", "", "empty")
	}
	if err := f.times(&q, bad, timed{"publish_time", j.Opens, &q.Opens}, timed{"close_time", j.Closes, &q.Closes}); err != nil {
		return err
	}
	switch {
	case j.Of.Type == "binary":
		q.Type = "binary"
	case j.Of.Type == "continuous" && j.Of.Scale.of(&q):
		q.Range.OpenBelow, q.Range.OpenAbove = j.Of.Low == "tail", j.Of.High == "tail"
	default:
		f.odd("posts of Metaculus that ask for no forecast, or without a scale: left out")
		return nil
	}
	if err := f.oldEnd(&q, &j, bad); err != nil {
		return err
	}
	community := j.Community.all
	if len(community) == 0 {
		community = j.Series
	}
	for _, all := range []struct {
		by   string
		made []oldPrediction
	}{{metaculusUser, j.Mine.all}, {"Metaculus community", community}, {"Metaculus prediction", j.Metaculus.all}} {
		for _, x := range all.made {
			if err := f.oldForecast(&q, &j, x, Forecast{Line: e.line, By: all.by}, bad); err != nil {
				return err
			}
		}
	}
	f.Questions = append(f.Questions, q)
	return nil
}

// oldEnd reads how a question was resolved: to a place, or by a number below 0 for
// ambiguous and annulled; beyond the bounds of a scale it is 2 or 3.
func (f *File) oldEnd(q *Question, j *oldMetaculusJSON, bad badMember) error {
	if j.Resolution == "" {
		q.Open = true
		return nil
	}
	r, ok := j.Resolution.number()
	switch {
	case !ok:
		return bad("resolution", string(j.Resolution), "not a number")
	case r == -1:
		q.End = "ambiguous"
	case r == -2:
		q.End = "annulled"
	case q.Type == "binary" && r >= 0 && r <= 1:
		q.End, q.Outcome = "resolved", binaryOutcome(r)
	case q.Type == "binary":
		return bad("resolution", string(j.Resolution), "not 1, 0, -1 or -2")
	case r == 2:
		q.End, q.Outcome = "resolved", q.beyond(true)
	default:
		q.End, q.Outcome = "resolved", j.Of.Scale.outcome(q, r)
	}
	if err := f.readTime(j.Resolves, &q.KnownAt); err != nil && !isFar(j.Resolves) {
		return bad("resolve_time", j.Resolves, err.Error())
	}
	return nil
}

// oldForecast adds a prediction, if it is one that can be kept.
func (f *File) oldForecast(q *Question, j *oldMetaculusJSON, x oldPrediction, made Forecast, bad badMember) error {
	if err := x.T.instant(f, &made.At); err != nil || made.At.IsZero() {
		return bad("t", string(x.T), "not a time in seconds since 1970")
	}
	places := x.quartiles()
	inside := func(p *float64) bool { return p != nil && *p >= 0 && *p <= 1 }
	switch {
	case q.Type == "binary" && inside(places.Q2):
		made.P = places.Q2
	case q.Type != "binary":
		var all [][2]float64
		for i, p := range []*float64{places.Q1, places.Q2, places.Q3} {
			if inside(p) {
				all = append(all, [2]float64{float64(i+1) / 4, j.Of.Scale.at(q, *p)})
			}
		}
		if !f.quantiles(q, all, 0, 0, &made) {
			return nil
		}
	default:
		f.odd("forecasts that are no probability: left out")
		return nil
	}
	if made.By == metaculusUser {
		f.assume(metaculusOwn)
	}
	q.Forecasts = append(q.Forecasts, made)
	return nil
}

// quartiles are those that a prediction tells; of a probability it is the middle one.
func (x *oldPrediction) quartiles() oldQuartiles {
	var one float64
	var all oldQuartiles
	switch {
	case x.X != nil:
		return oldQuartiles{Q2: x.X}
	case x.X1.Q2 != nil:
		return x.X1
	case json.Unmarshal(x.Community, &one) == nil && string(x.Community) != "null":
		return oldQuartiles{Q2: &one}
	}
	_ = json.Unmarshal(x.Community, &all)
	return all
}
