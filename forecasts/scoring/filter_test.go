package scoring_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// What a plain view leaves out is intervals and comparisons; all else is as in
// the whole one, under every filter.
func TestPlainViewsSayTheSame(t *testing.T) {
	c := desktest.Start()
	c.At = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	d := desktest.Must(forecasts.OpenSample(t.Context(), desktest.EnvFor(t, "sample", c), desktest.Must(os.ReadFile("../../assets/sample.forecasts"))(t)))(t)
	defer d.Close()
	for _, f := range []scoring.Filter{
		{}, {Forecaster: "Heron"}, {Tag: "DPRK"}, {Kind: "choice"}, {Rule: "log", Forecaster: "Crane", Tag: "Japan"}, {Rule: "spherical"}, {Origin: "all", Ended: true},
	} {
		whole := desktest.Must(d.Scores(t.Context(), f))(t)
		f.Plain = true
		plain := desktest.Must(d.Scores(t.Context(), f))(t)
		if plain.CI != nil || plain.Reliability.Band != nil || plain.Ranked || !plain.Plain {
			t.Errorf("%+v: a plain view has intervals", f)
		}
		for _, v := range []*scoring.View{&whole, &plain} {
			v.CI, v.Reliability.Band, v.Ranked, v.Against, v.Plain = nil, nil, false, "", false
			v.Reliability.Consistency, v.Reliability.CalibratedMCB, v.Reliability.CalibratedHigh = false, 0, 0
			v.Groups = slices.DeleteFunc(v.Groups, func(g scoring.Group) bool { return g.Team })
			scoring.ByHeadline(v.Groups) // places are not known in plain
			for i := range v.Groups {
				v.Groups[i].CI, v.Groups[i].Place, v.Groups[i].Paired = nil, [2]int{}, nil
			}
			for i := range v.History {
				v.History[i].Lo, v.History[i].Hi = nil, nil
			}
		}
		if !reflect.DeepEqual(plain, whole) {
			t.Errorf("%+v: the plain view is\n%+v\nthe whole one\n%+v", f, plain, whole)
		}
	}
}

// What is kept from one filter to the next changes nothing.
func TestNoFigureDependsOnWhatWasAskedBefore(t *testing.T) {
	c := desktest.Start()
	c.At = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	d := desktest.Must(forecasts.OpenSample(t.Context(), desktest.EnvFor(t, "sample", c), desktest.Must(os.ReadFile("../../assets/sample.forecasts"))(t)))(t)
	defer d.Close()
	var kept []scoring.View
	filters := []scoring.Filter{
		{}, {Forecaster: "Heron"}, {Forecaster: "Crane", Ended: true}, {Forecaster: "Crane", Rule: "log"}, {Rule: "log"},
		{Rule: "log", Since: *desktest.At(2026, 6, 1)}, {Origin: "all"}, {Origin: "witnessed"}, {},
	}
	for _, f := range filters {
		plain := f
		plain.Plain = true
		desktest.Must(d.Scores(t.Context(), plain))(t)
		kept = append(kept, desktest.Must(d.Scores(t.Context(), f))(t))
	}
	for i, f := range filters {
		d.ForgetAll()
		if v := desktest.Must(d.Scores(t.Context(), f))(t); !reflect.DeepEqual(v, kept[i]) {
			t.Errorf("%+v: asked alone\n%+v\nafter others\n%+v", f, v, kept[i])
		}
	}
}

// What was read to be scored is read again when there is more.
func TestScoresKnowWhatIsNew(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	rain, snow := desktest.Ask(t, d, "It rains"), desktest.Ask(t, d, "It snows")
	for i, q := range []journal.ID{rain, snow} {
		desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
		c.Pass(time.Hour)
		desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
		if v := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t); v.Questions != i+1 {
			t.Errorf("%d questions are scored after %d were resolved", v.Questions, i+1)
		}
	}
	if v := desktest.Must(d.Scores(t.Context(), scoring.Filter{Kind: "choice"}))(t); v.Questions != 0 || v.Size != 2 {
		t.Errorf("%d choices are scored, of %d pairs", v.Questions, v.Size)
	}
}

// What was read holds until the passing of time changes it, with no record of it.
func TestScoresKnowWhatHasCome(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	rain := desktest.Ask(t, d, "It rains")
	desktest.Must(d.Forecast(t.Context(), rain, desktest.P(0.3), question.Saying{}))(t)
	everything := func() *scoring.Gathered { return desktest.Must(d.GatherScores(t.Context(), scoring.Options{}))(t) }
	before := everything()
	closes := desktest.At(2024, 8, 31).Time()
	c.At = closes.Add(-time.Millisecond)
	if everything() != before {
		t.Error("nothing has come, and all is read again")
	}
	c.At = closes
	if v := everything(); v == before || v.Status(rain) != "closed" {
		t.Error("the question has closed, and nothing was read")
	}
	known := everything()
	everything = func() *scoring.Gathered {
		return desktest.Must(d.GatherScores(t.Context(), scoring.Options{Filter: scoring.Filter{Origin: "witnessed"}}))(t)
	}
	if vouched := everything(); len(vouched.Pairs) != 0 || everything() != vouched || desktest.Must(d.GatherScores(t.Context(), scoring.Options{}))(t) != known {
		t.Error("what others had witnessed is read again and again")
	}
	d.ForgetAll()
	if err := d.ReadScoresAhead(t.Context(), scoring.Filter{}); err != nil || d.ReadAhead() == nil || everything() != d.ReadAhead() {
		t.Errorf("what was read ahead is not what is asked for: %v", err)
	}
}

// An ending is a context that ends when it has been asked so many times.
type ending struct {
	context.Context
	left atomic.Int64
}

func (e *ending) Err() error {
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// What was broken off by a later change of the filter leaves nothing behind.
func TestWhatIsBrokenOffIsNotKept(t *testing.T) {
	c := desktest.Start()
	c.At = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	d := desktest.Must(forecasts.OpenSample(t.Context(), desktest.EnvFor(t, "sample", c), desktest.Must(os.ReadFile("../../assets/sample.forecasts"))(t)))(t)
	defer d.Close()
	want := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	broken := 0
	for after := int64(1); after < 3000; after = after*3/2 + 1 {
		d.ForgetScores()
		ctx := &ending{Context: t.Context()}
		ctx.left.Store(after)
		if _, err := d.Scores(ctx, scoring.Filter{}); err != nil {
			broken++
			if !errors.Is(err, context.Canceled) {
				t.Errorf("broken off: %v", err)
			}
		}
		if v := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t); !reflect.DeepEqual(v, want) {
			t.Errorf("broken off after %d: %+v, want %+v", after, v, want)
		}
	}
	if broken < 5 {
		t.Errorf("only %d were broken off", broken)
	}
}

// A name that fits several is refused, wherever it chooses a forecaster; their keys
// choose each.
func TestANameThatFitsSeveralIsRefused(t *testing.T) {
	_, d := scored(t)
	q := desktest.Ask(t, d, "Another")
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{By: "Crane"}))(t) // somebody else's namesake
	f, ctx := scoring.Filter{Forecaster: "Crane"}, t.Context()
	for what, err := range map[string]error{
		"scores": second(d.Scores(ctx, f)), "the report": second(d.Score(ctx, scoring.Options{Filter: f})), "conventions": second(d.Conventions(ctx, f)),
		"the change": second(d.ScoreChange(ctx, 0, journal.InstantOf(d.Now()), f)), "the drill-down": second(d.Drilldown(ctx, scoring.Drilldown{Filter: f})),
		"what was left out": second(d.LeftOut(ctx, f)), "forecasts": second(d.Forecasts(ctx, listing.Filter{By: "Crane"})),
		"questions": second(d.Questions(ctx, listing.Filter{By: "Crane"})), "articles": second(d.Articles(ctx, listing.Filter{By: "Crane"})),
		"findings": second(d.Findings(ctx, listing.Filter{By: "Crane"})), "sets": second(d.ScenarioSets(ctx, listing.Filter{By: "Crane"})),
		"coherence": second(d.Coherence(ctx, "Crane")),
	} {
		if err == nil || !strings.Contains(err.Error(), `2 forecasters match "Crane"`) {
			t.Errorf("%s: %v", what, err)
		}
	}
	me := desktest.Must(d.Me())(t)
	for ref, want := range map[string]int{me: 12, me[:8]: 12, me + " Crane": 0, "Heron": 12} {
		if v := desktest.Must(d.Scores(ctx, scoring.Filter{Forecaster: ref}))(t); v.Questions != want {
			t.Errorf("%s is scored on %d questions, want %d", ref, v.Questions, want)
		}
	}
}

func second[T any](_ T, err error) error { return err }
