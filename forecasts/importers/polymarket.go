package importers

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"time"
)

// polymarketJSON is a market of Polymarket's Gamma API, in which lists are JSON
// within texts, or of its order book's, which has tokens.
type polymarketJSON struct {
	ID          flexible        `json:"id"`
	Condition   string          `json:"conditionId"`
	ConditionID string          `json:"condition_id"`
	Question    string          `json:"question"`
	Slug        string          `json:"slug"`
	MarketSlug  string          `json:"market_slug"`
	Description string          `json:"description"`
	Outcomes    json.RawMessage `json:"outcomes"`
	Prices      json.RawMessage `json:"outcomePrices"`
	Closed      bool            `json:"closed"`
	Starts      string          `json:"startDate"`
	Created     string          `json:"createdAt"`
	Ends        string          `json:"endDate"`
	EndsISO     string          `json:"end_date_iso"`
	ClosedAt    string          `json:"closedTime"`
	Updated     string          `json:"updatedAt"`
	Status      string          `json:"umaResolutionStatus"`
	Tokens      []struct {
		Outcome string   `json:"outcome"`
		Price   flexible `json:"price"`
		Winner  bool     `json:"winner"`
	} `json:"tokens"`
}

// polymarket reads markets, whose prices are the forecasts of the market.
func polymarket(name string, d *document) (*File, error) {
	f := &File{From: "Polymarket"}
	if err := f.questions(name, d.of[aPolymarket], f.polymarketMarket); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

func (f *File) polymarketMarket(name string, e entry) (Question, error) {
	var j polymarketJSON
	if err := e.decode(name, &j); err != nil {
		return Question{}, err
	}
	bad := e.bad(name)
	id := cmp.Or(string(j.ID), j.Condition, j.ConditionID)
	q := Question{Key: "Polymarket market " + id, Title: inOneLine(j.Question), Type: "choice", Background: strings.TrimSpace(j.Description)}
	if slug := cmp.Or(j.Slug, j.MarketSlug); slug != "" {
		q.Background = strings.TrimSpace(q.Background + "\n\nhttps://polymarket.com/market/" + slug)
	}
	switch {
	case id == "":
		return q, bad("id", "", "empty")
	case q.Title == "":
		return q, bad("question", "", "empty")
	}
	var at time.Time
	if err := f.times(&q, bad, timed{"startDate", cmp.Or(j.Starts, j.Created), &q.Opens}, timed{"endDate", cmp.Or(j.Ends, j.EndsISO), &q.Closes},
		timed{"closedTime", j.ClosedAt, &q.KnownAt}, timed{"updatedAt", j.Updated, &at}); err != nil {
		return q, err
	}
	prices, winner, err := j.outcomes(&q, bad)
	if err != nil {
		return q, err
	}
	if !j.Closed {
		q.KnownAt = time.Time{}
		f.polymarketPrice(&q, prices, Forecast{Line: e.line, At: at, Stood: undated(at)})
		return q.asBinary(), nil
	}
	f.polymarketEnd(&q, &j, prices, winner)
	settled := slices.ContainsFunc(prices, func(p float64) bool { return p >= settledPrice }) || q.End != ""
	x := Forecast{Line: e.line, Stood: StoodLast}
	if settled {
		x.Stood = StoodAtEnd
	}
	f.polymarketPrice(&q, prices, x)
	return q.asBinary(), nil
}

// settledPrice is what an outcome costs at least once it has come true.
const settledPrice = 0.999

func undated(at time.Time) Stood {
	if at.IsZero() {
		return StoodLast
	}
	return StoodAt
}

// outcomes reads the options and their prices, and which won if that is told.
func (j *polymarketJSON) outcomes(q *Question, bad badMember) (prices []float64, winner int, err error) {
	winner = -1
	var texts []flexible
	if len(j.Tokens) > 0 {
		for i, t := range j.Tokens {
			q.Options = append(q.Options, inOneLine(t.Outcome))
			texts = append(texts, t.Price)
			if t.Winner {
				winner = i
			}
		}
	} else {
		var names []string
		if !within(j.Outcomes, &names) {
			return nil, winner, bad("outcomes", string(j.Outcomes), "no list of outcomes")
		}
		for _, n := range names {
			q.Options = append(q.Options, inOneLine(n))
		}
		within(j.Prices, &texts)
	}
	if !distinct(q.Options) || slices.Contains(q.Options, "") {
		return nil, winner, bad("outcomes", strings.Join(q.Options, ", "), "not two outcomes or more, each with a name of its own")
	}
	for _, t := range texts {
		p, ok := t.number()
		if !ok || !(p >= 0 && p <= 1) {
			return nil, winner, nil
		}
		prices = append(prices, p)
	}
	if len(prices) != len(q.Options) {
		prices = nil
	}
	return prices, winner, nil
}

// within reads a list that is JSON, or JSON within a text.
func within[T any](raw json.RawMessage, to *[]T) bool {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		raw = json.RawMessage(text)
	}
	return json.Unmarshal(raw, to) == nil
}

// polymarketEnd finds the outcome of a market that is closed: the one that won, or
// that costs all there is.
func (f *File) polymarketEnd(q *Question, j *polymarketJSON, prices []float64, winner int) {
	if winner < 0 {
		winner = slices.IndexFunc(prices, func(p float64) bool { return p >= settledPrice })
	}
	even := len(prices) == 2 && prices[0] == 0.5 && prices[1] == 0.5
	switch {
	case winner >= 0:
		q.End, q.Outcome = "resolved", q.Options[winner]
	case even && j.Status == "resolved" && q.yes() != "":
		q.End, q.Outcome = "resolved", 0.5
	case even && j.Status == "resolved":
		q.End = "annulled"
	default:
		q.KnownAt = time.Time{}
		f.odd("markets that are closed without an outcome: left open")
	}
}

// polymarketPrice adds what all outcomes cost, as shares of their sum.
func (f *File) polymarketPrice(q *Question, prices []float64, x Forecast) {
	x.By = "Polymarket market"
	if x.Probs = f.shares(q.Options, prices); x.Probs == nil {
		f.odd("markets without a price: no forecast")
		return
	}
	f.price(q, x)
}

// shares are the probabilities of options by their names, scaled where they sum to
// one but for rounding or a market's margin; nil if they are not one of each option,
// or do not.
func (f *File) shares(options []string, all []float64) map[string]float64 {
	sum := 0.0
	for _, p := range all {
		if !(p >= 0 && p <= 1) {
			return nil
		}
		sum += p
	}
	if len(all) != len(options) || len(all) == 0 || math.Abs(sum-1) > 0.05 {
		return nil
	}
	if math.Abs(sum-1) > 1e-6 {
		f.assume("probabilities of options that sum to one within 5 % are scaled to one")
	} else {
		sum = 1
	}
	probs := map[string]float64{}
	for i, p := range all {
		probs[options[i]] = p / sum
	}
	return probs
}

// asBinary is a question of the options yes and no as a yes-or-no question.
func (q Question) asBinary() Question {
	yes := q.yes()
	if yes == "" {
		slices.Sort(q.Options)
		return q
	}
	if option, ok := q.Outcome.(string); ok {
		q.Outcome = option == yes
	}
	q.Type, q.Options = "binary", nil
	for i, x := range q.Forecasts {
		q.Forecasts[i].P, q.Forecasts[i].Probs = ptr(x.Probs[yes]), nil
	}
	return q
}
