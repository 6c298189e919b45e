package scoring

import (
	"encoding/json"

	"weathervane/forecasts/asof"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Filter chooses what is scored; empty members do not narrow.
type Filter struct {
	Forecaster string // a name or the beginning of a key
	Tag        string
	Rule       string // brier (0–1), brier2 (0–2), log or spherical; brier if empty
	Kind       string // binary or choice, or several with commas between; with numeric or date only Numbers is filled
	// Origin says which forecasts count: live and late ones by default, else
	// live, witnessed, late, imported or all.
	Origin string
	// Witnesses are the keys whose word that they had seen a forecast counts:
	// anybody's if empty, else TrustedWitnesses, or names and beginnings of keys
	// with commas between.
	Witnesses string
	// AsOf is the instant as of which the workspace is seen; 0 is the present.
	AsOf journal.Instant
	// ByClocks reads an earlier instant by the records' own clocks, instead of by
	// what was known here then.
	ByClocks bool
	// Ended draws calibration only from questions whose scheduled date has
	// passed: of the others, only those that ended early are resolved.
	Ended bool
	// Plain leaves out what takes the longest: intervals, bands, simulations and
	// the comparison of forecasters.
	Plain bool
	// Since and Until narrow to outcomes that became known in between; 0 is no
	// limit.
	Since, Until journal.Instant
}

// View is what the Scores page shows: figures and what they are made of.
type View struct {
	Later       asof.Later // as of an earlier instant: what others had dated before it, and came later
	Plain       bool       // without intervals, bands, simulations and comparisons; of the pairs the newest
	Size        int        // how many pairs of forecaster and question there are, whatever the filter
	Tags        []string   // of all questions, the most used first
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
	// SkillBaseRate is against the base rates recorded before the forecasts, with
	// the number of questions; nil if there were none.
	SkillBaseRate *float64
	// Calibration is how many questions MCB, DSC, UNC, AUC and Skill are of: those
	// with a plain yes or no.
	Calibration       int
	BaseRateQuestions int
	Questions         int
	Scored            int
	LeftOut           map[string]int
	Provenance        map[string]int
	Pairs             []listing.PairScore     // newest known first
	Change            *float64                // of the headline in ChangeDays; nil if there was none before
	History           []HistoryPoint          // running headline at each instant at which an outcome became known
	Groups            []Group                 // by forecaster, and unless plain the team's median among them
	Forecasters       []forecaster.Forecaster // forecasters to filter by
	Keys              []session.KnownKey      // of others, to choose witnesses from
	Reliability       Diagram
	Numbers           NumberScores
	// Against is with whom the paired differences of Groups compare; Ranked says
	// that all were compared with each other, so that places are known.
	Against string
	Ranked  bool
	// KnownFrom and KnownTo are when the first and the last outcome became known,
	// whatever the chosen period; 0 if none did.
	KnownFrom, KnownTo journal.Instant
}

// Diagram is the reliability diagram of the binary questions. Under
// ten questions it has no curve.
type Diagram struct {
	Curve []ReliabilityPoint
	Band  []ReliabilityBand
	// Consistency says that the band is where a calibrated forecaster's curve
	// would fall; else it is where this forecaster's curve would fall on other
	// samples of questions.
	Consistency bool
	// MCB of these forecasts, the average for a calibrated forecaster who made
	// the same ones, and the bound below which that stays in 95 of 100 cases.
	MCB, CalibratedMCB, CalibratedHigh float64
	DSC, UNC                           float64
	Questions                          int
	// All and Passed count the binary questions that are resolved, and those of
	// them whose scheduled date has passed; Ended says that only the latter are
	// drawn.
	All, Passed int
	Ended       bool
	Murphy      *MurphyTerms
}

// MurphyTerms are the terms of the Brier score over ten bins of forecasts:
// REL − RES + UNC + WBV − WBC.
type MurphyTerms struct{ REL, RES, UNC, WBV, WBC float64 }

// ReliabilityPoint says how often forecasts of P came true, after pooling
// neighbours that are out of order; Weight is how many forecasts were P.
type ReliabilityPoint struct{ P, Observed, Weight float64 }

// ReliabilityBand is the band at P.
type ReliabilityBand struct{ P, Lo, Hi float64 }

// HistoryPoint is the running headline over the outcomes known by then.
type HistoryPoint struct {
	At        journal.Instant
	Value     float64
	Lo, Hi    *float64 // 95 % interval, from ten questions on
	Questions int
	// Rolling is the headline over only the last RollingQuestions questions; nil
	// until there are that many.
	Rolling *float64
}

// RollingQuestions is how many questions the rolling headline looks back on.
const RollingQuestions = 20

// Group is one forecaster's line in the ranking.
type Group struct {
	Forecaster forecaster.Forecaster
	Headline   float64
	CI         *[2]float64
	Coverage   float64
	Questions  int
	Mine       bool
	Team       bool // the median of the standing forecasts, scored as a forecaster
	// Place is the forecaster's range of places, by the paired differences that
	// Holm's correction for all pairs leaves significant at 5 %; zeros if not all
	// were compared.
	Place [2]int
	// Paired is the difference to the forecaster with whom all are compared.
	Paired *PairedDifference
}

// PairedDifference is a forecaster's score minus another's, over the questions
// and instants at which both had a forecast in force.
type PairedDifference struct {
	Difference float64
	CI         *[2]float64 // of the paired t; nil under ten questions
	Questions  int
	Common     int64 // milliseconds at which both had a forecast in force
	// PHolm is the two-sided p value by Holm's correction for all comparisons that
	// were made; nil under ten questions.
	PHolm *float64
	// Sign is 1 if the interval says that the forecaster is better, −1 if worse,
	// 0 if neither.
	Sign int
}

// Drilldown chooses forecasts behind a figure: those of the filter, narrowed
// further.
type Drilldown struct {
	Filter
	Question journal.ID      // of one question; zero for all
	Known    journal.Instant // of outcomes known by then; 0 for all
	Team     bool            // the team's median instead of the forecasts
	Binary   bool            // of yes-or-no questions only, as in calibration
	// Low and High are the range of probabilities, if Ranged is set.
	Ranged    bool
	Low, High float64
}

// DrilldownView lists the intervals in which forecasts stood; their weighted scores
// make a figure.
type DrilldownView struct {
	Rule     string
	Headline *float64 // of the rows
	Rows     []StoodForecast
}

// GapsView lists the times at which questions were open and those who are scored
// on them had no forecast in force: coverage is 1 − Without/Open, in milliseconds.
type GapsView struct {
	Open, Without int64
	Rows          []Gap
}

// Gap is a time without a forecast.
type Gap struct {
	Question   journal.ID
	Set        bool
	Title      string
	Forecaster forecaster.Forecaster
	KnownAt    journal.Instant // when the outcome became known
	From, To   journal.Instant
}

// StoodForecast is a forecast, while it stood.
type StoodForecast struct {
	Question   journal.ID
	Set        bool
	Title      string
	Forecaster forecaster.Forecaster
	Outcome    json.RawMessage
	KnownAt    journal.Instant
	From, To   journal.Instant
	Belief     *standing.Belief
	Origin     string  // live, late or imported; pooled for the team's median
	Score      float64 // by the rule
	Weight     float64 // time in force over the scheduled length
	Share      float64 // of the weight of all rows
}
