package standing

import (
	"weathervane/model"
	"weathervane/model/journal"
)

func BeliefOf(f model.ForecastRow) Belief {
	b := Belief{P: f.P}
	model.DecodeColumn(f.Probs, &b.Probs)
	model.DecodeColumn(f.Quantiles, &b.Quantiles)
	return b
}

// Belief is the content of a forecast; exactly one member is set.
type Belief struct {
	P         *float64           `json:"p,omitempty"`
	Probs     map[string]float64 `json:"probs,omitempty"`
	Quantiles []journal.Quantile `json:"quantiles,omitempty"`
}
