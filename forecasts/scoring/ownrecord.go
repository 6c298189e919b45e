package scoring

import (
	"context"

	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// OwnRecord is the user's time-weighted Brier score.
type OwnRecord struct {
	Headline *float64
	Resolved int
	// Change is the difference from the headline over the outcomes known 30 days
	// ago; nil if none was known then. Below 0 it has improved.
	Change *float64
	// Skill is the improvement over the questions' own base rate, as on the
	// Scores page.
	Skill   *float64
	History []HistoryPoint // without intervals
}

// ChangeDays is the number of days over which the change of a headline is shown.
const ChangeDays = 30

// OwnRecord is the user's score, as on the Scores page, and its history.
func (d *Desk) OwnRecord(ctx context.Context) (OwnRecord, error) {
	var out OwnRecord
	me, err := d.Me()
	if err != nil || me == "" {
		return out, err
	}
	err = d.Store.View(ctx, func(r model.Reader) error {
		s, err := d.own(r, me)
		if err == nil {
			out = recordOf(s, journal.InstantOf(d.Now()))
		}
		return err
	})
	return out, err
}

func recordOf(s *workspace, now journal.Instant) OwnRecord {
	its := score.Score(s.Workspace, score.Options{Plain: true})
	report := its.Report()
	out := OwnRecord{Headline: number(report.Headline), Resolved: report.Questions, Skill: number(report.SkillSample)}
	for _, h := range its.History(0) {
		if h.Headline.Defined() {
			out.History = append(out.History, HistoryPoint{At: journal.Instant(h.At), Value: float64(h.Headline), Questions: h.Questions})
		}
	}
	out.Change = changeSince(out.History, now-ChangeDays*session.Day)
	return out
}

// changeSince is the last value minus the one at an instant; nil if there was
// none then.
func changeSince(history []HistoryPoint, then journal.Instant) *float64 {
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
