package scoring_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// A base rate counts for the forecasts made after it, until it is retracted.
func TestSkillIsAgainstTheBaseRateRecordedBefore(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	q, other := desktest.Ask(t, d, "Visit"), desktest.Ask(t, d, "Launch")
	desktest.Must(d.Forecast(ctx, other, desktest.P(.3), question.Saying{}))(t)
	c.Pass(time.Hour)
	rate := desktest.Must(d.BaseRate(ctx, evidence.Counting{Question: q, Class: "first visits", Happened: 1, Of: 5}))(t)
	desktest.Must(d.BaseRate(ctx, evidence.Counting{Question: other, Class: "launches", Happened: 4, Of: 5}))(t) // too late for the forecast
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(ctx, q, desktest.P(.1), question.Saying{}))(t)
	c.At = time.Date(2024, 9, 1, 0, 0, 0, 0, time.UTC)
	for _, id := range []journal.ID{q, other} {
		desktest.Must(d.Resolve(ctx, id, json.RawMessage("false"), question.Resolving{KnownAt: desktest.At(2024, 8, 31)}))(t)
	}
	v, report := desktest.Must(d.Scores(ctx, scoring.Filter{}))(t), desktest.Must(d.Score(ctx, scoring.Options{}))(t)
	want := 1 - .1*.1/(.2*.2)
	if v.SkillBaseRate == nil || math.Abs(*v.SkillBaseRate-want) > 1e-12 || v.BaseRateQuestions != 1 {
		t.Errorf("the page has %v on %d, want %v", v.SkillBaseRate, v.BaseRateQuestions, want)
	}
	if math.Abs(float64(report.SkillBaseRate)-want) > 1e-12 || report.BaseRateQuestions != 1 {
		t.Errorf("the report has %v on %d", report.SkillBaseRate, report.BaseRateQuestions)
	}
	desktest.Must(d.Retract(ctx, rate, "counted wrongly"))(t)
	if v := desktest.Must(d.Scores(ctx, scoring.Filter{}))(t); v.SkillBaseRate != nil || v.BaseRateQuestions != 0 {
		t.Errorf("a base rate that was retracted gives %v", *v.SkillBaseRate)
	}
}
