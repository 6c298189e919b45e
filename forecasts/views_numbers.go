package forecasts

import "encoding/json"

// NumberScores are the scores of numeric and date questions, each in the unit
// of its question: they are never mixed with those of probabilities.
type NumberScores struct {
	Rows      []NumberScore // newest known first
	Means     []UnitMean    // by unit
	Questions int
	// Skill is the mean of the rows' skills.
	Skill *float64
}

// NumberScore is one forecaster's score on one numeric or date question.
type NumberScore struct {
	Question   ID
	Title      string
	Forecaster Forecaster
	Outcome    json.RawMessage
	KnownAt    Instant
	Final      *Belief // in force at the end
	Unit       string  // of the score: the question's, days of a date
	// Score is the CRPS, low is better; where CRPS is false, for want of bounds,
	// the mean pinball loss, which no mean holds.
	Score     float64
	CRPS      bool
	Outside   bool     // the outcome lay beyond the range, and was scored up to the bound
	Skill     *float64 // 1 − CRPS over that of an even spread over the range
	Weight    float64  // share of the scheduled window
	Coverage  float64
	Forecasts int
	Mine      bool
}

// UnitMean is the mean CRPS of the questions of one unit, weighted by time.
type UnitMean struct {
	Unit      string
	Mean      float64
	Questions int
}
