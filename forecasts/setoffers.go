package forecasts

import (
	"encoding/json"

	"weathervane/forecasts/belief"
)

// offer updates the viewer's weights by Bayes' rule with everything observed
// after they were given, each observation once.
func (s *seeing) offer(at Instant) {
	mine, ok := latest(s.weights, s.who.Key, at)
	all := names(s.sheaf.now)
	if !ok || s.v.Status != "open" || !covers(mine.data.Weights, all) {
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
		first := forever
		for _, c := range s.checks {
			if c.data.Signpost == p.ID {
				first = min(first, c.at)
			}
		}
		if p.Seen != nil && first != forever && first > mine.at && covers(p.P, all) {
			observe(Observation{p.ID, p.Text, *p.Seen, *p.KnownAt}, p.P)
		}
	}
	for _, m := range s.v.Matrix {
		if m.Yes != nil && m.P != nil && *m.KnownAt > mine.at {
			observe(Observation{m.Question, m.Title, *m.Yes, *m.KnownAt}, m.P)
		}
	}
	if len(seen) == 0 {
		return
	}
	prior := make([]float64, len(all))
	for i, n := range all {
		prior[i] = mine.data.Weights[n]
	}
	posterior, ok := belief.Update(prior, evidence...)
	if !ok {
		return
	}
	s.v.Offer = &SetOffer{Observed: seen, Weights: map[string]float64{}}
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
