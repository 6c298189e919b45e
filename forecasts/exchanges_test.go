package forecasts

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
)

func TestExchangesAreToldByTheLogs(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	ask(t, crane, "It rains")
	c.pass(1)
	if all := must(crane.Exchanges(t.Context()))(t); len(all) != 0 {
		t.Errorf("before anything went round: %+v", all)
	}
	give(t, crane, heron)
	c.pass(1)
	give(t, heron, crane)
	mine := must(heron.Exchanges(t.Context()))(t)
	if len(mine) != 1 || mine[0].By != "Heron" || mine[0].Of != "Crane" || !mine[0].Mine || mine[0].Given || mine[0].Records < 2 {
		t.Errorf("Heron sees %+v", mine)
	}
	var told bool
	for _, e := range must(crane.Exchanges(t.Context()))(t) {
		told = told || e.By == "Heron" && e.Of == "Crane" && e.Given && !e.Mine
	}
	if !told {
		t.Error("Crane does not see that Heron took the log")
	}
}

func TestHistoryTellsWhichFilesWerePassed(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	ask(t, crane, "It rains")
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	plan := must(crane.PlanExport(t.Context(), ExportOptions{}))(t)
	done := must(crane.Export(t.Context(), path, ExportOptions{}))(t)
	if plan.Bytes != done.Bytes || plan.Shown != done.Shown || plan.Shows("question.asked") != 1 || done.Shows("question.asked") != 1 {
		t.Errorf("planned %+v, written %+v", plan, done)
	}
	c.pass(1)
	for range 2 { // what adds nothing is no exchange
		must(heron.Bring(t.Context(), []string{path}, BringOptions{}))(t)
	}
	if h := must(crane.History(t.Context()))(t); len(h) != 1 || !h[0].Out || h[0].File != "crane.forecasts" {
		t.Errorf("Crane: %+v", h)
	}
	if h := must(heron.History(t.Context()))(t); len(h) != 1 || h[0].Out || len(h[0].Who) != 1 || h[0].Who[0] != "Crane" || h[0].Records != 2 {
		t.Errorf("Heron: %+v", h)
	}
}

func TestExportSealsOpenForecastsAndCutsAtAnInstant(t *testing.T) {
	c := start()
	crane := newDesk(t, "Crane", c)
	q, over := ask(t, crane, "It rains"), ask(t, crane, "It snows")
	must(crane.Forecast(t.Context(), q, p(0.4), Saying{}))(t)
	must(crane.Forecast(t.Context(), over, p(0.4), Saying{}))(t)
	must(crane.Resolve(t.Context(), over, json.RawMessage("true"), Resolving{}))(t)
	if s := must(crane.PlanExport(t.Context(), ExportOptions{Withhold: []string{"open"}}))(t); s.Shows("forecast.made") != 1 || s.Withheld != 1 {
		t.Errorf("open forecasts: %+v", s)
	}
	cut := at(2020, 1, 1)
	if s := must(crane.PlanExport(t.Context(), ExportOptions{Until: cut}))(t); s.Shows("forecast.made") != 0 || s.Withheld != 2 {
		t.Errorf("until: %+v", s)
	}
}

// What was refused stays in the history, once, and is no record.
func TestARefusedFileIsRemembered(t *testing.T) {
	d := newDesk(t, "Crane", start())
	before := must(d.Logs(t.Context()))(t)
	for range 2 {
		if err := d.RememberRefused(t.Context(), []string{"/in/x.forecasts"}, errors.New("line 2: not strict JSON")); err != nil {
			t.Fatal(err)
		}
	}
	all := must(d.History(t.Context()))(t)
	if len(all) != 1 || all[0].File != "x.forecasts" || all[0].Refused != "line 2: not strict JSON" || all[0].At == 0 {
		t.Errorf("the history is %+v", all)
	}
	if after := must(d.Logs(t.Context()))(t); len(after) != len(before) {
		t.Error("it made a record")
	}
}
