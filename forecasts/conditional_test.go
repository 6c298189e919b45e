package forecasts

import (
	"encoding/json"
	"testing"

	"weathervane/model/journal"
)

func TestConditionalsCarryBothForecasts(t *testing.T) {
	d := newDesk(t, "Crane", start())
	ctx := t.Context()
	rain := ask(t, d, "It rains")
	lead := must(d.Ask(ctx, Asking{Title: "Who leads?", Type: "choice", Options: []string{"A", "B"}, Closes: at(2024, 6, 1)}))(t)
	for _, c := range []struct {
		on      ID
		outcome string
	}{{rain, "true"}, {rain, "false"}, {lead, `"B"`}} {
		id := must(d.Ask(ctx, Asking{Title: "The street is wet", Closes: at(2024, 6, 1), If: &journal.Condition{Question: c.on, Outcome: json.RawMessage(c.outcome)}}))(t)
		must(d.Forecast(ctx, id, p(.9), Saying{}))(t)
	}
	must(d.Forecast(ctx, rain, p(.3), Saying{}))(t)
	must(d.Forecast(ctx, lead, Belief{Probs: map[string]float64{"A": .4, "B": .6}}, Saying{}))(t)
	all := must(d.Conditionals(ctx))(t)
	if len(all) != 3 {
		t.Fatalf("%d conditional questions", len(all))
	}
	for _, c := range all {
		want := map[string]float64{"true": .3, "false": .7, `"B"`: .6}[string(c.If.Outcome)]
		if c.PIf == nil || !near(*c.PIf, want) || *c.P != .9 {
			t.Errorf("if %s: %+v", c.If.Outcome, c)
		}
	}
	must(d.Resolve(ctx, rain, []byte("true"), Resolving{}))(t)
	if all := must(d.Conditionals(ctx))(t); len(all) != 1 {
		t.Errorf("%d conditions are open still", len(all))
	}
}
