package scenarioset

import (
	"fmt"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/statement"
	"weathervane/model"
	"weathervane/model/journal"
)

// Find is the set with the id.
func Find(r model.Reader, id journal.ID) (*Set, error) {
	set, err := r.ScenarioSet(id)
	if err == nil && set == nil {
		err = fmt.Errorf("no scenario set has the id %s: list the scenarios to find it", id.Short())
	}
	if err != nil {
		return nil, err
	}
	b, err := forecaster.Open(r)
	return Of(set, b), err
}

func (sh *Set) Listed(now journal.Instant) Listed {
	s := Listed{
		ID: sh.Framed.Id, Title: sh.Now.Title, Horizon: sh.Now.Horizon, Tags: []string{},
		AskedBy: sh.Framed.By, AskedAt: sh.Framed.At, Names: Names(sh.Now),
	}
	s.Tags = append(s.Tags, sh.Now.Tags...)
	var known journal.Instant
	if s.Status, s.Outcome, known = sh.End(now); s.Status == "resolved" {
		s.KnownAt = &known
	} else {
		s.Outcome = ""
	}
	for _, p := range sh.Signposts {
		if p.InForce(now) {
			s.Signposts++
		}
	}
	return s
}

// Posts are the signposts that stand, with how they were checked.
func (sh *Set) Posts(now journal.Instant) []Signpost {
	all := []Signpost{}
	for _, p := range sh.Signposts {
		if !p.InForce(now) {
			continue
		}
		post := Signpost{ID: p.Id, Text: p.Data.Text, CheckBy: p.Data.CheckBy, P: p.Data.P, Status: "waiting", By: p.By, At: p.At}
		if p.Data.CheckBy <= now {
			post.Status = "due"
		}
		for _, c := range sh.Checks { // the latest in record order counts
			if c.Data.Signpost == p.Id && c.InForce(now) {
				seen, known := c.Data.Seen, c.Data.KnownAt
				post.Seen, post.KnownAt, post.Status = &seen, &known, "unseen"
				if seen {
					post.Status = "seen"
				}
			}
		}
		all = append(all, post)
	}
	return all
}

// Cells are a forecaster's probabilities of a question in each scenario; nil if
// they gave none, or none for the current scenarios.
func (sh *Set) Cells(question journal.ID, who forecaster.Forecaster, now journal.Instant) map[string]float64 {
	of := slices.DeleteFunc(slices.Clone(sh.Conditions), func(c statement.Statement[journal.Conditioned]) bool { return c.Data.Question != question })
	last, ok := statement.Latest(of, who.Key, now)
	if !ok || who.By != "" || !Covers(last.Data.P, Names(sh.Now)) {
		return nil
	}
	return last.Data.P
}

// Listed is a set as lists show it.
type Listed struct {
	ID        journal.ID            `json:"id"`
	Title     string                `json:"title"`
	Horizon   journal.Instant       `json:"horizon"`
	Status    string                `json:"status"` // open, closed, resolved or disputed
	Outcome   string                `json:"outcome,omitempty"`
	KnownAt   *journal.Instant      `json:"known_at,omitempty"`
	Tags      []string              `json:"tags"`
	AskedBy   forecaster.Forecaster `json:"asked_by"`
	AskedAt   journal.Instant       `json:"asked_at"`
	Names     []string              `json:"names"`
	Signposts int                   `json:"signpost_count"`
}

// Signpost is an event to watch for.
type Signpost struct {
	ID      journal.ID            `json:"id"`
	Text    string                `json:"text"`
	CheckBy journal.Instant       `json:"check_by"`
	P       map[string]float64    `json:"p"`      // P(seen by then | scenario)
	Status  string                `json:"status"` // waiting, due, seen or unseen
	Seen    *bool                 `json:"seen,omitempty"`
	KnownAt *journal.Instant      `json:"known_at,omitempty"`
	By      forecaster.Forecaster `json:"placed_by"`
	At      journal.Instant       `json:"at"`
}
