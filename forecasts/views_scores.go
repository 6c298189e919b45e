package forecasts

import "encoding/json"

// PairScore is one forecaster's score on one question, traceable to its forecasts.
type PairScore struct {
	Question   ID
	Set        bool // Question is a scenario set, whose weights were scored
	Title      string
	Forecaster Forecaster
	Outcome    json.RawMessage
	KnownAt    Instant
	Final      *Belief // in force at the end
	Score      float64 // time-weighted, in the rule asked for
	Coverage   float64 // share of the window with a forecast in force
	Weight     float64 // share of the scheduled window
	Forecasts  int
	Mine       bool
}

// ScoreFilter chooses what is scored; empty members do not narrow.
type ScoreFilter struct {
	Forecaster string // a name or the beginning of a key
	Tag        string
	Rule       string // brier (0–1), brier2 (0–2), log or spherical; brier where empty
	Imported   bool   // add imported forecasts
	// Since and Until narrow to outcomes that became known in between; 0 is no end.
	Since, Until Instant
}

// ScoreView is what the Scores page shows: figures and what stands behind them.
type ScoreView struct {
	Rule        string
	Headline    *float64 // stretches weighted by their share of the scheduled window
	CI          *[2]float64
	Coverage    *float64
	WholeWindow *float64
	Log         *float64 // may be +Inf
	LogInfinite int
	Spherical   *float64
	Brier2      *float64
	MCB         *float64
	DSC         *float64
	UNC         *float64
	AUC         *float64
	Skill       *float64 // against the sample's base rate, in hindsight
	Questions   int
	Forecasts   int
	LeftOut     map[string]int
	Provenance  map[string]int
	Pairs       []PairScore    // newest known first
	History     []HistoryPoint // running headline at each instant at which an outcome became known
	Groups      []ScoreGroup   // by forecaster
	Forecasters []Forecaster   // whom the filter may name
	Reliability ScoreReliability
	// KnownFrom and KnownTo are when the first and the last outcome became
	// known, whatever the period that was asked for; 0 where none did.
	KnownFrom, KnownTo Instant
}

// ScoreReliability is the reliability diagram of the binary questions. Under
// ten questions it has no curve.
type ScoreReliability struct {
	Curve []ReliabilityPoint
	Band  []ReliabilityBand
	// Consistency says that the band is where a calibrated forecaster's curve
	// would fall; else it is where this one would on other draws of questions.
	Consistency bool
	// MCB of these forecasts, and on average that of a calibrated forecaster
	// who made the same ones.
	MCB, CalibratedMCB float64
	Questions          int
}

// ReliabilityPoint says how often what was given P came true, neighbours that
// contradict each other pooled; Weight is how much was given P.
type ReliabilityPoint struct{ P, Observed, Weight float64 }

// ReliabilityBand is the band at P.
type ReliabilityBand struct{ P, Lo, Hi float64 }

// HistoryPoint is the running headline once the outcomes known by then count.
type HistoryPoint struct {
	At        Instant
	Value     float64
	Lo, Hi    *float64 // 95 % interval, from ten questions on
	Questions int
}

// ScoreGroup is one forecaster's line beside the others'.
type ScoreGroup struct {
	Forecaster Forecaster
	Headline   float64
	CI         *[2]float64
	Coverage   float64
	Questions  int
	Mine       bool
}
