package importers

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// questionJSON is a question of Good Judgment Open, whose engine, Cultivate,
// writes it like this; prediction sets may be in it or apart.
type questionJSON struct {
	ID          json.Number `json:"id"`
	Name        string      `json:"name"`
	Description string      `json:"description"`
	Published   string      `json:"published_at"`
	Starts      string      `json:"starts_at"`
	ScoredFrom  string      `json:"scoring_start_time"`
	Ends        string      `json:"ends_at"`
	ScoredTo    string      `json:"scoring_end_time"`
	Resolved    string      `json:"resolved_at"`
	Voided      string      `json:"voided_at"`
	Answers     []struct {
		ID          json.Number `json:"id"`
		Name        string      `json:"name"`
		Probability *float64    `json:"probability"`
		Correct     *bool       `json:"correct"`
	} `json:"answers"`
	Sets []json.RawMessage `json:"prediction_sets"`
}

type predictionSetJSON struct {
	Member      json.Number `json:"membership_id"`
	GUID        string      `json:"membership_guid"`
	Name        string      `json:"membership_username"`
	Question    json.Number `json:"question_id"`
	Created     string      `json:"created_at"`
	Comment     string      `json:"comment"`
	Rationale   string      `json:"rationale"`
	Predictions []struct {
		Answer     json.Number `json:"answer_id"`
		Forecasted *float64    `json:"forecasted_probability"`
	} `json:"predictions"`
}

// Asked are Good Judgment Open's questions that other files forecast on, by id.
type Asked map[string]asked

// asked is a question, its answers' names by id, and the prediction sets that are
// in it.
type asked struct {
	q       Question
	answers map[string]string
	sets    []json.RawMessage
}

// learn takes the questions of a JSON file, for the prediction sets of others.
func (a Asked) learn(d *document, name string) error {
	for _, e := range d.of[aQuestion] {
		id, q, err := new(File).asked(name, e)
		if err != nil {
			return err
		}
		a[id] = q
	}
	return nil
}

// cultivate reads questions and prediction sets.
func cultivate(name string, d *document, others Asked) (*File, error) {
	f := &File{From: "Good Judgment Open"}
	f.assume("a question opens when its scoring starts, or it starts, or was published, and closes when it ends")
	c := &cultivating{File: f, name: name, here: Asked{}, at: map[string]int{}, others: others}
	type setOf struct {
		entry
		question string
	}
	var within []setOf
	for _, e := range d.of[aQuestion] {
		id, q, err := f.asked(name, e)
		if err != nil {
			return nil, err
		}
		c.here[id] = q
		c.add(id, q)
		for _, raw := range q.sets {
			within = append(within, setOf{entry{e.line, raw}, id})
		}
	}
	for _, s := range within { // which may name any question
		if err := c.set(s.entry, s.question); err != nil {
			return nil, err
		}
	}
	for _, e := range d.of[aPredictionSet] {
		if err := c.set(e, ""); err != nil {
			return nil, err
		}
	}
	c.finish()
	return f, nil
}

type cultivating struct {
	*File
	name    string
	here    Asked
	others  Asked
	at      map[string]int // where a question is in the file, by id
	percent bool
}

func (c *cultivating) add(id string, a asked) int {
	c.at[id] = len(c.Questions)
	c.Questions = append(c.Questions, a.q)
	return c.at[id]
}

// asked reads a question.
func (f *File) asked(name string, e entry) (string, asked, error) {
	var j questionJSON
	if err := e.decode(name, &j); err != nil {
		return "", asked{}, err
	}
	bad := e.bad(name)
	q := Question{Key: "Good Judgment Open question " + j.ID.String(), Title: inOneLine(j.Name), Type: "choice", Background: strings.TrimSpace(j.Description)}
	a := asked{answers: map[string]string{}, sets: j.Sets}
	switch {
	case j.ID == "":
		return "", a, bad("id", "", "empty")
	case q.Title == "":
		return "", a, bad("name", "", "empty")
	case len(j.Answers) == 0:
		return "", a, bad("answers", "", "empty")
	}
	var resolved, voided time.Time
	for _, x := range []struct {
		member, text string
		to           *time.Time
	}{{"published_at", j.Published, &q.Opens}, {"starts_at", j.Starts, &q.Opens}, {"scoring_start_time", j.ScoredFrom, &q.Opens}, {"scoring_end_time", j.ScoredTo, &q.Closes},
		{"ends_at", j.Ends, &q.Closes}, {"resolved_at", j.Resolved, &resolved}, {"voided_at", j.Voided, &voided}} {
		if err := f.readTime(x.text, x.to); err != nil {
			return "", a, bad(x.member, x.text, err.Error())
		}
	}
	for _, w := range j.Answers {
		title := inOneLine(w.Name)
		if w.ID == "" || title == "" || slices.Contains(q.Options, title) {
			return "", a, bad("answers", w.Name, "not an answer of its own with an id and a name")
		}
		a.answers[w.ID.String()] = title
		q.Options = append(q.Options, title)
	}
	switch {
	case !voided.IsZero():
		q.End, q.KnownAt = "annulled", voided
	case !resolved.IsZero():
		f.answered(&q, j, resolved)
	}
	a.q = q
	return j.ID.String(), a, nil
}

// answered finds the answer that came true: the one that is called correct, or
// the only one with probability 1 once the question is resolved.
func (f *File) answered(q *Question, j questionJSON, at time.Time) {
	var right []string
	for i, w := range j.Answers {
		if w.Correct != nil && *w.Correct || w.Correct == nil && w.Probability != nil && *w.Probability == 1 {
			right = append(right, q.Options[i])
		}
	}
	if len(right) != 1 {
		f.odd("resolved without saying to which answer: left open")
		return
	}
	q.End, q.Outcome, q.KnownAt = "resolved", right[0], at
}

// set reads a prediction set: one forecaster's probabilities at one instant.
func (c *cultivating) set(e entry, within string) error {
	var s predictionSetJSON
	if err := e.decode(c.name, &s); err != nil {
		return err
	}
	bad := e.bad(c.name)
	id := s.Question.String()
	if id == "" {
		id = within
	}
	a, ok := c.here[id]
	if !ok {
		if a, ok = c.others[id]; !ok {
			return bad("question_id", id, "a question that none of the files has: name its file as well")
		}
		c.here[id] = a
		c.add(id, a)
	}
	x := Forecast{Line: e.line, By: s.by(), id: cmp.Or(s.Member.String(), s.GUID), Note: strings.TrimSpace(cmp.Or(s.Rationale, s.Comment)), Probs: map[string]float64{}}
	if err := c.readTime(s.Created, &x.At); err != nil || x.At.IsZero() {
		return bad("created_at", s.Created, "not a time")
	}
	for _, p := range s.Predictions {
		option, ok := a.answers[p.Answer.String()]
		switch {
		case !ok:
			return bad("answer_id", p.Answer.String(), "not an answer of its question")
		case p.Forecasted == nil || !(*p.Forecasted >= 0 && *p.Forecasted <= 100):
			return bad("forecasted_probability", "", "not a probability from 0 to 1")
		}
		c.percent = c.percent || *p.Forecasted > 1
		x.Probs[option] = *p.Forecasted
	}
	q := &c.Questions[c.at[id]]
	q.Forecasts = append(q.Forecasts, x)
	return nil
}

// by names a forecaster, by the member's id where there is no name.
func (s *predictionSetJSON) by() string {
	name := strings.TrimSpace(s.Name)
	if id := cmp.Or(s.Member.String(), strings.TrimSpace(s.GUID)); name == "" && id != "" {
		return "member " + id
	}
	return name
}

// finish decides the unit, makes yes-or-no questions of those with the answers
// yes and no, and leaves out what is not a distribution over the answers.
func (c *cultivating) finish() {
	if c.percent {
		c.assume("probabilities are in percent: some are above 1")
	} else {
		c.assume("probabilities are from 0 to 1")
	}
	for i := range c.Questions {
		q := &c.Questions[i]
		if c.percent {
			for _, x := range q.Forecasts {
				for o := range x.Probs {
					x.Probs[o] /= 100
				}
			}
		}
		yes := q.yes()
		if yes != "" {
			c.asBinary(q, yes)
		} else {
			slices.Sort(q.Options)
			q.Forecasts = slices.DeleteFunc(q.Forecasts, func(x Forecast) bool {
				whole := x.isWhole(q)
				if !whole {
					c.odd("forecasts that are no distribution over all answers: left out")
				}
				return !whole
			})
		}
		slices.SortStableFunc(q.Forecasts, inOrder)
	}
	c.Questions = slices.DeleteFunc(c.Questions, func(q Question) bool {
		alone := len(q.Options) == 1
		if alone {
			c.odd(noOptions)
		}
		return alone
	})
	c.survey()
}

// yes is the answer that a question of yes and no is about, or nothing.
func (q *Question) yes() string {
	for _, o := range q.Options {
		if strings.EqualFold(o, "yes") && len(q.Options) <= 2 {
			return o
		}
	}
	return ""
}

func (c *cultivating) asBinary(q *Question, yes string) {
	if q.Outcome != nil {
		q.Outcome = q.Outcome == yes
	}
	q.Type, q.Options = "binary", nil
	q.Forecasts = slices.DeleteFunc(q.Forecasts, func(x Forecast) bool {
		if len(x.Probs) == 0 {
			c.odd("forecasts without a probability: left out")
		}
		return len(x.Probs) == 0
	})
	for i, x := range q.Forecasts {
		p, ok := x.Probs[yes]
		for _, no := range x.Probs {
			if !ok {
				p = 1 - no
			}
		}
		q.Forecasts[i].P, q.Forecasts[i].Probs = &p, nil
	}
}
