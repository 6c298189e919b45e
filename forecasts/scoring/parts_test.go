package scoring_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// A report that is added up part by part is that of the whole to the last digit,
// whatever was done and however small the parts are.
func TestPartsAddUpToTheWhole(t *testing.T) {
	defer scoring.PartsOf(scoring.PartsOf(1))
	several := 0
	for seed := range uint64(6) {
		c := desktest.Start()
		d, other := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
		r := rand.New(rand.NewPCG(seed, 3))
		for i := range 70 {
			c.Pass(time.Duration(r.IntN(5*24)) * time.Hour)
			_ = desktest.Act(t, []*forecasts.Desk{d, other}[r.IntN(2)], r) // what the workspace does not allow is refused
			if i%9 == 8 {
				desktest.ExchangeBoth(t, d, other)
			}
		}
		desktest.ExchangeBoth(t, d, other)
		several += sameInParts(t, d, r)
		c.Pass(400 * 24 * time.Hour) // outcomes become known, sets end
		several += sameInParts(t, d, r)
	}
	if several == 0 {
		t.Error("nothing was scored of several forecasters")
	}
}

// sameInParts compares reports under some options, and gives how many had figures.
func sameInParts(t *testing.T, d *forecasts.Desk, r *rand.Rand) (scored int) {
	t.Helper()
	now := journal.InstantOf(d.Now())
	for _, o := range []scoring.Options{
		{}, {Filter: scoring.Filter{Tag: "b"}}, {Filter: scoring.Filter{Rule: "log", Kind: "choice"}}, {Filter: scoring.Filter{Since: now - 200*scoring.Day}},
		{Filter: scoring.Filter{Origin: "all", Rule: "rps"}, Forfeits: true}, {Backdate: true, LogClip: .01}, {Witnessed: true},
	} {
		scoring.PartsOf(1 + r.IntN(4))
		whole, err := d.ScoreWhole(t.Context(), o)
		parts, inParts := d.Score(t.Context(), o)
		if (err == nil) != (inParts == nil) || err != nil && !errors.Is(err, scoring.ErrNothing) {
			t.Fatalf("%+v: whole %v, in parts %v", o, err, inParts)
		}
		want, got := desktest.Must(json.Marshal(whole))(t), desktest.Must(json.Marshal(parts))(t)
		if string(got) != string(want) {
			t.Fatalf("%+v:\nin parts %s\nwhole    %s", o, got, want)
		}
		if err == nil && whole.Questions > 1 {
			scored++
		}
	}
	ranked, all := desktest.Must(d.Ranking(t.Context()))(t), desktest.Must(d.Scores(t.Context(), scoring.Filter{Plain: true}))(t)
	if !reflect.DeepEqual(ranked, all.Groups) {
		t.Fatalf("ranked %+v, want %+v", ranked, all.Groups)
	}
	own, page := desktest.Must(d.OwnAdvice(t.Context()))(t), desktest.Must(d.Recalibration(t.Context(), scoring.Filter{Forecaster: desktest.Must(d.Me())(t)}))(t)
	if got, want := desktest.Must(json.Marshal(own))(t), desktest.Must(json.Marshal(page))(t); string(got) != string(want) {
		t.Fatalf("advised %s, want %s", got, want)
	}
	return scored
}

// What was read to be scored stays while it is small; much of it is read again once
// nobody looks at scores.
func TestMuchIsForgotten(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	read := func() *scoring.Gathered { return desktest.Must(d.GatherScores(t.Context(), scoring.Options{}))(t) }
	first := read()
	if d.ForgetMany(); read() != first {
		t.Error("little was forgotten")
	}
	defer scoring.ManyFrom(scoring.ManyFrom(1))
	d.ForgetMany()
	if again := read(); again == first || len(again.Pairs) != 1 {
		t.Errorf("what was read stayed, or came back as %d pairs", len(again.Pairs))
	}
}
