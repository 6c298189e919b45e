// Package score turns forecasts and outcomes into scores.
//
// One forecast is scored by a rule: Brier, Log, Spherical or their forms for
// several options. A history is scored by stretches: every stretch of time that
// a forecast stood weighs its share of its question's scheduled length
// (ScoreStretches), because a mean over the time until the outcome would reward
// bending one's numbers. A table of rows is read by ReadTable and scored by rows
// (ScoreTable), with the weighted figure beside it where windows are known.
//
//	score.Brier(0.7, 1) // 0.09
//	t, err := score.ReadTable(file, "forecasts.csv", score.TableOptions{})
//	r := score.ScoreTable(t, nil, score.Options{})
//	json.NewEncoder(os.Stdout).Encode(r)
//
// The same forecasts give the same figures, to the last digit and in whatever
// order they come; intervals are seeded from the ids of the questions. There
// is no store, no clock and no window in here.
package score

import (
	"fmt"
	"math"

	"weathervane/forecasts/calibration"
)

// Sum is a compensated sum (Neumaier).
type Sum = calibration.Sum

// Brier is (p-y)^2 for forecast p of an outcome y (1 yes, 0 no, or a fraction
// for a partial outcome); 0 to 1, low is better.
//
// Source: Brier 1950, Mon. Wea. Rev. 78:1.
func Brier(p, y float64) float64 { return (p - y) * (p - y) }

// Brier2 is the sum of the Brier score over both categories, 2(p-y)^2; 0 to 2,
// low is better.
func Brier2(p, y float64) float64 { return 2 * (p - y) * (p - y) }

// Log is -ln of the probability given to what happened, in nats; 0 to +Inf,
// low is better, never clipped. It is NaN for a partial outcome.
//
// Source: Good 1952, JRSS B 14:107.
func Log(p, y float64) float64 {
	switch y {
	case 1:
		return negate(math.Log(p))
	case 0:
		return negate(math.Log1p(-p))
	}
	return math.NaN()
}

// negate gives 0, never -0.
func negate(x float64) float64 { return 0 - x }

// Spherical is q / sqrt(p^2+(1-p)^2), q the probability given to what happened;
// 0 to 1, high is better. It is NaN for a partial outcome.
//
// Source: Gneiting & Raftery 2007, JASA 102:359, doi:10.1198/016214506000001437.
func Spherical(p, y float64) float64 {
	q := p
	switch y {
	case 1:
	case 0:
		q = 1 - p
	default:
		return math.NaN()
	}
	return q / math.Sqrt(p*p+(1-p)*(1-p))
}

// Quadratic is 1 minus the two-category Brier sum; -1 to 1, high is better. It
// is NaN for a partial outcome.
func Quadratic(p, y float64) float64 {
	if y != 0 && y != 1 {
		return math.NaN()
	}
	return 1 - Brier2(p, y)
}

// Bits turns a score in nats into bits.
func Bits(nats float64) float64 { return nats / math.Ln2 }

// ChoiceBrierSum is the sum over options k of (p_k - 1[k happened])^2; 0 to 2,
// low is better.
func ChoiceBrierSum(probs []float64, happened int) float64 {
	var s Sum
	for k, p := range probs {
		s.Add(Brier(p, is(k == happened)))
	}
	return s.Value()
}

// ChoiceBrier is ChoiceBrierSum halved; 0 to 1, low is better. For two options
// it equals Brier.
func ChoiceBrier(probs []float64, happened int) float64 {
	return ChoiceBrierSum(probs, happened) / 2
}

// ChoiceLog is -ln of the probability given to the option that happened; 0 to
// +Inf, low is better, never clipped.
func ChoiceLog(probs []float64, happened int) float64 {
	return negate(math.Log(given(probs, happened)))
}

// ChoiceSpherical is p_happened / sqrt(sum of p_k^2); 0 to 1, high is better.
func ChoiceSpherical(probs []float64, happened int) float64 {
	var s Sum
	for _, p := range probs {
		s.Add(p * p)
	}
	return given(probs, happened) / math.Sqrt(s.Value())
}

// RPS is the ranked probability score of ordered options, the sum over cut
// points of (P_k - O_k)^2 with cumulative P and O; 0 to K-1, low is better.
//
// Source: Epstein 1969, J. Appl. Meteor. 8:985; Murphy 1971, 10:155.
func RPS(probs []float64, happened int) float64 {
	var s, below Sum
	for k, p := range probs {
		below.Add(p)
		if k == len(probs)-1 {
			break // both are 1 there
		}
		s.Add(Brier(below.Value(), is(happened <= k)))
	}
	return s.Value()
}

// RPSNormalised is RPS divided by K-1; 0 to 1, low is better.
func RPSNormalised(probs []float64, happened int) float64 {
	return RPS(probs, happened) / float64(len(probs)-1)
}

// given is the probability of the option that happened; an option the forecast
// did not name was given nothing.
func given(probs []float64, happened int) float64 {
	if happened < 0 || happened >= len(probs) {
		return 0
	}
	return probs[happened]
}

func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// Rule names the scoring rule of a report's mean and headline.
type Rule string

// The rules of a report.
const (
	RuleBrier     Rule = "brier"     // 0 to 1, choices halved; low is better
	RuleBrier2    Rule = "brier2"    // sum over categories, 0 to 2; low is better
	RuleLog       Rule = "log"       // nats, unclipped unless that is asked for; low is better
	RuleSpherical Rule = "spherical" // 0 to 1; high is better
	RuleRPS       Rule = "rps"       // 0 to 1, ordered options by the normalised RPS, others as RuleBrier; low is better
)

// ParseRule reads a rule's name; the empty name is RuleBrier.
func ParseRule(name string) (Rule, error) {
	switch r := Rule(name); r {
	case "":
		return RuleBrier, nil
	case RuleBrier, RuleBrier2, RuleLog, RuleSpherical, RuleRPS:
		return r, nil
	}
	return "", fmt.Errorf("unknown rule %q: use brier, brier2, log, spherical or rps", name)
}

// Binary scores forecast p of outcome y; NaN if the rule is not defined for a
// partial outcome.
func (r Rule) Binary(p, y float64) float64 {
	switch r {
	case RuleBrier2:
		return Brier2(p, y)
	case RuleLog:
		return Log(p, y)
	case RuleSpherical:
		return Spherical(p, y)
	case ruleGiven:
		return p
	}
	return Brier(p, y)
}

// Choice scores a forecast over options of which one happened.
func (r Rule) Choice(probs []float64, happened int) float64 {
	switch r {
	case RuleBrier2:
		return ChoiceBrierSum(probs, happened)
	case RuleLog:
		return ChoiceLog(probs, happened)
	case RuleSpherical:
		return ChoiceSpherical(probs, happened)
	}
	return ChoiceBrier(probs, happened)
}

// uniform is the score of the forecast that gives every option the same; NaN
// for the log score, for which absence has no agreed price.
func (r Rule) uniform(options int, y float64) float64 {
	if r == RuleLog {
		return math.NaN()
	}
	if options < 2 {
		return r.Binary(.5, y)
	}
	k := float64(options)
	switch r {
	case RuleBrier2:
		return 1 - 1/k
	case RuleSpherical:
		return 1 / math.Sqrt(k)
	}
	return (1 - 1/k) / 2
}
