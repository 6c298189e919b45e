package score

import (
	"math"
	"slices"
	"sync"

	"weathervane/forecasts/calibration"
)

// ScoreStretches scores a workspace: every stretch of time that a forecast
// stood weighs its length over the question's scheduled length, and every
// figure uses those weights, so that Mean is the Headline and, over binary
// questions, MCB - DSC + UNC as well.
func ScoreStretches(in Workspace, opts Options) Report { return Score(in, opts).Report() }

// Scored is a workspace whose forecasts are scored, for one figure after the
// other.
type Scored struct {
	opts Options
	all  []*scored
	left LeftOut // beforehand

	kinds *kinds
}

// kinds are the stretches of what is scored by kind, once they are asked for,
// and the report that needs no draws.
type kinds struct {
	reported sync.Once
	report   Report

	once     sync.Once
	points   []calibration.Point // with a plain yes or no
	rest     whole
	infinite int // forecasts that gave what happened nothing
}

func newScored(all []*scored, opts Options) *Scored {
	return &Scored{opts: opts, all: all, kinds: &kinds{}}
}

func (s *Scored) split() *kinds {
	k := s.kinds
	k.once.Do(func() { k.points, k.rest, k.infinite = split(s.all, s.opts.clip()) })
	return k
}

// Points are the binary stretches, pooled by forecast with their weights: what
// a reliability diagram is drawn from.
func (s *Scored) Points() []calibration.Point {
	return s.split().points
}

// Score scores the forecasts of a workspace.
func Score(in Workspace, opts Options) *Scored {
	s := newScored(scorePairs(in, opts), opts)
	s.left = in.LeftOut
	return s
}

// With is the same with other options, which choose other figures: the rule and
// what counts must be those that it was scored by.
func (s *Scored) With(opts Options) *Scored {
	return &Scored{opts: opts, all: s.all, left: s.left, kinds: s.kinds}
}

// Besides is the same with what was left out before anything was scored.
func (s *Scored) Besides(left LeftOut) *Scored {
	other := *s
	other.left = left
	return &other
}

// ByForecaster parts what is scored by forecaster.
func (s *Scored) ByForecaster() map[string]*Scored {
	parts := map[string]*Scored{}
	for _, one := range s.all {
		part := parts[one.pair.Forecaster]
		if part == nil {
			part = newScored(nil, s.opts)
			parts[one.pair.Forecaster] = part
		}
		part.all = append(part.all, one)
	}
	return parts
}

// Where keeps the questions that fit.
func (s *Scored) Where(fits func(*Question) bool) *Scored {
	some := newScored(nil, s.opts)
	some.left = s.left
	var last *Question
	kept := false
	for i := range s.all {
		if q := s.all[i].question; q != last {
			last, kept = q, fits(q)
		}
		if kept {
			some.all = append(some.all, s.all[i])
		}
	}
	return some
}

// CI95 is the interval of the headline alone; nil under ten questions.
func (s *Scored) CI95() *Interval {
	ids, units := byUnit(s.all, ownScore)
	return headlineInterval(ids, units, s.opts.Memory)
}

// Report gives the figures, and those of the groups that the options ask for.
func (s *Scored) Report() Report {
	opts := s.opts
	r := s.aggregate()
	r.LeftOut.add(s.left)
	if opts.By == nil {
		return r
	}
	groups := s.groups()
	r.Groups = []Group{}
	for _, key := range sortedKeys(groups) {
		r.Groups = append(r.Groups, Group{Key: key, Report: newScored(groups[key], opts).aggregate()})
	}
	return r
}

// groups are the pairs of each group that the options ask for.
func (s *Scored) groups() map[string][]*scored {
	groups := map[string][]*scored{}
	for _, one := range s.all {
		for _, key := range s.opts.By(one.question, one.pair) {
			groups[key] = append(groups[key], one)
		}
	}
	return groups
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// A Summary is a headline with what belongs to it.
type Summary struct {
	Headline, Coverage Number
	CI95               *Interval // of the headline; nil under ten questions, and in plain
	Questions          int
}

// Summary gives the headline alone, as Report does, in less time.
func (s *Scored) Summary() Summary {
	var score, weight Sum
	var covered, window int64
	var last *Question
	var sum Summary
	for _, one := range s.all {
		score.Add(one.score)
		weight.Add(one.weight)
		covered += one.covered
		window += one.window
		if one.counted > 0 && one.question != last {
			last = one.question
			sum.Questions++
		}
	}
	sum.Headline, sum.Coverage = ratio(score.Value(), weight.Value()), ratio(float64(covered), float64(window))
	if !s.opts.Plain {
		sum.CI95 = s.interval(byUnit(s.all, ownScore))
	}
	return sum
}

// aggregate makes the report of pairs that are in order.
func (s *Scored) aggregate() Report {
	pairs, opts := s.all, s.opts
	r := s.plain()
	r.RPS = s.ranked()
	if opts.Plain {
		return r
	}
	ids, units := byUnit(pairs, ownScore)
	if len(units) >= minQuestions {
		ci := s.interval(ids, units)
		r.CI95 = &CI95{Mean: ci, Headline: ci}
		if opts.Intervals {
			r.CI95.addFigures(detailOf(pairs, ids, opts.clip()), opts)
			r.CI95.SkillBaseRate = baseRateSkill(pairs, true).CI95
		}
	}
	return r
}

// ranked scores the ordered options by RPS; nil if there are none.
func (s *Scored) ranked() *Ranked {
	var of []*scored
	for _, one := range s.all {
		if one.question.Ordered && one.question.choice() && one.weight > 0 {
			of = append(of, one)
		}
	}
	if len(of) == 0 {
		return nil
	}
	ids, units := byUnit(of, func(one *scored) float64 { return one.under(RuleRPS, 0) })
	var score, weight Sum
	for _, u := range units {
		score.Add(u.score)
		weight.Add(u.weight)
	}
	r := &Ranked{Mean: ratio(score.Value(), weight.Value()), Questions: len(ids)}
	if !s.opts.Plain {
		r.CI95 = headlineInterval(ids, units, s.opts.Memory)
	}
	return r
}

// plain is the report without intervals.
func (s *Scored) plain() Report {
	k := s.split()
	k.reported.Do(func() {
		r := Report{Unit: "stretches", Rule: s.opts.rule(), LogClip: s.opts.LogClip, LogInfinite: k.infinite}
		r.tally(s.all)
		r.figures(k.points, k.rest)
		r.Headline = r.Mean
		r.wholeWindow(s.all)
		r.TimeWeighted = timeWeightedMeans(s.all)
		recorded := baseRateSkill(s.all, false)
		r.SkillBaseRate, r.BaseRateQuestions = recorded.Skill, recorded.Questions
		k.report = r
	})
	return k.report
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

// split gives the stretches with a plain yes or no as points, the others as
// sums, and how many forecasts gave what happened nothing.
func split(pairs []*scored, clip logClip) (points []calibration.Point, rest whole, infinite int) {
	n := 0
	for _, s := range pairs {
		n += len(s.stretches)
	}
	p, y, w := make([]float64, 0, n), make([]float64, 0, n), make([]float64, 0, n)
	for _, s := range pairs {
		q := s.question
		plain := !q.choice() && !q.partial()
		var last *Stretch
		for j := range s.stretches {
			st := &s.stretches[j]
			wrong := plain && st.Forecast.P == 1-q.Outcome
			if plain {
				p, y, w = append(p, st.Forecast.P), append(y, q.Outcome), append(w, st.Weight)
			} else {
				log := q.score(RuleLog, st.Forecast)
				wrong = math.IsInf(log, 1)
				rest.add(st.Weight, st.Score, clip.of(RuleLog, log), q.score(RuleSpherical, st.Forecast))
			}
			if wrong && (last == nil || last.Forecast.At != st.Forecast.At) {
				last = st
				infinite++
			}
		}
	}
	return calibration.Pool(p, y, w), rest, infinite
}

// wholeWindow fills in coverage and the figure that charges for absence.
func (r *Report) wholeWindow(pairs []*scored) {
	var covered, window int64
	var score, share Sum
	for i := range pairs {
		s := pairs[i]
		covered += s.covered
		window += s.window
		if s.window == 0 {
			continue
		}
		score.Add(s.score)
		share.Add(s.share)
		if s.covered < s.window {
			score.Add(s.uncovered * s.question.uniform(r.Rule))
		}
	}
	r.Coverage = ratio(float64(covered), float64(window))
	r.WholeWindow = ratio(score.Value(), share.Value())
	if r.Rule == RuleLog {
		r.WholeWindow = Undefined
	}
}

// timeWeightedMeans are the means over pairs that stood at all; nil if no window
// is known.
func timeWeightedMeans(pairs []*scored) *TimeWeightedMeans {
	var mean, coveredOnly, coverage Sum
	m := TimeWeightedMeans{}
	for i := range pairs {
		s := pairs[i]
		if s.covered == 0 {
			continue
		}
		var area Sum
		for j := range s.stretches {
			st := &s.stretches[j]
			area.Add(float64(st.To-st.From) * s.question.score(RuleBrier, st.Forecast))
		}
		m.Pairs++
		coveredOnly.Add(area.Value() / float64(s.covered))
		coverage.Add(float64(s.covered) / float64(s.window))
		absent := RuleBrier.uniform(s.question.Options, s.question.Outcome)
		area.Add(float64(s.window-s.covered) * absent)
		mean.Add(area.Value() / float64(s.window))
	}
	if m.Pairs == 0 {
		return nil
	}
	n := float64(m.Pairs)
	m.Mean, m.MeanCoveredOnly = ratio(mean.Value(), n), ratio(coveredOnly.Value(), n)
	m.Coverage = ratio(coverage.Value(), n)
	return &m
}
