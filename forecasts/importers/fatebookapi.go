package importers

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// fatebookJSON is a question of Fatebook's API. An id is told in lists of questions
// alone.
type fatebookJSON struct {
	ID         string             `json:"id"`
	Title      string             `json:"title"`
	Created    string             `json:"createdAt"`
	ResolveBy  string             `json:"resolveBy"`
	ResolvedAt string             `json:"resolvedAt"`
	Resolution string             `json:"resolution"`
	Notes      string             `json:"notes"`
	Forecasts  []fatebookForecast `json:"forecasts"`
	Options    []fatebookOption   `json:"options"`
	Comments   []struct{}         `json:"comments"`
	Tags       []struct {
		Name string `json:"name"`
	} `json:"tags"`
}

type fatebookForecast struct {
	P       flexible       `json:"forecast"` // a number or a text; null while it is hidden
	Created string         `json:"createdAt"`
	UserID  flexible       `json:"userId"`
	Choice  flexible       `json:"optionId"`
	Option  fatebookOption `json:"option"`
	User    struct {
		ID   flexible `json:"id"`
		Name string   `json:"name"`
	} `json:"user"`
}

type fatebookOption struct {
	ID         flexible `json:"id"`
	Text       string   `json:"text"`
	Resolution string   `json:"resolution"`
	ResolvedAt string   `json:"resolvedAt"`
}

// fatebookAPI reads questions of the API, as the CSV export has them.
func fatebookAPI(name string, d *document) (*File, error) {
	f := &File{From: "Fatebook"}
	f.assume("forecasts are from 0 to 1")
	f.assume(fatebookCloses)
	for _, e := range d.of[aFatebook] {
		var j fatebookJSON
		if err := e.decode(name, &j); err != nil {
			return nil, err
		}
		if err := f.fatebookQuestion(&j, e.line, e.bad(name)); err != nil {
			return nil, err
		}
	}
	f.sortForecasts()
	f.survey()
	return f, nil
}

// fatebookQuestion adds a question, or one for each of its options.
func (f *File) fatebookQuestion(j *fatebookJSON, line int, bad badMember) error {
	q := Question{Title: inOneLine(j.Title), Background: strings.TrimSpace(j.Notes)}
	if q.Title == "" {
		return bad("title", "", "empty")
	}
	for _, t := range j.Tags {
		q.tag(t.Name)
	}
	if err := f.times(&q, bad, timed{"createdAt", j.Created, &q.Opens}, timed{"resolveBy", j.ResolveBy, &q.Closes}); err != nil {
		return err
	}
	q.Opens, q.Closes = q.Opens.Truncate(time.Second), q.Closes.Truncate(time.Second) // as in the CSV
	f.oddly("comments: left out", len(j.Comments))
	if len(j.Options) == 0 {
		j.Options = j.named()
	}
	if len(j.Options) == 0 {
		return f.fatebookOption(q, j, fatebookOption{}, line, bad)
	}
	for _, o := range j.Options {
		if err := f.fatebookOption(q, j, o, line, bad); err != nil {
			return err
		}
	}
	return nil
}

// named are the options that forecasts name.
func (j *fatebookJSON) named() (all []fatebookOption) {
	for _, x := range j.Forecasts {
		if x.Option.Text != "" && !slices.ContainsFunc(all, func(o fatebookOption) bool { return o.ID == x.Option.ID }) {
			all = append(all, x.Option)
		}
	}
	return all
}

// fatebookOption adds the question of an option, or the question itself.
func (f *File) fatebookOption(q Question, j *fatebookJSON, o fatebookOption, line int, bad badMember) error {
	option := inOneLine(o.Text)
	q.asFatebook(j.ID, option)
	if option != "" {
		f.assume(fatebookOptions)
	}
	end := cmp.Or(o.Resolution, j.Resolution)
	if !q.fatebookEnd(end) {
		return bad("resolution", end, "not YES, NO, AMBIGUOUS or null")
	}
	if q.End != "" {
		if err := f.times(&q, bad, timed{"resolvedAt", cmp.Or(o.ResolvedAt, j.ResolvedAt), &q.KnownAt}); err != nil {
			return err
		}
	}
	for _, x := range j.Forecasts {
		if id := cmp.Or(x.Choice, x.Option.ID); option != "" && id != o.ID {
			continue
		}
		p, ok := x.P.number()
		switch {
		case x.P == "":
			f.odd("forecasts that are hidden: left out")
			continue
		case !ok || !(p >= 0 && p <= 1):
			return bad("forecast", string(x.P), "not a probability from 0 to 1")
		}
		made := Forecast{Line: line, P: &p, id: string(cmp.Or(x.User.ID, x.UserID))}
		made.By = personOf(inOneLine(x.User.Name), made.id)
		if err := f.readTime(x.Created, &made.At); err != nil || made.At.IsZero() {
			return bad("createdAt", x.Created, "not a time")
		}
		made.At = made.At.Truncate(time.Second)
		q.Forecasts = append(q.Forecasts, made)
	}
	f.Questions = append(f.Questions, q)
	return nil
}
