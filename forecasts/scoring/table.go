package scoring

import (
	"context"

	"weathervane/forecasts/score"
)

// tableBandWork is bandWork for a picture that is not drawn in a window, where
// nobody waits.
const tableBandWork = 400_000

// TableView is what is drawn of a table of forecasts: its history, if its
// questions have windows, and its reliability diagram, in which every row has the
// same weight.
func TableView(ctx context.Context, t *score.Table, rule score.Rule) (View, error) {
	s := t.Scored(score.Options{Rule: rule})
	v := View{Rule: string(rule), Questions: s.Questions()}
	history := s.History(RollingQuestions)
	if n := len(history); n > 0 {
		v.CI = bounds(s.CI95(history[n-1].At))
	}
	v.running(history, tableBandWork, func(at []int64) []*score.Interval {
		all := make([]*score.Interval, len(at))
		for i := 0; i < len(at) && ctx.Err() == nil; i++ {
			all[i] = s.CI95(at[i])
		}
		return all
	})
	v.Reliability.draw(s.Reliability())
	return v, ctx.Err()
}
