package scoring_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scoring"
)

func TestHorizonOfTheFilter(t *testing.T) {
	_, d := scored(t)
	ctx := t.Context()
	for _, f := range []scoring.Filter{{}, {Forecaster: "Heron"}, {Forecaster: "Heron", Rule: "log"}, {Since: *desktest.At(2024, 3, 3)}} {
		v := desktest.Must(d.Scores(ctx, f))(t)
		sum, n := 0.0, 0
		for _, b := range desktest.Must(d.Horizon(ctx, f))(t) {
			if b.Share > 0 {
				sum += b.Share * float64(b.Score)
			}
			n = max(n, b.Questions)
			if (f.Forecaster != "" && b.Questions > 0) != b.Team.Defined() {
				t.Errorf("under %+v the team beside is %v", f, b.Team)
			}
		}
		if math.Abs(sum-*v.Headline) > 1e-12 || n != v.Questions {
			t.Errorf("under %+v the bands have %v on %d questions, the page %v on %d", f, sum, n, *v.Headline, v.Questions)
		}
	}
	if _, err := d.Horizon(ctx, scoring.Filter{Rule: "best"}); err == nil {
		t.Error("a rule that there is not")
	}
	was := desktest.Must(d.Horizon(ctx, scoring.Filter{AsOf: *desktest.At(2024, 3, 6)}))(t)
	if n := was[1].Questions; n == 0 || n == 12 {
		t.Errorf("on 6 March %d questions", n)
	}
}

func TestLuckAndCalibrationOfTheFilter(t *testing.T) {
	_, d := scored(t)
	ctx := t.Context()
	for _, f := range []scoring.Filter{{}, {Forecaster: "Heron"}, {Forecaster: "Crane", Rule: "log"}} {
		v := desktest.Must(d.Scores(ctx, f))(t)
		l := desktest.Must(d.Luck(ctx, f))(t)
		if l.Questions != v.Questions || math.Abs(float64(l.Score)-*v.Headline) > 1e-12 || l.Z.Defined() != (f.Forecaster != "") {
			t.Errorf("under %+v luck is %+v, the headline %v", f, l, *v.Headline)
		}
		a := desktest.Must(d.Anytime(ctx, f))(t)
		if f.Forecaster == "" {
			if a != nil {
				t.Errorf("several are tested as one: %+v", a)
			}
			continue
		}
		if a.Questions != 12 || a.OneIn < 1 || a.History[0].OneIn != 1 || a.OneIn != a.History[len(a.History)-1].OneIn {
			t.Errorf("under %+v the evidence is %+v", f, a)
		}
	}
	few := scoring.Filter{Forecaster: "Heron", Since: *desktest.At(2024, 3, 3)}
	if l, a := desktest.Must(d.Luck(ctx, few))(t), desktest.Must(d.Anytime(ctx, few))(t); l != nil || a != nil {
		t.Errorf("of few questions %+v and %+v", l, a)
	}
}

func TestAdjustedOfTheFilter(t *testing.T) {
	_, d := scored(t)
	for _, rule := range []string{"brier", "spherical"} {
		all := desktest.Must(d.Adjusted(t.Context(), scoring.Filter{Rule: rule, Forecaster: "Heron"}))(t)
		if len(all) != 2 || all[0].Forecaster.Name != "Crane" || !all[0].Mine || all[1].Forecaster.Name != "Heron" || all[1].Mine || all[0].CI95 == nil {
			t.Errorf("%s: %+v", rule, all)
		}
	}
}

func TestRecalibrationOfTheFilter(t *testing.T) {
	_, d := scored(t)
	r := desktest.Must(d.Recalibration(t.Context(), scoring.Filter{Forecaster: "Crane"}))(t)
	if _, ok := r.Advice(.8); ok || r.Questions != 12 || len(r.Rows) != 0 {
		t.Errorf("of twelve questions %+v", r)
	}
}

func TestContrastOfTheFilter(t *testing.T) {
	_, d := scored(t)
	ctx, f := t.Context(), scoring.Filter{Forecaster: "Crane"}
	heron, team := desktest.Must(d.Contrast(ctx, f, "Heron"))(t), desktest.Must(d.Contrast(ctx, f, forecaster.TeamMedian))(t)
	if heron.Questions != 12 || heron.MCB.Difference >= 0 || team.MCB.Difference != heron.MCB.Difference { // of two, the others are the other one
		t.Errorf("%+v, against the team %+v", heron.MCB, team.MCB)
	}
	if c := desktest.Must(d.Contrast(ctx, scoring.Filter{}, "Heron"))(t); c != nil {
		t.Errorf("of nobody in particular %+v", c)
	}
	if c := desktest.Must(d.Contrast(ctx, f, "Gull"))(t); c != nil {
		t.Errorf("against somebody who did not forecast %+v", c)
	}
}

// The report has what follows from the score, null where too little is known, and
// for one forecaster what the page has.
func TestTheReportSaysWhatFollows(t *testing.T) {
	_, d := scored(t)
	ctx := t.Context()
	members := func(of any) map[string]json.RawMessage {
		t.Helper()
		var m map[string]json.RawMessage
		if err := json.Unmarshal(desktest.Must(json.Marshal(of))(t), &m); err != nil {
			t.Fatal(err)
		}
		return m
	}
	r := desktest.Must(d.Score(ctx, scoring.Options{By: "forecaster"}))(t)
	of := members(r)
	for member, null := range map[string]bool{"luck": false, "horizon": false, "anytime": true, "adjusted": true, "shrunk": true, "recalibration": true} {
		if text, ok := of[member]; !ok || (string(text) == "null") != null {
			t.Errorf("of all, %s is %s", member, text)
		}
	}
	f := scoring.Filter{Forecaster: "Heron"}
	one := desktest.Must(d.Score(ctx, scoring.Options{Filter: f, By: scoring.ByHorizon}))(t)
	luck, bands := desktest.Must(d.Luck(ctx, f))(t), desktest.Must(d.Horizon(ctx, f))(t)
	all := desktest.Must(d.Adjusted(ctx, f))(t)
	heron := r.Grouped[slices.IndexFunc(r.Grouped, func(g scoring.ReportGroup) bool { return g.Key == "Heron" })]
	if *one.Luck != *luck || *heron.Luck != *luck || one.Horizon[1].Score != bands[1].Score || one.Horizon[1].Team != bands[1].Team {
		t.Errorf("luck %+v in the report and %+v in the group, %+v on the page", one.Luck, heron.Luck, luck)
	}
	if *one.Adjusted != *heron.Adjusted || *one.Shrunk != *heron.Shrunk || one.Adjusted.Difference != all[1].Difference || one.Adjusted.CI95 != *all[1].CI95 {
		t.Errorf("adjusted %+v in the report and %+v in the group, %+v on the page", one.Adjusted, heron.Adjusted, all[1])
	}
	if one.Recalibration.Questions != 12 || len(one.Recalibration.Rows) != 0 || one.Anytime.OneIn != heron.Anytime.OneIn || len(one.Groups) != 0 {
		t.Errorf("%+v, %+v", one.Recalibration, one.Anytime)
	}
	if of := members(scoring.OfTable(r.Report)); of["luck"] != nil || of["horizon"] != nil {
		t.Error("of a table of rows something follows")
	}
	few := members(desktest.Must(d.Score(ctx, scoring.Options{Filter: scoring.Filter{Since: *desktest.At(2024, 3, 3)}}))(t))
	if string(few["luck"]) != "null" || string(few["anytime"]) != "null" {
		t.Errorf("of few %s and %s", few["luck"], few["anytime"])
	}
}
