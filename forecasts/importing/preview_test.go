package importing_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// A preview shows both sides of a dispute and questions that look alike; what
// one decides of them is recorded with the merge, and both desks agree on it.
func TestMergeDecidesAndLinks(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "Will Kishida visit Pyongyang by 31 August 2024?")
	desktest.Give(t, crane, heron)
	own := desktest.Ask(t, heron, "Kishida visits Pyongyang before 31 August 2024")
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)
	desktest.Must(heron.Resolve(t.Context(), q, json.RawMessage("false"), question.Resolving{}))(t)
	desktest.Must(heron.Forecast(t.Context(), own, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(heron.Forecast(t.Context(), own, desktest.P(0.2), question.Saying{}))(t)
	path := filepath.Join(t.TempDir(), "heron.forecasts")
	desktest.Must(heron.Export(t.Context(), path, exchange.Options{}))(t)
	before := desktest.Lists(t, crane)
	plan := desktest.Must(crane.ImportFiles(t.Context(), []string{path}, importing.Options{DryRun: true}))(t)
	if desktest.Lists(t, crane) != before {
		t.Fatal("a preview changes something")
	}
	if len(plan.Disputes) != 1 || len(plan.Disputes[0].Here) != 1 || len(plan.Disputes[0].There) != 1 || plan.Disputes[0].There[0].By != "Heron" {
		t.Fatalf("disputes %+v", plan.Disputes)
	}
	if len(plan.Similar) != 1 || plan.Similar[0].New != own || plan.Similar[0].Here != q {
		t.Fatalf("alike %+v", plan.Similar)
	}
	var made *merging.Change
	for i, ch := range plan.Changes {
		if ch.Kind == journal.ForecastMade {
			made = &plan.Changes[i]
		}
	}
	if made == nil || made.Count != 2 || *made.First != 0.3 || *made.Last != 0.2 || made.By != "Heron" {
		t.Errorf("changes %+v", plan.Changes)
	}
	done := desktest.Must(crane.ImportFiles(t.Context(), []string{path}, importing.Options{
		Decide: map[journal.ID]journal.ID{q: plan.Disputes[0].There[0].ID}, Same: [][2]journal.ID{{own, q}}}))(t)
	if !done.Written {
		t.Error("not written")
	}
	desktest.Give(t, crane, heron)
	for _, d := range []*forecasts.Desk{crane, heron} {
		v := desktest.Must(d.Question(t.Context(), q))(t)
		if v.Status != "resolved" || string(v.Outcome) != "false" {
			t.Errorf("%s: %s, %s", d.Title, v.Status, v.Outcome)
		}
	}
	if again := desktest.Must(crane.ImportFiles(t.Context(), []string{path}, importing.Options{DryRun: true}))(t); len(again.Disputes)+len(again.Similar)+len(again.Changes) != 0 {
		t.Errorf("the same again: %+v", again.Summary)
	}
}

func TestAKeyThatImitatesAName(t *testing.T) {
	c := desktest.Start()
	crane, heron, false_ := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Неrоn", c) // Cyrillic Н, е, о
	desktest.Ask(t, heron, "It rains")
	desktest.Give(t, heron, crane)
	desktest.Ask(t, false_, "It snows")
	path := filepath.Join(t.TempDir(), "x.forecasts")
	desktest.Must(false_.Export(t.Context(), path, exchange.Options{}))(t)
	plan := desktest.Must(crane.PlanImport(t.Context(), []string{path}))(t)
	if l := plan.Files[0].Logs[0]; l.Resembles != "Heron" || l.KnownSince != nil {
		t.Errorf("%+v", l)
	}
	desktest.Must(heron.Export(t.Context(), path, exchange.Options{}))(t)
	if l := desktest.Must(crane.PlanImport(t.Context(), []string{path}))(t).Files[0].Logs[0]; l.Resembles != "" || len(l.AgreedBy) != 1 {
		t.Errorf("%+v", l)
	}
}
