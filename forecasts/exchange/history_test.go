package exchange_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/question"
)

func TestExchangesAreToldByTheLogs(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	desktest.Ask(t, crane, "It rains")
	c.Pass(1)
	if all := desktest.Must(crane.Exchanges(t.Context()))(t); len(all) != 0 {
		t.Errorf("before anything went round: %+v", all)
	}
	desktest.Give(t, crane, heron)
	c.Pass(1)
	desktest.Give(t, heron, crane)
	mine := desktest.Must(heron.Exchanges(t.Context()))(t)
	if len(mine) != 1 || mine[0].By != "Heron" || mine[0].Of != "Crane" || !mine[0].Mine || mine[0].Given || mine[0].Records < 2 {
		t.Errorf("Heron sees %+v", mine)
	}
	var told bool
	for _, e := range desktest.Must(crane.Exchanges(t.Context()))(t) {
		told = told || e.By == "Heron" && e.Of == "Crane" && e.Given && !e.Mine
	}
	if !told {
		t.Error("Crane does not see that Heron took the log")
	}
}

func TestHistoryTellsWhichFilesWerePassed(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	desktest.Ask(t, crane, "It rains")
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	plan := desktest.Must(crane.PlanExport(t.Context(), exchange.Options{}))(t)
	done := desktest.Must(crane.Export(t.Context(), path, exchange.Options{}))(t)
	if plan.Bytes != done.Bytes || plan.Shown != done.Shown || plan.Shows("question.asked") != 1 || done.Shows("question.asked") != 1 {
		t.Errorf("planned %+v, written %+v", plan, done)
	}
	c.Pass(1)
	for range 2 { // what adds nothing is no exchange
		desktest.Must(heron.ImportFiles(t.Context(), []string{path}, importing.Options{}))(t)
	}
	if h := desktest.Must(crane.History(t.Context()))(t); len(h) != 1 || !h[0].Out || h[0].File != "crane.forecasts" {
		t.Errorf("Crane: %+v", h)
	}
	if h := desktest.Must(heron.History(t.Context()))(t); len(h) != 1 || h[0].Out || len(h[0].Who) != 1 || h[0].Who[0] != "Crane" || h[0].Records != 2 {
		t.Errorf("Heron: %+v", h)
	}
}

func TestExportSealsOpenForecastsAndCutsAtAnInstant(t *testing.T) {
	c := desktest.Start()
	crane := desktest.NewDesk(t, "Crane", c)
	q, over := desktest.Ask(t, crane, "It rains"), desktest.Ask(t, crane, "It snows")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	desktest.Must(crane.Forecast(t.Context(), over, desktest.P(0.4), question.Saying{}))(t)
	desktest.Must(crane.Resolve(t.Context(), over, json.RawMessage("true"), question.Resolving{}))(t)
	if s := desktest.Must(crane.PlanExport(t.Context(), exchange.Options{Withhold: []string{"open"}}))(t); s.Shows("forecast.made") != 1 || s.Withheld != 1 {
		t.Errorf("open forecasts: %+v", s)
	}
	cut := desktest.At(2020, 1, 1)
	if s := desktest.Must(crane.PlanExport(t.Context(), exchange.Options{Until: cut}))(t); s.Shows("forecast.made") != 0 || s.Withheld != 2 {
		t.Errorf("until: %+v", s)
	}
}

// What was refused stays in the history, once, and is no record.
func TestARefusedFileIsRemembered(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	before := desktest.Must(d.Logs(t.Context()))(t)
	for range 2 {
		if err := d.RememberRefused(t.Context(), []string{"/in/x.forecasts"}, errors.New("line 2: not strict JSON")); err != nil {
			t.Fatal(err)
		}
	}
	all := desktest.Must(d.History(t.Context()))(t)
	if len(all) != 1 || all[0].File != "x.forecasts" || all[0].Refused != "line 2: not strict JSON" || all[0].At == 0 {
		t.Errorf("the history is %+v", all)
	}
	if after := desktest.Must(d.Logs(t.Context()))(t); len(after) != len(before) {
		t.Error("it made a record")
	}
}
