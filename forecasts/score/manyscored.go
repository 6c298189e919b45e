package score

import (
	"context"
	"slices"

	"weathervane/forecasts/cores"
)

// Summaries gives the Summary of each; plain leaves the intervals out. Where the
// context ends before, some are empty.
func Summaries(ctx context.Context, of []*Scored, plain bool) []Summary {
	all := make([]Summary, len(of))
	cores.Until(ctx, len(of), func(i int) {
		opts := of[i].opts
		opts.Plain = opts.Plain || plain
		all[i] = of[i].With(opts).Summary()
	})
	return all
}

// summing is what pairs add to a Summary.
type summing struct {
	score, weight   Sum
	covered, window int64
	questions       int
	last            *Question
}

// add adds a pair; those of one question follow each other.
func (a *summing) add(one *scored) {
	a.score.Add(one.score)
	a.weight.Add(one.weight)
	a.covered += one.covered
	a.window += one.window
	if one.counted > 0 && one.question != a.last {
		a.last = one.question
		a.questions++
	}
}

// summary is the Summary without an interval.
func (a *summing) summary() Summary {
	return Summary{Headline: ratio(a.score.Value(), a.weight.Value()), Coverage: ratio(float64(a.covered), float64(a.window)), Questions: a.questions}
}

// SummarySums add up Summaries of forecasters part by part, as Sums do a report.
type SummarySums struct{ by map[string]*summing }

// Add adds a part.
func (a *SummarySums) Add(s *Scored) {
	if a.by == nil {
		a.by = map[string]*summing{}
	}
	for _, one := range s.all {
		its := a.by[one.pair.Forecaster]
		if its == nil {
			its = &summing{}
			a.by[one.pair.Forecaster] = its
		}
		its.add(one)
	}
	for _, its := range a.by {
		its.last = nil // so that the part need not stay
	}
}

// Summaries are those of the forecasters, without intervals.
func (a *SummarySums) Summaries() map[string]Summary {
	all := make(map[string]Summary, len(a.by))
	for key, its := range a.by {
		all[key] = its.summary()
	}
	return all
}

// Intervals gives the interval of each headline; nil under ten questions, and
// where the context ended before.
func Intervals(ctx context.Context, of []*Scored) []*Interval {
	all := make([]*Interval, len(of))
	cores.Until(ctx, len(of), func(i int) { all[i] = of[i].CI95() })
	return all
}

// A Match is two forecasters to be compared, A and B by name.
type Match struct {
	A, B         *Scored
	NameA, NameB string
}

// Comparisons makes the paired comparison of each match. Where the context ends
// before, some are empty.
func Comparisons(ctx context.Context, of []Match) []Comparison {
	all := make([]Comparison, len(of))
	cores.Until(ctx, len(of), func(i int) { all[i] = of[i].A.Against(of[i].B, of[i].NameA, of[i].NameB) })
	return all
}

// Size is how many pairs of forecaster and question there are, scored or not.
func (s *Scored) Size() int { return len(s.all) }

// Scores reports whether anything has a weight, so that there is a headline.
func (s *Scored) Scores() bool {
	return slices.ContainsFunc(s.all, func(one *scored) bool { return one.weight > 0 })
}
