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
	var sums luckSums
	sums.add(s)
	return sums.luck(s.opts)
}

// luckSums are what pairs add to a Luck.
type luckSums struct {
	score, weight Sum
	questions     int
	units         []luckUnit
	joined        []scored // pairs of questions that are joined with others, to which units

	first   calibration.Pooling // the first forecast on each question, while there is one
	firsts  int
	several bool // there are several of a question
}

// luckUnit is what the forecasts of one bootstrap unit promised.
type luckUnit struct {
	name           string
	mean, variance float64
}

// add adds what is scored; questions come in order.
func (l *luckSums) add(s *Scored) {
	var alone [][]*scored
	for _, pairs := range byQuestion(s.all) {
		q := pairs[0].question
		pairs = slices.DeleteFunc(slices.Clone(pairs), func(one *scored) bool { return one.weight == 0 || one.question.partial() })
		if len(pairs) == 0 {
			continue
		}
		l.questions++
		for _, one := range pairs {
			for i := range one.stretches {
				if st := &one.stretches[i]; st.Forecast.Provenance != Forfeited {
					l.score.Add(st.Weight * st.Score)
					l.weight.Add(st.Weight)
				}
			}
		}
		if q.Unit == "" {
			alone = append(alone, pairs)
			continue
		}
		of := *q
		for _, one := range pairs { // copied, so that nothing else stays
			l.joined = append(l.joined, scored{question: &of, stretches: one.stretches})
		}
	}
	l.promise(alone, s.opts)
	l.addFirst(s)
}

// promise adds what the pairs of each unit promised.
func (l *luckSums) promise(of [][]*scored, opts Options) {
	n := len(l.units)
	l.units = append(l.units, make([]luckUnit, len(of))...)
	cores.Each(len(of), func(i int) {
		u := &l.units[n+i]
		u.name = of[i][0].question.unit()
		u.mean, u.variance = promised(of[i], opts)
	})
}

// promiseJoined adds the units of several questions, and puts all in the order of
// their names.
func (l *luckSums) promiseJoined(opts Options) {
	if len(l.joined) == 0 {
		return
	}
	byName := func(a, b *scored) int { return cmp.Compare(a.question.unit(), b.question.unit()) }
	all := make([]*scored, len(l.joined))
	for i := range l.joined {
		all[i] = &l.joined[i]
	}
	slices.SortStableFunc(all, byName)
	var parts [][]*scored
	for lo, hi := 0, 0; lo < len(all); lo = hi {
		for hi = lo + 1; hi < len(all) && byName(all[hi], all[lo]) == 0; hi++ {
		}
		parts = append(parts, all[lo:hi])
	}
	l.joined = nil
	l.promise(parts, opts)
	slices.SortFunc(l.units, func(a, b luckUnit) int { return cmp.Compare(a.name, b.name) })
}

// addFirst adds the first forecast of each pair that counts, on yes-or-no questions
// that resolved.
func (l *luckSums) addFirst(s *Scored) {
	var last *Question
	for _, one := range s.all {
		q := one.question
		if q.choice() || q.partial() || len(one.stretches) == 0 || one.stretches[0].Forecast.Provenance == Forfeited {
			continue
		}
		l.firsts++
		if l.several = l.several || q == last; l.several {
			l.first = calibration.Pooling{}
			continue
		}
		last = q
		l.first.Add(one.stretches[0].Forecast.P, q.Outcome, 1)
	}
}

func (s *luckSums) luck(opts Options) *Luck {
	s.promiseJoined(opts)
	if len(s.units) < minQuestions {
		return nil
	}
	var expected, variance Sum
	for _, u := range s.units {
		expected.Add(u.mean)
		variance.Add(u.variance)
	}
	weight := s.weight.Value()
	l := &Luck{
		Score: ratio(s.score.Value(), weight), Expected: ratio(expected.Value(), weight),
		Deviation: math.Sqrt(variance.Value()) / weight, Questions: s.questions, Z: Undefined, P: Undefined, FirstForecasts: s.firsts,
	}
	least, most := opts.rule().bounds()
	reach := 1.959963984540054 * l.Deviation
	l.Chance = Interval{Number(max(least, float64(l.Expected)-reach)), Number(min(most, float64(l.Expected)+reach))}
	l.Below = below(float64(l.Score-l.Expected), l.Deviation)
	if !s.several && s.firsts >= minQuestions {
		if z, ok := calibration.Spiegelhalter(s.first.Points()); ok {
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
