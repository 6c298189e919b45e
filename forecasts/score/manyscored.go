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
