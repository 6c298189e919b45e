package forecasts

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

func reportJSON(t *testing.T, d *Desk, o ScoreOptions) string {
	t.Helper()
	b, err := json.Marshal(must(d.Score(t.Context(), o))(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A report made later, from a workspace that has grown, is the one made then.
func TestAReportAsOfADayIsTheOneMadeThatDay(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	rain, snow := ask(t, crane, "It rains"), ask(t, crane, "It snows")
	exchangeBoth(t, crane, heron)
	for _, q := range []ID{rain, snow} {
		must(crane.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
		must(heron.Forecast(t.Context(), q, p(0.6), Saying{}))(t)
	}
	c.pass(48 * time.Hour)
	give(t, heron, crane)
	must(crane.Resolve(t.Context(), rain, json.RawMessage("true"), Resolving{}))(t)
	c.pass(time.Hour)
	then := journal.InstantOf(c.at)
	want, wantLists := reportJSON(t, crane, ScoreOptions{By: "forecaster"}), lists(t, crane)

	// Heron's next forecast is recorded before the report and merged after it.
	c.pass(-time.Hour / 2)
	must(heron.Forecast(t.Context(), rain, p(0.9), Saying{MadeAt: at(2024, 2, 27)}))(t)
	c.pass(72 * time.Hour)
	must(crane.Resolve(t.Context(), snow, json.RawMessage("false"), Resolving{}))(t)
	give(t, heron, crane)
	if now := reportJSON(t, crane, ScoreOptions{By: "forecaster"}); now == want {
		t.Fatal("the workspace has not grown")
	}
	past := must(crane.AsOf(t.Context(), then))(t)
	defer past.Close()
	if got := reportJSON(t, past, ScoreOptions{By: "forecaster"}); got != want {
		t.Errorf("as of that day:\n%s\nwant\n%s", got, want)
	}
	if got := lists(t, past); got != wantLists {
		t.Errorf("lists as of that day:\n%s\nwant\n%s", got, wantLists)
	}
}

// Only what somebody else had seen before the outcome was known is beyond doubt.
func TestWitnessedOnly(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	must(crane.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
	c.pass(time.Hour)
	exchangeBoth(t, crane, heron)
	c.pass(time.Hour)
	must(crane.Forecast(t.Context(), q, p(0.9), Saying{}))(t)
	c.pass(time.Hour)
	must(crane.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	c.pass(time.Hour)
	exchangeBoth(t, crane, heron)
	exchangeBoth(t, crane, heron)
	all := must(crane.Score(t.Context(), ScoreOptions{}))(t)
	seen := must(crane.Score(t.Context(), ScoreOptions{Witnessed: true}))(t)
	if all.Scored != 2 || seen.Scored != 1 || float64(seen.Headline) != score.Brier(0.3, 1) {
		t.Errorf("all %d, witnessed %d with %v", all.Scored, seen.Scored, seen.Headline)
	}
}

// A late forecast counts from its recording, unless one chooses to believe it.
func TestBackdate(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "It rains")
	c.pass(10 * 24 * time.Hour)
	made := journal.InstantOf(c.at.Add(-5 * 24 * time.Hour))
	must(d.Forecast(t.Context(), q, p(0.5), Saying{MadeAt: &made}))(t)
	c.pass(10 * 24 * time.Hour)
	must(d.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{}))(t)
	plain := must(d.Score(t.Context(), ScoreOptions{}))(t)
	believed := must(d.Score(t.Context(), ScoreOptions{Backdate: true}))(t)
	if plain.Provenance.Late != 1 || float64(plain.Coverage) != 0.5 || float64(believed.Coverage) != 0.75 {
		t.Errorf("coverage %v, believed %v, provenance %+v", plain.Coverage, believed.Coverage, plain.Provenance)
	}
}

// Filters of a past day ask one workspace, until something is recorded.
func TestAPastDayIsMadeOnce(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	ask(t, d, "It rains")
	day := journal.InstantOf(c.now())
	c.pass(48 * time.Hour)
	look := func(at Instant) *Past {
		t.Helper()
		return must(d.Past(t.Context(), at))(t)
	}
	first := look(day)
	if look(day) != first {
		t.Error("the same day is made twice")
	}
	other := look(day + 1)
	if other == first {
		t.Error("another day is the same")
	}
	ask(t, d, "It snows")
	after := look(day + 1)
	if after == other {
		t.Error("what was recorded since is not asked for")
	}
	if err := d.ForgetPast(); err != nil {
		t.Fatal(err)
	}
	for _, x := range []*Past{first, other, after} {
		if _, err := os.Stat(x.dir); err == nil {
			t.Errorf("%s is left", x.dir)
		}
	}
}
