package importers

import (
	"encoding/json"
	"fmt"
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
	Text        json.RawMessage `json:"textDescription"`
	Groups      []string        `json:"groupSlugs"`
}

type betJSON struct {
	Market     string   `json:"contractId"`
	Created    *float64 `json:"createdTime"`
	Before     *float64 `json:"probBefore"`
	After      *float64 `json:"probAfter"`
	Redemption bool     `json:"isRedemption"`
}

// Markets are the questions that other files bet on, by id.
type Markets map[string]Question

// learn takes the markets of a JSON file, for the bets of others.
func (m Markets) learn(d *document, name string) error {
	for _, e := range d.of[aMarket] {
		id, q, err := new(File).market(name, e)
		if err != nil {
			return err
		}
		if q.Type != "" {
			m[id] = q
		}
	}
	return nil
}

// manifold reads markets and bets.
func manifold(name string, d *document, others Markets) (*File, error) {
	f := &File{From: "Manifold"}
	at := map[string]int{}
	skipped := map[string]bool{}
	for _, e := range d.of[aMarket] {
		id, q, err := f.market(name, e)
		if err != nil {
			return nil, err
		}
		if q.Type == "" {
			skipped[id] = true
			f.odd("markets that are no yes-or-no question: left out")
			continue
		}
		at[id] = len(f.Questions)
		f.Questions = append(f.Questions, q)
	}
	for _, e := range d.of[aBet] {
		if err := f.bet(name, e, at, skipped, others); err != nil {
			return nil, err
		}
	}
	for i := range f.Questions {
		slices.SortStableFunc(f.Questions[i].Forecasts, inOrder)
	}
	f.survey()
	return f, nil
}

// market reads a market; its type is empty if it is not a yes-or-no question.
func (f *File) market(name string, e entry) (string, Question, error) {
	var m marketJSON
	if err := e.decode(name, &m); err != nil {
		return "", Question{}, err
	}
	bad := func(member, value, why string) error { return &BadRow{name, e.line, member, value, why} }
	q := Question{Key: "Manifold market " + m.ID, Title: inOneLine(m.Question), Type: "binary", Tags: slices.Compact(slices.Sorted(slices.Values(m.Groups)))}
	switch {
	case m.ID == "":
		return "", q, bad("id", "", "empty")
	case m.OutcomeType != "BINARY":
		return m.ID, Question{}, nil
	case q.Title == "":
		return "", q, bad("question", "", "empty")
	}
	var text string
	_ = json.Unmarshal(m.Text, &text)
	q.Background = strings.TrimSpace(text + "\n\n" + m.URL)
	for _, x := range []struct {
		member string
		ms     *float64
		to     *time.Time
	}{{"createdTime", m.Created, &q.Opens}, {"closeTime", m.Close, &q.Closes}, {"resolutionTime", m.ResolvedAt, &q.KnownAt}} {
		if err := milliseconds(x.ms, x.to); err != nil {
			return "", q, bad(x.member, fmt.Sprint(*x.ms), err.Error())
		}
	}
	if !m.IsResolved {
		return m.ID, q, nil
	}
	q.End = "resolved"
	switch m.Resolution {
	case "YES":
		q.Outcome = true
	case "NO":
		q.Outcome = false
	case "MKT":
		if m.Fraction == nil || !(*m.Fraction >= 0 && *m.Fraction <= 1) {
			return "", q, bad("resolutionProbability", "", "not a fraction from 0 to 1 although the market resolved to one")
		}
		q.Outcome = *m.Fraction
	case "CANCEL":
		q.End = "annulled"
	default:
		return "", q, bad("resolution", m.Resolution, "not YES, NO, MKT or CANCEL")
	}
	return m.ID, q, nil
}

// bet makes a forecast of the market of what a bet moved.
func (f *File) bet(name string, e entry, at map[string]int, skipped map[string]bool, others Markets) error {
	var b betJSON
	if err := e.decode(name, &b); err != nil {
		return err
	}
	bad := func(member, value, why string) error { return &BadRow{name, e.line, member, value, why} }
	if skipped[b.Market] {
		return nil
	}
	i, ok := at[b.Market]
	if !ok {
		q, known := others[b.Market]
		if !known {
			return bad("contractId", b.Market, "a market that none of the files has as a yes-or-no question: name its file as well")
		}
		i = len(f.Questions)
		at[b.Market] = i
		f.Questions = append(f.Questions, q)
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
	if err := milliseconds(b.Created, &x.At); err != nil || x.At.IsZero() {
		return bad("createdTime", "", "not a time in milliseconds")
	}
	f.assume("a bet tells the market's probability after it, not the bettor's: the forecaster is “Manifold market”")
	f.Questions[i].Forecasts = append(f.Questions[i].Forecasts, x)
	return nil
}

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
