package importers

import (
	"slices"
	"strings"
	"time"
)

// kalshiJSON is a market of Kalshi's API. Prices are in dollars, as text, or in
// cents; a contract pays a dollar if the answer is yes.
type kalshiJSON struct {
	Ticker      string   `json:"ticker"`
	Title       string   `json:"title"`
	Yes         string   `json:"yes_sub_title"`
	Rules       string   `json:"rules_primary"`
	MoreRules   string   `json:"rules_secondary"`
	Category    string   `json:"category"`
	Status      string   `json:"status"`
	Result      string   `json:"result"`
	Opens       string   `json:"open_time"`
	Closes      string   `json:"close_time"`
	Settled     string   `json:"settlement_ts"`
	LastDollars flexible `json:"last_price_dollars"`
	LastCents   flexible `json:"last_price"`
	PaidDollars flexible `json:"settlement_value_dollars"`
	PaidCents   flexible `json:"settlement_value"`
}

// kalshi reads markets, whose last prices are the forecasts of the market.
func kalshi(name string, d *document) (*File, error) {
	f := &File{From: "Kalshi"}
	if err := f.questions(name, d.of[aKalshiMarket], f.kalshiMarket); err != nil {
		return nil, err
	}
	f.survey()
	return f, nil
}

func (f *File) kalshiMarket(name string, e entry) (Question, error) {
	var j kalshiJSON
	if err := e.decode(name, &j); err != nil {
		return Question{}, err
	}
	bad := e.bad(name)
	q := Question{Key: "Kalshi market " + j.Ticker, Title: inOneLine(j.Title), Type: "binary",
		Background: strings.TrimSpace(j.Rules + "\n\n" + j.MoreRules)}
	if answer := inOneLine(j.Yes); answer != "" && !strings.Contains(strings.ToLower(q.Title), strings.ToLower(answer)) {
		q.Title = strings.TrimPrefix(q.Title+": "+answer, ": ")
	}
	if j.Category != "" {
		q.Tags = []string{inOneLine(j.Category)}
	}
	switch {
	case j.Ticker == "":
		return q, bad("ticker", "", "empty")
	case q.Title == "":
		return q, bad("title", "", "empty")
	}
	if err := f.times(&q, bad, timed{"open_time", j.Opens, &q.Opens}, timed{"close_time", j.Closes, &q.Closes}, timed{"settlement_ts", j.Settled, &q.KnownAt}); err != nil {
		return q, err
	}
	switch paid, ok := dollars(j.PaidDollars, j.PaidCents); {
	case j.Result == "yes" || j.Result == "no":
		q.End, q.Outcome = "resolved", j.Result == "yes"
	case j.Result == "void":
		q.End = "annulled"
	case j.Result == "scalar" && ok:
		q.End, q.Outcome = "resolved", paid
	case j.Result != "" || slices.Contains([]string{"settled", "finalized"}, j.Status):
		f.odd("markets that ended without a result of yes or no: left open")
	}
	if q.End == "" {
		q.KnownAt = time.Time{}
	}
	last, ok := dollars(j.LastDollars, j.LastCents)
	if !ok || last == 0 { // nobody has traded
		f.odd("markets without a price: no forecast")
		return q, nil
	}
	f.price(&q, Forecast{Line: e.line, By: "Kalshi market", P: &last, Stood: StoodLast})
	return q, nil
}

// timed is a member that has a time.
type timed struct {
	member, text string
	to           *time.Time
}

// times reads the times of a question. A close that no record can hold is left
// out, which is said.
func (f *File) times(q *Question, bad badMember, all ...timed) error {
	for _, x := range all {
		err := f.readTime(x.text, x.to)
		if err != nil && x.to == &q.Closes && isFar(x.text) {
			f.odd(farClose)
			continue
		}
		if err != nil {
			return bad(x.member, x.text, err.Error())
		}
	}
	return nil
}

// price adds a market's price as a forecast by the market.
func (f *File) price(q *Question, x Forecast) {
	f.assume("prices are reference forecasts: the forecaster is “" + x.By + "”")
	switch x.Stood {
	case StoodLast:
		f.assume("a price without a time is the last: it stood a minute before the market’s end, or stands now")
	case StoodAtEnd:
		f.odd("prices that the market paid at its end: they count for no score")
	}
	q.Forecasts = append(q.Forecasts, x)
}

// dollars is a price from 0 to 1, given in dollars or in cents.
func dollars(dollars, cents flexible) (float64, bool) {
	if x, ok := dollars.number(); ok {
		return x, x >= 0 && x <= 1
	}
	x, ok := cents.number()
	return x / 100, ok && x >= 0 && x <= 100
}
