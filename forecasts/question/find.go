package question

import (
	"cmp"
	"context"
	"slices"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Found is a question that was found by its title.
type Found struct {
	ID     journal.ID
	Title  string
	Status string
}

// OpenFirst is by how much an open question stands before what fits as well: as if one
// word of what was typed fitted better.
const OpenFirst = 150

// FindQuestions finds questions by what somebody typed of their titles (see
// listing.Typed), at most so many, the best first; with nothing typed the open ones
// and then the others, the last changed first.
func (d *Desk) FindQuestions(ctx context.Context, typed string, most int) (found []Found, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) error {
		now := journal.InstantOf(d.Now())
		var nums []int64
		if words := listing.NewTyped(typed); len(words) > 0 {
			titles, err := r.Titles(now)
			if err != nil {
				return err
			}
			nums = fitting(words, titles, most)
		} else if nums, err = openFirst(r, now, most); err != nil {
			return err
		}
		rows, err := r.QuestionsNumbered(nums)
		if err != nil {
			return err
		}
		l, err := listing.New(d.Session, r, b)
		for _, row := range rows {
			found = append(found, Found{journal.ID(row.ID), row.Title, l.Status(row)})
		}
		return err
	})
	return found, err
}

// openFirst are the numbers of open questions and then of others, the last changed
// first.
func openFirst(r model.Reader, now journal.Instant, most int) ([]int64, error) {
	nums, err := r.Listed(model.List{State: Open, Now: now, Most: most})
	if err != nil {
		return nil, err
	}
	all, err := r.Listed(model.List{Now: now, Most: most})
	for _, n := range all {
		if len(nums) < most && !slices.Contains(nums, n) {
			nums = append(nums, n)
		}
	}
	return nums, err
}

// fitting are the numbers of the titles that fit, the best first.
func fitting(typed listing.Typed, all []model.Title, most int) (nums []int64) {
	type fit struct {
		num   int64
		score int
	}
	best := func(fits []fit) []fit {
		slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.score, a.score) })
		return fits[:min(len(fits), most)]
	}
	const piece = 4096
	parts := make([][]fit, (len(all)+piece-1)/piece)
	cores.Each(len(parts), func(i int) {
		for _, t := range all[i*piece : min((i+1)*piece, len(all))] {
			score, fits := typed.Match(t.Title)
			if t.Open {
				score += OpenFirst
			}
			if fits {
				parts[i] = append(parts[i], fit{t.Num, score})
			}
		}
		parts[i] = best(parts[i])
	})
	for _, f := range best(slices.Concat(parts...)) {
		nums = append(nums, f.num)
	}
	return nums
}
