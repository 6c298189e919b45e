package score

import (
	"weathervane/forecasts/calibration"
)

// Report is what `score --json` prints. A figure that is undefined is null, one
// that is not finite a string.
//
// Forecasts = Scored + Provenance.Sealed + the forecasts counted in LeftOut.
type Report struct {
	Unit      string `json:"unit"` // "rows" of a table or "stretches" of a workspace
	Rule      Rule   `json:"rule"` // what Mean, Headline and WholeWindow are
	Forecasts int    `json:"forecasts"`
	Questions int    `json:"questions"` // with a scored forecast
	Scored    int    `json:"scored"`

	Mean        Number `json:"mean"`         // by unit
	Headline    Number `json:"headline"`     // every stretch weighing its share of the scheduled window
	Coverage    Number `json:"coverage"`     // time covered over time open
	WholeWindow Number `json:"whole_window"` // the headline with uncovered time scored as the uniform forecast
	CI95        *CI95  `json:"ci95"`

	Provenance ProvenanceCount `json:"provenance"`
	LeftOut    LeftOut         `json:"left_out"`
	Forfeited  int             `json:"forfeited"` // seals on resolved questions that were not shown in time: among those sealed, or scored where asked for

	TimeWeighted *TimeWeightedMeans `json:"time_weighted"`
	Log          Number             `json:"log"`
	LogClip      float64            `json:"log_clip,omitempty"` // the least that what happened counts as given in log scores; absent where there is none
	LogInfinite  int                `json:"log_infinite"`       // how many forecasts gave what happened nothing
	Spherical    Number             `json:"spherical"`
	CORP         *CORP              `json:"corp"`
	Murphy       *Murphy            `json:"murphy"`
	AUC          Number             `json:"auc"`
	SkillSample  Number             `json:"skill_sample"` // Brier skill against the base rate of the sample, known in hindsight

	// Brier skill against the base rates that were recorded before the forecasts, over so many questions.
	SkillBaseRate     Number `json:"skill_base_rate"`
	BaseRateQuestions int    `json:"base_rate_questions"`

	// Peer and baseline scores, as Metaculus makes them, where they are asked for.
	Peer     *TournamentMean `json:"peer,omitempty"`
	Baseline *TournamentMean `json:"baseline,omitempty"`

	RPS *Ranked `json:"rps,omitempty"` // of ordered options; absent if there are none

	Binary  int `json:"binary_questions"`
	Choice  int `json:"choice_questions"`
	Partial int `json:"partial_questions"`       // of the binary ones, those with a fraction for an outcome: only Brier scores have them
	NoClose int `json:"questions_without_close"` // weighed by their actual length, having no scheduled one

	Groups []Group `json:"groups,omitempty"`
}

// Group is the report of a part of the forecasts.
type Group struct {
	Key     string   `json:"key"`
	Title   string   `json:"title,omitempty"`   // of a question
	Place   *[2]int  `json:"place,omitempty"`   // of a forecaster: the range of places, by Holm's correction for all pairs
	Against *Against `json:"against,omitempty"` // of a forecaster: the paired comparison that was asked for
	Report
}

// Against is the paired comparison of a forecaster with the one named here, over
// the questions and instants at which both stood.
type Against struct {
	Name       string    `json:"name"`
	Key        string    `json:"key"`         // empty for the team's median
	Difference Number    `json:"difference"`  // the forecaster's score less this one's
	CI95       *Interval `json:"ci95"`        // of the paired t; nil under ten questions
	Questions  int       `json:"questions"`   // on which both stood
	Common     int64     `json:"common_time"` // milliseconds at which both stood
	PHolm      Number    `json:"p_holm"`      // by Holm's correction for all pairs; Undefined under ten questions
	Contrast   *Contrast `json:"contrast"`    // in what they differ; nil if too many are compared
}

// Ranked is the mean ranked probability score of questions whose options are in
// order, normalised by dividing by the number of options less one: 0 to 1, low is
// better, weighed as the headline.
type Ranked struct {
	Mean      Number    `json:"mean"`
	CI95      *Interval `json:"ci95"` // nil under ten questions, and in plain
	Questions int       `json:"questions"`
}

// CI95 are 95 % intervals by bootstrap over questions; nil if undefined. The last
// ones are there where Options.Intervals asks for them.
type CI95 struct {
	Mean     *Interval `json:"mean"`
	Headline *Interval `json:"headline"`

	Log         *Interval        `json:"log,omitempty"`
	Spherical   *Interval        `json:"spherical,omitempty"`
	CORP        *CORPIntervals   `json:"corp,omitempty"`
	Murphy      *MurphyIntervals `json:"murphy,omitempty"`
	AUC         *Interval        `json:"auc,omitempty"`
	SkillSample *Interval        `json:"skill_sample,omitempty"`

	SkillBaseRate *Interval `json:"skill_base_rate,omitempty"`
}

// CORPIntervals are the intervals of CORP.
type CORPIntervals struct {
	MCB *Interval `json:"mcb"`
	DSC *Interval `json:"dsc"`
	UNC *Interval `json:"unc"`
}

// MurphyIntervals are the intervals of Murphy.
type MurphyIntervals struct {
	REL *Interval `json:"rel"`
	RES *Interval `json:"res"`
	UNC *Interval `json:"unc"`
	WBV *Interval `json:"wbv"`
	WBC *Interval `json:"wbc"`
}

// Interval is a lower and an upper bound.
type Interval [2]Number

// ProvenanceCount counts scored forecasts by where they came from, and those
// that are sealed.
type ProvenanceCount struct {
	Live     int `json:"live"`
	Late     int `json:"late"`
	Imported int `json:"imported"`
	Sealed   int `json:"sealed"`
}

// LeftOut counts forecasts that no figure uses, by why.
type LeftOut struct {
	Unresolved int `json:"unresolved"`
	Annulled   int `json:"annulled"`
	Disputed   int `json:"disputed"`
	AfterClose int `json:"after_close"` // at or after the end of the window
	NoTime     int `json:"no_time"`     // stood for no time: replaced at its own instant or before the opening
	Imported   int `json:"imported"`
	OtherRule  int `json:"other_rule"` // the rule is not defined for them
	BadRows    int `json:"bad_rows"`   // rows that could not be read
}

func (l *LeftOut) add(o LeftOut) {
	l.Unresolved += o.Unresolved
	l.Annulled += o.Annulled
	l.Disputed += o.Disputed
	l.AfterClose += o.AfterClose
	l.NoTime += o.NoTime
	l.Imported += o.Imported
	l.OtherRule += o.OtherRule
	l.BadRows += o.BadRows
}

// TimeWeightedMeans are plain means over pairs (SCORING.md, section 9) of the
// Brier score, whatever the rule; pairs without a stretch are left out.
type TimeWeightedMeans struct {
	Mean            Number `json:"mean"` // uncovered time scored as the uniform forecast
	MeanCoveredOnly Number `json:"mean_covered_only"`
	Coverage        Number `json:"coverage"`
	Pairs           int    `json:"pairs"`
}

// CORP is the decomposition Score = MCB - DSC + UNC of binary forecasts, whose
// outcome is a plain yes or no.
type CORP struct {
	Score     Number `json:"score"` // the mean Brier score of these alone
	MCB       Number `json:"mcb"`
	DSC       Number `json:"dsc"`
	UNC       Number `json:"unc"`
	Blocks    int    `json:"blocks"`
	Questions int    `json:"questions"` // of which it is, as Murphy, the AUC and the skill are
}

// Murphy is the decomposition of CORP's Score over ten bins: REL - RES + UNC + WBV
// - WBC.
type Murphy struct {
	REL Number `json:"rel"`
	RES Number `json:"res"`
	UNC Number `json:"unc"`
	WBV Number `json:"wbv"`
	WBC Number `json:"wbc"`
}

// whole is what forecasts that are no point add to the means: choices and
// partial outcomes. Weights of the log and spherical scores are their own,
// because partial outcomes have none.
type whole struct {
	score, weight, log, logWeight, spherical Sum
}

func (w *whole) add(weight, score, log, spherical float64) {
	w.score.Add(weight * score)
	w.weight.Add(weight)
	if log == log && spherical == spherical { // defined
		w.log.Add(weight * log)
		w.logWeight.Add(weight)
		w.spherical.Add(weight * spherical)
	}
}

// figures fills in everything that follows from the points and the rest.
func (r *Report) figures(points []calibration.Point, rest whole) {
	binary, _ := calibration.Totals(points)
	means := func(rule Rule, score, weight Sum) Number {
		score.Add(ofPoints(points, rule, logClip(r.LogClip)))
		weight.Add(binary)
		return ratio(score.Value(), weight.Value())
	}
	r.Mean = means(r.Rule, rest.score, rest.weight)
	r.Log = means(RuleLog, rest.log, rest.logWeight)
	r.Spherical = means(RuleSpherical, rest.spherical, rest.logWeight)
	r.AUC, r.SkillSample = Undefined, Undefined
	if d, ok := calibration.CORP(points); ok {
		r.CORP = &CORP{Number(d.Score), Number(d.MCB), Number(d.DSC), Number(d.UNC), len(d.Blocks), r.Binary - r.Partial}
		if d.UNC > 0 {
			r.SkillSample = Number(1 - d.Score/d.UNC)
		}
	}
	if m, ok := calibration.MurphyBins(points, calibration.TenBins()); ok {
		r.Murphy = &Murphy{Number(m.REL), Number(m.RES), Number(m.UNC), Number(m.WBV), Number(m.WBC)}
	}
	r.AUC = defined(calibration.AUC(points))
}

// ofPoints is the sum over points of weight times score.
func ofPoints(points []calibration.Point, rule Rule, clip logClip) float64 {
	var s Sum
	for _, pt := range points {
		if pt.Yes > 0 {
			s.Add(pt.Yes * clip.of(rule, rule.Binary(pt.P, 1)))
		}
		if no := pt.Weight - pt.Yes; no > 0 {
			s.Add(no * clip.of(rule, rule.Binary(pt.P, 0)))
		}
	}
	return s.Value()
}
