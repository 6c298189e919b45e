package forecasts_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
)

func TestOneQuestionFromAskingToScore(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "Kishida visits Pyongyang by 31 August 2024")
	c.Pass(time.Hour)
	first := desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.2), question.Saying{Note: "talks are reported"}))(t)
	c.Pass(24 * time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.1), question.Saying{}))(t)

	v := desktest.Question1(t, d, q)
	if v.Status != "open" || len(v.Standing) != 1 || *v.Standing[0].P != 0.1 || len(v.Timeline) != 2 {
		t.Fatalf("before the end: %+v", v)
	}
	if v.Timeline[0].ID != first || v.Timeline[0].Note != "talks are reported" || v.Timeline[0].Provenance != "live" {
		t.Errorf("the first forecast is %+v", v.Timeline[0])
	}
	c.At = time.Date(2024, 9, 1, 0, 0, 0, 0, time.UTC)
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("false"), question.Resolving{KnownAt: desktest.At(2024, 8, 31)}))(t)
	v = desktest.Question1(t, d, q)
	if v.Status != "resolved" || string(v.Outcome) != "false" || len(v.Scores) != 1 {
		t.Fatalf("after the end: %s %s, scores %+v", v.Status, v.Outcome, v.Scores)
	}
	report := desktest.Must(d.Score(t.Context(), scoring.Options{}))(t)
	// One day at 20 %, the rest of the window at 10 %, weighed by time.
	closes := desktest.At(2024, 8, 31).Time()
	asked := desktest.Start().At
	day, rest := 24.0, closes.Sub(asked.Add(25*time.Hour)).Hours()
	want := (0.04*day + 0.01*rest) / (day + rest)
	if got := float64(report.Headline); got < want-1e-12 || got > want+1e-12 {
		t.Errorf("headline %v, want %v", got, want)
	}
}

func TestEndsAreARegister(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.ExchangeBoth(t, crane, heron)
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Minute)
	desktest.Must(heron.Resolve(t.Context(), q, json.RawMessage("false"), question.Resolving{}))(t)
	desktest.ExchangeBoth(t, crane, heron)
	for _, d := range []*forecasts.Desk{crane, heron} {
		if v := desktest.Question1(t, d, q); v.Status != "disputed" || len(v.Ends) != 2 {
			t.Fatalf("two who decided differently: %s with %d ends", v.Status, len(v.Ends))
		}
	}
	c.Pass(time.Minute)
	desktest.Must(heron.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	desktest.ExchangeBoth(t, crane, heron)
	if v := desktest.Question1(t, crane, q); v.Status != "resolved" || string(v.Outcome) != "true" {
		t.Fatalf("decided again: %s %s", v.Status, v.Outcome)
	}
	desktest.Must(crane.Reopen(t.Context(), q, "too early"))(t)
	if v := desktest.Question1(t, crane, q); v.Status != "open" {
		t.Fatalf("reopened: %s", v.Status)
	}
	desktest.Must(crane.Annul(t.Context(), q, "ambiguous", ""))(t)
	if v := desktest.Question1(t, crane, q); v.Status != "annulled" || v.WhyEnded != "ambiguous" {
		t.Fatalf("annulled: %s %s", v.Status, v.WhyEnded)
	}
}

func TestAgreeingEndsAreNoDispute(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.ExchangeBoth(t, crane, heron)
	c.At = time.Date(2024, 9, 2, 0, 0, 0, 0, time.UTC)
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{KnownAt: desktest.At(2024, 5, 2)}))(t)
	desktest.Must(heron.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{KnownAt: desktest.At(2024, 5, 1)}))(t)
	desktest.ExchangeBoth(t, crane, heron)
	v := desktest.Question1(t, crane, q)
	if v.Status != "resolved" || *v.KnownAt != *desktest.At(2024, 5, 1) {
		t.Errorf("%s, known at %v: want resolved at the earliest instant", v.Status, v.KnownAt)
	}
}

// An older copy of a workspace never continues a log that went further elsewhere.
func TestOlderCopyOpensANewLog(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	copied := filepath.Join(t.TempDir(), "copy.vane")
	desktest.Must(d.Export(t.Context(), filepath.Join(t.TempDir(), "x.forecasts"), exchange.Options{}))(t)
	desktest.CopyWorkspace(t, d.Path(), copied)
	c.Pass(time.Minute)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)

	old := desktest.Must(forecasts.Open(t.Context(), copied, d.Env))(t)
	defer old.Close()
	c.Pass(time.Minute)
	desktest.Must(old.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	logs := desktest.Must(old.Logs(t.Context()))(t)
	if len(logs) != 2 || logs[0].Key != logs[1].Key {
		t.Fatalf("the copy has %d logs: want a second one under the same key", len(logs))
	}
	if d.Remarks() != 0 || !old.Remarks().Has(session.InNewLog) {
		t.Errorf("remarks %b where a log goes on, %b where a new one was begun", d.Remarks(), old.Remarks())
	}
	desktest.ExchangeBoth(t, d, old)
	if v := desktest.Question1(t, d, q); len(v.Timeline) != 2 || len(v.Standing) != 1 {
		t.Errorf("both logs are one forecaster: %d forecasts, %d standing", len(v.Timeline), len(v.Standing))
	}
}

func TestClockThatGoesBack(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(-4 * time.Minute)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	if logs := desktest.Must(d.Logs(t.Context()))(t); len(logs) != 1 {
		t.Fatalf("four minutes back: %d logs, want 1", len(logs))
	}
	c.Pass(-time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.5), question.Saying{}))(t)
	if logs := desktest.Must(d.Logs(t.Context()))(t); len(logs) != 2 {
		t.Fatalf("an hour back: %d logs, want a new one", len(logs))
	}
}

func TestRetractionIsNoEraser(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	slip := desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(time.Minute)
	desktest.Must(d.Retract(t.Context(), slip, "a slip"))(t)
	if v := desktest.Question1(t, d, q); len(v.Timeline) != 0 {
		t.Fatalf("retracted within a minute: %d forecasts remain", len(v.Timeline))
	}
	meant := desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Retract(t.Context(), meant, "changed my mind"))(t)
	v := desktest.Question1(t, d, q)
	if len(v.Timeline) != 1 || v.Timeline[0].RetractedAt == nil || len(v.Standing) != 0 {
		t.Fatalf("retracted after an hour: %+v", v.Timeline)
	}
}

func TestFindingsAndTheLedger(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	article, _, err := d.Attach(t.Context(), articles.Article{Title: "Sky", Publisher: "Wire", Text: "Clouds gather. 구름이 모인다. The wind turns."})
	if err != nil {
		t.Fatal(err)
	}
	again, already, err := d.Attach(t.Context(), articles.Article{Title: "Sky again", Text: "Clouds gather. 구름이 모인다. The wind turns."})
	if err != nil || !already || again != article {
		t.Errorf("the same text again: %v, already %v, %v", again, already, err)
	}
	two, four := 2.0, 4.0
	desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: "Clouds gather", Claim: "Clouds come", Grade: "b2", Question: &q, LR: &two}))(t)
	f := desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: "The wind turns", Claim: "Wind", Question: &q, LR: &four}))(t)
	v := desktest.Question1(t, d, q)
	if len(v.Evidence) != 1 || v.Evidence[0].Findings != 2 || v.Evidence[0].Groups != 1 || *v.Evidence[0].Multiplier != 4 {
		t.Errorf("the ledger of two findings from one article: %+v", v.Evidence)
	}
	got := desktest.Must(d.Finding(t.Context(), f))(t)
	if got.Quote.Start != len([]rune("Clouds gather. 구름이 모인다. ")) {
		t.Errorf("the quote starts at %d code points", got.Quote.Start)
	}
}
