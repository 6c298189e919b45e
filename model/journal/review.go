package journal

// Reviewed signs off figures over a scope: the period in which outcomes became
// known.
type Reviewed struct {
	Scope   Period  `json:"scope"`
	Figures Figures `json:"figures"`
	Verdict string  `json:"verdict"`
	Note    string  `json:"note,omitempty"`
}

// Period is from From on and before To.
type Period struct {
	From Instant `json:"from"`
	To   Instant `json:"to"`
}

// Figures are those of the headline score.
type Figures struct {
	Headline  float64 `json:"headline"`
	Questions int     `json:"questions"`
	Forecasts int     `json:"forecasts"`
	Coverage  float64 `json:"coverage"`
}
