package scoring_test

import (
	"encoding/json"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// A world is a record of two people. Heron asks and decides, and is scored on
// nothing; Crane forecasts. Files go both ways after every act.
type world struct {
	t            *testing.T
	clock        *desktest.Clock
	crane, heron *forecasts.Desk
	rain, snow   journal.ID // rain ends badly for Crane
	apart        bool       // no files go
	withheld     []string   // what Crane's files leave out
}

// The days on which something happens, from the asking on; the questions close on
// day 187.
const (
	firstForecast  = 10
	secondForecast = 100
	decision       = 150
	closing        = 187
)

// acts are what somebody tries on a day. A day with an act in place of what happens
// then has only the act.
type acts map[int]func(*world)

// live runs the record. Acts on the days of forecasts and decisions come after
// these, and those on day 0 before anything is asked.
func live(t *testing.T, tried acts) *world {
	c := desktest.Start()
	w := &world{t: t, clock: c, crane: desktest.NewDesk(t, "Crane", c), heron: desktest.NewDesk(t, "Heron", c)}
	begin := c.At
	honest := acts{
		0: func(w *world) {
			w.rain, w.snow = desktest.Ask(t, w.heron, "It rains"), desktest.Ask(t, w.heron, "It snows")
		},
		firstForecast: func(w *world) {
			w.says(w.crane, w.rain, .8)
			w.says(w.crane, w.snow, .3)
		},
		secondForecast: func(w *world) { w.says(w.crane, w.rain, .4) },
		decision: func(w *world) {
			w.ends(w.heron, w.rain, "false", nil)
			w.ends(w.heron, w.snow, "false", nil)
		},
	}
	for day := range 230 {
		c.At = begin.AddDate(0, 0, day)
		for _, all := range []acts{honest, tried} {
			if all[day] != nil {
				all[day](w)
				c.Pass(time.Minute)
				w.exchange()
			}
		}
	}
	w.exchange() // what the first saw of the second comes back with the next file
	return w
}

func (w *world) exchange() {
	w.t.Helper()
	if w.apart {
		return
	}
	path := filepath.Join(w.t.TempDir(), "crane.forecasts")
	desktest.Must(w.crane.Export(w.t.Context(), path, exchange.Options{Withhold: w.withheld}))(w.t)
	desktest.Must(w.heron.Import(w.t.Context(), []string{path}, nil))(w.t)
	desktest.Give(w.t, w.heron, w.crane)
}

func (w *world) says(d *forecasts.Desk, q journal.ID, p float64) {
	w.t.Helper()
	desktest.Must(d.Forecast(w.t.Context(), q, desktest.P(p), question.Saying{}))(w.t)
}

func (w *world) ends(d *forecasts.Desk, q journal.ID, outcome string, known *journal.Instant) {
	w.t.Helper()
	desktest.Must(d.Resolve(w.t.Context(), q, json.RawMessage(outcome), question.Resolving{KnownAt: known}))(w.t)
}

func (w *world) revises(d *forecasts.Desk, q journal.ID, member string, value any) {
	w.t.Helper()
	desktest.Must(d.Revise(w.t.Context(), q, map[string]any{member: value}, "because"))(w.t)
}

// day is an instant of the record.
func day(n int) *journal.Instant {
	i := journal.InstantOf(desktest.Start().At.AddDate(0, 0, n))
	return &i
}

func (w *world) score(o scoring.Options) scoring.Report {
	w.t.Helper()
	a := desktest.Must(w.crane.Score(w.t.Context(), o))(w.t)
	b := desktest.Must(w.heron.Score(w.t.Context(), o))(w.t)
	if x, y := asJSON(w.t, a), asJSON(w.t, b); x != y {
		w.t.Errorf("Crane's file says\n%s\nHeron's\n%s", x, y)
	}
	return a
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func sameFigure(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

// An honest record rests on nothing but forecasts.
func TestHonestRecordRestsOnNothingElse(t *testing.T) {
	w := live(t, nil)
	r := w.score(scoring.Options{By: "forecaster"})
	if r.RestsOn == nil || len(r.RestsOn) != 0 {
		t.Errorf("it rests on %s", asJSON(t, r.RestsOn))
	}
	if *r.Witnessed != (scoring.WitnessedPart{Questions: 2, Of: 2}) {
		t.Errorf("witnessed: %+v", *r.Witnessed)
	}
	if len(r.Grouped) != 1 || len(r.Grouped[0].RestsOn) != 0 || r.Grouped[0].RestsOn == nil {
		t.Errorf("groups: %s", asJSON(t, r.Grouped))
	}
	rests := desktest.Must(w.crane.RestsOn(t.Context(), scoring.Filter{}))(t)
	if !rests.IsWell() || rests.Headline != r.Headline {
		t.Errorf("%+v", rests)
	}
}

// Whatever somebody tries, the headline is that of the honest record, or a line
// names who did it and has the honest headline beside it, to the last digits.
func TestNobodyMovesAScoreUnseen(t *testing.T) {
	record := live(t, nil).score(scoring.Options{By: "question"})
	honest := float64(record.Headline)
	var snow float64
	for _, g := range record.Groups {
		if float64(g.Headline) < honest {
			snow = float64(g.Headline) // it went well
		}
	}
	tenth := func(n int) func(*world) {
		return func(w *world) { w.revises(w.crane, w.rain, "closes", day(n)) }
	}
	for _, x := range []struct {
		name  string
		tried acts
		what  string // the line; empty if the headline is the honest one
		by    string
		apart bool // the headline without the line is that of the other question
	}{
		{"a close moved far", acts{110: tenth(1000)}, scoring.ClosesMoved, "Crane", false},
		{"a close moved near", acts{110: tenth(120)}, scoring.ClosesMoved, "Crane", false},
		{"a close moved twice", acts{20: tenth(1000), 120: tenth(160)}, scoring.ClosesMoved, "Crane", false},
		{"a close moved there and back", acts{20: tenth(1000), 60: tenth(closing)}, scoring.ClosesMoved, "Crane", false},
		{"a close moved by somebody else", acts{110: func(w *world) { w.revises(w.heron, w.rain, "closes", day(1000)) }}, scoring.ClosesMoved, "Heron", false},
		{"a close moved before anybody had forecast", acts{1: func(w *world) { w.revises(w.heron, w.rain, "closes", desktest.At(2024, 8, 31)) }}, "", "", false},
		{"a close moved after the outcome", acts{160: tenth(1000)}, "", "", false},
		{"the outcome dated back before the second forecast", acts{160: func(w *world) { w.ends(w.crane, w.rain, "false", day(50)) }}, scoring.KnownEarly, "Crane", false},
		{"the outcome dated back before the first forecast", acts{160: func(w *world) { w.ends(w.crane, w.rain, "false", day(5)) }}, scoring.KnownEarly, "Crane", false},
		{"the outcome dated back before the asking", acts{160: func(w *world) { w.ends(w.crane, w.rain, "false", day(-50)) }}, scoring.KnownEarly, "Crane", false},
		{"the outcome dated back, and nothing is cut off", acts{160: func(w *world) { w.ends(w.crane, w.rain, "false", day(101)) }}, scoring.KnownEarly, "Crane", false},
		{"a forecast dated back", acts{140: func(w *world) {
			desktest.Must(w.crane.Forecast(t.Context(), w.snow, desktest.P(.3), question.Saying{MadeAt: day(11)}))(t)
		}}, "", "", false},
		{"a withdrawal before a bad end", acts{120: func(w *world) { desktest.Must(w.crane.Withdraw(t.Context(), w.rain, "", ""))(t) }}, scoring.WithdrawnEarly, "Crane", false},
		{"the outcome superseded by an annulment", acts{160: func(w *world) { desktest.Must(w.crane.Annul(t.Context(), w.rain, "ambiguous", ""))(t) }}, scoring.EndedByScored, "Crane", false},
		{"the question opened again", acts{160: func(w *world) { desktest.Must(w.crane.Reopen(t.Context(), w.rain, ""))(t) }}, scoring.EndedByScored, "Crane", false},
		{"the outcome disputed", acts{
			149: func(w *world) { w.apart = true; w.ends(w.crane, w.rain, "true", nil) },
			151: func(w *world) { w.apart = false },
		}, scoring.EndedByScored, "Crane", false},
		{"the outcome superseded by the other", acts{160: func(w *world) { w.ends(w.crane, w.rain, "true", day(decision)) }}, scoring.EndedByScored, "Crane", false},
		{"the criteria changed", acts{110: func(w *world) { w.revises(w.crane, w.rain, "criteria", "It pours") }}, scoring.CriteriaChanged, "Crane", true},
		{"an outcome decided again", acts{151: func(w *world) { w.ends(w.crane, w.rain, "false", day(decision)) }}, "", "", false},
		{"an outcome confirmed", acts{151: func(w *world) { desktest.Must(w.crane.Confirm(t.Context(), w.rain))(t) }}, "", "", false},
	} {
		t.Run(x.name, func(t *testing.T) {
			w := live(t, x.tried)
			r := w.score(scoring.Options{By: "forecaster"})
			if x.what == "" {
				if len(r.RestsOn) != 0 && r.RestsOn[0].What != scoring.Unwitnessed || !sameFigure(float64(r.Headline), honest) {
					t.Errorf("the headline is %v, an honest one %v; it rests on %s", r.Headline, honest, asJSON(t, r.RestsOn))
				}
				return
			}
			for _, lines := range [][]scoring.Rest{r.RestsOn, r.Grouped[0].RestsOn} {
				if len(lines) != 1 {
					t.Fatalf("it rests on %s", asJSON(t, lines))
				}
				l := lines[0]
				if l.What != x.what || len(l.By) != 1 || l.By[0].Name != x.by || l.N != 1 || !slices.Equal(l.Questions, []journal.ID{w.rain}) {
					t.Errorf("it rests on %s", asJSON(t, lines))
				}
				want := honest
				if x.apart {
					want = snow
				}
				if !sameFigure(float64(l.HeadlineWithout), want) {
					t.Errorf("without it the headline is %v, want %v", l.HeadlineWithout, want)
				}
				if l.What == scoring.EndedByScored && !sameFigure(float64(l.OtherWay), honest) {
					t.Errorf("decided the other way it is %v, an honest one %v", l.OtherWay, honest)
				}
			}
		})
	}
}
