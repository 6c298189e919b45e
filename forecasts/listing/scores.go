package listing

import (
	"encoding/json"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// QuestionScores are each forecaster's scores on one question.
type QuestionScores struct {
	ByResolution [][]EndScore // for each resolution, whether it holds or not
	Pairs        []PairScore  // by the end that holds; none while the question is not resolved
}

// Resolution is one way in which a question was resolved.
type Resolution struct {
	Outcome json.RawMessage
	KnownAt journal.Instant
}

// EndScore is a forecaster's score on a question under one of its resolutions.
type EndScore struct {
	Forecaster forecaster.Forecaster
	Score      float64 // time-weighted Brier
}

// PairScore is one forecaster's score on one question, traceable to its forecasts.
type PairScore struct {
	Question   journal.ID
	Set        bool // Question is a scenario set, whose weights were scored
	Title      string
	Forecaster forecaster.Forecaster
	Outcome    json.RawMessage
	KnownAt    journal.Instant
	Final      *standing.Belief // in force at the end
	Score      float64          // time-weighted, under the chosen rule
	Coverage   float64          // share of the window with a forecast in force
	Weight     float64          // share of the scheduled window
	Forecasts  int
	Mine       bool
	// Gain is the pair's term of base rate minus headline: its share of the
	// weight times the base rate's score minus its own; nil if no base rate has a
	// score.
	Gain *float64
	// Share is the pair's share of the headline; NaN if it has none.
	Share float64
}
