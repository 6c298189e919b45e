package scoring_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

const aDay = 24 * time.Hour

// headline is the score of a workspace with its coverage and how many forecasts
// it is of.
func headline(t *testing.T, d *forecasts.Desk) (score, coverage float64, scored int) {
	t.Helper()
	r := desktest.Must(d.Score(t.Context(), scoring.Options{}))(t)
	return float64(r.Headline), float64(r.Coverage), r.Scored
}

func nearly(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// asked is a desk with a question that is open for ten days from now on.
func asked(t *testing.T, c *desktest.Clock) (*forecasts.Desk, journal.ID) {
	t.Helper()
	d := desktest.NewDesk(t, "Crane", c)
	closes := journal.InstantOf(c.Now().Add(10 * aDay))
	return d, desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "The harbour opens", Closes: &closes}))(t)
}

func forecast(t *testing.T, d *forecasts.Desk, q journal.ID, p float64) journal.ID {
	t.Helper()
	return desktest.Must(d.Forecast(t.Context(), q, desktest.P(p), question.Saying{}))(t)
}

func resolve(t *testing.T, d *forecasts.Desk, q journal.ID, outcome string) {
	t.Helper()
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage(outcome), question.Resolving{}))(t)
}

// A forecast that is retracted late is scored for the time it stood; the one before
// it stands again, and is counted once.
func TestTheForecastBeforeARetractedOneStandsAgain(t *testing.T) {
	c := desktest.Start()
	d, q := asked(t, c)
	forecast(t, d, q, 0.2)
	c.Pass(2 * aDay)
	wrong := forecast(t, d, q, 0.9)
	c.Pass(3 * aDay)
	desktest.Must(d.Retract(t.Context(), wrong, "a slip"))(t)
	standing := desktest.Question1(t, d, q).Standing
	if len(standing) != 1 || *standing[0].P != 0.2 {
		t.Errorf("standing %+v, want 20 %%", standing)
	}
	c.Pass(5 * aDay)
	resolve(t, d, q, "false")
	got, coverage, scored := headline(t, d)
	nearly(t, "headline", got, (2*0.04+3*0.81+5*0.04)/10)
	nearly(t, "coverage", coverage, 1)
	if scored != 2 {
		t.Errorf("%d forecasts scored, want 2", scored)
	}
}

// A withdrawal that is retracted after the outcome restores nothing for the time
// before, nor does the retraction of a retraction.
func TestWhatIsRetractedLateRestoresNothing(t *testing.T) {
	c := desktest.Start()
	d, q := asked(t, c)
	forecast(t, d, q, 0.9)
	c.Pass(2 * aDay)
	gone := desktest.Must(d.Withdraw(t.Context(), q, "", "unsure"))(t)
	c.Pass(8 * aDay)
	resolve(t, d, q, "true")
	before, coverage, _ := headline(t, d)
	nearly(t, "coverage", coverage, 0.2)
	c.Pass(aDay)
	desktest.Must(d.Retract(t.Context(), gone, "after all"))(t)
	after, coverage, _ := headline(t, d)
	nearly(t, "coverage after the withdrawal was retracted", coverage, 0.2)
	nearly(t, "headline", after, before)

	d, q = asked(t, c)
	made := forecast(t, d, q, 0.9)
	c.Pass(2 * aDay)
	retraction := desktest.Must(d.Retract(t.Context(), made, "unsure"))(t)
	c.Pass(8 * aDay)
	resolve(t, d, q, "true")
	_, coverage, _ = headline(t, d)
	nearly(t, "coverage with a retracted forecast", coverage, 0.2)
	c.Pass(aDay)
	desktest.Must(d.Retract(t.Context(), retraction, "after all"))(t)
	_, coverage, _ = headline(t, d)
	nearly(t, "coverage after its retraction was retracted", coverage, 0.2)
}

// A withdrawal that is retracted while the question is open changes nothing.
func TestAWithdrawalRetractedInTimeChangesNothing(t *testing.T) {
	c := desktest.Start()
	d, q := asked(t, c)
	forecast(t, d, q, 0.9)
	c.Pass(2 * aDay)
	gone := desktest.Must(d.Withdraw(t.Context(), q, "", "unsure"))(t)
	c.Pass(3 * aDay)
	desktest.Must(d.Retract(t.Context(), gone, "after all"))(t)
	if n := len(desktest.Question1(t, d, q).Standing); n != 1 {
		t.Errorf("%d forecasts stand, want 1", n)
	}
	c.Pass(5 * aDay)
	resolve(t, d, q, "true")
	_, coverage, scored := headline(t, d)
	nearly(t, "coverage", coverage, 1)
	if scored != 1 {
		t.Errorf("%d forecasts scored, want 1", scored)
	}
}

// A revision of what shapes a question, recorded after the outcome was known,
// changes neither the outcome nor a score, whoever makes it.
func TestARevisionAfterTheOutcomeChangesNoScore(t *testing.T) {
	for name, set := range map[string]map[string]any{
		"type": {"type": "numeric"}, "options": {"type": "choice", "options": []string{"a", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := desktest.Start()
			d, q := asked(t, c)
			other := desktest.NewDesk(t, "Heron", c)
			forecast(t, d, q, 0.9)
			desktest.Give(t, d, other)
			c.Pass(2 * aDay)
			// Heron revises without knowing of the outcome that Crane has recorded.
			resolve(t, d, q, "true")
			want, _, _ := headline(t, d)
			c.Pass(aDay)
			desktest.Must(other.Revise(t.Context(), q, set, "better so"))(t)
			desktest.Give(t, other, d)
			got, _, scored := headline(t, d)
			nearly(t, "headline", got, want)
			if v := desktest.Question1(t, d, q); v.Status != "resolved" || scored != 1 {
				t.Errorf("the question is %s, %d forecasts scored", v.Status, scored)
			}
			if _, err := d.Revise(t.Context(), q, set, "better so"); err == nil {
				t.Error("what shapes a question that has ended was revised")
			}
		})
	}
}

// A close that is moved changes no weight of the time before.
func TestAMovedCloseChangesNothingBefore(t *testing.T) {
	c := desktest.Start()
	d, q := asked(t, c)
	forecast(t, d, q, 0.9)
	c.Pass(5 * aDay)
	forecast(t, d, q, 0.2)
	c.Pass(2 * aDay)
	moved := desktest.Must(d.Revise(t.Context(), q, map[string]any{"closes": journal.InstantOf(c.Now().Add(1000 * aDay))}, "later"))(t)
	c.Pass(time.Hour)
	resolve(t, d, q, "false")
	const hour = 1.0 / 24 / 1007
	want := (0.5*0.81 + 0.2*0.04 + hour*0.04) / (0.7 + hour)
	got, _, _ := headline(t, d)
	nearly(t, "headline", got, want)
	c.Pass(aDay)
	desktest.Must(d.Retract(t.Context(), moved, "not moved after all"))(t)
	got, _, _ = headline(t, d)
	nearly(t, "headline after the revision was retracted", got, want)
}
