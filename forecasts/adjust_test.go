package forecasts

import (
	"strings"
	"testing"
	"time"
)

// What agrees is recorded together, and retracted together.
func TestCoherentNumbersAreRecordedTogether(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	ctx, set := t.Context(), frame(t, d)
	early, late := ask(t, d, "It rains in May"), ask(t, d, "It rains in June")
	must(d.WeighScenarios(ctx, set, by(.5, .3, .2), ""))(t)
	must(d.ConditionScenarios(ctx, set, early, by(.5, .2, .1)))(t)
	must(d.Forecast(ctx, early, p(.6), Saying{}))(t)
	c.pass(time.Hour)
	all := Adjustment{Set: set, Note: "agreed", Weights: by(.4, .4, .2), Fix: []Amend{
		{Question: early, From: .6, To: .5}, {Question: late, From: .4, To: .4},
		{Question: early, Scenario: "Hostility", From: .5, To: .6}, {Question: early, Scenario: "Thaw", From: .2, To: .2}, {Question: early, Scenario: "Crisis", From: .1, To: .1}}}
	if n := must(d.Adjust(ctx, all))(t); n != 3 {
		t.Errorf("%d records, want the forecast, the row and the weights", n)
	}
	stands := func(stated, cell, thaw float64) {
		t.Helper()
		v := must(d.Scenarios(ctx, set, ""))(t)
		if *v.Matrix[0].Stated != stated || v.Matrix[0].P["Hostility"] != cell || weight(v, "Thaw") != thaw {
			t.Errorf("stated %g, %v, thaw %g", *v.Matrix[0].Stated, v.Matrix[0].P, weight(v, "Thaw"))
		}
	}
	stands(.5, .6, .4)
	must(d.Undo(ctx))(t)
	stands(.6, .5, .3)
}

// Where one number is refused, none is recorded.
func TestHalfOfWhatAgreesIsNotRecorded(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	ctx := t.Context()
	first, second := ask(t, d, "It rains in May"), ask(t, d, "It rains in June")
	must(d.Forecast(ctx, first, p(.6), Saying{}))(t)
	must(d.Resolve(ctx, second, []byte("true"), Resolving{}))(t)
	before := must(d.Forecasts(ctx, Filter{}))(t)
	c.pass(time.Hour)
	_, err := d.Adjust(ctx, Adjustment{Fix: []Amend{{Question: first, From: .6, To: .5}, {Question: second, From: .4, To: .5}}})
	if err == nil || !strings.Contains(err.Error(), "It rains in June") {
		t.Errorf("a forecast on what has ended: %v", err)
	}
	if after := must(d.Forecasts(ctx, Filter{}))(t); len(after) != len(before) {
		t.Errorf("%d forecasts, there were %d", len(after), len(before))
	}
	if _, err := d.Adjust(ctx, Adjustment{Fix: []Amend{{Question: first, From: .6, To: .6}}}); err == nil || !strings.Contains(err.Error(), "nothing to change") {
		t.Errorf("nothing is recorded: %v", err)
	}
}
