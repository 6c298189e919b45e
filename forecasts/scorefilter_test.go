package forecasts

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

// What a plain view leaves out is intervals and comparisons; all else is as in
// the whole one, under every filter.
func TestPlainViewsSayTheSame(t *testing.T) {
	c := start()
	c.at = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	d := must(OpenSample(t.Context(), envFor(t, "sample", c), must(os.ReadFile("../assets/sample.forecasts"))(t)))(t)
	defer d.Close()
	for _, f := range []ScoreFilter{
		{}, {Forecaster: "Heron"}, {Tag: "DPRK"}, {Kind: "choice"}, {Rule: "log", Forecaster: "Crane", Tag: "Japan"}, {Rule: "spherical"}, {Origin: "all", Ended: true},
	} {
		whole := must(d.Scores(t.Context(), f))(t)
		f.Plain = true
		plain := must(d.Scores(t.Context(), f))(t)
		if plain.CI != nil || plain.Reliability.Band != nil || plain.Ranked || !plain.Plain {
			t.Errorf("%+v: a plain view has intervals", f)
		}
		for _, v := range []*ScoreView{&whole, &plain} {
			v.CI, v.Reliability.Band, v.Ranked, v.Against, v.Plain = nil, nil, false, "", false
			v.Reliability.Consistency, v.Reliability.CalibratedMCB, v.Reliability.CalibratedHigh = false, 0, 0
			v.Groups = slices.DeleteFunc(v.Groups, func(g ScoreGroup) bool { return g.Team })
			ByHeadline(v.Groups) // places are not known in plain
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
	c := start()
	c.at = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	d := must(OpenSample(t.Context(), envFor(t, "sample", c), must(os.ReadFile("../assets/sample.forecasts"))(t)))(t)
	defer d.Close()
	var kept []ScoreView
	filters := []ScoreFilter{
		{}, {Forecaster: "Heron"}, {Forecaster: "Crane", Ended: true}, {Forecaster: "Crane", Rule: "log"}, {Rule: "log"},
		{Rule: "log", Since: *at(2026, 6, 1)}, {Origin: "all"}, {Origin: "witnessed"}, {},
	}
	for _, f := range filters {
		plain := f
		plain.Plain = true
		must(d.Scores(t.Context(), plain))(t)
		kept = append(kept, must(d.Scores(t.Context(), f))(t))
	}
	for i, f := range filters {
		d.ForgetAll()
		if v := must(d.Scores(t.Context(), f))(t); !reflect.DeepEqual(v, kept[i]) {
			t.Errorf("%+v: asked alone\n%+v\nafter others\n%+v", f, v, kept[i])
		}
	}
}

// What was read to be scored is read again when there is more.
func TestScoresKnowWhatIsNew(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	rain, snow := ask(t, d, "It rains"), ask(t, d, "It snows")
	for i, q := range []ID{rain, snow} {
		must(d.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
		c.pass(time.Hour)
		must(d.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
		if v := must(d.Scores(t.Context(), ScoreFilter{}))(t); v.Questions != i+1 {
			t.Errorf("%d questions are scored after %d were resolved", v.Questions, i+1)
		}
	}
	if v := must(d.Scores(t.Context(), ScoreFilter{Kind: "choice"}))(t); v.Questions != 0 || v.Size != 2 {
		t.Errorf("%d choices are scored, of %d pairs", v.Questions, v.Size)
	}
}

// What was read holds until the passing of time changes it, with no record of it.
func TestScoresKnowWhatHasCome(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	rain := ask(t, d, "It rains")
	must(d.Forecast(t.Context(), rain, p(0.3), Saying{}))(t)
	everything := func() *Gathered { return must(d.GatherScores(t.Context(), ScoreOptions{}))(t) }
	before := everything()
	closes := at(2024, 8, 31).Time()
	c.at = closes.Add(-time.Millisecond)
	if everything() != before {
		t.Error("nothing has come, and all is read again")
	}
	c.at = closes
	if v := everything(); v == before || v.Status(rain) != "closed" {
		t.Error("the question has closed, and nothing was read")
	}
	known := everything()
	everything = func() *Gathered {
		return must(d.GatherScores(t.Context(), ScoreOptions{ScoreFilter: ScoreFilter{Origin: "witnessed"}}))(t)
	}
	if vouched := everything(); len(vouched.Pairs) != 0 || everything() != vouched || must(d.GatherScores(t.Context(), ScoreOptions{}))(t) != known {
		t.Error("what others had witnessed is read again and again")
	}
	d.ForgetAll()
	if err := d.ReadScoresAhead(t.Context()); err != nil || d.ReadAhead() == nil || everything() != d.ReadAhead() {
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
	c := start()
	c.at = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	d := must(OpenSample(t.Context(), envFor(t, "sample", c), must(os.ReadFile("../assets/sample.forecasts"))(t)))(t)
	defer d.Close()
	want := must(d.Scores(t.Context(), ScoreFilter{}))(t)
	broken := 0
	for after := int64(1); after < 3000; after = after*3/2 + 1 {
		d.ForgetScores()
		ctx := &ending{Context: t.Context()}
		ctx.left.Store(after)
		if _, err := d.Scores(ctx, ScoreFilter{}); err != nil {
			broken++
			if !errors.Is(err, context.Canceled) {
				t.Errorf("broken off: %v", err)
			}
		}
		if v := must(d.Scores(t.Context(), ScoreFilter{}))(t); !reflect.DeepEqual(v, want) {
			t.Errorf("broken off after %d: %+v, want %+v", after, v, want)
		}
	}
	if broken < 5 {
		t.Errorf("only %d were broken off", broken)
	}
}
