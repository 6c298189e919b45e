package importers

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// postJSON is a post of Metaculus's API: one question, or several.
type postJSON struct {
	ID        json.Number       `json:"id"`
	Title     string            `json:"title"`
	Published flexible          `json:"published_at"`
	Opens     flexible          `json:"open_time"`
	Closes    flexible          `json:"scheduled_close_time"`
	Question  *postQuestionJSON `json:"question"`
	Group     *struct {
		Questions []postQuestionJSON `json:"questions"`
	} `json:"group_of_questions"`
	Conditional *struct {
		Yes *postQuestionJSON `json:"question_yes"`
		No  *postQuestionJSON `json:"question_no"`
	} `json:"conditional"`
}

type postQuestionJSON struct {
	ID          json.Number `json:"id"`
	Title       string      `json:"title"`
	Label       string      `json:"label"`
	Type        string      `json:"type"`
	Description string      `json:"description"`
	Criteria    string      `json:"resolution_criteria"`
	FinePrint   string      `json:"fine_print"`
	Unit        string      `json:"unit"`
	Options     []string    `json:"options"`
	Every       []string    `json:"all_options_ever"`
	Scaling     scalingJSON `json:"scaling"`
	OpenBelow   bool        `json:"open_lower_bound"`
	OpenAbove   bool        `json:"open_upper_bound"`
	Opens       flexible    `json:"open_time"`
	Closes      flexible    `json:"scheduled_close_time"`
	KnownAt     flexible    `json:"actual_resolve_time"`
	Decided     flexible    `json:"resolution_set_time"`
	Resolution  flexible    `json:"resolution"`
	Mine        historyJSON `json:"my_forecasts"`

	Aggregations map[string]historyJSON `json:"aggregations"`
}

type scalingJSON struct {
	Min       *float64 `json:"range_min"`
	Max       *float64 `json:"range_max"`
	ZeroPoint *float64 `json:"zero_point"`
	OpenBelow bool     `json:"open_lower_bound"`
	OpenAbove bool     `json:"open_upper_bound"`
}

type historyJSON struct {
	History []statedJSON `json:"history"`
	Latest  *statedJSON  `json:"latest"`
}

// statedJSON is a forecast: of yes or no both shares, of options theirs, of a
// number or date the distribution function at evenly spaced places of its scale.
type statedJSON struct {
	From    flexible   `json:"start_time"`
	Until   flexible   `json:"end_time"`
	Values  []*float64 `json:"forecast_values"`
	Centers []*float64 `json:"centers"`
}

// metaculusUser is who made the forecasts of whoever asked the API.
const metaculusUser = "Metaculus user"

const metaculusOwn = "one’s own forecasts, whose forecaster the file does not name, are those of “" + metaculusUser + "”"

// metaculusPosts reads posts of the API.
func metaculusPosts(name string, entries []entry) (*File, error) {
	f := &File{From: "Metaculus"}
	f.assume(metaculusCloses)
	a := &metaculusAPI{File: f, name: name}
	for _, e := range entries {
		if err := a.post(e); err != nil {
			return nil, err
		}
	}
	f.sortForecasts()
	f.gaps(a.intervals)
	f.survey()
	return f, nil
}

type metaculusAPI struct {
	*File
	name      string
	line      int
	intervals []interval
}

func (a *metaculusAPI) bad(member, value, why string) error {
	return &BadRow{a.name, a.line, member, value, why}
}

func (a *metaculusAPI) post(e entry) error {
	a.line = e.line
	var p postJSON
	if err := e.decode(a.name, &p); err != nil {
		return err
	}
	var all []postQuestionJSON
	if p.Question != nil {
		all = append(all, *p.Question)
	}
	if p.Group != nil {
		all = append(all, p.Group.Questions...)
	}
	if c := p.Conditional; c != nil {
		for _, q := range []*postQuestionJSON{c.Yes, c.No} {
			if q != nil {
				all = append(all, *q)
			}
		}
	}
	if len(all) == 0 {
		a.odd("posts without a question: left out")
	}
	for i := range all {
		j := &all[i]
		if p.Group != nil || j.Title == "" {
			j.Title = p.Title
		}
		if j.Opens == "" {
			j.Opens = p.Opens
		}
		if j.Opens == "" {
			j.Opens = p.Published
		}
		if j.Closes == "" {
			j.Closes = p.Closes
		}
		if j.KnownAt == "" {
			j.KnownAt = j.Decided
		}
		if err := a.question(p.ID.String(), j); err != nil {
			return err
		}
	}
	return nil
}

func (a *metaculusAPI) question(post string, j *postQuestionJSON) error {
	kind, ok := metaculusTypes[strings.ToLower(j.Type)]
	q := Question{
		Key: metaculusKey + j.ID.String(), Title: inOneLine(j.Title), Type: kind, Background: strings.TrimSpace(j.Description), Criteria: strings.TrimSpace(j.Criteria),
		FinePrint: strings.TrimSpace(j.FinePrint), Unit: inOneLine(j.Unit),
	}
	switch {
	case j.ID == "":
		return a.bad("id", "", "empty")
	case !ok:
		return a.bad("type", j.Type, "not binary, multiple_choice, numeric, discrete or date")
	case q.Title == "":
		return a.bad("title", "", "empty")
	}
	q.label(j.Label)
	if post != "" {
		q.Background = strings.TrimSpace(q.Background + "\n\nhttps://www.metaculus.com/questions/" + post + "/")
	}
	for _, x := range []struct {
		member string
		text   flexible
		to     *time.Time
	}{{"open_time", j.Opens, &q.Opens}, {"scheduled_close_time", j.Closes, &q.Closes}, {"actual_resolve_time", j.KnownAt, &q.KnownAt}} {
		if err := x.text.instant(a.File, x.to); err != nil {
			return a.bad(x.member, string(x.text), err.Error())
		}
	}
	switch kind {
	case "choice":
		if q.Options = j.Every; len(q.Options) == 0 {
			q.Options = j.Options
		}
		if !distinct(q.Options) {
			return a.bad("options", strings.Join(q.Options, ", "), "not several options that differ")
		}
	case "numeric", "date":
		q.Range = j.scale(kind)
	}
	if why := a.metaculusEnd(&q, string(j.Resolution)); why != "" {
		return a.bad("resolution", string(j.Resolution), why)
	}
	a.Questions = append(a.Questions, q)
	return a.forecasts(j)
}

// scale is the range of a question, nothing if it is not told.
func (j *postQuestionJSON) scale(kind string) *Range {
	s := j.Scaling
	if s.Min == nil || s.Max == nil || !(*s.Min < *s.Max) || *s.Min < -1e150 || *s.Max > 1e150 {
		return nil
	}
	r := &Range{*s.Min, *s.Max, j.OpenBelow || s.OpenBelow, j.OpenAbove || s.OpenAbove}
	if kind == "date" {
		r.Min, r.Max = math.Round(r.Min*1000), math.Round(r.Max*1000)
		if !(math.Abs(r.Min) < 1e15 && math.Abs(r.Max) < 1e15) || !writable(dateAt(r.Min)) || !writable(dateAt(r.Max)) {
			return nil
		}
	}
	return r
}

// forecasts adds one's own forecasts, and those that the service made of everyone's.
func (a *metaculusAPI) forecasts(j *postQuestionJSON) error {
	by := map[string]historyJSON{metaculusUser: j.Mine}
	for method, h := range j.Aggregations {
		by["Metaculus "+inOneLine(method)] = h
	}
	i := len(a.Questions) - 1
	for _, who := range slices.Sorted(maps.Keys(by)) {
		all := by[who].History
		if latest := by[who].Latest; len(all) == 0 && latest != nil {
			all = []statedJSON{*latest}
		}
		for _, s := range all {
			sp := interval{question: i, by: who}
			if err := s.From.instant(a.File, &sp.from); err != nil || sp.from.IsZero() {
				return a.bad("start_time", string(s.From), "not a time")
			}
			if err := s.Until.instant(a.File, &sp.until); err != nil {
				return a.bad("end_time", string(s.Until), "not a time")
			}
			x := Forecast{Line: a.line, By: who, At: sp.from}
			ok, err := a.stated(&a.Questions[i], j, s, &x)
			if err != nil {
				return err
			}
			a.intervals = append(a.intervals, sp)
			if ok {
				a.Questions[i].Forecasts = append(a.Questions[i].Forecasts, x)
			}
			if ok && who == metaculusUser {
				a.assume(metaculusOwn)
			}
		}
	}
	return nil
}

// stated reads the numbers of a forecast; false if it is left out.
func (a *metaculusAPI) stated(q *Question, j *postQuestionJSON, s statedJSON, x *Forecast) (bool, error) {
	const member = "forecast_values"
	binary := q.Type == "binary"
	given := s.Values
	if given == nil && binary && len(s.Centers) == 1 {
		given = []*float64{nil, s.Centers[0]}
	}
	if given == nil && q.Type == "choice" {
		given = s.Centers
	}
	if len(given) == 0 {
		a.odd("forecasts without their numbers: left out")
		return false, nil
	}
	if len(given) == 1 && binary {
		given = []*float64{nil, given[0]}
	}
	shares := make([]float64, len(given))
	for i, v := range given {
		switch {
		case v == nil && (!binary || i == 1):
			a.odd(optionNotThere)
			return false, nil
		case v == nil:
		case !(*v >= 0 && *v <= 1):
			return false, a.bad(member, fmt.Sprint(*v), "not a probability from 0 to 1")
		default:
			shares[i] = *v
		}
	}
	switch {
	case binary && len(shares) == 2:
		x.P = &shares[1]
		return true, nil
	case q.Type == "choice" && len(shares) == len(q.Options):
		return a.share(q, shares, x), nil
	case binary || q.Type == "choice":
		return false, a.bad(member, fmt.Sprint(len(shares)), "not a number for each answer of the question")
	case q.Range == nil || len(shares) < 2 || !slices.IsSorted(shares):
		a.odd("forecasts of a number or date without percentiles: left out")
		return false, nil
	}
	var all [][2]float64
	for _, level := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
		if u, ok := placeOf(shares, level); ok {
			all = append(all, [2]float64{level, q.at(u, j.Scaling)})
		}
	}
	return a.quantiles(q, all, shares[0], 1-shares[len(shares)-1], x), nil
}

// placeOf is where, from 0 to 1, a distribution function at evenly spaced places
// reaches a level; false if that is beyond them.
func placeOf(cdf []float64, level float64) (float64, bool) {
	i, _ := slices.BinarySearch(cdf, level)
	switch {
	case i == len(cdf) || i == 0 && cdf[0] > level:
		return 0, false
	case i == 0:
		return 0, true
	}
	return (float64(i-1) + (level-cdf[i-1])/(cdf[i]-cdf[i-1])) / float64(len(cdf)-1), true
}

// at is the answer at a place from 0 to 1 of a question's scale, which is
// logarithmic where it has a zero point.
func (q *Question) at(u float64, s scalingJSON) float64 {
	share := u
	if s.ZeroPoint != nil {
		if ratio := (*s.Max - *s.ZeroPoint) / (*s.Min - *s.ZeroPoint); ratio > 0 && ratio != 1 && !math.IsInf(ratio, 0) {
			share = (math.Pow(ratio, u) - 1) / (ratio - 1)
		}
	}
	x := q.Range.Min + (q.Range.Max-q.Range.Min)*share
	if q.Type == "date" {
		x = math.Round(x)
	}
	return x
}
