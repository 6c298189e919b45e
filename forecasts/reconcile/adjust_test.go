package reconcile_test

import (
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reconcile"
)

// What agrees is recorded together, and retracted together.
func TestCoherentNumbersAreRecordedTogether(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx, set := t.Context(), desktest.Frame(t, d)
	early, late := desktest.Ask(t, d, "It rains in May"), desktest.Ask(t, d, "It rains in June")
	desktest.Must(d.WeighScenarios(ctx, set, desktest.By(.5, .3, .2), ""))(t)
	desktest.Must(d.ConditionScenarios(ctx, set, early, desktest.By(.5, .2, .1)))(t)
	desktest.Must(d.Forecast(ctx, early, desktest.P(.6), question.Saying{}))(t)
	c.Pass(time.Hour)
	all := reconcile.Adjustment{Set: set, Note: "agreed", Weights: desktest.By(.4, .4, .2), Fix: []incoherence.Amend{
		{Question: early, From: .6, To: .5}, {Question: late, From: .4, To: .4},
		{Question: early, Scenario: "Hostility", From: .5, To: .6}, {Question: early, Scenario: "Thaw", From: .2, To: .2}, {Question: early, Scenario: "Crisis", From: .1, To: .1}}}
	if n := desktest.Must(d.Adjust(ctx, all))(t); n != 3 {
		t.Errorf("%d records, want the forecast, the row and the weights", n)
	}
	stands := func(stated, cell, thaw float64) {
		t.Helper()
		v := desktest.Must(d.Scenarios(ctx, set, ""))(t)
		if *v.Matrix[0].Stated != stated || v.Matrix[0].P["Hostility"] != cell || desktest.Weight(v, "Thaw") != thaw {
			t.Errorf("stated %g, %v, thaw %g", *v.Matrix[0].Stated, v.Matrix[0].P, desktest.Weight(v, "Thaw"))
		}
	}
	stands(.5, .6, .4)
	desktest.Must(d.Undo(ctx))(t)
	stands(.6, .5, .3)
}

// Where one number is refused, none is recorded.
func TestHalfOfWhatAgreesIsNotRecorded(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	first, second := desktest.Ask(t, d, "It rains in May"), desktest.Ask(t, d, "It rains in June")
	desktest.Must(d.Forecast(ctx, first, desktest.P(.6), question.Saying{}))(t)
	desktest.Must(d.Resolve(ctx, second, []byte("true"), question.Resolving{}))(t)
	before := desktest.Must(d.Forecasts(ctx, listing.Filter{}))(t)
	c.Pass(time.Hour)
	_, err := d.Adjust(ctx, reconcile.Adjustment{Fix: []incoherence.Amend{{Question: first, From: .6, To: .5}, {Question: second, From: .4, To: .5}}})
	if err == nil || !strings.Contains(err.Error(), "It rains in June") {
		t.Errorf("a forecast on what has ended: %v", err)
	}
	if after := desktest.Must(d.Forecasts(ctx, listing.Filter{}))(t); len(after) != len(before) {
		t.Errorf("%d forecasts, there were %d", len(after), len(before))
	}
	if _, err := d.Adjust(ctx, reconcile.Adjustment{Fix: []incoherence.Amend{{Question: first, From: .6, To: .6}}}); err == nil || !strings.Contains(err.Error(), "nothing to change") {
		t.Errorf("nothing is recorded: %v", err)
	}
}
