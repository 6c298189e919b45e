package scoring_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Of a choice among more than two options that somebody scored on it decided, the
// other way is the option that scores worst, and it is named.
func TestAChoiceDecidedTheOtherWayIsAtWorst(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	probs := func(a, b, o float64) standing.Belief {
		return standing.Belief{Probs: map[string]float64{"A": a, "B": b, "C": o}}
	}
	lead := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Who leads?", Type: "choice", Options: []string{"A", "B", "C"}, Closes: desktest.At(2024, 6, 1)}))(t)
	desktest.Must(d.Forecast(ctx, lead, probs(.6, .3, .1), question.Saying{}))(t)
	c.Pass(48 * time.Hour)
	desktest.Must(d.Resolve(ctx, lead, json.RawMessage(`"A"`), question.Resolving{}))(t)
	for rule, want := range map[string]float64{"brier": (.36 + .09 + .81) / 2, "log": -math.Log(.1), "spherical": .1 / math.Sqrt(.36+.09+.01)} {
		l := decidedByScored(t, desktest.Must(d.RestsOn(ctx, scoring.Filter{Rule: rule}))(t))
		if math.Abs(float64(l.OtherWay)-want) > 1e-9 || !slices.Equal(l.Options, []string{"C"}) {
			t.Errorf("%s: %v with %v, want %v", rule, l.OtherWay, l.Options, want)
		}
	}

	// A yes-or-no question beside it, and another forecaster who is scored on both:
	// each question is decided one way for everyone.
	rain := desktest.Ask(t, d, "It rains")
	next := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Who is next?", Type: "choice", Options: []string{"A", "B", "C"}, Closes: desktest.At(2024, 6, 1)}))(t)
	desktest.Must(d.Forecast(ctx, rain, desktest.P(.8), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, next, probs(.5, .4, .1), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, next, probs(.1, 0, .9), question.Saying{By: "Tern"}))(t)
	c.Pass(48 * time.Hour)
	desktest.Must(d.Resolve(ctx, rain, json.RawMessage("true"), question.Resolving{}))(t)
	desktest.Must(d.Resolve(ctx, next, json.RawMessage(`"A"`), question.Resolving{}))(t)
	l := decidedByScored(t, desktest.Must(d.RestsOn(ctx, scoring.Filter{}))(t))
	if l.N != 3 || len(l.Options) != 2 {
		t.Fatalf("%+v", l)
	}
	slices.Sort(l.Options)
	if !slices.Equal(l.Options, []string{"B", "C"}) { // B of who is next: it costs Tern more than C costs Crane
		t.Errorf("at worst they are %v", l.Options)
	}
}

func decidedByScored(t *testing.T, r scoring.Rests) scoring.Rest {
	t.Helper()
	i := slices.IndexFunc(r.Lines, func(l scoring.Rest) bool { return l.What == scoring.EndedByScored })
	if i < 0 {
		t.Fatalf("no line of outcomes: %+v", r.Lines)
	}
	return r.Lines[i]
}

// What was done about numbers and dates has lines of its own, beside the headline.
func TestNumbersHaveLinesBesideTheHeadline(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	level := func(x string) standing.Belief {
		return standing.Belief{Quantiles: []journal.Quantile{{Level: .1, Value: json.RawMessage("1")}, {Level: .5, Value: json.RawMessage(x)}, {Level: .9, Value: json.RawMessage("30")}}}
	}
	rain := desktest.Ask(t, d, "It rains")
	mm := desktest.Must(d.Ask(ctx, journal.Asked{Title: "How much?", Type: "numeric", Unit: "mm", Closes: desktest.At(2024, 6, 1)}))(t)
	desktest.Must(d.Forecast(ctx, rain, desktest.P(.8), question.Saying{}))(t)
	desktest.Must(d.Forecast(ctx, mm, level("9"), question.Saying{}))(t)
	c.Pass(48 * time.Hour)
	early := journal.InstantOf(c.At)
	c.Pass(48 * time.Hour)
	closes := desktest.Must(d.Revise(ctx, mm, map[string]any{"closes": *desktest.At(2024, 8, 1)}, "longer"))(t)
	criteria := desktest.Must(d.Revise(ctx, mm, map[string]any{"criteria": "at the station"}, "clearer"))(t)
	desktest.Must(d.Forecast(ctx, mm, level("11"), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Resolve(ctx, rain, json.RawMessage("true"), question.Resolving{}))(t)
	before := desktest.Must(d.RestsOn(ctx, scoring.Filter{}))(t)
	end := desktest.Must(d.Resolve(ctx, mm, json.RawMessage("12"), question.Resolving{KnownAt: &early}))(t)
	after := desktest.Must(d.RestsOn(ctx, scoring.Filter{}))(t)

	beside := map[string]scoring.Rest{}
	for _, l := range after.Lines {
		if l.Beside {
			beside[l.What] = l
		}
	}
	if len(beside) != 3 || len(after.Lines) != len(before.Lines)+3 || after.Headline != before.Headline {
		t.Fatalf("beside the headline: %+v", beside)
	}
	for what, record := range map[string]journal.ID{scoring.CriteriaChanged: criteria, scoring.EndedByScored: end, scoring.KnownEarly: end} {
		l := beside[what]
		if l.N != 1 || l.Scored != 1 || !slices.Equal(l.Questions, []journal.ID{mm}) || !slices.Contains(l.Records, record) || l.HeadlineWithout.Defined() || l.By[0].Name != "Crane" {
			t.Errorf("%s: %+v", what, l)
		}
	}
	if beside[scoring.KnownEarly].Cuts != 1 {
		t.Errorf("cuts off %d", beside[scoring.KnownEarly].Cuts)
	}
	if _, moved := beside[scoring.ClosesMoved]; moved { // after the outcome was known, as it says
		t.Errorf("a close that was moved later, by %s", closes.Short())
	}
	if none := desktest.Must(d.RestsOn(ctx, scoring.Filter{Kind: "binary"}))(t); len(none.Lines) != len(before.Lines) {
		t.Errorf("of yes-or-no questions: %+v", none.Lines)
	}
}
