package forecasts_test

import (
	"encoding/json"
	"testing"
	"time"

	"weathervane/forecasts"
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
	past := desktest.Must(crane.AsOf(t.Context(), then))(t)
	defer past.Close()
	if got := reportJSON(t, past, scoring.Options{By: "forecaster"}); got != want {
		t.Errorf("as of that day:\n%s\nwant\n%s", got, want)
	}
	if got := desktest.Lists(t, past); got != wantLists {
		t.Errorf("lists as of that day:\n%s\nwant\n%s", got, wantLists)
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
