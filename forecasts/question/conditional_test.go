package question_test

import (
	"encoding/json"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

func TestConditionalsCarryBothForecasts(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ctx := t.Context()
	rain := desktest.Ask(t, d, "It rains")
	lead := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Who leads?", Type: "choice", Options: []string{"A", "B"}, Closes: desktest.At(2024, 6, 1)}))(t)
	for _, c := range []struct {
		on      journal.ID
		outcome string
	}{{rain, "true"}, {rain, "false"}, {lead, `"B"`}} {
		id := desktest.Must(d.Ask(ctx, journal.Asked{Title: "The street is wet", Closes: desktest.At(2024, 6, 1), If: &journal.Condition{Question: c.on, Outcome: json.RawMessage(c.outcome)}}))(t)
		desktest.Must(d.Forecast(ctx, id, desktest.P(.9), question.Saying{}))(t)
	}
	desktest.Must(d.Forecast(ctx, rain, desktest.P(.3), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, lead, standing.Belief{Probs: map[string]float64{"A": .4, "B": .6}}, question.Saying{}))(t)
	all := desktest.Must(d.Conditionals(ctx))(t)
	if len(all) != 3 {
		t.Fatalf("%d conditional questions", len(all))
	}
	for _, c := range all {
		want := map[string]float64{"true": .3, "false": .7, `"B"`: .6}[string(c.If.Outcome)]
		if c.PIf == nil || !desktest.Near(*c.PIf, want) || *c.P != .9 {
			t.Errorf("if %s: %+v", c.If.Outcome, c)
		}
	}
	wet := all[0].Question
	if string(all[0].If.Outcome) != "false" {
		wet = all[1].Question
	}
	desktest.Must(d.Resolve(ctx, wet, []byte("true"), question.Resolving{}))(t)
	if end := desktest.Question1(t, d, wet).Ends[0]; !end.Holds || end.Void {
		t.Errorf("while the condition is open: %+v", end)
	}
	desktest.Must(d.Resolve(ctx, rain, []byte("true"), question.Resolving{}))(t)
	if end := desktest.Question1(t, d, wet).Ends[0]; end.Holds || !end.Void || !end.Stands() {
		t.Errorf("once the condition failed: %+v", end)
	}
	if all := desktest.Must(d.Conditionals(ctx))(t); len(all) != 1 {
		t.Errorf("%d conditions are open still", len(all))
	}
}
