package scoring_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
)

// The headline, and the record on Today, are those of the Scores page to the last digit,
// for whomever they are asked and whatever was done.
func TestTheHeadlineIsThatOfTheScoresPage(t *testing.T) {
	for seed := range uint64(6) {
		c := desktest.Start()
		d := desktest.NewDesk(t, "Crane", c)
		r := rand.New(rand.NewPCG(seed, 18))
		for range 60 {
			c.Pass(time.Duration(r.IntN(5*24)) * time.Hour)
			_ = desktest.Act(t, d, r) // what the workspace does not allow is refused
			if r.IntN(12) == 0 {
				sameHeadline(t, d)
			}
		}
		sameHeadline(t, d)
		c.Pass(400 * 24 * time.Hour) // outcomes become known, sets end
		sameHeadline(t, d)
	}
}

func sameHeadline(t *testing.T, d *forecasts.Desk) {
	t.Helper()
	for _, who := range desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t).Forecasters {
		v := desktest.Must(d.Scores(t.Context(), scoring.Filter{Forecaster: who.Ref(), Plain: true}))(t)
		alone, err := d.Score(t.Context(), scoring.Options{Filter: scoring.Filter{Forecaster: who.Ref()}}) // whose part is scored alone
		if err != nil && !errors.Is(err, scoring.ErrNothing) {
			t.Fatal(err)
		}
		if v.Questions != alone.Questions || v.Scored != alone.Scored || v.Headline != nil && *v.Headline != float64(alone.Headline) || v.LeftOut["unresolved"] != alone.LeftOut.Unresolved {
			t.Fatalf("the page scores %d questions of %s, %d forecasts, %v; the report %d, %d, %v", v.Questions, who.Name, v.Scored, v.Headline, alone.Questions, alone.Scored, alone.Headline)
		}
		want := scoring.Headline{Score: v.Headline, Questions: v.Questions}
		for range 2 { // computed, and as it was kept
			if got := desktest.Must(d.Headline(t.Context(), who.Ref()))(t); !reflect.DeepEqual(got, want) {
				t.Fatalf("the headline of %s is %v, on the Scores page %v", who.Name, got, want)
			}
		}
		if last, known := d.LastHeadline(who.Ref()); !known || !reflect.DeepEqual(last, want) {
			t.Fatalf("the last headline of %s is %v (%v), want %v", who.Name, last, known, want)
		}
		if me := desktest.Must(d.Me())(t); who.Ref() == me {
			own := desktest.Must(d.OwnRecord(t.Context()))(t)
			if !reflect.DeepEqual(own.Headline, v.Headline) || own.Resolved != v.Questions || !reflect.DeepEqual(own.Skill, v.Skill) {
				t.Fatalf("the record on Today is %v of %d, skill %v; want %v of %d, %v", own.Headline, own.Resolved, own.Skill, v.Headline, v.Questions, v.Skill)
			}
		}
	}
}

// What was last known is there at the next start; it is the answer only while the
// records are the same, and until an outcome becomes known.
func TestTheLastHeadlineIsKept(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	me := desktest.Must(d.Me())(t)
	q := desktest.Ask(t, d, "It rains")
	c.Pass(24 * time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	if _, known := d.LastHeadline(me); known {
		t.Fatal("a headline is known before anybody asked")
	}
	first := desktest.Must(d.Headline(t.Context(), me))(t)
	if first.Score != nil || first.Questions != 0 {
		t.Fatalf("nothing is resolved, and the headline is %v", first)
	}
	c.Pass(24 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), q, []byte("true"), question.Resolving{}))(t)
	now := desktest.Must(d.Headline(t.Context(), me))(t)
	if now.Score == nil || now.Questions != 1 {
		t.Fatalf("one question is resolved, and the headline is %v", now)
	}
	again := desktest.Must(forecasts.Open(t.Context(), d.Path(), d.Env))(t)
	t.Cleanup(func() { again.Close() })
	if last, known := again.LastHeadline(me); !known || !reflect.DeepEqual(last, now) {
		t.Errorf("at the next start %v (%v) is known, want %v", last, known, now)
	}
	if _, known := again.LastHeadline("somebody else"); known {
		t.Error("it passes for somebody else's")
	}
	kept, _ := filepath.Glob(filepath.Join(again.Home.Dir(), "known", "*-headline.json"))
	if len(kept) != 1 || os.WriteFile(kept[0], []byte("{"), 0o600) != nil {
		t.Fatalf("kept in %v", kept)
	}
	third := desktest.Must(forecasts.Open(t.Context(), d.Path(), d.Env))(t)
	t.Cleanup(func() { third.Close() })
	if _, known := third.LastHeadline(me); known {
		t.Error("a damaged file counts")
	}
	if got := desktest.Must(third.Headline(t.Context(), me))(t); !reflect.DeepEqual(got, now) {
		t.Errorf("without what was kept it is %v, want %v", got, now)
	}
}
