package score

import (
	"cmp"
	"slices"

	"weathervane/forecasts/calibration"
)

// ScoredTable is a table whose rows are scored, for the pictures of it.
type ScoredTable struct {
	total *part
	all   detail
	known []int // places of the questions with a headline, by when they were known
}

// Scored scores the rows of the table.
func (t *Table) Scored(opts Options) *ScoredTable {
	opts.Intervals = true // which keep the forecasts question by question
	s := &ScoredTable{total: t.total(t.pairs(), opts)}
	s.all = s.total.detail(s.total.ids())
	s.all.binary = together(s.all.binary)
	for i, u := range s.total.units {
		if u.headlineWeight > 0 {
			s.known = append(s.known, i)
		}
	}
	slices.SortStableFunc(s.known, func(a, b int) int { return cmp.Compare(s.knownAt(a), s.knownAt(b)) })
	return s
}

// knownAt is when the outcome of a question was known: a question without a
// resolution in the table is known at its close.
func (s *ScoredTable) knownAt(i int) int64 {
	w := s.total.table.windows[s.total.questions[i]]
	if w.resolved != noTime {
		return w.resolved
	}
	return w.closes
}

// Questions counts those with a scored row.
func (s *ScoredTable) Questions() int { return len(s.total.questions) }

// Reliability makes the diagram, in which every row weighs the same, without
// the MCB of a calibrated forecaster; false under ten binary questions.
func (s *ScoredTable) Reliability() (Reliability, bool) {
	d := s.all
	d.binary = slices.Clone(d.binary)
	r, ok := diagram(func() []calibration.Point { return calibration.PoolCases(slices.Clone(s.total.cases)) }, d)
	if ok {
		draw, first := simulation(hashed(d.ids), d.binary)
		r.Band = bandOf(draw, first, r.Consistency)
	}
	return r, ok
}

// together puts equal forecasts of one question in one place, weighing as much.
func together(forecasts []calibration.Forecast) []calibration.Forecast {
	slices.SortFunc(forecasts, func(a, b calibration.Forecast) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.P, b.P))
	})
	one := forecasts[:0]
	for _, f := range forecasts {
		if n := len(one); n > 0 && one[n-1].Unit == f.Unit && one[n-1].P == f.P && one[n-1].Yes == f.Yes {
			one[n-1].Weight += f.Weight
			continue
		}
		one = append(one, f)
	}
	return one
}

// History is the running headline, as Scored.History gives it: one point for each
// instant at which an outcome became known. It is empty if no question has a
// window, and its coverage is Undefined.
func (s *ScoredTable) History(rolling int) []HistoryPoint {
	var history []HistoryPoint
	var score, weight Sum
	var last []unitHeadline
	for n, i := range s.known {
		u := s.total.units[i]
		score.Add(u.headlineScore)
		weight.Add(u.headlineWeight)
		last = append(last, unitHeadline{u.headlineScore, u.headlineWeight})
		at := HistoryPoint{
			At: s.knownAt(i), Headline: ratio(score.Value(), weight.Value()), Coverage: Undefined, Questions: n + 1, Rolling: Undefined,
		}
		if rolling > 0 && n+1 >= rolling {
			at.Rolling = headlineOf(last[n+1-rolling:])
		}
		if n := len(history); n > 0 && history[n-1].At == at.At {
			history[n-1] = at
			continue
		}
		history = append(history, at)
	}
	return history
}

// CI95 is the interval of the headline over the outcomes known by an instant;
// nil under ten questions.
func (s *ScoredTable) CI95(by int64) *Interval {
	n, _ := slices.BinarySearchFunc(s.known, by+1, func(i int, at int64) int { return cmp.Compare(s.knownAt(i), at) })
	known := slices.Sorted(slices.Values(s.known[:n]))
	var ids []string
	var units []unitHeadline
	for _, i := range known {
		u := &s.total.units[i]
		ids = append(ids, s.total.table.Questions[s.total.questions[i]])
		units = append(units, unitHeadline{u.headlineScore, u.headlineWeight})
	}
	return headlineInterval(ids, units, nil)
}
