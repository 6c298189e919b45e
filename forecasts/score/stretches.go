package score

import (
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
	k.once.Do(func() {
		var all splitting
		all.add(s.all, s.opts.clip())
		k.points, k.rest, k.infinite = all.points.Points(), all.rest, all.infinite
	})
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
	var all summing
	for _, one := range s.all {
		all.add(one)
	}
	sum := all.summary()
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
	var sums rankedSums
	sums.add(s.all)
	return sums.ranked(s.opts)
}

// plain is the report without intervals.
func (s *Scored) plain() Report {
	k := s.split()
	k.reported.Do(func() {
		var sums plainSums
		sums.add(s.all, s.opts.rule())
		k.report = sums.report(k.points, k.rest, k.infinite, s.opts)
	})
	return k.report
}
