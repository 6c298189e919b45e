package forecasts

import (
	"context"
	"errors"
	"strings"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// Review signs off the figures of everyone over the questions whose outcomes
// came to be known in a period: from its beginning on and before its end.
func (d *Desk) Review(ctx context.Context, period journal.Period, verdict, note string) (ID, error) {
	switch {
	case strings.TrimSpace(verdict) == "":
		return ID{}, errors.New("a review needs a verdict: say what you find")
	case period.From >= period.To:
		return ID{}, errors.New("the period ends before it begins: give the earlier day first")
	}
	opts, err := ScoreOptions{}.options()
	if err != nil {
		return ID{}, err
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		s, err := d.gather(r, ScoreOptions{})
		if err != nil {
			return ID{}, err
		}
		report := score.ScoreStretches(s.within(period.From, period.To).Workspace, opts)
		if report.Scored == 0 || !report.Headline.Defined() {
			return ID{}, ErrNothing
		}
		return a.add(journal.ReviewSigned, journal.Reviewed{
			Scope: period, Verdict: verdict, Note: note,
			Figures: journal.Figures{
				Headline: float64(report.Headline), Questions: report.Questions, Forecasts: report.Forecasts, Coverage: float64(report.Coverage),
			},
		})
	})
}
