package question

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Which questions a list has, and in which order (see model.List).
type (
	State = model.State
	Order = model.Order
)

const (
	Any    = model.AnyState
	Open   = model.OpenState
	Due    = model.DueState
	Ended  = model.EndedState
	Closed = model.Closed

	NotEnded = model.NotEnded

	ByLastChange = model.ByLastChange
	ByClose      = model.ByClose
	ByLeading    = model.ByLeading
	ByTitle      = model.ByTitle
)

// Wanted says which questions a list has, and in which order.
type Wanted struct {
	Tag   string
	State State
	Text  string // words in the title or the tags
	Order Order
	Place journal.ID // a question whose place is asked for
}

// List is a list of questions: their order, without what its rows show.
type List struct {
	Nums   []int64 // their numbers in this workspace; those that are pinned first
	Place  int     // where the question stands whose place was asked for; −1 if it is not there
	First  journal.ID
	Counts Counts
	Ended  string // as long as it is the same, so are the questions with the tag that are resolved
}

// Counts are how many questions with a tag there are in each state.
type Counts struct{ All, Open, Due, Ended int }

// QuestionList lists questions as the window's list shows them.
func (d *Desk) QuestionList(ctx context.Context, w Wanted) (List, error) {
	l := List{Place: -1}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		now := journal.InstantOf(d.Now())
		t, err := r.Tally(w.Tag, now)
		if err != nil {
			return err
		}
		l.Counts, l.Ended = Counts{t.All, t.Open, t.Due, t.Ended}, fmt.Sprint(t.Resolved, t.Changed)
		l.Nums, err = r.Listed(model.List{Tag: w.Tag, State: w.State, Words: strings.Fields(strings.ToLower(w.Text)), Order: w.Order, Of: b.Num(me), Now: now})
		if err != nil {
			return err
		}
		pins, err := pins(r)
		if err != nil {
			return err
		}
		pinned := map[int64]bool{}
		for id := range pins {
			n, _, err := r.Num(id)
			if err != nil {
				return err
			}
			pinned[n] = true
		}
		if len(pinned) > 0 {
			slices.SortStableFunc(l.Nums, func(a, b int64) int { return order(pinned[a], pinned[b]) })
		}
		return l.place(r, w.Place)
	})
	return l, err
}

// order puts what is so first.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// place finds where a question stands, and which is the first.
func (l *List) place(r model.Reader, id journal.ID) error {
	if !id.IsZero() {
		row, here, err := r.Question(id)
		if err != nil {
			return err
		}
		if here {
			l.Place = slices.Index(l.Nums, row.Num)
		}
	}
	if len(l.Nums) == 0 {
		return nil
	}
	first, err := r.QuestionsNumbered(l.Nums[:1])
	if err == nil && len(first) > 0 {
		l.First = journal.ID(first[0].ID)
	}
	return err
}

// ListedRows are the rows of questions by their numbers (see List), in their order.
func (d *Desk) ListedRows(ctx context.Context, nums []int64) ([]Row, error) {
	var all []Row
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		rows, err := r.QuestionsNumbered(nums)
		if err == nil {
			all, err = d.rows(r, b, me, rows)
		}
		return err
	})
	return all, err
}

// NextTitled is the place from which on, in a list, a title begins with a text,
// whatever its letters' case; after the last comes the first again. It is −1 if none
// does.
func (d *Desk) NextTitled(ctx context.Context, nums []int64, begin string, from int) (int, error) {
	place := -1
	err := d.Look(ctx, func(r model.Reader, _ forecaster.Directory, _ string) error {
		titled, err := r.Titled(strings.ToLower(begin))
		fits := make(map[int64]bool, len(titled))
		for _, n := range titled {
			fits[n] = true
		}
		for i := range nums {
			if at := (from + i) % len(nums); fits[nums[at]] {
				place = at
				return err
			}
		}
		return err
	})
	return place, err
}

// QuestionRows lists all questions with what the window's list shows of each, the last
// changed first.
func (d *Desk) QuestionRows(ctx context.Context, f listing.Filter) ([]Row, error) {
	all := []Row{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		rows, err := r.QuestionsTagged(f.Tag)
		if err != nil {
			return err
		}
		filled, err := d.rows(r, b, me, rows)
		for _, q := range filled {
			if q.Fits(f) {
				all = append(all, q)
			}
		}
		return err
	})
	slices.SortStableFunc(all, lastChangedFirst)
	return all, err
}

func lastChangedFirst(a, b Row) int { return cmp.Compare(b.LastChange, a.LastChange) }

// RowsIn lists the questions in a state as QuestionRows does.
func (d *Desk) RowsIn(ctx context.Context, state State) (all []Row, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		nums, err := r.Listed(model.List{State: state, Now: journal.InstantOf(d.Now())})
		if err != nil {
			return err
		}
		rows, err := r.QuestionsNumbered(nums)
		if err == nil {
			all, err = d.rows(r, b, me, rows)
		}
		return err
	})
	return all, err
}

// RowsOf lists some questions as QuestionRows does, in the order of their asking.
func (d *Desk) RowsOf(ctx context.Context, ids []journal.ID) (all []Row, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		rows, err := r.QuestionsAmong(ids)
		if err == nil {
			all, err = d.rows(r, b, me, rows)
		}
		return err
	})
	return all, err
}

// rows tells of questions what lists show.
func (d *Desk) rows(r model.Reader, b forecaster.Directory, me string, rows []model.QuestionRow) ([]Row, error) {
	l, err := listing.New(d.Session, r, b)
	if err != nil {
		return nil, err
	}
	pins, err := pins(r)
	if err != nil {
		return nil, err
	}
	evidence, err := r.FindingCounts(rows)
	if err != nil {
		return nil, err
	}
	all, at := make([]Row, len(rows)), make(map[int64]int, len(rows))
	for i, row := range rows {
		q := Row{Question: l.Question(row), LastChange: row.LastChange, Findings: evidence[row.Num]}
		q.Due, q.Pinned = q.Status == "closed", pins[q.ID] != nil
		all[i], at[row.Num] = q, i
	}
	return all, r.IntervalsOn(rows, func(row *model.QuestionRow, intervals []standing.Interval) error {
		fillRow(l, &all[at[row.Num]], *row, intervals, me)
		return nil
	})
}

func fillRow(l *listing.Lister, q *Row, row model.QuestionRow, intervals []standing.Interval, me string) {
	at := standing.LastInstant(row, l.Now)
	var inForce []standing.Forecast
	var mine []standing.Interval
	for _, s := range intervals {
		if !s.Again {
			q.Forecasts++
		}
		who := l.Who(s.Forecaster)
		own := who.Key == me && who.By == ""
		if own && s.From <= at {
			mine = append(mine, s)
		}
		if !s.Holds(at) {
			continue
		}
		inForce = append(inForce, standing.Forecast{Belief: standing.BeliefOf(s.ForecastRow)})
		if own {
			b := standing.BeliefOf(s.ForecastRow)
			q.Mine = &b
		}
	}
	if q.Mine != nil || q.Status != "open" {
		q.Median = pools(inForce).Median
	}
	if n := len(mine); n > 1 && q.Mine != nil && mine[n-1].P != nil && mine[n-2].P != nil {
		q.Change = *mine[n-1].P - *mine[n-2].P
	}
}
