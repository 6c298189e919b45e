package score

import (
	"cmp"
	"slices"
	"time"
)

// State says whether a question can be scored, and if not, why.
type State uint8

// The states of a question.
const (
	Resolved State = iota
	Unresolved
	Annulled // annulled, ambiguous or withdrawn, or a condition that failed
	Disputed
)

// Provenance says where a forecast came from.
type Provenance uint8

// The provenances of a forecast.
const (
	Live Provenance = iota
	Late
	Imported
	Sealed    // announced, not shown: counted, never scored
	Forfeited // sealed, and not shown in time: P and Probs give what happened nothing
)

// Question is what scoring needs of a question. Instants are milliseconds since
// 1970, 0 if not known.
type Question struct {
	Key  string
	Unit string   // questions joined by same, deadline or if share one; "" is Key
	Tags []string // for ByTag

	State     State
	Opens     int64
	Asked     int64   // when it was recorded; 0 for an imported question
	Closes    int64   // as it holds now
	Scheduled int64   // that close (or resolves_by); 0 is Closes
	Schedule  []Close // where the close was moved: as it stood, from the asking on
	Known     int64   // when the outcome was known
	Spot      int64   // when spot scores are taken; 0 is the end

	Options int     // 0 for a binary question, else how many options
	Ordered bool    // choice: the options are in order, as RuleRPS scores them
	Outcome float64 // binary: 1 yes, 0 no, a fraction for a partial outcome
	Option  int     // choice: index of the option that happened

	BaseRates []BaseRate // of a binary question, by instant
}

// Pair is the forecasts of one forecaster on one question.
type Pair struct {
	Forecaster string
	Question   int      // index in Workspace.Questions
	Joined     int64    // the forecaster's first record, 0 if not known
	Sources    []string // for BySource: where its forecasts came from, each once
	Steps      []Step
}

// Workspace is everything that is to be scored; numeric and date questions,
// which are scored in their own units, are not in it. The caller may count
// what it left out beforehand.
type Workspace struct {
	Questions []Question
	Pairs     []Pair
	LeftOut   LeftOut
}

// Options choose the rule and the groups of a report.
type Options struct {
	Rule       Rule         // "" is RuleBrier
	Provenance []Provenance // what counts; nil is live and late
	By         GroupBy      // nil for no groups
	Intervals  bool         // intervals of every figure, which takes much longer
	LogClip    float64      // what happened counts as given at least this in log scores; 0 clips nothing
	Plain      bool         // no interval, band or simulation at all: what takes the longest is left out
	Forfeits   bool         // forfeited seals are scored, from the seal on whatever came after it
	Memory     *Memory      // of what was drawn; nil draws all again
	Ahead      bool         // intervals under the other rules are drawn along with those of this one, for the memory
}

// GroupBy gives the groups that a pair belongs to, none, one or several.
type GroupBy func(*Question, *Pair) []string

// ByForecaster groups by forecaster.
func ByForecaster(_ *Question, p *Pair) []string { return []string{p.Forecaster} }

// ByQuestion groups by question.
func ByQuestion(q *Question, _ *Pair) []string { return []string{q.Key} }

// ByTag groups by tag; a question with several is in each group.
func ByTag(q *Question, _ *Pair) []string { return q.Tags }

// BySource groups by where forecasts came from; a pair with several sources is
// in each group.
func BySource(_ *Question, p *Pair) []string { return p.Sources }

// ByMonth groups by the month (UTC, 2006-01) in which the outcome was known.
func ByMonth(q *Question, _ *Pair) []string {
	if q.end() == 0 {
		return nil
	}
	return []string{month(q.end())}
}

func month(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01") }

func (o Options) rule() Rule {
	if o.Rule == "" {
		return RuleBrier
	}
	return o.Rule
}

func (o Options) clip() logClip { return logClip(o.LogClip) }

func (o Options) counts(p Provenance) bool {
	if o.Provenance == nil {
		return p == Live || p == Late
	}
	return slices.Contains(o.Provenance, p)
}

// begin is the later of opening and asking.
func (q *Question) begin() int64 { return max(q.Opens, q.Asked) }

// scheduled is the length that weights are shares of; false if the question has
// no scheduled close and its actual length stands in.
func (q *Question) scheduled(begin int64) (int64, bool) {
	close := cmp.Or(q.Scheduled, q.Closes)
	if close > begin {
		return close - begin, true
	}
	return q.end() - begin, false
}

func (q *Question) unit() string { return cmp.Or(q.Unit, q.Key) }

func (q *Question) choice() bool { return q.Options > 1 }

// partial reports whether the outcome is a fraction, which only Brier scores.
func (q *Question) partial() bool { return !q.choice() && q.Outcome != 0 && q.Outcome != 1 }

func (q *Question) score(r Rule, s *Step) float64 {
	switch {
	case q.choice() && q.Ordered && r == RuleRPS:
		return RPSNormalised(s.Probs, q.Option)
	case q.choice():
		return r.Choice(s.Probs, q.Option)
	}
	return r.Binary(s.P, q.Outcome)
}

// uniform is the score of the forecast that gives every option the same.
func (q *Question) uniform(r Rule) float64 {
	if !q.choice() || !q.Ordered || r != RuleRPS {
		return r.uniform(q.Options, q.Outcome)
	}
	even := slices.Repeat([]float64{1 / float64(q.Options)}, q.Options)
	return q.score(r, &Step{Probs: even})
}

// undefinedBy reports whether the rule has no score for this outcome.
func (q *Question) undefinedBy(r Rule) bool {
	return q.partial() && (r == RuleLog || r == RuleSpherical)
}
