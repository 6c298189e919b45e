package merging_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/merging"
	"weathervane/model"
	"weathervane/model/journal"
)

// What is read of a workspace to find similar questions is enough: the same are found
// among all of its questions.
func TestResemblingQuestionsAreAllThatCanBeSimilar(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	r := rand.New(rand.NewPCG(18, 4))
	vocabulary := strings.Fields("Will the 3 q17 RAIN İstanbul Été e\u0301te\u0301 x² ①case case Oslo oslo Norway's day 333 남풍이 남풍 불까요 東京都知事選 東京 北風A ストップ K co₂ treaty by in")
	title := func() string {
		words := make([]string, 1+r.IntN(7))
		for i := range words {
			words[i] = vocabulary[r.IntN(len(vocabulary))]
		}
		return strings.Join(words, []string{" ", "-", ", "}[r.IntN(3)])
	}
	closes := func() *journal.Instant {
		return []*journal.Instant{nil, desktest.At(2024, 12, 31), desktest.At(2025, 1, 20), desktest.At(2026, 1, 1)}[r.IntN(4)]
	}
	second := func() *journal.Instant {
		at := *desktest.At(2024, 1, 1) + journal.Instant(r.IntN(40))*30_000
		return []*journal.Instant{nil, &at}[r.IntN(2)]
	}
	source := func() string { return []string{"", "service 1", "service 2"}[r.IntN(3)] }
	for range 150 {
		_, _ = d.Ask(t.Context(), journal.Asked{Title: title(), Type: "binary", Closes: closes(), Opens: second(), Source: source(), Tags: []string{"rain", "Oslo"}[:r.IntN(3)]})
	}
	pairs, read, all := 0, 0, 0
	for range 60 {
		asked := make([]merging.Candidate, 1+r.IntN(12))
		for i := range asked {
			asked[i] = merging.Candidate{Id: journal.ID{1, byte(r.IntN(256)), byte(i)}, Title: title(), Kind: "binary", Closes: closes(), Opens: second(), Source: source()}
		}
		if err := d.Store.View(t.Context(), func(reader model.Reader) error {
			rows, err := reader.Headings()
			if err != nil {
				return err
			}
			nums, err := merging.Resembling(reader, asked)
			if err != nil {
				return err
			}
			some, err := reader.HeadingsNumbered(nums)
			anyOf := func(journal.ID) bool { return true }
			want := merging.SimilarAmong(asked, merging.Candidates(rows, anyOf), nil)
			got := merging.SimilarAmong(asked, merging.Candidates(some, anyOf), nil)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("of %+v: %+v among %d, and %+v among %d", asked, got, len(some), want, len(rows))
			}
			pairs, read, all = pairs+len(want), read+len(some), all+len(rows)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if pairs < 60 || read > all/2 {
		t.Errorf("%d pairs were found, and %d of %d headings read", pairs, read, all)
	}
}
