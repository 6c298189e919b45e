package forecasts

import (
	"context"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// ChangeDays is the number of days over which the change of a headline is shown.
const ChangeDays = 30

// OwnRecord is one's own score, as on the Scores page, and its history.
func (d *Desk) OwnRecord(ctx context.Context) (TodayRecord, error) {
	var out TodayRecord
	me, err := d.me()
	if err != nil || me == "" {
		return out, err
	}
	o := ScoreOptions{ScoreFilter: ScoreFilter{Forecaster: me}}
	opts, err := o.options()
	if err != nil {
		return out, err
	}
	err = d.store.View(ctx, func(r model.Reader) error {
		s, err := d.gather(r, o)
		if err == nil {
			out = recordOf(s, opts, journal.InstantOf(d.Now()))
		}
		return err
	})
	return out, err
}

func recordOf(s *scoring, opts score.Options, now Instant) TodayRecord {
	report := score.ScoreStretches(s.Workspace, opts)
	out := TodayRecord{Headline: number(report.Headline), Resolved: report.Questions, Skill: number(report.SkillSample)}
	for _, h := range score.History(s.Workspace, opts, 0) {
		if h.Headline.Defined() {
			out.History = append(out.History, HistoryPoint{At: Instant(h.At), Value: float64(h.Headline), Questions: h.Questions})
		}
	}
	out.Change = changeSince(out.History, now-ChangeDays*day)
	return out
}

// changeSince is the last value minus the one at an instant; nil if there was
// none then.
func changeSince(history []HistoryPoint, then Instant) *float64 {
	var before *float64
	for i := range history {
		if history[i].At <= then {
			before = &history[i].Value
		}
	}
	if before == nil {
		return nil
	}
	change := history[len(history)-1].Value - *before
	return &change
}
