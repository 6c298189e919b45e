package score

import (
	"math"

	"weathervane/forecasts/calibration"
)

// plainSums are what pairs add to the figures of a report that need no draws.
// Questions come in order, each with all its pairs.
type plainSums struct {
	counts          Report // the counts alone
	covered, window int64
	score, share    Sum // of whole windows
	timed           timedSums
	recorded        baseRateSums
}

func (a *plainSums) add(pairs []*scored, rule Rule) {
	a.counts.tally(pairs)
	a.addWindows(pairs, rule)
	a.timed.add(pairs)
	a.recorded.add(pairs)
}

// report is the report without intervals, of the stretches by kind.
func (a *plainSums) report(points []calibration.Point, rest whole, infinite int, opts Options) Report {
	r := a.counts
	r.Unit, r.Rule, r.LogClip, r.LogInfinite = "stretches", opts.rule(), opts.LogClip, infinite
	r.figures(points, rest)
	r.Headline = r.Mean
	r.Coverage = ratio(float64(a.covered), float64(a.window))
	if r.WholeWindow = ratio(a.score.Value(), a.share.Value()); r.Rule == RuleLog {
		r.WholeWindow = Undefined
	}
	r.TimeWeighted = a.timed.means()
	recorded := a.recorded.skill(false)
	r.SkillBaseRate, r.BaseRateQuestions = recorded.Skill, recorded.Questions
	return r
}

// tally adds up what is counted.
func (r *Report) tally(pairs []*scored) {
	var last *Question // pairs of one question follow each other
	for i := range pairs {
		s := pairs[i]
		r.Forecasts += s.forecasts
		r.Scored += s.counted
		r.LeftOut.add(s.leftOut)
		r.Provenance.Live += s.provenance.Live
		r.Provenance.Late += s.provenance.Late
		r.Provenance.Imported += s.provenance.Imported
		r.Provenance.Sealed += s.provenance.Sealed
		r.Forfeited += s.forfeited
		if s.counted == 0 || s.question == last {
			continue
		}
		last = s.question
		r.Questions++
		if s.question.choice() {
			r.Choice++
		} else {
			r.Binary++
			if s.question.partial() {
				r.Partial++
			}
		}
		if s.noClose {
			r.NoClose++
		}
	}
}

// splitting parts the stretches by kind: those with a plain yes or no as points, the
// others as sums, and how many forecasts gave what happened nothing.
type splitting struct {
	points   calibration.Pooling
	rest     whole
	infinite int
}

func (k *splitting) add(pairs []*scored, clip logClip) {
	for _, s := range pairs {
		q := s.question
		plain := !q.choice() && !q.partial()
		var last *Stretch
		for j := range s.stretches {
			st := &s.stretches[j]
			wrong := plain && st.Forecast.P == 1-q.Outcome
			if plain {
				k.points.Add(st.Forecast.P, q.Outcome, st.Weight)
			} else {
				log := q.score(RuleLog, st.Forecast)
				wrong = math.IsInf(log, 1)
				k.rest.add(st.Weight, st.Score, clip.of(RuleLog, log), q.score(RuleSpherical, st.Forecast))
			}
			if wrong && (last == nil || last.Forecast.At != st.Forecast.At) {
				last = st
				k.infinite++
			}
		}
	}
}

// addWindows adds coverage and what the figure that charges for absence is made of.
func (a *plainSums) addWindows(pairs []*scored, rule Rule) {
	for _, s := range pairs {
		a.covered += s.covered
		a.window += s.window
		if s.window == 0 {
			continue
		}
		a.score.Add(s.score)
		a.share.Add(s.share)
		if s.covered < s.window {
			a.score.Add(s.uncovered * s.question.uniform(rule))
		}
	}
}

// timedSums are what pairs that stood at all add to the time-weighted means.
type timedSums struct {
	mean, coveredOnly, coverage Sum
	pairs                       int
}

func (m *timedSums) add(pairs []*scored) {
	for _, s := range pairs {
		if s.covered == 0 {
			continue
		}
		var area Sum
		for j := range s.stretches {
			st := &s.stretches[j]
			area.Add(float64(st.To-st.From) * s.question.score(RuleBrier, st.Forecast))
		}
		m.pairs++
		m.coveredOnly.Add(area.Value() / float64(s.covered))
		m.coverage.Add(float64(s.covered) / float64(s.window))
		absent := RuleBrier.uniform(s.question.Options, s.question.Outcome)
		area.Add(float64(s.window-s.covered) * absent)
		m.mean.Add(area.Value() / float64(s.window))
	}
}

// means are nil if no window is known.
func (m *timedSums) means() *TimeWeightedMeans {
	if m.pairs == 0 {
		return nil
	}
	n := float64(m.pairs)
	return &TimeWeightedMeans{ratio(m.mean.Value(), n), ratio(m.coveredOnly.Value(), n), ratio(m.coverage.Value(), n), m.pairs}
}

// rankedSums are what ordered options add to their RPS.
type rankedSums struct{ units unitSumming }

func (r *rankedSums) add(pairs []*scored) {
	for _, one := range pairs {
		if one.question.Ordered && one.question.choice() && one.weight > 0 {
			r.units.add(one.question, one.under(RuleRPS, 0), one.weight)
		}
	}
}

// ranked is nil if there are none.
func (r *rankedSums) ranked(opts Options) *Ranked {
	ids, units := r.units.ids, r.units.units()
	if len(ids) == 0 {
		return nil
	}
	var score, weight Sum
	for _, u := range units {
		score.Add(u.score)
		weight.Add(u.weight)
	}
	out := &Ranked{Mean: ratio(score.Value(), weight.Value()), Questions: len(ids)}
	if !opts.Plain {
		out.CI95 = headlineInterval(ids, units, opts.Memory)
	}
	return out
}
