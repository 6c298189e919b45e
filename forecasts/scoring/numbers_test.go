package scoring_test

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

func quantiles(pairs ...any) standing.Belief {
	var b standing.Belief
	for i := 0; i < len(pairs); i += 2 {
		raw, _ := json.Marshal(pairs[i+1])
		b.Quantiles = append(b.Quantiles, journal.Quantile{Level: pairs[i].(float64), Value: raw})
	}
	return b
}

// Numbers and dates are scored by their CRPS, in their own units, beside the
// Brier score and never in it.
func TestNumbersAreScoredInTheirUnits(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	closes := journal.InstantOf(c.At.Add(10 * 24 * time.Hour))
	num := func(v string) json.RawMessage { return json.RawMessage(v) }
	missiles := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Missiles", Type: "numeric", Unit: "missiles", Closes: &closes, Tags: []string{"a"},
		Range: &journal.Range{Min: num("0"), Max: num("100"), OpenAbove: true}}))(t)
	more := desktest.Must(d.Ask(ctx, journal.Asked{Title: "More", Type: "numeric", Unit: "missiles", Closes: &closes,
		Range: &journal.Range{Min: num("0"), Max: num("100"), OpenAbove: true}}))(t)
	day := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Visit", Type: "date", Closes: &closes,
		Range: &journal.Range{Min: num(`"2024-04-01T00:00:00.000Z"`), Max: num(`"2024-07-10T00:00:00.000Z"`)}}))(t)
	bare := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Bare", Type: "numeric", Unit: "missiles", Closes: &closes}))(t)
	yes := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Yes or no", Closes: &closes}))(t)
	desktest.Must(d.Forecast(ctx, missiles, quantiles(.5, 40), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, missiles, quantiles(.5, 90), question.Saying{By: "Heron"}))(t)
	desktest.Must(d.Forecast(ctx, more, quantiles(.5, 60), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, day, quantiles(.5, "2024-05-11T00:00:00.000Z"), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, bare, quantiles(.5, 40), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, yes, desktest.P(.8), question.Saying{}))(t)
	c.Pass(5 * 24 * time.Hour)
	desktest.Must(d.Forecast(ctx, missiles, quantiles(.5, 20), question.Saying{}))(t) // the second half
	c.Pass(5 * 24 * time.Hour)
	for id, outcome := range map[journal.ID]string{missiles: "40", more: `"above_range"`, day: `"2024-05-11T00:00:00.000Z"`, bare: "44", yes: "true"} {
		desktest.Must(d.Resolve(ctx, id, num(outcome), question.Resolving{}))(t)
	}
	v := desktest.Must(d.Scores(ctx, scoring.Filter{}))(t)
	if v.Headline == nil || math.Abs(*v.Headline-.04) > 1e-9 || v.Questions != 1 || len(v.Numbers.Rows) != 5 || v.Numbers.Questions != 4 {
		t.Fatalf("headline %v of %d, numbers %+v", v.Headline, v.Questions, v.Numbers)
	}
	crps := func(m, y float64) float64 { // of 0, m and 100 at levels 0, ½ and 1, by the integral
		sum := 0.0
		for x := .0005; x < 100; x += .001 {
			f := x / m / 2
			if x > m {
				f = .5 + (x-m)/(100-m)/2
			}
			if x > y {
				f--
			}
			sum += f * f * .001
		}
		return sum
	}
	want := map[string]float64{"Missiles Crane": (crps(40, 40) + crps(20, 40)) / 2, "Missiles Heron": crps(90, 40), "More Crane": crps(60, 100), "Visit Crane": crps(40, 40), "Bare Crane": 2}
	for _, r := range v.Numbers.Rows {
		name := r.Title + " " + r.Forecaster.Name
		unit := map[bool]string{true: "days", false: "missiles"}[r.Question == day]
		if math.Abs(r.Score-want[name]) > 1e-3 || r.Unit != unit || r.CRPS == (r.Question == bare) || r.Outside != (r.Question == more) || (r.Skill == nil) != (r.Question == bare) {
			t.Errorf("%s: %+v, want %v", name, r, want[name])
		}
	}
	m := v.Numbers.Means
	if len(m) != 2 || m[0].Unit != "missiles" || m[0].Questions != 2 || m[1].Unit != "days" || m[1].Questions != 1 ||
		math.Abs(m[0].Mean-(want["Missiles Crane"]+want["Missiles Heron"]+want["More Crane"])/3) > 1e-3 {
		t.Errorf("means %+v", m)
	}
	report := desktest.Must(d.Score(ctx, scoring.Options{By: "forecaster"}))(t)
	if report.Numbers == nil || !reflect.DeepEqual(*report.Numbers, v.Numbers) || report.Scored != 1 || report.LeftOut.OtherRule != 6 {
		t.Errorf("the report has %d scored, %+v, numbers %+v", report.Scored, report.LeftOut, report.Numbers)
	}
	if only := desktest.Must(d.Score(ctx, scoring.Options{Filter: scoring.Filter{Forecaster: "Heron"}}))(t); only.Scored != 0 || len(only.Numbers.Rows) != 1 {
		t.Errorf("whoever forecast numbers alone has %+v", only)
	}
	for _, f := range []struct {
		scoring.Filter
		rows, brier int
	}{{scoring.Filter{Kind: "numeric"}, 4, 0}, {scoring.Filter{Kind: "date"}, 1, 0}, {scoring.Filter{Kind: "binary"}, 0, 1}, {scoring.Filter{Tag: "a"}, 2, 0},
		{scoring.Filter{Forecaster: "Heron"}, 1, 0}, {scoring.Filter{Origin: "imported"}, 0, 0}, {scoring.Filter{Origin: "witnessed"}, 0, 0}, {scoring.Filter{Until: closes - 1}, 0, 0}} {
		v := desktest.Must(d.Scores(ctx, f.Filter))(t)
		if len(v.Numbers.Rows) != f.rows || v.Questions != f.brier {
			t.Errorf("%+v keeps %d numbers and %d others", f.Filter, len(v.Numbers.Rows), v.Questions)
		}
	}
}
