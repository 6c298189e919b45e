package scenario

import (
	"encoding/json"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/statement"
	"weathervane/model/journal"
)

// offer updates the viewer's weights by Bayes' rule with everything observed
// after they were given, each observation once.
func (s *seeing) offer(at journal.Instant) {
	mine, ok := statement.Latest(s.Weights, s.who.Key, at)
	all := scenarioset.Names(s.Set.Now)
	if !ok || s.v.Status != "open" || !scenarioset.Covers(mine.Data.Weights, all) {
		return
	}
	var seen []Observation
	var evidence [][]float64
	observe := func(o Observation, p map[string]float64) {
		likelihoods := make([]float64, len(all))
		for i, n := range all {
			likelihoods[i] = p[n]
			if !o.Seen {
				likelihoods[i] = 1 - p[n]
			}
		}
		seen, evidence = append(seen, o), append(evidence, likelihoods)
	}
	for _, p := range s.v.Posts {
		first := standing.Forever
		for _, c := range s.Checks {
			if c.Data.Signpost == p.ID {
				first = min(first, c.At)
			}
		}
		if p.Seen != nil && first != standing.Forever && first > mine.At && scenarioset.Covers(p.P, all) {
			observe(Observation{p.ID, p.Text, *p.Seen, *p.KnownAt}, p.P)
		}
	}
	for _, m := range s.v.Matrix {
		if m.Yes != nil && m.P != nil && *m.KnownAt > mine.At {
			observe(Observation{m.Question, m.Title, *m.Yes, *m.KnownAt}, m.P)
		}
	}
	if len(seen) == 0 {
		return
	}
	prior := make([]float64, len(all))
	for i, n := range all {
		prior[i] = mine.Data.Weights[n]
	}
	posterior, ok := belief.Update(prior, evidence...)
	if !ok {
		return
	}
	s.v.Offer = &Offer{Observed: seen, Weights: map[string]float64{}}
	for i, n := range all {
		s.v.Offer.Weights[n] = posterior[i]
	}
}

// yes is a resolution as yes or no; nil for a fraction.
func yes(outcome string) *bool {
	var b bool
	if json.Unmarshal([]byte(outcome), &b) != nil {
		return nil
	}
	return &b
}
