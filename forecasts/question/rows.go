package question

import (
	"context"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/standing"
	"weathervane/model"
)

// QuestionRows lists questions as the window's list shows them, the last changed
// first.
func (d *Desk) QuestionRows(ctx context.Context, f listing.Filter) ([]Row, error) {
	all := []Row{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		rows, err := r.QuestionsTagged(f.Tag)
		if err != nil {
			return err
		}
		intervals, err := intervalsByQuestion(r)
		if err != nil {
			return err
		}
		pins, err := pins(r)
		if err != nil {
			return err
		}
		evidence, err := r.FindingCounts()
		for _, row := range rows {
			q := Row{Question: l.Question(row), LastChange: row.LastChange, Findings: evidence[row.Num]}
			q.Due, q.Pinned = q.Status == "closed", pins[q.ID] != nil
			if q.Fits(f) {
				fillRow(l, &q, row, intervals[row.Num], me)
				all = append(all, q)
			}
		}
		return err
	})
	slices.SortStableFunc(all, func(a, b Row) int { return int(max(-1, min(1, b.LastChange-a.LastChange))) })
	return all, err
}

func fillRow(l *listing.Lister, q *Row, row model.QuestionRow, intervals []standing.Interval, me string) {
	at := standing.LastInstant(row, l.Now)
	var inForce []standing.Forecast
	var mine []standing.Interval
	for _, s := range intervals {
		if !s.Again {
			q.Forecasts++
		}
		who := l.Who(s.Forecaster)
		own := who.Key == me && who.By == ""
		if own && s.From <= at {
			mine = append(mine, s)
		}
		if !s.Holds(at) {
			continue
		}
		inForce = append(inForce, standing.Forecast{Belief: standing.BeliefOf(s.ForecastRow)})
		if own {
			b := standing.BeliefOf(s.ForecastRow)
			q.Mine = &b
		}
	}
	if q.Mine != nil || q.Status != "open" {
		q.Median = pools(inForce).Median
	}
	if n := len(mine); n > 1 && q.Mine != nil && mine[n-1].P != nil && mine[n-2].P != nil {
		q.Change = *mine[n-1].P - *mine[n-2].P
	}
}

func intervalsByQuestion(r model.Reader) (map[int64][]standing.Interval, error) {
	withdrawals, err := r.Withdrawals()
	if err != nil {
		return nil, err
	}
	gone := map[int64][]model.Withdrawal{}
	for _, w := range withdrawals {
		gone[w.Question] = append(gone[w.Question], w)
	}
	all := map[int64][]standing.Interval{}
	return all, r.Steps(func(question int64, forecasts []model.ForecastRow) error {
		all[question] = standing.Intervals(forecasts, gone[question])
		return nil
	})
}
