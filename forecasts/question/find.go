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

// Seek says which questions are sought.
type Seek struct {
	Typed   string // of their titles (see listing.Typed)
	Most    int
	Type    string       // empty for any
	State   State        // Any for whatever state
	Without []journal.ID // that are not among them
}

// FindQuestions finds questions by what somebody typed of their titles, at most so many.
func (d *Desk) FindQuestions(ctx context.Context, typed string, most int) ([]Found, error) {
	return d.SeekQuestions(ctx, Seek{Typed: typed, Most: most})
}

// SeekQuestions finds questions, the best first; with nothing typed the open ones and
// then the others, the last changed first.
func (d *Desk) SeekQuestions(ctx context.Context, s Seek) (found []Found, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) error {
		l := model.List{Type: s.Type, State: s.State, Now: journal.InstantOf(d.Now()), Most: s.Most + len(s.Without)}
		var nums []int64
		if words := listing.NewTyped(s.Typed); len(words) > 0 {
			titles, err := r.Titles(l)
			if err != nil {
				return err
			}
			nums = fitting(words, titles, l.Most)
		} else if nums, err = openFirst(r, l); err != nil {
			return err
		}
		rows, err := r.QuestionsNumbered(nums)
		if err != nil {
			return err
		}
		status, err := listing.New(d.Session, r, b)
		for _, row := range rows {
			if id := journal.ID(row.ID); !slices.Contains(s.Without, id) && len(found) < s.Most {
				found = append(found, Found{id, row.Title, status.Status(row)})
			}
		}
		return err
	})
	return found, err
}

// openFirst are the numbers of the open questions of a list and then of the others, the
// last changed first.
func openFirst(r model.Reader, l model.List) ([]int64, error) {
	all, err := r.Listed(l)
	if err != nil || l.State == Ended {
		return all, err
	}
	open := l
	open.State = Open
	nums, err := r.Listed(open)
	for _, n := range all {
		if len(nums) < l.Most && !slices.Contains(nums, n) {
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
