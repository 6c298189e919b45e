package importers

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// metaforecastJSON is a question as Metaforecast collects them from platforms: in its
// files, whose members are in lower case, and in the answers of its API.
type metaforecastJSON struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	URL         string          `json:"url"`
	Platform    json.RawMessage `json:"platform"` // a name, or an object with a label
	Author      string          `json:"author"`
	Description string          `json:"description"`
	Options     []struct {
		Name        string   `json:"name"`
		Probability *float64 `json:"probability"`
	} `json:"options"`
	Timestamp  flexible         `json:"timestamp"`
	Fetched    flexible         `json:"fetched"`
	Resolution metaforecastEnd  `json:"resolution_data"`
	Quality    metaforecastMore `json:"qualityindicators"`
}

type metaforecastMore struct {
	Resolution metaforecastEnd `json:"resolution_data"`
}

type metaforecastEnd struct {
	Opens    string   `json:"publish_time"`
	Closes   string   `json:"close_time"`
	Resolves string   `json:"resolve_time"`
	Answer   flexible `json:"resolution"`
}

// metaforecast reads questions, whose probabilities are the forecasts of their
// platforms.
func metaforecast(name string, d *document) (*File, error) {
	f := &File{From: "Metaforecast"}
	at := map[string]int{} // one question, collected several times
	for _, e := range d.of[aMetaforecast] {
		q, err := f.metaforecastQuestion(name, e)
		if err != nil {
			return nil, err
		}
		if i, twice := at[q.Key+"\n"+q.Title]; twice {
			f.Questions[i].Forecasts = append(f.Questions[i].Forecasts, q.Forecasts...)
			continue
		}
		if q.Type != "" {
			at[q.Key+"\n"+q.Title] = len(f.Questions)
			f.Questions = append(f.Questions, q)
		}
	}
	f.survey()
	return f, nil
}

// metaforecastQuestion reads a question; one without a type cannot be imported.
func (f *File) metaforecastQuestion(name string, e entry) (Question, error) {
	var j metaforecastJSON
	if err := e.decode(name, &j); err != nil {
		return Question{}, err
	}
	bad := e.bad(name)
	q := Question{Key: "Metaforecast question " + cmp.Or(j.ID, j.URL), ByTitle: j.ID == "", Title: inOneLine(j.Title), Type: "choice",
		Background: strings.TrimSpace(strings.TrimSpace(j.Description) + "\n\n" + j.URL)}
	platform := j.platform()
	switch {
	case q.Title == "":
		return q, bad("title", "", "empty")
	case platform == "":
		return q, bad("platform", string(j.Platform), "empty")
	}
	q.Tags = []string{platform}
	end := cmp.Or(j.Resolution, j.Quality.Resolution)
	if err := f.times(&q, bad, timed{"publish_time", end.Opens, &q.Opens}, timed{"close_time", end.Closes, &q.Closes}); err != nil {
		return q, err
	}
	if err := f.readTime(end.Resolves, &q.ResolvesBy); err != nil && !isFar(end.Resolves) {
		return q, bad("resolve_time", end.Resolves, err.Error())
	}
	x := Forecast{Line: e.line, By: cmp.Or(inOneLine(j.Author), platform)}
	seen := cmp.Or(j.Timestamp, j.Fetched)
	if err := seen.instant(f, &x.At); err != nil {
		return q, bad("timestamp", string(seen), "not a time")
	}
	x.Stood = undated(x.At)
	var all []float64
	for _, o := range j.Options {
		if option := inOneLine(o.Name); o.Probability != nil && option != "" && !slices.Contains(q.Options, option) {
			q.Options, all = append(q.Options, option), append(all, *o.Probability)
		}
	}
	if yes := q.yes(); yes != "" && len(q.Options) == 1 {
		q.Options, all = append(q.Options, "No"), append(all, 1-all[0])
	}
	if len(q.Options) < 2 {
		f.odd("questions without options and their probabilities, such as those about numbers: left out")
		q.Type = ""
		return q, nil
	}
	f.metaforecastAnswer(&q, string(end.Answer))
	if x.Probs = f.shares(q.Options, all); x.Probs == nil {
		f.odd("questions whose probabilities do not sum to one: no forecast")
		return q.asBinary(), nil
	}
	f.assume("probabilities are reference forecasts: the forecaster is the platform, or the author whom it names")
	if x.Stood == StoodLast {
		f.assume("a probability without a time is the last: it stood a minute before the question’s end, or stands now")
	}
	q.Forecasts = []Forecast{x}
	return q.asBinary(), nil
}

// platform is the name of where a question is from.
func (j *metaforecastJSON) platform() string {
	var name string
	if json.Unmarshal(j.Platform, &name) == nil {
		return inOneLine(name)
	}
	var object struct {
		ID    string `json:"id"`
		Label string `json:"label"`
	}
	_ = json.Unmarshal(j.Platform, &object)
	return inOneLine(cmp.Or(object.Label, object.ID))
}

// metaforecastAnswer takes the outcome of a yes-or-no question, which some platforms
// tell as 1 or 0.
func (f *File) metaforecastAnswer(q *Question, answer string) {
	yes := q.yes()
	if yes == "" || answer == "" {
		return
	}
	switch answer { // when it was known is not told
	case "1", "1.0":
		q.End, q.Outcome = "resolved", yes
	case "0", "0.0":
		q.End, q.Outcome = "resolved", q.Options[1-slices.Index(q.Options, yes)]
	case "-1", "-1.0":
		q.End = "ambiguous"
	}
}
