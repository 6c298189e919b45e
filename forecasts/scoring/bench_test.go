package scoring_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// fiveThousandResolved is a workspace of 5 000 resolved questions, in four
// tags, that 200 people forecast 100 000 times.
func fiveThousandResolved(b *testing.B) *forecasts.Desk {
	b.Helper()
	const questions, people, made = 5000, 200, 100_000
	c := desktest.Start()
	from := c.At.AddDate(-1, 0, 0)
	m := desktest.NewManyRecords(b, from)
	var ids []journal.ID
	closes := journal.InstantOf(from.AddDate(0, 6, 0))
	for i := range questions {
		ids = append(ids, m.Add(journal.QuestionAsked, journal.Asked{Title: fmt.Sprintf("It rains (%d)", i), Type: "binary", Closes: &closes, Tags: []string{fmt.Sprintf("tag%d", i%4)}}))
	}
	day := journal.Instant(24 * time.Hour / time.Millisecond)
	type event struct {
		at       journal.Instant
		question int
		ends     bool
	}
	var events []event
	for i := range questions {
		known := m.Instant + 30*day + journal.Instant(i)*100*day/questions
		events = append(events, event{known, i, true})
		for range made / questions {
			events = append(events, event{m.Instant + day + journal.Instant(m.Random.Int64N(int64(known-m.Instant-day))), i, false})
		}
	}
	slices.SortFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	for _, e := range events {
		m.Instant = max(m.Instant, e.at)
		if e.ends {
			m.Add(journal.QuestionResolved, journal.Resolved{Question: ids[e.question], Outcome: json.RawMessage([]string{"true", "false"}[m.Random.IntN(2)]), KnownAt: m.Instant + 1})
			continue
		}
		x := float64(m.Random.IntN(101)) / 100
		m.Add(journal.ForecastMade, journal.Made{Question: ids[e.question], P: &x, By: fmt.Sprintf("Person %d", m.Random.IntN(people))})
	}
	d, err := forecasts.Create(b.Context(), filepath.Join(b.TempDir(), "x.vane"), "Crane", desktest.EnvFor(b, "Crane", c))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	if _, err := d.Import(b.Context(), []string{m.File()}, nil); err != nil {
		b.Fatal(err)
	}
	return d
}

// What the Scores page reads when a filter is changed from everyone and
// everything: the figures, then all with what resampling says, at the first time
// and when it was drawn before.
func BenchmarkScores(b *testing.B) {
	d := fiveThousandResolved(b)
	ask := func(f scoring.Filter) {
		if v, err := d.Scores(b.Context(), f); err != nil || v.Headline == nil {
			b.Fatal(v.Headline, err)
		}
	}
	first := journal.InstantOf(desktest.Start().At.AddDate(-1, 0, 60))
	for _, one := range []struct {
		name string
		scoring.Filter
	}{
		{"forecaster", scoring.Filter{Forecaster: "Person 7"}}, {"tag", scoring.Filter{Tag: "tag1"}},
		{"period", scoring.Filter{Since: first, Until: first + 30*journal.Instant(score.Day)}}, {"type", scoring.Filter{Kind: "binary"}},
		{"rule", scoring.Filter{Rule: "log"}}, {"origin", scoring.Filter{Origin: "all"}},
	} {
		for _, how := range []string{"figures", "first", "again"} {
			b.Run(one.name+", "+how, func(b *testing.B) {
				f := one.Filter
				f.Plain = how == "figures"
				for b.Loop() {
					b.StopTimer()
					if how == "first" {
						d.ForgetDraws()
					}
					ask(scoring.Filter{})
					b.StartTimer()
					ask(f)
				}
			})
		}
	}
}

// What a score rests on, of everybody and of one of 200, at the first time and when
// what it is computed from was read before.
func BenchmarkRestsOn(b *testing.B) {
	d := fiveThousandResolved(b)
	for _, one := range []struct {
		name string
		scoring.Filter
	}{{"everybody", scoring.Filter{}}, {"forecaster", scoring.Filter{Forecaster: "Person 7"}}, {"tag", scoring.Filter{Tag: "tag1"}}} {
		b.Run(one.name, func(b *testing.B) {
			if _, err := d.Scores(b.Context(), scoring.Filter{Plain: true, Tag: one.Tag}); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if r, err := d.RestsOn(b.Context(), one.Filter); err != nil || len(r.Lines) == 0 {
					b.Fatal(len(r.Lines), err)
				}
			}
		})
	}
}

// What the tabs Compare and Improve read beside the figures, of one of 200.
func BenchmarkImprove(b *testing.B) {
	d := fiveThousandResolved(b)
	f := scoring.Filter{Forecaster: "Person 7"}
	if _, err := d.Scores(b.Context(), scoring.Filter{Plain: true}); err != nil {
		b.Fatal(err)
	}
	for _, one := range []struct {
		name string
		read func() error
	}{
		{"horizon", func() error { _, err := d.Horizon(b.Context(), f); return err }},
		{"luck", func() error { _, err := d.Luck(b.Context(), f); return err }},
		{"anytime", func() error { _, err := d.Anytime(b.Context(), f); return err }},
		{"adjusted", func() error { _, err := d.Adjusted(b.Context(), f); return err }},
		{"recalibration", func() error { _, err := d.Recalibration(b.Context(), f); return err }},
		{"contrast", func() error { _, err := d.Contrast(b.Context(), f, forecaster.TeamMedian); return err }},
		{"tournaments", func() error { _, err := d.Tournaments(b.Context(), f); return err }},
	} {
		b.Run(one.name, func(b *testing.B) {
			for b.Loop() {
				if err := one.read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
