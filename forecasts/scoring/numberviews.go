package scoring

import (
	"encoding/json"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// NumberScores are the scores of numeric and date questions, each in the unit
// of its question: they are never mixed with those of probabilities.
type NumberScores struct {
	Questions int        `json:"questions"`
	Skill     *float64   `json:"skill"` // mean of the rows' skills
	Means     []UnitMean `json:"means"` // by unit
	// Spread says whether the ranges were as wide as they said; nil if several
	// forecast one question.
	Spread *score.Spread `json:"spread"`
	// Rows have the newest known first.
	Rows []NumberScore `json:"rows"`
}

// NumberScore is one forecaster's score on one numeric or date question.
type NumberScore struct {
	Question   journal.ID            `json:"question"`
	Title      string                `json:"title"`
	Forecaster forecaster.Forecaster `json:"forecaster"`
	Outcome    json.RawMessage       `json:"outcome"`
	KnownAt    journal.Instant       `json:"known_at"`
	Final      *standing.Belief      `json:"final"` // in force at the end
	Unit       string                `json:"unit"`  // of the score: the question's, days of a date
	// Score is the CRPS, low is better; if CRPS is false, for lack of bounds, the
	// mean pinball loss, which is in no mean.
	Score     float64  `json:"score"`
	CRPS      bool     `json:"crps"`
	Outside   bool     `json:"outside"` // the outcome was outside the range, and was scored up to the bound
	Skill     *float64 `json:"skill"`   // 1 − CRPS / CRPS of a uniform distribution over the range
	Weight    float64  `json:"weight"`  // share of the scheduled window
	Coverage  float64  `json:"coverage"`
	Forecasts int      `json:"forecasts"`
	Mine      bool     `json:"-"`
}

// UnitMean is the mean CRPS of the questions with one unit, weighted by time; low
// is better.
type UnitMean struct {
	Unit      string          `json:"unit"`
	Mean      float64         `json:"crps"`
	CI95      *score.Interval `json:"ci95"` // of the CRPS; nil under ten questions
	Questions int             `json:"questions"`
	// Interval is the mean score of the central 90 % ranges, over the questions
	// whose forecasts all have one; nil if there are none.
	Interval          *float64 `json:"interval_score"`
	IntervalQuestions int      `json:"interval_questions"`
}
