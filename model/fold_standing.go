package model

import (
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"

	"weathervane/model/journal"
)

// What lists and the day's work ask of all questions is kept apart from their
// forecasts: who stands for what since when, as soon as nothing changes any more.
// Which moment that is belongs to it; whoever asks of an earlier one goes by the
// forecasts themselves (see Reader.Unsettled).

// keepStanding keeps what stands on the question at the end: without end as long as
// nothing is known of one, or at the last instant before it was over.
func (f *questionFold) keepStanding() error {
	if _, err := f.t.exec("INSERT INTO question_words (question, words) VALUES (?, ?)", f.num, listedWords(f.q.Title, f.tagged)); err != nil {
		return err
	}
	if len(f.packs) == 0 {
		return nil
	}
	forecasts := make([]ForecastRow, len(f.packs))
	for i := range f.packs {
		forecasts[i] = f.packs[i].ForecastRow
	}
	withdrawals, err := f.withdrawals()
	if err != nil {
		return err
	}
	s := settle(Intervals(forecasts, withdrawals), lastInstant(f.q.Closes, f.ended.at, f.ended.kind, Forever-1))
	if s.since == 0 && len(s.stand) == 0 {
		return nil
	}
	if _, err := f.t.exec("INSERT INTO settled (question, since, lowest, highest) VALUES (?, ?, ?, ?)", f.num, s.since, s.lowest, s.highest); err != nil {
		return err
	}
	for _, i := range s.stand {
		owns, err := f.t.owns(i.Forecaster)
		if err == nil && owns {
			_, err = f.t.exec("INSERT INTO standings (question, forecaster, at, leads) VALUES (?, ?, ?, ?)", f.num, i.Forecaster, i.At, i.Leads())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// withdrawals are those that were kept of the question.
func (f *questionFold) withdrawals() ([]Withdrawal, error) {
	some, err := f.t.holds("retractions")
	if err != nil || !some && !slices.ContainsFunc(f.facts, func(x *fact) bool { return x.kind == journal.ForecastWithdrawn }) {
		return nil, err
	}
	return f.t.Reader().WithdrawalsOn(f.num)
}

// A settlement is what stands on a question from some instant on.
type settlement struct {
	since           journal.Instant // the last change; 0 if nothing ever stood
	stand           []Interval
	lowest, highest *float64 // of the probabilities of yes
}

// settle finds what stands at an instant, and since when.
func settle(all []Interval, at journal.Instant) (s settlement) {
	for _, i := range all {
		if i.From == i.Until {
			continue
		}
		for _, change := range []journal.Instant{i.From, i.Until} {
			if change <= at {
				s.since = max(s.since, change)
			}
		}
		if !i.Holds(at) {
			continue
		}
		s.stand = append(s.stand, i)
		if p := i.P; p != nil && (s.lowest == nil || *p < *s.lowest) {
			s.lowest = p
		}
		if p := i.P; p != nil && (s.highest == nil || *p > *s.highest) {
			s.highest = p
		}
	}
	return s
}

// Leads is the probability with which a forecast leads: of yes, or of its likeliest
// option; nil if it has none.
func (f *ForecastRow) Leads() *float64 {
	if f.P != nil || f.Probs == "" {
		return f.P
	}
	var probs map[string]float64
	if json.Unmarshal([]byte(f.Probs), &probs) != nil || len(probs) == 0 {
		return nil
	}
	most := 0.0
	for _, p := range probs {
		most = max(most, p)
	}
	return &most
}

// listedWords is what a list's filter looks in: title and tags in small letters, with
// a break between them that no word has.
func listedWords(title string, tags []string) string {
	return strings.ToLower(title + "\n" + strings.Join(tags, " "))
}

// place continues the order of records after their instants, as bytes.
func (f *fact) place() []byte {
	b := make([]byte, 17)
	if f.recorded <= f.at { // see fact.compare
		b[0] = 1
	}
	copy(b[1:9], f.name[:8])
	binary.BigEndian.PutUint64(b[9:], uint64(f.seq)) //nolint:gosec // a place in a log is not negative
	return b
}
