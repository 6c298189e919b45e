package score

import (
	"cmp"
	"math"
	"slices"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/cores"
)

// Luck sets a score beside what the forecasts themselves promised: what it would
// be on average, and how far chance alone would carry it, if each came true as
// often as it said. Partial outcomes have no part in it, nor have forfeited seals.
type Luck struct {
	Score     Number   `json:"score"`
	Expected  Number   `json:"expected"`  // for the Brier score Σ w p(1−p) / Σ w
	Deviation float64  `json:"deviation"` // standard deviation by chance
	Chance    Interval `json:"chance95"`  // where it falls by chance, 95 times in 100
	Below     float64  `json:"below"`     // how often chance gives a lower score, 0 to 1
	Questions int      `json:"questions"`

	// Z is Spiegelhalter's test of the first forecast on each yes-or-no question:
	// standard normal for one who is calibrated, above 0 if the forecasts were too
	// bold, below 0 if too timid. Undefined under ten, and for several forecasters.
	Z              Number `json:"z"`
	P              Number `json:"z_p"` // two-sided
	FirstForecasts int    `json:"first_forecasts"`
}

// Luck is nil under ten questions.
//
// The deviation is by question, not by stretch: one number from 0 to 1 is drawn
// for each question (and those joined with it), and every forecast on it comes
// true if it is above that number, so that forecasts that do not change share
// their outcome.
//
// Source: SCORING.md, section 14, luck; Spiegelhalter 1986,
// doi:10.1002/sim.4780050506.
func (s *Scored) Luck() *Luck {
	units := s.byUnit()
	if len(units) < minQuestions {
		return nil
	}
	var score, weight, expected, variance Sum
	questions := 0
	means, variances := make([]float64, len(units)), make([]float64, len(units))
	cores.Each(len(units), func(i int) { means[i], variances[i] = promised(units[i], s.opts) })
	for i, pairs := range units {
		expected.Add(means[i])
		variance.Add(variances[i])
		for k, one := range pairs {
			if k == 0 || one.question != pairs[k-1].question {
				questions++
			}
			for i := range one.stretches {
				if st := &one.stretches[i]; st.Forecast.Provenance != Forfeited {
					score.Add(st.Weight * st.Score)
					weight.Add(st.Weight)
				}
			}
		}
	}
	l := &Luck{
		Score: ratio(score.Value(), weight.Value()), Expected: ratio(expected.Value(), weight.Value()),
		Deviation: math.Sqrt(variance.Value()) / weight.Value(), Questions: questions, Z: Undefined, P: Undefined,
	}
	least, most := s.opts.rule().bounds()
	reach := 1.959963984540054 * l.Deviation
	l.Chance = Interval{Number(max(least, float64(l.Expected)-reach)), Number(min(most, float64(l.Expected)+reach))}
	l.Below = below(float64(l.Score-l.Expected), l.Deviation)
	first, single := s.firstForecasts()
	l.FirstForecasts = len(first)
	if single && len(first) >= minQuestions {
		var p, y []float64
		for _, f := range first {
			p, y = append(p, f.Forecast.P), append(y, f.outcome)
		}
		if z, ok := calibration.Spiegelhalter(calibration.Pool(p, y, nil)); ok {
			l.Z, l.P = Number(z.Z), Number(z.PValue)
		}
	}
	return l
}

// below is how often a normal variable of this deviation is below x.
func below(x, deviation float64) float64 {
	switch {
	case x == 0:
		return .5
	case deviation == 0:
		return is(x > 0)
	}
	return math.Erfc(-x/deviation/math.Sqrt2) / 2
}

// bounds are the least and the most that a rule gives.
func (r Rule) bounds() (least, most float64) {
	switch r {
	case RuleBrier2:
		return 0, 2
	case RuleLog:
		return 0, math.Inf(1)
	}
	return 0, 1
}

// byUnit parts the pairs that have a weight by bootstrap unit.
func (s *Scored) byUnit() [][]*scored {
	of := slices.DeleteFunc(slices.Clone(s.all), func(one *scored) bool { return one.weight == 0 || one.question.partial() })
	byName := func(a, b *scored) int {
		if a.question == b.question {
			return 0
		}
		return cmp.Compare(a.question.unit(), b.question.unit())
	}
	if !slices.IsSortedFunc(of, byName) {
		slices.SortStableFunc(of, byName)
	}
	var parts [][]*scored
	for lo := 0; lo < len(of); {
		hi := lo + 1
		for hi < len(of) && byName(of[hi], of[lo]) == 0 {
			hi++
		}
		parts = append(parts, of[lo:hi])
		lo = hi
	}
	return parts
}

// A turnAt is by how much the sum of scores changes where the number that was
// drawn passes u.
type turnAt struct{ u, by float64 }

// promised are the mean and the variance of Σ weight · score over the pairs of
// one unit, whose forecasts come true together.
func promised(pairs []*scored, opts Options) (mean, variance float64) {
	var first Sum // for the least number
	var turns []turnAt
	for _, one := range pairs {
		for i := range one.stretches {
			if st := &one.stretches[i]; st.Forecast.Provenance != Forfeited {
				turns = one.question.turns(&first, turns, st, opts)
			}
		}
	}
	slices.SortFunc(turns, func(a, b turnAt) int { return cmp.Or(cmp.Compare(a.u, b.u), cmp.Compare(a.by, b.by)) })
	over := func(of func(float64) float64) float64 {
		var total Sum
		value, from := first, 0.0
		for _, t := range turns {
			if t.u > from {
				total.Add((t.u - from) * of(value.Value()))
				from = t.u
			}
			value.Add(t.by)
		}
		total.Add((1 - from) * of(value.Value()))
		return total.Value()
	}
	mean = over(func(x float64) float64 { return x })
	return mean, over(func(x float64) float64 { return (x - mean) * (x - mean) })
}

// turns adds those of one stretch: each outcome has a part of 0 to 1 as long as
// its probability, a Yes below p.
func (q *Question) turns(first *Sum, to []turnAt, st *Stretch, opts Options) []turnAt {
	outcome := Question{Options: q.Options, Ordered: q.Ordered}
	scored := func() float64 {
		return st.Weight * opts.clip().of(opts.rule(), outcome.score(opts.rule(), st.Forecast))
	}
	if !q.choice() {
		var no, yes float64
		p := st.Forecast.P
		if p < 1 {
			no = scored()
		}
		if p > 0 {
			outcome.Outcome = 1
			yes = scored()
		}
		switch p {
		case 0:
			first.Add(no)
		case 1:
			first.Add(yes)
		default:
			first.Add(yes)
			to = append(to, turnAt{p, no - yes})
		}
		return to
	}
	var all, from Sum
	for _, p := range st.Forecast.Probs {
		all.Add(p)
	}
	was := 0.0
	for k, p := range st.Forecast.Probs {
		if p == 0 {
			continue
		}
		outcome.Option = k
		x := scored()
		if at := from.Value() / all.Value(); at == 0 {
			first.Add(x)
		} else {
			to = append(to, turnAt{at, x - was})
		}
		was = x
		from.Add(p)
	}
	return to
}

// firstForecast is the first forecast of a pair that counts, and what happened.
type firstForecast struct {
	*Stretch
	question *Question
	outcome  float64
}

// firstForecasts are those on yes-or-no questions that resolved, by question;
// single says that there is one a question.
func (s *Scored) firstForecasts() (all []firstForecast, single bool) {
	single = true
	for _, one := range s.all {
		q := one.question
		if q.choice() || q.partial() || len(one.stretches) == 0 || one.stretches[0].Forecast.Provenance == Forfeited {
			continue
		}
		if n := len(all); n > 0 && all[n-1].question == q {
			single = false
		}
		all = append(all, firstForecast{&one.stretches[0], q, q.Outcome})
	}
	return all, single
}
