package forecasts

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/model/journal"
)

// clock is a time that tests move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time       { return c.at }
func (c *clock) pass(d time.Duration) { c.at = c.at.Add(d) }

func start() *clock { return &clock{time.Date(2024, 2, 26, 9, 0, 0, 0, time.UTC)} }

// seeded is a source of random bytes that is the same each time.
func seeded(name string) io.Reader {
	var seed [32]byte
	copy(seed[:], name)
	return rand.NewChaCha8(seed)
}

func envFor(t testing.TB, name string, c *clock) Env {
	t.Helper()
	return Env{Now: c.now, Random: seeded(name), State: filepath.Join(t.TempDir(), name), Zone: time.UTC, Program: "test", Name: name}
}

func newDesk(t testing.TB, name string, c *clock) *Desk {
	t.Helper()
	d, err := Create(t.Context(), filepath.Join(t.TempDir(), name+".vane"), name, envFor(t, name, c))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		sound(t, d)
		d.Close()
	})
	return d
}

// sound holds a workspace to itself, after every test.
func sound(t testing.TB, d *Desk) {
	t.Helper()
	problems, err := d.Check(context.Background())
	if err != nil {
		t.Errorf("check %s: %v", d.title, err)
	}
	for _, p := range problems {
		t.Errorf("check %s: %s", d.title, p.What)
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func at(y int, m time.Month, day int) *Instant {
	i := journal.InstantOf(time.Date(y, m, day, 0, 0, 0, 0, time.UTC))
	return &i
}

func p(x float64) Belief { return Belief{P: &x} }

func ask(t testing.TB, d *Desk, title string) ID {
	t.Helper()
	return must(d.Ask(t.Context(), Asking{Title: title, Closes: at(2024, 8, 31), Tags: []string{"Japan"}}))(t)
}

func question1(t testing.TB, d *Desk, id ID) QuestionView {
	t.Helper()
	return must(d.Question(t.Context(), id))(t)
}

func TestOneQuestionFromAskingToScore(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "Kishida visits Pyongyang by 31 August 2024")
	c.pass(time.Hour)
	first := must(d.Forecast(t.Context(), q, p(0.2), Saying{Note: "talks are reported"}))(t)
	c.pass(24 * time.Hour)
	must(d.Forecast(t.Context(), q, p(0.1), Saying{}))(t)

	v := question1(t, d, q)
	if v.Status != "open" || len(v.Standing) != 1 || *v.Standing[0].P != 0.1 || len(v.Timeline) != 2 {
		t.Fatalf("before the end: %+v", v)
	}
	if v.Timeline[0].ID != first || v.Timeline[0].Note != "talks are reported" || v.Timeline[0].Provenance != "live" {
		t.Errorf("the first forecast is %+v", v.Timeline[0])
	}
	c.at = time.Date(2024, 9, 1, 0, 0, 0, 0, time.UTC)
	must(d.Resolve(t.Context(), q, json.RawMessage("false"), Resolving{KnownAt: at(2024, 8, 31)}))(t)
	v = question1(t, d, q)
	if v.Status != "resolved" || string(v.Outcome) != "false" || len(v.Scores) != 1 {
		t.Fatalf("after the end: %s %s, scores %+v", v.Status, v.Outcome, v.Scores)
	}
	report := must(d.Score(t.Context(), ScoreOptions{}))(t)
	// One day at 20 %, the rest of the window at 10 %, weighed by time.
	closes := at(2024, 8, 31).Time()
	asked := start().at
	day, rest := 24.0, closes.Sub(asked.Add(25*time.Hour)).Hours()
	want := (0.04*day + 0.01*rest) / (day + rest)
	if got := float64(report.Headline); got < want-1e-12 || got > want+1e-12 {
		t.Errorf("headline %v, want %v", got, want)
	}
}

func TestEndsAreARegister(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	exchangeBoth(t, crane, heron)
	must(crane.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	c.pass(time.Minute)
	must(heron.Resolve(t.Context(), q, json.RawMessage("false"), Resolving{}))(t)
	exchangeBoth(t, crane, heron)
	for _, d := range []*Desk{crane, heron} {
		if v := question1(t, d, q); v.Status != "disputed" || len(v.Ends) != 2 {
			t.Fatalf("two who decided differently: %s with %d ends", v.Status, len(v.Ends))
		}
	}
	c.pass(time.Minute)
	must(heron.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	exchangeBoth(t, crane, heron)
	if v := question1(t, crane, q); v.Status != "resolved" || string(v.Outcome) != "true" {
		t.Fatalf("decided again: %s %s", v.Status, v.Outcome)
	}
	must(crane.Reopen(t.Context(), q, "too early"))(t)
	if v := question1(t, crane, q); v.Status != "open" {
		t.Fatalf("reopened: %s", v.Status)
	}
	must(crane.Annul(t.Context(), q, "ambiguous", ""))(t)
	if v := question1(t, crane, q); v.Status != "annulled" || v.WhyEnded != "ambiguous" {
		t.Fatalf("annulled: %s %s", v.Status, v.WhyEnded)
	}
}

func TestAgreeingEndsAreNoDispute(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	exchangeBoth(t, crane, heron)
	c.at = time.Date(2024, 9, 2, 0, 0, 0, 0, time.UTC)
	must(crane.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{KnownAt: at(2024, 5, 2)}))(t)
	must(heron.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{KnownAt: at(2024, 5, 1)}))(t)
	exchangeBoth(t, crane, heron)
	v := question1(t, crane, q)
	if v.Status != "resolved" || *v.KnownAt != *at(2024, 5, 1) {
		t.Errorf("%s, known at %v: want resolved at the earliest instant", v.Status, v.KnownAt)
	}
}

// An older copy of a workspace never continues a log that went further elsewhere.
func TestOlderCopyOpensANewLog(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "It rains")
	copied := filepath.Join(t.TempDir(), "copy.vane")
	must(d.Export(t.Context(), filepath.Join(t.TempDir(), "x.forecasts"), ExportOptions{}))(t)
	copyWorkspace(t, d.Path(), copied)
	c.pass(time.Minute)
	must(d.Forecast(t.Context(), q, p(0.3), Saying{}))(t)

	old := must(Open(t.Context(), copied, d.env))(t)
	defer old.Close()
	c.pass(time.Minute)
	must(old.Forecast(t.Context(), q, p(0.4), Saying{}))(t)
	logs := must(old.Logs(t.Context()))(t)
	if len(logs) != 2 || logs[0].Key != logs[1].Key {
		t.Fatalf("the copy has %d logs: want a second one under the same key", len(logs))
	}
	exchangeBoth(t, d, old)
	if v := question1(t, d, q); len(v.Timeline) != 2 || len(v.Standing) != 1 {
		t.Errorf("both logs are one forecaster: %d forecasts, %d standing", len(v.Timeline), len(v.Standing))
	}
}

func TestClockThatGoesBack(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "It rains")
	c.pass(time.Hour)
	must(d.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
	c.pass(-4 * time.Minute)
	must(d.Forecast(t.Context(), q, p(0.4), Saying{}))(t)
	if logs := must(d.Logs(t.Context()))(t); len(logs) != 1 {
		t.Fatalf("four minutes back: %d logs, want 1", len(logs))
	}
	c.pass(-time.Hour)
	must(d.Forecast(t.Context(), q, p(0.5), Saying{}))(t)
	if logs := must(d.Logs(t.Context()))(t); len(logs) != 2 {
		t.Fatalf("an hour back: %d logs, want a new one", len(logs))
	}
}

func TestRetractionIsNoEraser(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "It rains")
	slip := must(d.Forecast(t.Context(), q, p(0.9), Saying{}))(t)
	c.pass(time.Minute)
	must(d.Retract(t.Context(), slip, "a slip"))(t)
	if v := question1(t, d, q); len(v.Timeline) != 0 {
		t.Fatalf("retracted within a minute: %d forecasts remain", len(v.Timeline))
	}
	meant := must(d.Forecast(t.Context(), q, p(0.8), Saying{}))(t)
	c.pass(time.Hour)
	must(d.Retract(t.Context(), meant, "changed my mind"))(t)
	v := question1(t, d, q)
	if len(v.Timeline) != 1 || v.Timeline[0].RetractedAt == nil || len(v.Standing) != 0 {
		t.Fatalf("retracted after an hour: %+v", v.Timeline)
	}
}

func TestFindingsAndTheLedger(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "It rains")
	article, _, err := d.Attach(t.Context(), articles.Article{Title: "Sky", Publisher: "Wire", Text: "Clouds gather. 구름이 모인다. The wind turns."})
	if err != nil {
		t.Fatal(err)
	}
	again, already, err := d.Attach(t.Context(), articles.Article{Title: "Sky again", Text: "Clouds gather. 구름이 모인다. The wind turns."})
	if err != nil || !already || again != article {
		t.Errorf("the same text again: %v, already %v, %v", again, already, err)
	}
	two, four := 2.0, 4.0
	must(d.File(t.Context(), Filing{Article: article, Exact: "Clouds gather", Claim: "Clouds come", Grade: "b2", Question: &q, LR: &two}))(t)
	f := must(d.File(t.Context(), Filing{Article: article, Exact: "The wind turns", Claim: "Wind", Question: &q, LR: &four}))(t)
	v := question1(t, d, q)
	if len(v.Evidence) != 1 || v.Evidence[0].Findings != 2 || v.Evidence[0].Groups != 1 || *v.Evidence[0].Multiplier != 4 {
		t.Errorf("the ledger of two findings from one article: %+v", v.Evidence)
	}
	got := must(d.Finding(t.Context(), f))(t)
	if got.Quote.Start != len([]rune("Clouds gather. 구름이 모인다. ")) {
		t.Errorf("the quote starts at %d code points", got.Quote.Start)
	}
}

func copyWorkspace(t testing.TB, from, to string) {
	t.Helper()
	for _, tail := range []string{"", "-wal"} {
		b, err := os.ReadFile(from + tail)
		if err != nil && tail == "" {
			t.Fatal(err)
		}
		if err == nil {
			if err := os.WriteFile(to+tail, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func exchangeBoth(t testing.TB, a, b *Desk) {
	t.Helper()
	give(t, a, b)
	give(t, b, a)
}

func give(t testing.TB, from, to *Desk) ImportSummary {
	t.Helper()
	path := filepath.Join(t.TempDir(), fmt.Sprintf("%s.forecasts", from.title))
	must(from.Export(t.Context(), path, ExportOptions{}))(t)
	return must(to.Import(t.Context(), []string{path}, nil))(t)
}

// lists is everything that must not depend on whose workspace it is.
func lists(t testing.TB, d *Desk) string {
	t.Helper()
	ctx := t.Context()
	all := []any{
		must(d.Questions(ctx, Filter{}))(t), must(d.Forecasts(ctx, Filter{}))(t),
		must(d.Articles(ctx, Filter{}))(t), must(d.Findings(ctx, Filter{}))(t),
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
