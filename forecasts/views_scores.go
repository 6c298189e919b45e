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
	// Gain is what the pair adds to base rate less headline: its weight's share
	// of the base rate's score less its own; nil where no base rate has a score.
	Gain *float64
	// Share is how much of the headline the pair makes; NaN where that is none.
	Share float64
}

// ScoreFilter chooses what is scored; empty members do not narrow.
type ScoreFilter struct {
	Forecaster string // a name or the beginning of a key
	Tag        string
	Rule       string // brier (0–1), brier2 (0–2), log or spherical; brier where empty
	Kind       string // binary or choice; numeric or date leave Numbers alone
	// Origin says which forecasts count: live and late ones where empty, else
	// live, witnessed, late, imported or all.
	Origin string
	// AsOf is the instant as at which the workspace is seen; 0 is the present.
	AsOf Instant
	// Ended draws calibration from questions alone whose scheduled date has
	// passed: of the others only those are resolved that ended early.
	Ended bool
	// Plain leaves out what takes the longest: intervals, bands, simulations and
	// the comparison of forecasters.
	Plain bool
	// Since and Until narrow to outcomes that became known in between; 0 is no end.
	Since, Until Instant
}

// ScoreView is what the Scores page shows: figures and what stands behind them.
type ScoreView struct {
	Plain       bool     // without intervals, bands, simulations and comparisons; of the pairs the newest
	Size        int      // how many pairs of forecaster and question there are, whatever the filter
	Tags        []string // of all questions, the most used first
	Rule        string
	Headline    *float64 // stretches weighted by their share of the scheduled window
	CI          *[2]float64
	Coverage    *float64
	WholeWindow *float64
	Log         *float64 // may be +Inf
	LogInfinite int
	Spherical   *float64
	Brier2      *float64 // under the Brier rules alone
	MCB         *float64
	DSC         *float64
	UNC         *float64
	AUC         *float64
	Skill       *float64 // against the sample's base rate, in hindsight
	// SkillBaseRate is against the base rates recorded before the forecasts, of
	// so many questions; nil where there were none.
	SkillBaseRate     *float64
	BaseRateQuestions int
	Questions         int
	Scored            int
	LeftOut           map[string]int
	Provenance        map[string]int
	Pairs             []PairScore    // newest known first
	Change            *float64       // of the headline in ChangeDays; nil where there was none before
	History           []HistoryPoint // running headline at each instant at which an outcome became known
	Groups            []ScoreGroup   // by forecaster, and unless plain the team's median among them
	Forecasters       []Forecaster   // whom the filter may name
	Reliability       ScoreReliability
	Numbers           NumberScores
	// Against is whom the paired differences of Groups compare with, and Ranked
	// that all were compared with all, so that places are known.
	Against string
	Ranked  bool
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
	// MCB of these forecasts, that of a calibrated forecaster who made the same
	// ones on average, and what it stays under in 95 of 100 cases.
	MCB, CalibratedMCB, CalibratedHigh float64
	DSC, UNC                           float64
	Questions                          int
	// All and Passed count the binary questions that are resolved, and those of
	// them whose scheduled date has passed; Ended says that the latter are drawn.
	All, Passed int
	Ended       bool
	Murphy      *MurphyTerms
}

// MurphyTerms are the terms of the Brier score over ten bins of forecasts:
// REL − RES + UNC + WBV − WBC.
type MurphyTerms struct{ REL, RES, UNC, WBV, WBC float64 }

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
	// Rolling is the headline over the last RollingQuestions questions alone;
	// nil until there are so many.
	Rolling *float64
}

// RollingQuestions is how many questions the rolling headline looks back on.
const RollingQuestions = 20

// ScoreGroup is one forecaster's line beside the others'.
type ScoreGroup struct {
	Forecaster Forecaster
	Headline   float64
	CI         *[2]float64
	Coverage   float64
	Questions  int
	Mine       bool
	Team       bool // the median of what stood, scored as a forecaster of its own
	// Place is between which places the forecaster stands, by the paired
	// differences that leave 0 out; zeros where all were not compared.
	Place [2]int
	// Paired is the difference to the one whom all are compared with.
	Paired *PairedDifference
}

// PairedDifference is a forecaster's score less another's, over the questions
// and instants at which both stood.
type PairedDifference struct {
	Difference float64
	CI         *[2]float64 // nil under ten questions
	Questions  int
	// Sign is 1 where the interval says that the forecaster is better, −1 where
	// worse, 0 where it says neither.
	Sign int
}

// Behind chooses forecasts behind a figure: of the filter, and narrower still.
type Behind struct {
	ScoreFilter
	Question ID      // of one question; zero for all
	Known    Instant // of outcomes known by then; 0 for all
	Team     bool    // what the team's median was, instead of what was forecast
	Binary   bool    // of yes-or-no questions alone, as calibration takes them
	// Low and High are the probabilities from and to, where Ranged says so.
	Ranged    bool
	Low, High float64
}

// BehindView lists the times that forecasts stood, whose scores, weighed,
// make a figure.
type BehindView struct {
	Rule     string
	Headline *float64 // of the rows
	Rows     []StoodForecast
}

// StoodForecast is a forecast, while it stood.
type StoodForecast struct {
	Question   ID
	Set        bool
	Title      string
	Forecaster Forecaster
	Outcome    json.RawMessage
	KnownAt    Instant
	From, To   Instant
	Belief     *Belief
	Origin     string  // live, late or imported; pooled of the team's median
	Score      float64 // by the rule
	Weight     float64 // time that it stood over the scheduled length
	Share      float64 // of the weight of all rows
}
