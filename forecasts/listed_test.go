package forecasts_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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
	"weathervane/model/journal"
)

// listsDiffer says which of some lists is not as all rows say, or nothing.
func listsDiffer(ctx context.Context, d *forecasts.Desk, r *rand.Rand) error {
	all, err := d.QuestionRows(ctx, listing.Filter{})
	if err != nil {
		return err
	}
	for range 24 {
		w := question.Wanted{
			Tag: []string{"", "", "b", "É", "none"}[r.IntN(5)], State: question.State(r.IntN(int(question.Ended) + 1)), Order: question.Order(r.IntN(int(question.ByTitle) + 1)),
			Text: []string{"", "", "R", "it rains", "b é", "zz"}[r.IntN(6)],
		}
		if err := listDiffers(ctx, d, all, w); err != nil {
			return fmt.Errorf("%+v: %w", w, err)
		}
	}
	return nil
}

func listDiffers(ctx context.Context, d *forecasts.Desk, all []question.Row, w question.Wanted) error {
	want := desktest.Arranged(all, w)
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
	count := func(s question.State) (n int) {
		return len(desktest.Arranged(all, question.Wanted{Tag: w.Tag, State: s}))
	}
	if c := (question.Counts{All: count(question.Any), Open: count(question.Open), Due: count(question.Due), Ended: count(question.Ended)}); l.Counts != c {
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

// statusDiffers says what of the status bar's counts is not as all rows say, or nothing.
func statusDiffers(ctx context.Context, d *forecasts.Desk) error {
	s, err := d.Status(ctx)
	if err != nil {
		return err
	}
	all, err := d.QuestionRows(ctx, listing.Filter{})
	open, due := len(desktest.Arranged(all, question.Wanted{State: question.Open})), len(desktest.Arranged(all, question.Wanted{State: question.Closed}))
	if s.Questions != open || s.Due != due {
		return fmt.Errorf("%d questions are open and %d due, want %d and %d", s.Questions, s.Due, open, due)
	}
	return err
}

// findsDiffer says what is found by titles otherwise than all rows say, or nothing.
func findsDiffer(ctx context.Context, d *forecasts.Desk) error {
	all, err := d.QuestionRows(ctx, listing.Filter{})
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b question.Row) int {
		return cmp.Or(cmp.Compare(b.LastChange, a.LastChange), strings.Compare(a.Title, b.Title))
	})
	open, err := d.RowsIn(ctx, question.NotEnded)
	if err != nil {
		return err
	}
	if want := slices.DeleteFunc(slices.Clone(all), func(r question.Row) bool { return r.Status == "resolved" || r.Status == "annulled" }); !reflect.DeepEqual(mapped(open, idOf), mapped(want, idOf)) {
		return fmt.Errorf("%v have not ended, want %v", open, want)
	}
	for i, text := range []string{"", "r", "RAINS é", "wl", "zz", "", "r", "wl", "", "w"} {
		seek := question.Seek{Typed: text, Most: 5}
		if i > 4 {
			seek.Type, seek.State = "choice", question.NotEnded
		}
		if i > 6 && len(all) > 2 {
			seek.Type, seek.Without = "binary", []journal.ID{all[0].ID, all[2].ID}
		}
		typed := listing.NewTyped(text)
		score := func(r question.Row) (n int) {
			if n, _ = typed.Match(r.Title); text == "" {
				n = 0
			}
			if r.Status == "open" {
				n += question.OpenFirst
			}
			return n
		}
		want := slices.DeleteFunc(slices.Clone(all), func(r question.Row) bool {
			_, fits := typed.Match(r.Title)
			over := r.Status == "resolved" || r.Status == "annulled"
			return !fits || seek.Type != "" && r.Type != seek.Type || seek.State == question.NotEnded && over || slices.Contains(seek.Without, r.ID)
		})
		slices.SortStableFunc(want, func(a, b question.Row) int { return cmp.Compare(score(b), score(a)) })
		want = want[:min(5, len(want))]
		got, err := d.SeekQuestions(ctx, seek)
		if err != nil {
			return err
		}
		if !slices.Equal(got, mapped(want, func(r question.Row) question.Found { return question.Found{ID: r.ID, Title: r.Title, Status: r.Status} })) {
			return fmt.Errorf("%+v finds %v, want %v", seek, got, want)
		}
	}
	return nil
}

func idOf(r question.Row) journal.ID { return r.ID }

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
		c, both := desktest.History(t, seed)
		r := rand.New(rand.NewPCG(seed, 8))
		now := c.At
		for _, back := range []time.Duration{0, -48 * time.Hour, 72 * time.Hour, 2000 * time.Hour, 24 * 600 * time.Hour} {
			c.At = now.Add(-back)
			for _, d := range both {
				if err := listsDiffer(t.Context(), d, r); err != nil {
					t.Fatalf("history %d, %v back: %v", seed, back, err)
				}
				if err := errors.Join(statusDiffers(t.Context(), d), findsDiffer(t.Context(), d)); err != nil {
					t.Fatalf("history %d, %v back: %v", seed, back, err)
				}
			}
		}
		c.At = now
		desktest.Sound(t, both[0])
	}
}
