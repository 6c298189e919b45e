package importers

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// marketJSON is a market of Manifold's API; times are in milliseconds.
type marketJSON struct {
	ID          string          `json:"id"`
	Question    string          `json:"question"`
	URL         string          `json:"url"`
	Created     *float64        `json:"createdTime"`
	Close       *float64        `json:"closeTime"`
	OutcomeType string          `json:"outcomeType"`
	IsResolved  bool            `json:"isResolved"`
	ResolvedAt  *float64        `json:"resolutionTime"`
	Resolution  string          `json:"resolution"`
	Fraction    *float64        `json:"resolutionProbability"`
	Value       *float64        `json:"resolutionValue"`
	Min         float64         `json:"min"`
	Max         float64         `json:"max"`
	Log         bool            `json:"isLogScale"`
	Answers     []answerOfJSON  `json:"answers"`
	SumToOne    *bool           `json:"shouldAnswersSumToOne"`
	Text        json.RawMessage `json:"textDescription"`
	Groups      []string        `json:"groupSlugs"`
}

// answerOfJSON is one of several answers of a market. Where they are independent,
// each is resolved for itself.
type answerOfJSON struct {
	ID         string   `json:"id"`
	Text       string   `json:"text"`
	Resolution string   `json:"resolution"`
	Fraction   *float64 `json:"resolutionProbability"`
	ResolvedAt *float64 `json:"resolutionTime"`
}

type betJSON struct {
	Market     string   `json:"contractId"`
	Answer     string   `json:"answerId"`
	Created    *float64 `json:"createdTime"`
	Before     *float64 `json:"probBefore"`
	After      *float64 `json:"probAfter"`
	Redemption bool     `json:"isRedemption"`
}

// Markets are the markets that other files bet on, by id.
type Markets map[string]*market

// market is what a market asks: one question, or one for each answer.
type market struct {
	asks    []Question
	of      map[string]int    // the question of an answer, by the answer's id, where each has its own
	options map[string]string // the option that an answer is, by its id, where they share a question
	skipped bool
}

// learn takes the markets of a JSON file, for the bets of others.
func (m Markets) learn(d *document, name string) error {
	for _, e := range d.of[aMarket] {
		id, asked, err := new(File).market(name, e)
		if err != nil {
			return err
		}
		m[id] = asked
	}
	return nil
}

// manifold reads markets and bets.
func manifold(name string, d *document, others Markets) (*File, error) {
	f := &manifolding{File: &File{From: "Manifold"}, name: name, here: Markets{}, others: others, first: map[string]int{}}
	for _, e := range d.of[aMarket] {
		id, m, err := f.market(name, e)
		if err != nil {
			return nil, err
		}
		f.ask(id, m)
	}
	for _, e := range d.of[aBet] {
		if err := f.bet(e); err != nil {
			return nil, err
		}
	}
	for i := range f.Questions {
		q := &f.Questions[i]
		slices.SortStableFunc(q.Forecasts, inOrder)
		if q.Type == "choice" {
			f.distributions(q)
		}
	}
	f.survey()
	return f.File, nil
}

type manifolding struct {
	*File
	name   string
	here   Markets
	others Markets
	first  map[string]int // where a market's questions begin in the file, by its id
}

func (f *manifolding) ask(id string, m *market) {
	f.here[id], f.first[id] = m, len(f.Questions)
	f.Questions = append(f.Questions, m.asks...)
}

// market reads a market; it is skipped if it asks for no probability.
func (f *File) market(name string, e entry) (string, *market, error) {
	var j marketJSON
	if err := e.decode(name, &j); err != nil {
		return "", nil, err
	}
	bad := func(member, value, why string) error { return &BadRow{name, e.line, member, value, why} }
	q := Question{Key: "Manifold market " + j.ID, Title: inOneLine(j.Question), Type: "binary", Tags: slices.Compact(slices.Sorted(slices.Values(j.Groups)))}
	m := &market{}
	switch {
	case j.ID == "":
		return "", nil, bad("id", "", "empty")
	case q.Title == "":
		return "", nil, bad("question", "", "empty")
	}
	var text string
	_ = json.Unmarshal(j.Text, &text)
	q.Background = strings.TrimSpace(text + "\n\n" + j.URL)
	for _, x := range []struct {
		member string
		ms     *float64
		to     *time.Time
	}{{"createdTime", j.Created, &q.Opens}, {"resolutionTime", j.ResolvedAt, &q.KnownAt}} {
		if err := milliseconds(x.ms, x.to); err != nil {
			return "", nil, bad(x.member, fmt.Sprint(*x.ms), err.Error())
		}
	}
	if err := milliseconds(j.Close, &q.Closes); err != nil {
		f.odd(farClose)
	}
	var err error
	switch {
	case j.OutcomeType == "BINARY":
		err = q.settle(j.IsResolved, j.Resolution, j.Fraction, bad)
	case j.OutcomeType == "PSEUDO_NUMERIC":
		q.Type = "numeric"
		err = q.settleNumber(j, bad)
	case len(j.Answers) > 1 && j.OutcomeType != "POLL":
		return j.ID, m, f.answers(m, q, j, bad)
	default:
		f.odd("markets of the type " + cmp.Or(inOneLine(j.OutcomeType), "“”") + ": left out")
		m.skipped = true
		return j.ID, m, nil
	}
	m.asks = []Question{q}
	return j.ID, m, err
}

// badMember makes an error of a member that cannot be read.
type badMember func(member, value, why string) error

// settle reads how a yes-or-no question ended.
func (q *Question) settle(ended bool, resolution string, fraction *float64, bad badMember) error {
	if !ended {
		return nil
	}
	q.End = "resolved"
	switch resolution {
	case "YES":
		q.Outcome = true
	case "NO":
		q.Outcome = false
	case "MKT":
		if fraction == nil || !(*fraction >= 0 && *fraction <= 1) {
			return bad("resolutionProbability", "", "not a fraction from 0 to 1 although the market resolved to one")
		}
		q.Outcome = *fraction
	case "CANCEL":
		q.End = "annulled"
	default:
		return bad("resolution", resolution, "not YES, NO, MKT or CANCEL")
	}
	return nil
}

// settleNumber reads how a question about a number ended: at the value that the
// market's probability stands for, on its scale from min to max.
func (q *Question) settleNumber(j marketJSON, bad badMember) error {
	if !j.IsResolved {
		return nil
	}
	if q.End = "resolved"; j.Resolution == "CANCEL" {
		q.End = "annulled"
		return nil
	}
	p := map[string]*float64{"YES": ptr(1.0), "NO": ptr(0.0), "MKT": j.Fraction}[j.Resolution]
	value := math.NaN()
	switch {
	case j.Value != nil:
		value = *j.Value
	case p != nil && j.Log:
		value = math.Pow(j.Max-j.Min+1, *p) + j.Min - 1
	case p != nil:
		value = j.Min + *p*(j.Max-j.Min)
	}
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return bad("resolutionValue", "", "no number although the market resolved")
	}
	q.Outcome = value
	return nil
}

// answers makes the options of one question of a market's answers, if they
// exclude each other, or else a question of each.
func (f *File) answers(m *market, q Question, j marketJSON, bad badMember) error {
	together := j.SumToOne == nil || *j.SumToOne
	m.of, m.options = map[string]int{}, map[string]string{}
	for _, a := range j.Answers {
		text := inOneLine(a.Text)
		if a.ID == "" || text == "" || m.options[a.ID] != "" {
			return bad("answers", a.Text, "not an answer of its own with an id and a text")
		}
		for slices.Contains(q.Options, text) {
			text += " (" + a.ID + ")"
		}
		m.options[a.ID] = text
		q.Options = append(q.Options, text)
		if together {
			continue
		}
		own := q
		own.Type, own.Options = "binary", nil
		own.Key += ", answer " + a.ID
		own.Title += ": " + text
		if err := milliseconds(a.ResolvedAt, &own.KnownAt); err != nil {
			return bad("resolutionTime", fmt.Sprint(*a.ResolvedAt), err.Error())
		}
		if err := own.settle(a.Resolution != "", a.Resolution, a.Fraction, bad); err != nil {
			return err
		}
		if a.Resolution == "" && j.IsResolved && j.Resolution == "CANCEL" {
			own.End = "annulled"
		}
		m.of[a.ID] = len(m.asks)
		m.asks = append(m.asks, own)
	}
	if !together {
		f.assume("answers that do not exclude each other are a yes-or-no question each")
		return nil
	}
	f.assume("answers whose probabilities sum to one are the options of one question")
	q.Type = "choice"
	switch option, ok := m.options[j.Resolution]; {
	case !j.IsResolved:
	case j.Resolution == "CANCEL":
		q.End = "annulled"
	case ok:
		q.End, q.Outcome = "resolved", option
	default:
		f.odd("resolved to several answers at once: left open")
	}
	slices.Sort(q.Options)
	m.asks = []Question{q}
	return nil
}

// bet makes a forecast of the market of what a bet moved.
func (f *manifolding) bet(e entry) error {
	var b betJSON
	if err := e.decode(f.name, &b); err != nil {
		return err
	}
	bad := func(member, value, why string) error { return &BadRow{f.name, e.line, member, value, why} }
	m := f.here[b.Market]
	if m == nil {
		if m = f.others[b.Market]; m == nil {
			return bad("contractId", b.Market, "a market that none of the files has: name its file as well")
		}
		f.ask(b.Market, m)
	}
	q, err := f.betOn(m, &b, bad)
	if q == nil || err != nil {
		return err
	}
	switch {
	case b.Redemption:
		f.odd("redemptions: left out")
		return nil
	case b.After == nil || !(*b.After >= 0 && *b.After <= 1):
		return bad("probAfter", "", "not a probability from 0 to 1")
	case b.Before != nil && *b.Before == *b.After:
		f.odd("bets that moved nothing: left out")
		return nil
	}
	x := Forecast{Line: e.line, By: "Manifold market", P: b.After}
	if q.Type == "choice" {
		x.P, x.Probs = nil, map[string]float64{m.options[b.Answer]: *b.After}
	}
	if err := milliseconds(b.Created, &x.At); err != nil || x.At.IsZero() {
		return bad("createdTime", "", "not a time in milliseconds")
	}
	f.assume("a bet tells the market's probability after it, not the bettor's: the forecaster is “Manifold market”")
	q.Forecasts = append(q.Forecasts, x)
	return nil
}

// betOn finds the question of a bet; none if its market is left out.
func (f *manifolding) betOn(m *market, b *betJSON, bad badMember) (*Question, error) {
	first := f.first[b.Market]
	switch {
	case m.skipped:
		return nil, nil
	case m.asks[0].Type == "numeric":
		f.odd("bets on a number, which tell an expected value and no distribution: left out")
		return nil, nil
	case m.options == nil:
		return &f.Questions[first], nil
	case m.options[b.Answer] == "":
		return nil, bad("answerId", b.Answer, "not an answer of its market")
	}
	return &f.Questions[first+m.of[b.Answer]], nil
}

// distributions makes forecasts over all options of bets on one each: a bet on an
// answer is recorded with what it moved the others to, at the same instant.
func (f *File) distributions(q *Question) {
	now := map[string]float64{}
	var whole []Forecast
	for i, x := range q.Forecasts {
		maps.Copy(now, x.Probs)
		if i+1 < len(q.Forecasts) && q.Forecasts[i+1].At.Equal(x.At) {
			continue
		}
		sum := 0.0
		for _, o := range q.Options {
			sum += now[o]
		}
		if len(now) < len(q.Options) || math.Abs(sum-1) > 0.01 {
			f.odd("bets on one of several answers while the others’ probabilities are not known: left out")
			continue
		}
		x.Probs = map[string]float64{}
		for o, p := range now {
			x.Probs[o] = p / sum
		}
		f.assume("probabilities of several answers that sum to one within 1 % are scaled to one")
		whole = append(whole, x)
	}
	q.Forecasts = whole
}

func ptr[T any](x T) *T { return &x }

// farClose is what is said of closes that no record can hold.
const farClose = "closes that are not between the years 1900 and 2300: left out"

// milliseconds reads a time since 1970; nothing stays zero.
func milliseconds(ms *float64, to *time.Time) error {
	if ms == nil {
		return nil
	}
	if !(*ms > -1e14 && *ms < 1e14) {
		return fmt.Errorf("not a time in milliseconds")
	}
	at := time.UnixMilli(int64(*ms)).UTC()
	if !plausible(at) {
		return fmt.Errorf("not a time in milliseconds between the years 1900 and 2300")
	}
	*to = at
	return nil
}
