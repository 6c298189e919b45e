package score

import (
	"cmp"
	"math"
	"slices"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/pool"
)

// TeamMedian scores the median of the forecasts in force on each question as one
// more forecaster, under the same rule and in the same window: it has a step at
// each instant at which they changed. Over several options it is each option's
// median, rescaled to sum to one. Its forecaster has the name "".
//
// Source: SCORING.md, "a team pool is a forecaster of its own".
func (s *Scored) TeamMedian() *Scored { return s.TeamPool(pool.MedianSorted) }

// A PoolOf makes one probability of several in rising order; false if they have
// none.
type PoolOf func(sorted []float64) (float64, bool)

// TeamPool is TeamMedian with another pool in place of the median. Nothing stands
// while the pool has no value.
func (s *Scored) TeamPool(of PoolOf) *Scored {
	return s.pooled(of, slices.DeleteFunc(byQuestion(s.all), func(pairs []*scored) bool { return pairs[0].question.State != Resolved }))
}

// TeamMedianWithout is the team's median that a member is compared with: of the
// others, on the questions that the member forecast. With the member in it, it
// would be moved towards what it is compared with.
func (s *Scored) TeamMedianWithout(forecaster string) *Scored {
	its := func(one *scored) bool { return one.pair.Forecaster == forecaster }
	var of [][]*scored
	for _, pairs := range byQuestion(s.all) {
		if pairs[0].question.State != Resolved || !slices.ContainsFunc(pairs, its) {
			continue
		}
		if others := slices.DeleteFunc(slices.Clone(pairs), its); len(others) > 0 {
			of = append(of, others)
		}
	}
	return s.pooled(pool.MedianSorted, of)
}

// pooled scores the pools of pairs, which are by question.
func (s *Scored) pooled(by PoolOf, of [][]*scored) *Scored {
	team := newScored(nil, s.opts)
	team.opts.By = nil                        // it is one forecaster
	team.opts.Provenance = []Provenance{Live} // of its own steps: the members' were admitted by theirs
	team.all = make([]*scored, len(of))
	cores.Each(len(of), func(i int) {
		team.all[i] = &scored{}
		scorePair(team.all[i], of[i][0].question, s.pooledPair(by, of[i]), team.opts)
	})
	return team
}

// A turn is a step of one of several.
type turn struct {
	member int
	step   *Step
}

// pooledPair is the pool of the pairs of one question as a forecaster's steps.
func (s *Scored) pooledPair(by PoolOf, pairs []*scored) *Pair {
	q, median := pairs[0].question, &Pair{Question: pairs[0].pair.Question, Joined: math.MaxInt64}
	n := 0
	for _, one := range pairs {
		n += len(one.pair.Steps)
	}
	turns := make([]turn, 0, n)
	for i, one := range pairs {
		steps := new(scored).admit(inOrder(one.pair.Steps), s.opts)
		if len(steps) > 0 {
			median.Joined = min(median.Joined, one.pair.Joined)
		}
		for j := range steps {
			turns = append(turns, turn{i, &steps[j]})
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.step.At, b.step.At) })
	inForce := nobody(q, len(pairs))
	median.Steps = make([]Step, 0, len(turns))
	for i, t := range turns {
		inForce.turn(t)
		if i+1 == len(turns) || turns[i+1].step.At > t.step.At {
			median.Steps = append(median.Steps, inForce.pooled(by, t.step.At))
		}
	}
	return median
}

// stood is what is in force of the members of a team: the step of each, and by option the
// probabilities in rising order. A yes-or-no question has one option.
type stood struct {
	question *Question
	of       []*Step
	sorted   [][]float64
}

// nobody is the members before their first steps.
func nobody(q *Question, members int) *stood {
	options := 1
	if q.choice() {
		options = q.Options
	}
	s := &stood{q, make([]*Step, members), make([][]float64, options)}
	room := make([]float64, options*members)
	for o := range s.sorted {
		s.sorted[o] = room[o*members : o*members : (o+1)*members]
	}
	return s
}

// turn replaces the member's last step by a new one.
func (s *stood) turn(t turn) {
	if last := s.of[t.member]; last != nil && !last.Gone {
		for o, all := range s.sorted {
			i, _ := slices.BinarySearch(all, s.value(last, o))
			s.sorted[o] = slices.Delete(all, i, i+1)
		}
	}
	s.of[t.member] = t.step
	if t.step.Gone {
		return
	}
	for o, all := range s.sorted {
		x := s.value(t.step, o)
		i, _ := slices.BinarySearch(all, x)
		s.sorted[o] = slices.Insert(all, i, x)
	}
}

func (s *stood) value(st *Step, option int) float64 {
	if s.question.choice() {
		return st.Probs[option]
	}
	return st.P
}

// pooled is the pool of the steps in force; members without a forecast, or who
// withdrew it, do not count.
func (s *stood) pooled(by PoolOf, at int64) Step {
	step := Step{At: at, Gone: len(s.sorted[0]) == 0}
	of := func(option int) float64 {
		x, ok := by(s.sorted[option])
		step.Gone = step.Gone || !ok
		return x
	}
	switch {
	case step.Gone:
	case s.question.choice():
		step.Probs = rescaled(s.question.Options, of)
	default:
		step.P = of(0)
	}
	return step
}

// rescaled makes shares that sum to one; where all are 0, those that say nothing.
func rescaled(n int, share func(int) float64) []float64 {
	out := make([]float64, n)
	var sum Sum
	for i := range out {
		out[i] = share(i)
		sum.Add(out[i])
	}
	for i := range out {
		if sum.Value() > 0 {
			out[i] /= sum.Value()
		} else {
			out[i] = 1 / float64(n)
		}
	}
	return out
}
