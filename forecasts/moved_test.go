package forecasts

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// Whatever happened, the parts add up to the difference to the last bit, and
// the two figures are those of the reports of the two days.
func TestMovedAddsUpOnAnyHistory(t *testing.T) {
	split := 0
	for seed := range uint64(5) {
		c := start()
		crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
		r := rand.New(rand.NewPCG(seed, 11))
		var days []Instant
		for range 90 {
			c.pass(time.Duration(1+r.IntN(900)) * time.Minute)
			switch r.IntN(8) {
			case 0:
				give(t, heron, crane)
			case 1:
				give(t, crane, heron)
			case 2, 3:
				act(t, heron, r)
			default:
				act(t, crane, r)
			}
			days = append(days, journal.InstantOf(c.at))
		}
		for range 4 {
			i := 35 + r.IntN(len(days)-36)
			j := i + 1 + r.IntN(len(days)-1-i)
			m := must(crane.Moved(t.Context(), days[i], days[j], ScoreFilter{}))(t)
			if m.Why == "" {
				split++
				addsUp(t, m)
			}
			past := must(crane.AsOf(t.Context(), days[j]))(t)
			if rep, err := past.Score(t.Context(), ScoreOptions{}); err == nil && rep.Headline.Defined() && rep.Headline != m.After {
				t.Errorf("seed %d: after is %v, the report says %v", seed, m.After, rep.Headline)
			}
			past.Close()
		}
	}
	if split < 6 {
		t.Errorf("only %d histories had two headlines", split)
	}
}

func addsUp(t *testing.T, m Movement) {
	t.Helper()
	if sum := Total(m.Parts); sum != float64(m.Difference) {
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
		var parts []MovementPart
		for i := range 4 {
			parts = append(parts, MovementPart{Change: score.Number(h[i+1] - h[i])})
		}
		d := h[4] - h[0]
		if got := Exact(parts, d); Total(got) != d {
			t.Fatalf("%v gives %v, want %v", got, Total(got), d)
		}
	}
}

// Each kind of change is a part of its own.
func TestMovedTellsKindsApart(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	rain, snow := ask(t, crane, "It rains"), ask(t, crane, "It snows")
	exchangeBoth(t, crane, heron)
	must(crane.Forecast(t.Context(), rain, p(0.3), Saying{}))(t)
	must(crane.Forecast(t.Context(), snow, p(0.3), Saying{}))(t)
	must(heron.Forecast(t.Context(), rain, p(0.9), Saying{}))(t)
	c.pass(20 * 24 * time.Hour)
	must(crane.Resolve(t.Context(), rain, json.RawMessage("true"), Resolving{}))(t)
	c.pass(time.Hour)
	step := func(part string, act func()) {
		t.Helper()
		from := journal.InstantOf(c.at)
		c.pass(time.Hour)
		act()
		c.pass(time.Hour)
		m := must(crane.Moved(t.Context(), from, journal.InstantOf(c.at), ScoreFilter{}))(t)
		addsUp(t, m)
		for _, p := range m.Parts {
			if (p.Change != 0) != (p.What == part) || (len(p.Questions) == 1) != (p.What == part) {
				t.Errorf("%s: %s changed by %v, %d questions", part, p.What, p.Change, len(p.Questions))
			}
		}
	}
	step("late and merged forecasts", func() { give(t, heron, crane) })
	step("new resolutions", func() {
		must(crane.Resolve(t.Context(), snow, json.RawMessage("true"), Resolving{}))(t)
	})
	step("corrected resolutions", func() {
		must(crane.Resolve(t.Context(), snow, json.RawMessage("false"), Resolving{KnownAt: at(2024, 3, 17)}))(t)
	})
	step("corrected resolutions", func() { must(crane.Annul(t.Context(), snow, "", ""))(t) })
	if _, err := crane.Moved(t.Context(), 5, 5, ScoreFilter{}); err == nil {
		t.Error("no time passes, and nothing is wrong")
	}
}
