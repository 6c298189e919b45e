package scoring_test

import (
	"encoding/json"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// An upgrade that changes scores says so once, marks what was signed under the
// earlier rule, and keeps that rule among the conventions.
func TestTheEarlierRuleIsKeptAndWhatItChangedIsSaid(t *testing.T) {
	const day = 24 * time.Hour
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	closes := journal.InstantOf(c.At.Add(40 * day))
	q := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "It rains", Type: "binary", Closes: &closes}))(t)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	c.Pass(5 * day)
	desktest.Must(d.Revise(t.Context(), q, map[string]any{"closes": journal.InstantOf(c.At.Add(15 * day))}, ""))(t)
	c.Pass(5 * day)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(10 * day)
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(day)

	if _, changed, err := d.RuleChanged(t.Context()); err != nil || changed {
		t.Fatalf("a workspace of this version says that its rule changed: %v", err)
	}
	// Five days at 40 % under a length of 40 days, five at 40 % and ten at 90 % under one of 20.
	was, now := (10*.36+10*.01)/20, (5./40*.36+5./20*.36+10./20*.01)/(5./40+15./20)
	figures := map[string]float64{}
	for _, v := range desktest.Must(d.Conventions(t.Context(), scoring.Filter{}))(t) {
		figures[v.Name] = float64(v.Value)
	}
	if !desktest.Near(figures["carried by time, last close"], was) || !desktest.Near(figures["carried by time"], now) {
		t.Errorf("by the last close %v, want %v; by the length in force %v, want %v", figures["carried by time, last close"], was, figures["carried by time"], now)
	}

	scope := journal.Period{From: *desktest.At(2024, 1, 1), To: *desktest.At(2025, 1, 1)}
	sign := func(headline float64) {
		desktest.Must(d.Write(t.Context(), func(_ model.Reader, a *session.Author) (journal.ID, error) {
			return a.Add(journal.ReviewSigned, journal.Reviewed{Scope: scope, Verdict: "plausible",
				Figures: journal.Figures{Headline: headline, Questions: 1, Forecasts: 2, Coverage: 1}})
		}))(t)
		c.Pass(day)
	}
	sign(figures["carried by time, last close"])
	sign(0.5)
	desktest.Must(d.Review(t.Context(), scope, "still plausible", ""))(t)
	c.Pass(day)
	var last []bool
	for _, v := range desktest.Must(d.Reviews(t.Context()))(t) {
		last = append(last, v.LastClose)
	}
	if len(last) != 3 || last[0] || last[1] || !last[2] {
		t.Errorf("signed under the earlier rule, newest first: %v, want the first alone", last)
	}

	if err := d.Change(t.Context(), func(tx *model.Tx) error { return tx.SetSetting(model.UpgradedFrom, "1") }, nil); err != nil {
		t.Fatal(err)
	}
	change, changed, err := d.RuleChanged(t.Context())
	if err != nil || !changed || !change.Mine || change.Questions != 1 || change.Reviews != 1 ||
		!desktest.Near(float64(change.Was), was) || !desktest.Near(float64(change.Now), now) {
		t.Errorf("an upgraded workspace says %+v, %v, %v", change, changed, err)
	}
	if err := d.KnowRule(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, changed, err := d.RuleChanged(t.Context()); err != nil || changed {
		t.Errorf("it is said twice: %v", err)
	}
}
