package score

import (
	"cmp"
	"math"
	"slices"

	"weathervane/forecasts/pool"
)

// TeamMedian scores the median of what stood on each question as one more
// forecaster, under the same rule and in the same window: a step at each instant
// at which what stood changed. Over several options it is each option's median,
// rescaled to sum to one. Its forecaster has the name "".
//
// Source: SCORING.md, "a team pool is a forecaster of its own".
func (s *Scored) TeamMedian() *Scored {
	team := &Scored{opts: s.opts}
	team.opts.By = nil                        // it is one forecaster
	team.opts.Provenance = []Provenance{Live} // of its own steps: the members' were admitted by theirs
	for lo := 0; lo < len(s.all); {
		q, hi := s.all[lo].question, lo+1
		for hi < len(s.all) && s.all[hi].question == q {
			hi++
		}
		if q.State == Resolved {
			one := &scored{}
			scorePair(one, q, s.medianPair(s.all[lo:hi]), team.opts)
			team.all = append(team.all, one)
		}
		lo = hi
	}
	return team
}

// medianPair is the median of the pairs of one question as a forecaster's steps.
func (s *Scored) medianPair(pairs []*scored) *Pair {
	type turn struct {
		at     int64
		member int
		step   *Step
	}
	q, median := pairs[0].question, &Pair{Question: pairs[0].pair.Question, Joined: math.MaxInt64}
	var turns []turn
	for i, one := range pairs {
		steps := new(scored).admit(inOrder(one.pair.Steps), s.opts)
		if len(steps) > 0 {
			median.Joined = min(median.Joined, one.pair.Joined)
		}
		for j := range steps {
			turns = append(turns, turn{steps[j].At, i, &steps[j]})
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.at, b.at) })
	stand := make([]*Step, len(pairs))
	for i, t := range turns {
		stand[t.member] = t.step
		if i+1 == len(turns) || turns[i+1].at > t.at {
			median.Steps = append(median.Steps, medianStep(q, t.at, stand))
		}
	}
	return median
}

// medianStep is the median of the steps that stand at an instant; of members
// who gave nothing, or nothing any more, there is none.
func medianStep(q *Question, at int64, members []*Step) Step {
	var values []float64
	of := func(value func(*Step) float64) float64 {
		values = values[:0]
		for _, st := range members {
			if st != nil && !st.Gone {
				values = append(values, value(st))
			}
		}
		m, _ := pool.Median(values)
		return m
	}
	step := Step{At: at, Gone: !slices.ContainsFunc(members, func(st *Step) bool { return st != nil && !st.Gone })}
	switch {
	case step.Gone:
	case !q.choice():
		step.P = of(func(st *Step) float64 { return st.P })
	default:
		step.Probs = rescaled(q.Options, func(o int) float64 { return of(func(st *Step) float64 { return st.Probs[o] }) })
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
