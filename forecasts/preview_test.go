package forecasts

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"weathervane/model/journal"
)

// A preview shows both sides of a dispute and questions that look alike; what
// one decides of them is recorded with the merge, and both desks agree on it.
func TestMergeDecidesAndLinks(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "Will Kishida visit Pyongyang by 31 August 2024?")
	give(t, crane, heron)
	own := ask(t, heron, "Kishida visits Pyongyang before 31 August 2024")
	must(crane.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	c.pass(time.Hour)
	must(heron.Resolve(t.Context(), q, json.RawMessage("false"), Resolving{}))(t)
	must(heron.Forecast(t.Context(), own, p(0.3), Saying{}))(t)
	c.pass(time.Hour)
	must(heron.Forecast(t.Context(), own, p(0.2), Saying{}))(t)
	path := filepath.Join(t.TempDir(), "heron.forecasts")
	must(heron.Export(t.Context(), path, ExportOptions{}))(t)
	before := lists(t, crane)
	plan := must(crane.Bring(t.Context(), []string{path}, BringOptions{DryRun: true}))(t)
	if lists(t, crane) != before {
		t.Fatal("a preview changes something")
	}
	if len(plan.Disputes) != 1 || len(plan.Disputes[0].Here) != 1 || len(plan.Disputes[0].There) != 1 || plan.Disputes[0].There[0].By != "Heron" {
		t.Fatalf("disputes %+v", plan.Disputes)
	}
	if len(plan.Alike) != 1 || plan.Alike[0].New != own || plan.Alike[0].Here != q {
		t.Fatalf("alike %+v", plan.Alike)
	}
	var made *Change
	for i, ch := range plan.Changes {
		if ch.Kind == journal.ForecastMade {
			made = &plan.Changes[i]
		}
	}
	if made == nil || made.Count != 2 || *made.First != 0.3 || *made.Last != 0.2 || made.By != "Heron" {
		t.Errorf("changes %+v", plan.Changes)
	}
	done := must(crane.Bring(t.Context(), []string{path}, BringOptions{
		Decide: map[ID]ID{q: plan.Disputes[0].There[0].ID}, Same: [][2]ID{{own, q}}}))(t)
	if !done.Written {
		t.Error("not written")
	}
	give(t, crane, heron)
	for _, d := range []*Desk{crane, heron} {
		v := must(d.Question(t.Context(), q))(t)
		if v.Status != "resolved" || string(v.Outcome) != "false" {
			t.Errorf("%s: %s, %s", d.title, v.Status, v.Outcome)
		}
	}
	if again := must(crane.Bring(t.Context(), []string{path}, BringOptions{DryRun: true}))(t); len(again.Disputes)+len(again.Alike)+len(again.Changes) != 0 {
		t.Errorf("the same again: %+v", again.ImportSummary)
	}
}

func TestAKeyThatImitatesAName(t *testing.T) {
	c := start()
	crane, heron, false_ := newDesk(t, "Crane", c), newDesk(t, "Heron", c), newDesk(t, "Неrоn", c) // Cyrillic Н, е, о
	ask(t, heron, "It rains")
	give(t, heron, crane)
	ask(t, false_, "It snows")
	path := filepath.Join(t.TempDir(), "x.forecasts")
	must(false_.Export(t.Context(), path, ExportOptions{}))(t)
	plan := must(crane.PlanImport(t.Context(), []string{path}))(t)
	if l := plan.Files[0].Logs[0]; l.Resembles != "Heron" || l.KnownSince != nil {
		t.Errorf("%+v", l)
	}
	must(heron.Export(t.Context(), path, ExportOptions{}))(t)
	if l := must(crane.PlanImport(t.Context(), []string{path}))(t).Files[0].Logs[0]; l.Resembles != "" || len(l.AgreedBy) != 1 {
		t.Errorf("%+v", l)
	}
}
