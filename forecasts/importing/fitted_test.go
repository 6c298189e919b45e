package importing

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/importers"
)

func TestWhatRecordsCannotHoldIsLeftOutAndTold(t *testing.T) {
	day := time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)
	far := time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	all := []importers.Question{
		{Title: "A ship\u202e leaves", Type: "choice", Opens: day, Closes: time.Date(139, 1, 1, 0, 0, 0, 0, time.UTC), ResolvesBy: far, KnownAt: far,
			Tags: []string{"sea\x00"}, Options: []string{"a\u200b", "b"}, Outcome: "a\u200b", Forecasts: []importers.Forecast{
				{By: "An\x1bn", At: day, Probs: map[string]float64{"a\u200b": .4, "b": .6}}, {By: "Bo", At: far, Probs: map[string]float64{"b": 1}}}},
		{Title: strings.Repeat("long ", 200), Type: "choice", Options: []string{"a", "a\u200b"}, Outcome: "a"},
		{Title: "\u202e", Type: "binary", Outcome: true},
	}
	told := map[string]int{}
	got, err := new(plan).fitted(all, func(what string) { told[what]++ })
	if err != nil {
		t.Fatal(err)
	}
	q := got[0]
	if q.Title != "A ship leaves" || !q.Opens.Equal(day) || !q.Closes.IsZero() || !q.ResolvesBy.IsZero() || !q.KnownAt.IsZero() || q.Tags[0] != "sea" {
		t.Errorf("the question is %+v", q)
	}
	if !slices.Equal(q.Options, []string{"a", "b"}) || q.Outcome != "a" || len(q.Forecasts) != 1 || q.Forecasts[0].Probs["a"] != .4 || q.Forecasts[0].By != "Ann" {
		t.Errorf("its options and forecasts are %+v", q)
	}
	if q := got[1]; len([]rune(q.Title)) > 500 || !slices.Equal(q.Options, []string{"a", "a\u200b"}) {
		t.Errorf("options that would be the same are %q of %q", q.Options, q.Title)
	}
	if got[2].Title != `"\u202e"` {
		t.Errorf("a title of nothing is %q", got[2].Title)
	}
	if told[farDates] != 3 || told[farForecasts] != 1 || told[hiddenNames] != 1 || told[longTexts] != 6 {
		t.Errorf("told: %v", told)
	}
	if all[0].Title == q.Title || len(all[0].Forecasts) != 2 || all[0].Tags[0] == "sea" {
		t.Error("the export itself is changed")
	}
}
