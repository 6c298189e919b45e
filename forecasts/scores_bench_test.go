package forecasts

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// fiveThousandResolved is a workspace of 5 000 resolved questions, in four
// tags, that 200 people forecast 100 000 times.
func fiveThousandResolved(b *testing.B) *Desk {
	b.Helper()
	const questions, people, made = 5000, 200, 100_000
	c := start()
	from := c.at.AddDate(-1, 0, 0)
	m := newManyRecords(b, from)
	var ids []ID
	closes := journal.InstantOf(from.AddDate(0, 6, 0))
	for i := range questions {
		ids = append(ids, m.add(journal.QuestionAsked, journal.Asked{Title: fmt.Sprintf("It rains (%d)", i), Type: "binary", Closes: &closes, Tags: []string{fmt.Sprintf("tag%d", i%4)}}))
	}
	day := Instant(24 * time.Hour / time.Millisecond)
	type event struct {
		at       Instant
		question int
		ends     bool
	}
	var events []event
	for i := range questions {
		known := m.instant + 30*day + Instant(i)*100*day/questions
		events = append(events, event{known, i, true})
		for range made / questions {
			events = append(events, event{m.instant + day + Instant(m.random.Int64N(int64(known-m.instant-day))), i, false})
		}
	}
	slices.SortFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	for _, e := range events {
		m.instant = max(m.instant, e.at)
		if e.ends {
			m.add(journal.QuestionResolved, journal.Resolved{Question: ids[e.question], Outcome: json.RawMessage([]string{"true", "false"}[m.random.IntN(2)]), KnownAt: m.instant + 1})
			continue
		}
		x := float64(m.random.IntN(101)) / 100
		m.add(journal.ForecastMade, journal.Made{Question: ids[e.question], P: &x, By: fmt.Sprintf("Person %d", m.random.IntN(people))})
	}
	d, err := Create(b.Context(), filepath.Join(b.TempDir(), "x.vane"), "Crane", envFor(b, "Crane", c))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	if _, err := d.Import(b.Context(), []string{m.file()}, nil); err != nil {
		b.Fatal(err)
	}
	return d
}

// What the Scores page reads when a filter is changed from everyone and
// everything: the figures, then all with what resampling says, at the first time
// and when it was drawn before.
func BenchmarkScores(b *testing.B) {
	d := fiveThousandResolved(b)
	ask := func(f ScoreFilter) {
		if v, err := d.Scores(b.Context(), f); err != nil || v.Headline == nil {
			b.Fatal(v.Headline, err)
		}
	}
	first := journal.InstantOf(start().at.AddDate(-1, 0, 60))
	for _, one := range []struct {
		name string
		ScoreFilter
	}{
		{"forecaster", ScoreFilter{Forecaster: "Person 7"}}, {"tag", ScoreFilter{Tag: "tag1"}},
		{"period", ScoreFilter{Since: first, Until: first + 30*Instant(score.Day)}}, {"type", ScoreFilter{Kind: "binary"}},
		{"rule", ScoreFilter{Rule: "log"}}, {"origin", ScoreFilter{Origin: "all"}},
	} {
		for _, how := range []string{"figures", "first", "again"} {
			b.Run(one.name+", "+how, func(b *testing.B) {
				f := one.ScoreFilter
				f.Plain = how == "figures"
				for b.Loop() {
					b.StopTimer()
					if how == "first" {
						d.ForgetDraws()
					}
					ask(ScoreFilter{})
					b.StartTimer()
					ask(f)
				}
			})
		}
	}
}
