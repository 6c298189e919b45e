package importing_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// Of very many questions the changes to the first ones are listed, and how many more
// there are.
func TestAPreviewListsTheFirstOfVeryManyQuestions(t *testing.T) {
	c := desktest.Start()
	m := desktest.NewManyRecords(t, c.At.Add(-time.Hour))
	half := 0.5
	for i := range merging.MostListed + 3 {
		q := m.Add(journal.QuestionAsked, journal.Asked{Title: fmt.Sprintf("Case %05d", merging.MostListed+2-i), Type: "binary"})
		if i%1000 == 2 { // one of the last that are listed, and one that is not
			m.Add(journal.ForecastMade, journal.Made{Question: q, P: &half})
		}
	}
	crane := desktest.NewDesk(t, "Crane", c)
	plan := desktest.Must(crane.ImportFiles(t.Context(), []string{m.File()}, importing.Options{DryRun: true}))(t)
	titles := map[string]bool{}
	for _, change := range plan.Changes {
		titles[change.Title] = true
	}
	if plan.Unlisted != 3 || len(titles) != merging.MostListed || titles[fmt.Sprintf("Case %05d", merging.MostListed)] || !titles["Case 00000"] {
		t.Errorf("%d questions are listed and %d are not", len(titles), plan.Unlisted)
	}
	if plan.Adds.Questions != merging.MostListed+3 || plan.Adds.Forecasts != 6 || len(plan.Changes) != merging.MostListed+5 {
		t.Errorf("%d changes, and it adds %+v", len(plan.Changes), plan.Adds)
	}
}

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

// A dry run accepts what the import does, and says the same of what it does not.
func TestADryRunAndTheImportAgree(t *testing.T) {
	const head = "question_id,forecaster,made_at,probability,outcome,closes_at,title\n"
	for name, text := range map[string]string{
		"a close in the year 139":  head + "q,ann,2010-01-21,0.9,0,0139-01-01,\n",
		"a close in the year 9999": head + "q,ann,2010-01-21,0.9,0,9999-01-01,\n",
		"made in the year 139":     head + "q,ann,0139-01-21,0.9,0,,\n",
		"a long title":             head + "q,ann,2010-01-21,0.9,0,," + strings.Repeat("word ", 300) + "\n",
		"an invisible letter":      head + "q,a\u202enn,2010-01-21,0.9,0,,t\u2066itle\n",
		"a control character":      head + "q,ann,2010-01-21,0.9,0,,t\x00it\x1ble\n",
		"bytes that are no letter": head + "q\xff,ann,2010-01-21,0.9,0,,\n",
		"no probability":           head + "q,ann,2010-01-21,,0,,\nr,ann,2010-01-21,.5,0,,\n",
		"a bad row":                head + "q,ann,2010-01-21,<1%,0,,\n",
		"percent":                  head + "q,ann,2010-01-21,70,0,,\n",
	} {
		d := desktest.NewDesk(t, "Crane", desktest.Start())
		path := export(t, "t.csv", text)
		dry, dryErr := d.ImportFiles(t.Context(), []string{path}, importing.Options{DryRun: true})
		got, err := d.ImportFiles(t.Context(), []string{path}, importing.Options{})
		if (dryErr == nil) != (err == nil) || err != nil && dryErr.Error() != err.Error() {
			t.Errorf("%s: the dry run says %v, the import %v", name, dryErr, err)
			continue
		}
		if err == nil && (dry.Adds != got.Adds || !reflect.DeepEqual(dry.Foreign[0].Odd, got.Foreign[0].Odd) || got.Adds.Forecasts != 1) {
			t.Errorf("%s: the dry run would add %+v %v, the import adds %+v %v", name, dry.Adds, dry.Foreign[0].Odd, got.Adds, got.Foreign[0].Odd)
		}
	}
}

// An import that is cancelled writes nothing.
func TestACancelledImportWritesNothing(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	path := export(t, "t.csv", tableText)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.ImportFiles(ctx, []string{path}, importing.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if qs := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t); len(qs) != 0 {
		t.Errorf("%d questions were written", len(qs))
	}
}
