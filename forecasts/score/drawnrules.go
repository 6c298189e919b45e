package score

import (
	"math/rand/v2"
	"slices"
)

// drawnRules are the rules whose intervals are drawn together where that is
// asked for: which questions are drawn and what they weigh depends on no rule,
// and drawing is what takes the time.
// RuleBrier2 is twice RuleBrier, to the last digit.
var drawnRules = [...]Rule{RuleBrier, RuleLog, RuleSpherical}

// interval is the interval of the headline; ids and units are those of byUnit.
func (s *Scored) interval(ids []string, units []unitHeadline) *Interval {
	kept := s.opts.Memory
	if kept == nil || !s.opts.Ahead || s.opts.rule() == RuleRPS || len(units) < minQuestions || slices.ContainsFunc(s.all, func(one *scored) bool { return one.question.partial() }) {
		return headlineInterval(ids, units, kept)
	}
	from := hashed(ids)
	return kept.interval(from, units, func() *Interval { return s.drawRules(from) })
}

// drawRules draws under each rule, remembers all, and gives that of its own.
func (s *Scored) drawRules(from idsHash) *Interval {
	var by [len(drawnRules)][]unitHeadline
	for k, rule := range drawnRules {
		_, by[k] = byUnit(s.all, func(one *scored) float64 { return one.under(rule, s.opts.clip()) })
	}
	units := make([]unitFour, len(by[0]))
	for i := range units {
		units[i] = unitFour{by[0][i].weight, by[0][i].score, by[1][i].score, by[2][i].score}
	}
	var headlines [len(drawnRules)][]float64
	for k := range headlines {
		headlines[k] = make([]float64, resamples)
	}
	eachResample(len(units), from, func(i int, words *rand.PCG) {
		u := resample(units, words)
		for k, score := range [len(drawnRules)]float64{u.b, u.c, u.d} {
			headlines[k][i] = score / u.a
		}
	})
	var own *Interval
	for k, rule := range drawnRules {
		drawn := percentiles(headlines[k])
		s.opts.Memory.keep(from, by[k], drawn)
		if rule == s.opts.rule() {
			own = drawn
		}
		if rule == RuleBrier {
			twice := twofold(by[k], drawn)
			s.opts.Memory.keep(from, by[k], twice)
			if s.opts.rule() == RuleBrier2 {
				own = twice
			}
		}
	}
	return own
}

// twofold doubles the scores of units in place, and gives their interval.
func twofold(units []unitHeadline, drawn *Interval) *Interval {
	for i := range units {
		units[i].score *= 2
	}
	if drawn == nil {
		return nil
	}
	return &Interval{2 * drawn[0], 2 * drawn[1]}
}

// under is the sum over stretches of weight times score under a rule.
func (s *scored) under(rule Rule, clip logClip) float64 {
	var sum Sum
	for i := range s.stretches {
		st := &s.stretches[i]
		sum.Add(st.Weight * clip.of(rule, s.question.score(rule, st.Forecast)))
	}
	return sum.Value()
}
