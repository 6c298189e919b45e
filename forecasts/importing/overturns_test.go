package importing_test

import (
	"encoding/json"
	"errors"
	"math"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// threePeople share a record: Heron asks and decides, Crane and Gull forecast.
// Rain and fog have ended Yes, snow is open.
type threePeople struct {
	t                  *testing.T
	clock              *desktest.Clock
	crane, heron, gull *forecasts.Desk
	rain, fog, snow    journal.ID
}

func newThreePeople(t *testing.T) *threePeople {
	c := desktest.Start()
	w := &threePeople{t: t, clock: c, crane: desktest.NewDesk(t, "Crane", c), heron: desktest.NewDesk(t, "Heron", c), gull: desktest.NewDesk(t, "Gull", c)}
	w.rain, w.fog, w.snow = desktest.Ask(t, w.heron, "It rains"), desktest.Ask(t, w.heron, "There is fog"), desktest.Ask(t, w.heron, "It snows")
	w.all()
	for i, q := range []journal.ID{w.rain, w.fog, w.snow} {
		c.Pass(24 * time.Hour)
		w.says(w.crane, q, .8-.2*float64(i))
		w.says(w.gull, q, .2+.1*float64(i))
	}
	c.Pass(40 * 24 * time.Hour)
	w.ends(w.heron, w.rain, "true", nil)
	w.ends(w.heron, w.fog, "true", nil)
	w.all()
	c.Pass(10 * 24 * time.Hour)
	return w
}

func (w *threePeople) all() {
	w.t.Helper()
	for range 2 {
		desktest.ExchangeBoth(w.t, w.heron, w.crane)
		desktest.ExchangeBoth(w.t, w.heron, w.gull)
	}
}

func (w *threePeople) says(d *forecasts.Desk, q journal.ID, p float64) {
	w.t.Helper()
	desktest.Must(d.Forecast(w.t.Context(), q, desktest.P(p), question.Saying{}))(w.t)
}

func (w *threePeople) ends(d *forecasts.Desk, q journal.ID, outcome string, known *journal.Instant) {
	w.t.Helper()
	desktest.Must(d.Resolve(w.t.Context(), q, json.RawMessage(outcome), question.Resolving{KnownAt: known}))(w.t)
}

func (w *threePeople) revises(d *forecasts.Desk, q journal.ID, member string, value any) {
	w.t.Helper()
	desktest.Must(d.Revise(w.t.Context(), q, map[string]any{member: value}, "because"))(w.t)
}

// file is what somebody hands over.
func (w *threePeople) file(d *forecasts.Desk) []string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), d.Title+".forecasts")
	desktest.Must(d.Export(w.t.Context(), path, exchange.Options{}))(w.t)
	return []string{path}
}

func (w *threePeople) looks(paths []string, choose overturning.Choose) importing.Result {
	w.t.Helper()
	before := desktest.Lists(w.t, w.crane)
	plan := desktest.Must(w.crane.ImportFiles(w.t.Context(), paths, importing.Options{DryRun: true, Choose: choose}))(w.t)
	if desktest.Lists(w.t, w.crane) != before {
		w.t.Error("a preview changes something")
	}
	return plan
}

func headlineOf(t *testing.T, d *forecasts.Desk, who string) float64 {
	t.Helper()
	return float64(desktest.Must(d.Score(t.Context(), scoring.Options{Filter: scoring.Filter{Forecaster: who}}))(t).Headline)
}

func headline(t *testing.T, plan importing.Result, who string) overturning.Headline {
	t.Helper()
	for _, h := range plan.Headlines {
		if h.Forecaster.Name == who {
			return h
		}
	}
	t.Fatalf("%s has no headline among %+v", who, plan.Headlines)
	return overturning.Headline{}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

// all chooses for every overturn the same.
func all(kept bool) overturning.Choose {
	return func(all []overturning.Overturn) error {
		for i := range all {
			all[i].Kept = kept
		}
		return nil
	}
}

// An outcome that a file overturns is told with who decided it, and what headlines
// become is what they become; what is kept stands as before, and nobody who kept it
// has decided anything.
func TestOverturnedOutcome(t *testing.T) {
	w := newThreePeople(t)
	w.ends(w.gull, w.rain, "false", nil)
	w.clock.Pass(time.Hour)
	paths := w.file(w.gull)
	plan := w.looks(paths, overturning.KeepScored)
	if len(plan.Overturns) != 1 {
		t.Fatalf("overturns %+v", plan.Overturns)
	}
	o := plan.Overturns[0]
	if o.Question != w.rain || o.Title != "It rains" || o.What != overturning.Outcome || string(o.Was) != "true" || string(o.WouldBe) != "false" ||
		o.WasBy.Name != "Heron" || o.By.Name != "Gull" || !o.ScoredOnIt || !o.Kept || o.Final {
		t.Errorf("%+v", o)
	}
	if len(plan.Disputed) != 0 {
		t.Error("an end that knows of the other is told as a conflict")
	}
	taken := desktest.NewDesk(t, "Ibis", w.clock) // sees what comes of taking it
	for _, d := range []*forecasts.Desk{w.crane, w.gull} {
		desktest.Give(t, d, taken)
	}
	for _, who := range []string{"Crane", "Gull"} {
		h := headline(t, plan, who)
		now := headlineOf(t, w.crane, who)
		if !near(float64(h.Was), now) || !near(float64(h.WouldBe), now) || !near(float64(h.AllTaken), headlineOf(t, taken, who)) || h.Questions != 2 {
			t.Errorf("%s: %+v; it is %v, and taken %v", who, h, now, headlineOf(t, taken, who))
		}
		found := false
		for _, e := range o.Effects {
			found = found || e.Forecaster.Name == who && e.Was == h.WouldBe && near(float64(e.WouldBe), float64(h.AllTaken))
		}
		if !found {
			t.Errorf("%s is not among the effects %+v", who, o.Effects)
		}
	}

	before := headlineOf(t, w.crane, "Gull")
	done := desktest.Must(w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: overturning.KeepScored}))(t)
	if len(done.Overturns) != 1 || !done.Overturns[0].Kept || done.Headlines != nil {
		t.Errorf("%+v", done)
	}
	w.clock.Pass(time.Hour)
	desktest.Give(t, w.crane, w.heron)
	for _, d := range []*forecasts.Desk{w.crane, w.heron} {
		r := desktest.Must(d.Score(t.Context(), scoring.Options{Filter: scoring.Filter{Forecaster: "Gull"}}))(t)
		if !near(float64(r.Headline), before) {
			t.Errorf("%s: kept, Gull's headline is %v, it was %v", d.Title, r.Headline, before)
		}
		for _, l := range r.RestsOn {
			if l.What == scoring.EndedByScored || l.What == scoring.KnownEarly {
				t.Errorf("%s: it rests on %+v", d.Title, l)
			}
		}
		if v := desktest.Question1(t, d, w.rain); string(v.Outcome) != "true" || len(v.Ends) != 3 {
			t.Errorf("%s: the outcome is %s by %d records", d.Title, v.Outcome, len(v.Ends))
		}
	}
	if again := w.looks(paths, nil); len(again.Overturns) != 0 {
		t.Errorf("the same file again overturns %+v", again.Overturns)
	}
}

// Without a choice everything is taken, as merges always did.
func TestNothingIsKeptUnlessAskedFor(t *testing.T) {
	w := newThreePeople(t)
	w.ends(w.gull, w.rain, "false", nil)
	desktest.Must(w.crane.ImportFiles(t.Context(), w.file(w.gull), importing.Options{}))(t)
	if v := desktest.Question1(t, w.crane, w.rain); string(v.Outcome) != "false" || len(v.Ends) != 2 {
		t.Errorf("the outcome is %s by %d records", v.Outcome, len(v.Ends))
	}
	r := desktest.Must(w.crane.Score(t.Context(), scoring.Options{Filter: scoring.Filter{Forecaster: "Gull"}}))(t)
	named := false
	for _, l := range r.RestsOn {
		named = named || l.What == scoring.EndedByScored && l.By[0].Name == "Gull"
	}
	if !named {
		t.Errorf("it rests on %+v", r.RestsOn)
	}
}

// Whatever is chosen of several overturns, the headlines told are those that come.
func TestHeadlinesAsChosen(t *testing.T) {
	for _, kept := range [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}} {
		w := newThreePeople(t)
		known := journal.InstantOf(w.clock.At.Add(-20 * 24 * time.Hour))
		w.ends(w.gull, w.rain, "false", nil)
		w.ends(w.gull, w.fog, "true", &known)
		w.says(w.gull, w.snow, .5)
		paths := w.file(w.gull)
		choose := func(all []overturning.Overturn) error {
			for i := range all {
				all[i].Kept = kept[i]
			}
			return nil
		}
		plan := w.looks(paths, choose)
		if len(plan.Overturns) != 2 || plan.Overturns[0].Question != w.rain || plan.Overturns[1].What != overturning.KnownAt || plan.Overturns[1].By.Name != "Gull" {
			t.Fatalf("overturns %+v", plan.Overturns)
		}
		desktest.Must(w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: choose}))(t)
		for _, who := range []string{"Crane", "Gull"} {
			if told, is := headline(t, plan, who).WouldBe, headlineOf(t, w.crane, who); !near(float64(told), is) {
				t.Errorf("kept %v: %s was told %v and has %v", kept, who, told, is)
			}
		}
		other := plan.Outlook.Headlines(plan.Overturns)
		if len(other) != len(plan.Headlines) || other[0] != plan.Headlines[0] {
			t.Errorf("the outlook says %+v", other)
		}
	}
}

// How an open question is worded can be kept, too; once it has ended, what it is
// scored by stays as the records say.
func TestOverturnedWordings(t *testing.T) {
	w := newThreePeople(t)
	w.revises(w.gull, w.snow, "closes", desktest.At(2025, 8, 31))
	w.revises(w.gull, w.snow, "criteria", "A metre of it")
	w.revises(w.gull, w.snow, "tags", []string{"Winter"})
	w.revises(w.gull, w.rain, "closes", desktest.At(2025, 8, 31))
	paths := w.file(w.gull)
	plan := w.looks(paths, all(true))
	var kinds []string
	for _, o := range plan.Overturns {
		kinds = append(kinds, o.What)
		if o.By.Name != "Gull" || o.WasBy.Name != "Heron" || !o.ScoredOnIt || o.Final != (o.Question == w.rain) || len(o.Effects) != 0 {
			t.Errorf("%+v", o)
		}
		if o.What == overturning.Closes && (string(o.Was) != `"2024-08-31T00:00:00.000Z"` || o.Forecasts != 2) {
			t.Errorf("%s: %+v", o.Was, o)
		}
	}
	if len(kinds) != 4 || kinds[0] != overturning.Closes || kinds[2] != overturning.Wording || kinds[3] != overturning.Tags {
		t.Fatalf("overturned are %v", kinds)
	}
	desktest.Must(w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: all(true)}))(t)
	v := desktest.Question1(t, w.crane, w.snow)
	if *v.Closes != *desktest.At(2024, 8, 31) || v.Criteria != "" || len(v.Tags) != 1 || v.Tags[0] != "Japan" || v.Rivals != 0 {
		t.Errorf("kept: %+v", v)
	}
}

// What a colleague takes back is overturned by them, and their end can be kept.
func TestARetractedOutcomeCanBeKept(t *testing.T) {
	w := newThreePeople(t)
	desktest.Must(w.heron.Retract(t.Context(), desktest.Question1(t, w.heron, w.rain).Ends[0].ID, "a slip"))(t)
	paths := w.file(w.heron)
	plan := w.looks(paths, all(true))
	if len(plan.Overturns) != 1 || string(plan.Overturns[0].WouldBe) != "null" || plan.Overturns[0].By.Name != "Heron" || plan.Overturns[0].ScoredOnIt {
		t.Fatalf("overturns %+v", plan.Overturns)
	}
	desktest.Must(w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: all(true)}))(t)
	if v := desktest.Question1(t, w.crane, w.rain); string(v.Outcome) != "true" {
		t.Errorf("the outcome is %s", v.Outcome)
	}
}

// A choice that cannot be made writes nothing; and what merely arrives overturns
// nothing.
func TestChoosingInVain(t *testing.T) {
	w := newThreePeople(t)
	w.ends(w.gull, w.snow, "true", nil)
	w.says(w.gull, desktest.Ask(t, w.gull, "It hails"), .4)
	paths := w.file(w.gull)
	if plan := w.looks(paths, nil); len(plan.Overturns) != 0 || plan.Overturns == nil || len(plan.Headlines) != 2 {
		t.Errorf("%+v; %+v", plan.Overturns, plan.Headlines)
	}
	before := desktest.Lists(t, w.crane)
	vain := errors.New("in vain")
	_, err := w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: func([]overturning.Overturn) error { return vain }})
	if !errors.Is(err, vain) || desktest.Lists(t, w.crane) != before {
		t.Errorf("%v", err)
	}
}

// What waits or does not fit is not counted as if it counted.
func TestAPreviewCountsWhatCounts(t *testing.T) {
	w := newThreePeople(t)
	q := desktest.Ask(t, w.heron, "It hails")
	desktest.Give(t, w.heron, w.gull)
	w.says(w.gull, q, .4)
	path := filepath.Join(t.TempDir(), "gull.forecasts")
	desktest.Must(w.gull.Export(t.Context(), path, exchange.Options{By: []string{"Gull"}}))(t)
	plan := w.looks([]string{path}, nil)
	if plan.Adds.Forecasts != 0 || plan.WithoutEffect["waiting"] != 1 || plan.Waiting != 1 || len(plan.Changes) != 0 {
		t.Errorf("adds %+v, without effect %v, changes %+v", plan.Adds, plan.WithoutEffect, plan.Changes)
	}
}

// An overturned outcome moves the scores of what depends on it, and the headlines told
// say so.
func TestOverturningACondition(t *testing.T) {
	w := newThreePeople(t)
	flood := desktest.Must(w.heron.Ask(t.Context(), journal.Asked{Title: "It floods if it rains", Closes: desktest.At(2024, 8, 31),
		If: &journal.Condition{Question: w.rain, Outcome: json.RawMessage("true")}}))(t)
	w.all()
	w.says(w.crane, flood, .7)
	w.says(w.gull, flood, .1)
	w.clock.Pass(10 * 24 * time.Hour)
	w.ends(w.heron, flood, "true", nil)
	w.all()
	w.clock.Pass(time.Hour)
	w.ends(w.gull, w.rain, "false", nil)
	paths := w.file(w.gull)
	for _, kept := range []bool{true, false} {
		plan := w.looks(paths, all(kept))
		if len(plan.Overturns) != 1 {
			t.Fatalf("overturns %+v", plan.Overturns)
		}
		for _, who := range []string{"Crane", "Gull"} {
			h := headline(t, plan, who)
			questions := 3
			if !kept {
				questions = 2 // the condition failed
			}
			if h.Questions != questions || !near(float64(h.AllKept), headlineOf(t, w.crane, who)) {
				t.Errorf("kept %t: %+v", kept, h)
			}
		}
		if kept {
			continue
		}
		desktest.Must(w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: all(kept)}))(t)
		for _, who := range []string{"Crane", "Gull"} {
			if h := headline(t, plan, who); !near(float64(h.WouldBe), headlineOf(t, w.crane, who)) {
				t.Errorf("%s was told %v and has %v", who, h.WouldBe, headlineOf(t, w.crane, who))
			}
		}
	}
}

// A question that is one with another ends as that one, until somebody ends it
// otherwise: then both go apart, and that is told and can be kept.
func TestOverturningWhatIsOneWithAnother(t *testing.T) {
	w := newThreePeople(t)
	other := desktest.Ask(t, w.heron, "Rain falls")
	desktest.Must(w.heron.Relate(t.Context(), other, w.rain, "same", ""))(t)
	w.all()
	w.clock.Pass(time.Hour)
	w.ends(w.gull, other, "false", nil)
	paths := w.file(w.gull)
	plan := w.looks(paths, all(true))
	if len(plan.Overturns) != 1 || plan.Overturns[0].Question != other || string(plan.Overturns[0].Was) != "true" || string(plan.Overturns[0].WouldBe) != "false" || plan.Overturns[0].By.Name != "Gull" {
		t.Fatalf("overturns %+v", plan.Overturns)
	}
	desktest.Must(w.crane.ImportFiles(t.Context(), paths, importing.Options{Choose: all(true)}))(t)
	if v := desktest.Question1(t, w.crane, other); string(v.Outcome) != "true" || v.ID != w.rain {
		t.Errorf("%s is %s", v.Title, v.Outcome)
	}
}

// A look says who else saw a log, how much of it, and who of them is trusted here.
func TestWhoSawAFile(t *testing.T) {
	w := newThreePeople(t)
	desktest.Give(t, w.gull, w.heron)
	heron := ""
	for _, l := range desktest.Must(w.crane.Logs(t.Context()))(t) {
		if l.Name == "Heron" {
			heron = l.Key
		}
	}
	w.says(w.gull, w.snow, .4)
	desktest.Give(t, w.heron, w.gull) // what Heron saw goes with Gull's file
	path := w.file(w.gull)
	for _, trusted := range []bool{false, true} {
		if err := w.crane.Trust(t.Context(), map[string]bool{heron: trusted}); err != nil {
			t.Fatal(err)
		}
		for _, l := range w.looks(path, nil).Files[0].Logs {
			if l.Name != "Gull" {
				continue
			}
			if len(l.Witnesses) != 1 || l.Witnesses[0].Key != heron || l.Witnesses[0].Name != "Heron" || l.Witnesses[0].Trusted != trusted || l.Witnesses[0].New ||
				l.Witnesses[0].Records >= l.Records || l.Witnesses[0].Records <= 1 {
				t.Errorf("of %d records: %+v", l.Records, l.Witnesses)
			}
		}
	}
}
