package forecasts_test

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// arranged is what a list is to have, found from all rows.
func arranged(all []question.Row, w question.Wanted) (rows []question.Row) {
	for _, r := range all {
		if hasState(r, w.State) && (w.Tag == "" || slices.Contains(r.Tags, w.Tag)) && listing.ContainsWords(r.Title+" "+strings.Join(r.Tags, " "), w.Text) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b question.Row) int {
		by := cmp.Compare(b.LastChange, a.LastChange)
		switch w.Order {
		case model.ByClose:
			by = cmp.Compare(closing(a), closing(b))
		case model.ByLeading:
			by = cmp.Compare(leading(b.Mine), leading(a.Mine))
		case model.ByTitle:
			by = 0
		}
		return cmp.Or(cmp.Compare(truth(b.Pinned), truth(a.Pinned)), by, strings.Compare(a.Title, b.Title))
	})
	return rows
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func hasState(r question.Row, s model.State) bool {
	switch s {
	case model.OpenState:
		return r.Status == "open"
	case model.DueState:
		return r.Status == "closed" || r.Status == "disputed"
	case model.Closed:
		return r.Status == "closed"
	case model.EndedState:
		return r.Status == "resolved" || r.Status == "annulled"
	}
	return true
}

func closing(r question.Row) journal.Instant {
	if r.Closes == nil {
		return math.MaxInt64
	}
	return *r.Closes
}

func leading(b *standing.Belief) float64 {
	most := -1.0
	switch {
	case b == nil:
	case b.P != nil:
		return *b.P
	default:
		for _, p := range b.Probs {
			most = max(most, p)
		}
	}
	return most
}

// listsDiffer says which of some lists is not as all rows say, or nothing.
func listsDiffer(ctx context.Context, d *forecasts.Desk, r *rand.Rand) error {
	all, err := d.QuestionRows(ctx, listing.Filter{})
	if err != nil {
		return err
	}
	for range 24 {
		w := question.Wanted{
			Tag: []string{"", "", "b", "É", "none"}[r.IntN(5)], State: model.State(r.IntN(int(model.EndedState) + 1)), Order: model.Order(r.IntN(int(model.ByTitle) + 1)),
			Text: []string{"", "", "R", "it rains", "b é", "zz"}[r.IntN(6)],
		}
		if err := listDiffers(ctx, d, all, w); err != nil {
			return fmt.Errorf("%+v: %w", w, err)
		}
	}
	return nil
}

func listDiffers(ctx context.Context, d *forecasts.Desk, all []question.Row, w question.Wanted) error {
	want := arranged(all, w)
	if len(want) > 0 {
		w.Place = want[len(want)/2].ID
	}
	l, err := d.QuestionList(ctx, w)
	if err != nil {
		return err
	}
	var got []question.Row
	for from := 0; from < len(l.Nums); from += 3 { // block by block
		rows, err := d.ListedRows(ctx, l.Nums[from:min(from+3, len(l.Nums))])
		if err != nil {
			return err
		}
		got = append(got, rows...)
	}
	title := func(r question.Row) string { return r.Title + " " + r.ID.Short() }
	if !reflect.DeepEqual(got, want) {
		return fmt.Errorf("listed %q, want %q", mapped(got, title), mapped(want, title))
	}
	if len(want) > 0 && (l.Place < 0 || want[l.Place].ID != w.Place || l.First != want[0].ID) {
		return fmt.Errorf("%s stands at %d, the first is %s", w.Place.Short(), l.Place, l.First.Short())
	}
	count := func(s model.State) (n int) { return len(arranged(all, question.Wanted{Tag: w.Tag, State: s})) }
	if c := (question.Counts{All: count(model.AnyState), Open: count(model.OpenState), Due: count(model.DueState), Ended: count(model.EndedState)}); l.Counts != c {
		return fmt.Errorf("counted %+v, want %+v", l.Counts, c)
	}
	for _, begin := range []string{"i", "IT RAINS é", "wh", "x"} {
		at := slices.IndexFunc(want, func(r question.Row) bool { return strings.HasPrefix(strings.ToLower(r.Title), strings.ToLower(begin)) })
		if got, err := d.NextTitled(ctx, l.Nums, begin, 0); err != nil || got != at {
			return fmt.Errorf("%q begins at %d, want %d: %w", begin, got, at, err)
		}
	}
	return nil
}

func mapped[A, B any](all []A, f func(A) B) (out []B) {
	for _, a := range all {
		out = append(out, f(a))
	}
	return out
}

// Lists of random histories, also those of two who exchanged their files, are as
// all rows say, at the present and at any other time.
func TestListsAreAsAllRowsSay(t *testing.T) {
	for seed := range uint64(5) {
		c := desktest.Start()
		crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
		r := rand.New(rand.NewPCG(seed, 7))
		for i := range 60 {
			d := []*forecasts.Desk{crane, heron}[r.IntN(2)]
			if r.IntN(4) == 0 {
				_, _ = d.Ask(t.Context(), journal.Asked{Title: []string{"It rains É", "It RAINS", "Where?"}[r.IntN(3)], Tags: []string{"b", "É"}[:r.IntN(3)],
					Closes: []*journal.Instant{nil, desktest.At(2024, 3, 1+r.IntN(3)), desktest.At(2025, 1, 1)}[r.IntN(3)]})
			}
			_ = desktest.Act(t, d, r) // what cannot be done is refused
			if questions := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t); r.IntN(6) == 0 && len(questions) > 0 {
				if err := d.Pin(t.Context(), questions[r.IntN(len(questions))].ID, r.IntN(3) > 0); err != nil {
					t.Fatal(err)
				}
			}
			if r.IntN(2) == 0 {
				c.Pass(time.Duration(r.IntN(20)) * time.Hour)
			}
			if i%30 == 29 {
				desktest.ExchangeBoth(t, crane, heron)
			}
		}
		now := c.At
		for _, back := range []time.Duration{0, -48 * time.Hour, 72 * time.Hour, 2000 * time.Hour, 24 * 600 * time.Hour} {
			c.At = now.Add(-back)
			for _, d := range []*forecasts.Desk{crane, heron} {
				if err := listsDiffer(t.Context(), d, r); err != nil {
					t.Fatalf("history %d, %v back: %v", seed, back, err)
				}
			}
		}
		c.At = now
		desktest.Sound(t, crane)
	}
}
