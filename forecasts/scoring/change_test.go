package scoring_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// Whatever happened, the parts add up to the difference to the last bit, and
// the two figures are those of the reports of the two days.
func TestMovedAddsUpOnAnyHistory(t *testing.T) {
	split := 0
	for seed := range uint64(5) {
		c := desktest.Start()
		crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
		r := rand.New(rand.NewPCG(seed, 11))
		var days []journal.Instant
		for range 90 {
			c.Pass(time.Duration(1+r.IntN(900)) * time.Minute)
			switch r.IntN(8) {
			case 0:
				desktest.Give(t, heron, crane)
			case 1:
				desktest.Give(t, crane, heron)
			case 2, 3:
				desktest.Act(t, heron, r)
			default:
				desktest.Act(t, crane, r)
			}
			days = append(days, journal.InstantOf(c.At))
		}
		for range 4 {
			i := 35 + r.IntN(len(days)-36)
			j := i + 1 + r.IntN(len(days)-1-i)
			m := desktest.Must(crane.ScoreChange(t.Context(), days[i], days[j], scoring.Filter{}))(t)
			if m.Why == "" {
				split++
				addsUp(t, m)
			}
			past, _, err := crane.AsOf(t.Context(), days[j])
			if err != nil {
				t.Fatal(err)
			}
			if rep, err := past.Score(t.Context(), scoring.Options{}); err == nil && rep.Headline.Defined() && rep.Headline != m.After {
				t.Errorf("seed %d: after is %v, the report says %v", seed, m.After, rep.Headline)
			}
			past.Close()
		}
	}
	if split < 6 {
		t.Errorf("only %d histories had two headlines", split)
	}
}

func addsUp(t *testing.T, m scoring.Change) {
	t.Helper()
	if sum := scoring.Total(m.Parts); sum != float64(m.Difference) {
		t.Errorf("the parts give %v, the difference is %v: %+v", sum, m.Difference, m.Parts)
	}
	for _, p := range m.Parts {
		sum := 0.0
		for _, q := range p.Questions {
			sum += float64(q.Share)
		}
		if math.Abs(sum-float64(p.Change)) > 1e-12 {
			t.Errorf("%s: the questions give %v of %v", p.What, sum, p.Change)
		}
	}
}

func TestExactAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 20_000 {
		h := make([]float64, 5)
		for i := range h {
			h[i] = r.Float64() * math.Ldexp(1, -r.IntN(60))
			if i > 0 && r.IntN(3) == 0 {
				h[i] = h[i-1]
			}
		}
		var parts []scoring.ChangePart
		for i := range 4 {
			parts = append(parts, scoring.ChangePart{Change: score.Number(h[i+1] - h[i])})
		}
		d := h[4] - h[0]
		if got := scoring.Exact(parts, d); scoring.Total(got) != d {
			t.Fatalf("%v gives %v, want %v", got, scoring.Total(got), d)
		}
	}
}

// Each kind of change is a part of its own.
func TestMovedTellsKindsApart(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	rain, snow := desktest.Ask(t, crane, "It rains"), desktest.Ask(t, crane, "It snows")
	desktest.ExchangeBoth(t, crane, heron)
	desktest.Must(crane.Forecast(t.Context(), rain, desktest.P(0.3), question.Saying{}))(t)
	desktest.Must(crane.Forecast(t.Context(), snow, desktest.P(0.3), question.Saying{}))(t)
	desktest.Must(heron.Forecast(t.Context(), rain, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(20 * 24 * time.Hour)
	desktest.Must(crane.Resolve(t.Context(), rain, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(time.Hour)
	step := func(part string, act func()) {
		t.Helper()
		from := journal.InstantOf(c.At)
		c.Pass(time.Hour)
		act()
		c.Pass(time.Hour)
		m := desktest.Must(crane.ScoreChange(t.Context(), from, journal.InstantOf(c.At), scoring.Filter{}))(t)
		addsUp(t, m)
		for _, p := range m.Parts {
			if (p.Change != 0) != (p.What == part) || (len(p.Questions) == 1) != (p.What == part) {
				t.Errorf("%s: %s changed by %v, %d questions", part, p.What, p.Change, len(p.Questions))
			}
		}
	}
	step("late and merged forecasts", func() { desktest.Give(t, heron, crane) })
	step("new resolutions", func() {
		desktest.Must(crane.Resolve(t.Context(), snow, json.RawMessage("true"), question.Resolving{}))(t)
	})
	step("corrected resolutions", func() {
		desktest.Must(crane.Resolve(t.Context(), snow, json.RawMessage("false"), question.Resolving{KnownAt: desktest.At(2024, 3, 17)}))(t)
	})
	step("corrected resolutions", func() { desktest.Must(crane.Annul(t.Context(), snow, "", ""))(t) })
	if _, err := crane.ScoreChange(t.Context(), 5, 5, scoring.Filter{}); err == nil {
		t.Error("no time passes, and nothing is wrong")
	}
}
