package forecasts_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/asof"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

func reportJSON(t *testing.T, d *forecasts.Desk, o scoring.Options) string {
	t.Helper()
	b, err := json.Marshal(desktest.Must(d.Score(t.Context(), o))(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A report made later, from a workspace that has grown, is the one made then.
func TestAReportAsOfADayIsTheOneMadeThatDay(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	rain, snow := desktest.Ask(t, crane, "It rains"), desktest.Ask(t, crane, "It snows")
	desktest.ExchangeBoth(t, crane, heron)
	for _, q := range []journal.ID{rain, snow} {
		desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
		desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.6), question.Saying{}))(t)
	}
	c.Pass(48 * time.Hour)
	desktest.Give(t, heron, crane)
	desktest.Must(crane.Resolve(t.Context(), rain, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)
	then := journal.InstantOf(c.At)
	want, wantLists := reportJSON(t, crane, scoring.Options{By: "forecaster"}), desktest.Lists(t, crane)

	// Heron's next forecast is recorded before the report and merged after it.
	c.Pass(-time.Hour / 2)
	desktest.Must(heron.Forecast(t.Context(), rain, desktest.P(0.9), question.Saying{MadeAt: desktest.At(2024, 2, 27)}))(t)
	c.Pass(72 * time.Hour)
	desktest.Must(crane.Resolve(t.Context(), snow, json.RawMessage("false"), question.Resolving{}))(t)
	desktest.Give(t, heron, crane)
	if now := reportJSON(t, crane, scoring.Options{By: "forecaster"}); now == want {
		t.Fatal("the workspace has not grown")
	}
	past, later, err := crane.AsOf(t.Context(), then)
	if err != nil {
		t.Fatal(err)
	}
	defer past.Close()
	if merged := journal.InstantOf(c.At); later != (asof.Later{Records: 1, Authors: 1, From: merged, To: merged}) {
		t.Errorf("came later: %+v", later)
	}
	if got := reportJSON(t, past, scoring.Options{By: "forecaster"}); got != want {
		t.Errorf("as of that day:\n%s\nwant\n%s", got, want)
	}
	if got := desktest.Lists(t, past); got != wantLists {
		t.Errorf("lists as of that day:\n%s\nwant\n%s", got, wantLists)
	}
}

// Who merges everything today has nothing of an earlier day, and is told what came
// later; by the records' own clocks the day is as its authors have it.
func TestWhoMergedTodayIsToldSo(t *testing.T) {
	c := desktest.Start()
	heron := desktest.NewDesk(t, "Heron", c)
	rain, snow := desktest.Ask(t, heron, "It rains"), desktest.Ask(t, heron, "It snows")
	desktest.Must(heron.Forecast(t.Context(), rain, desktest.P(0.6), question.Saying{}))(t)
	desktest.Must(heron.Forecast(t.Context(), snow, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(48 * time.Hour)
	desktest.Must(heron.Resolve(t.Context(), rain, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)
	then := journal.InstantOf(c.At)
	c.Pass(time.Hour)
	desktest.Must(heron.Resolve(t.Context(), snow, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(24 * 300 * time.Hour)
	crane := desktest.NewDesk(t, "Crane", c)
	desktest.Give(t, heron, crane)
	merged := journal.InstantOf(c.At)
	c.Pass(time.Hour)

	known, later, err := crane.AsOf(t.Context(), then)
	if err != nil {
		t.Fatal(err)
	}
	defer known.Close()
	if _, err := known.Score(t.Context(), scoring.Options{}); !errors.Is(err, scoring.ErrNothing) {
		t.Errorf("what was known has a score: %v", err)
	}
	if later.Records < 5 || later.Authors != 1 || later.From != merged || later.To != merged {
		t.Errorf("came later: %+v", later)
	}
	clocks, again, err := crane.ByClocks(t.Context(), then)
	if err != nil {
		t.Fatal(err)
	}
	defer clocks.Close()
	if got := desktest.Must(clocks.Score(t.Context(), scoring.Options{}))(t); again != later || float64(got.Headline) != score.Brier(0.6, 1) || got.Questions != 1 {
		t.Errorf("by clocks: %v of %d questions, later %+v", got.Headline, got.Questions, again)
	}

	now := journal.InstantOf(c.At)
	m := desktest.Must(crane.ScoreChange(t.Context(), then, now, scoring.Filter{}))(t)
	if m.Before.Defined() || m.Later != later || m.ByClocks {
		t.Errorf("by what was known: %+v", m)
	}
	m = desktest.Must(crane.ScoreChange(t.Context(), then, now, scoring.Filter{ByClocks: true}))(t)
	if float64(m.Before) != score.Brier(0.6, 1) || m.Why != "" || !m.ByClocks || m.Parts[0].What != "new resolutions" || m.Parts[0].Change <= 0 {
		t.Errorf("by clocks: %+v", m)
	}
	for _, byClocks := range []bool{false, true, false} { // the page keeps one earlier day
		v := desktest.Must(crane.Scores(t.Context(), scoring.Filter{AsOf: then, ByClocks: byClocks}))(t)
		if v.Later != later || (v.Headline != nil) != byClocks {
			t.Errorf("the page, by clocks %v: %v, later %+v", byClocks, v.Headline, v.Later)
		}
	}
	v := desktest.Must(crane.Scores(t.Context(), scoring.Filter{ByClocks: true}))(t)
	if v.Later != (asof.Later{}) || v.Questions != 2 {
		t.Errorf("the present: %d questions, later %+v", v.Questions, v.Later)
	}
}

// Only what somebody else had seen before the outcome was known is beyond doubt.
func TestWitnessedOnly(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.ExchangeBoth(t, crane, heron)
	c.Pass(time.Hour)
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)
	desktest.ExchangeBoth(t, crane, heron)
	desktest.ExchangeBoth(t, crane, heron)
	all := desktest.Must(crane.Score(t.Context(), scoring.Options{}))(t)
	seen := desktest.Must(crane.Score(t.Context(), scoring.Options{Witnessed: true}))(t)
	if all.Scored != 2 || seen.Scored != 1 || float64(seen.Headline) != score.Brier(0.3, 1) {
		t.Errorf("all %d, witnessed %d with %v", all.Scored, seen.Scored, seen.Headline)
	}
}

// A late forecast counts from its recording, unless one chooses to believe it.
func TestBackdate(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	c.Pass(10 * 24 * time.Hour)
	made := journal.InstantOf(c.At.Add(-5 * 24 * time.Hour))
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.5), question.Saying{MadeAt: &made}))(t)
	c.Pass(10 * 24 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	plain := desktest.Must(d.Score(t.Context(), scoring.Options{}))(t)
	believed := desktest.Must(d.Score(t.Context(), scoring.Options{Backdate: true}))(t)
	if plain.Provenance.Late != 1 || float64(plain.Coverage) != 0.5 || float64(believed.Coverage) != 0.75 {
		t.Errorf("coverage %v, believed %v, provenance %+v", plain.Coverage, believed.Coverage, plain.Provenance)
	}
}
