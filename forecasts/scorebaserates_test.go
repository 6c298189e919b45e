package forecasts

import (
	"encoding/json"
	"math"
	"testing"
	"time"
)

// A base rate counts for the forecasts made after it, until it is retracted.
func TestSkillIsAgainstTheBaseRateRecordedBefore(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	ctx := t.Context()
	q, other := ask(t, d, "Visit"), ask(t, d, "Launch")
	must(d.Forecast(ctx, other, p(.3), Saying{}))(t)
	c.pass(time.Hour)
	rate := must(d.BaseRate(ctx, Counting{Question: q, Class: "first visits", Happened: 1, Of: 5}))(t)
	must(d.BaseRate(ctx, Counting{Question: other, Class: "launches", Happened: 4, Of: 5}))(t) // too late for the forecast
	c.pass(time.Hour)
	must(d.Forecast(ctx, q, p(.1), Saying{}))(t)
	c.at = time.Date(2024, 9, 1, 0, 0, 0, 0, time.UTC)
	for _, id := range []ID{q, other} {
		must(d.Resolve(ctx, id, json.RawMessage("false"), Resolving{KnownAt: at(2024, 8, 31)}))(t)
	}
	v, report := must(d.Scores(ctx, ScoreFilter{}))(t), must(d.Score(ctx, ScoreOptions{}))(t)
	want := 1 - .1*.1/(.2*.2)
	if v.SkillBaseRate == nil || math.Abs(*v.SkillBaseRate-want) > 1e-12 || v.BaseRateQuestions != 1 {
		t.Errorf("the page has %v on %d, want %v", v.SkillBaseRate, v.BaseRateQuestions, want)
	}
	if math.Abs(float64(report.SkillBaseRate)-want) > 1e-12 || report.BaseRateQuestions != 1 {
		t.Errorf("the report has %v on %d", report.SkillBaseRate, report.BaseRateQuestions)
	}
	must(d.Retract(ctx, rate, "counted wrongly"))(t)
	if v := must(d.Scores(ctx, ScoreFilter{}))(t); v.SkillBaseRate != nil || v.BaseRateQuestions != 0 {
		t.Errorf("a base rate that was retracted gives %v", *v.SkillBaseRate)
	}
}
