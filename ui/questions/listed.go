package questions

import (
	"context"

	"weathervane/forecasts/question"
)

// A listed is what the list has: the order of all its questions, and the rows of
// those that were looked at, by their places.
type listed struct {
	question.List
	rows    map[int]question.Row
	pending int  // the place of a question that is opened once its row is read; −1 if none is
	reading bool // it is read again
	enter   bool // and its first question is opened then
}

const (
	beside   = 32   // rows that are read with those in view, on either side
	mostRows = 2048 // that are kept
)

// readList reads which questions the list has, with those in view.
func (p *Page) readList() {
	wanted := question.Wanted{Tag: p.tag, State: states[p.list.tab], Text: p.list.words(), Order: orders[p.list.order], Place: p.wanted}
	first, last := p.list.list.View()
	p.listed.reading = true
	p.host.Run("questions/list", func(ctx context.Context) (func(), error) {
		l := listed{rows: map[int]question.Row{}, pending: -1}
		var err error
		if l.List, err = p.desk.QuestionList(ctx, wanted); err != nil {
			return nil, err
		}
		views := [][2]int{{first, last}}
		if at := l.Place; at >= 0 && (at < first || at >= last) { // it is brought into view
			views = append(views, [2]int{at - (last - first), at + 1})
		}
		for _, v := range views {
			from, rows, err := l.read(ctx, p.desk, v[0], v[1])
			if err != nil {
				return nil, err
			}
			l.take(from, rows)
		}
		return func() { p.showList(l, wanted) }, nil
	})
}

// read reads the rows from a place to before another, and some beside them.
func (l *listed) read(ctx context.Context, desk Desk, first, last int) (from int, rows []question.Row, err error) {
	from = max(first-beside, 0)
	to := min(max(last, first)+beside, len(l.Nums))
	if from >= to {
		return from, nil, nil
	}
	rows, err = desk.ListedRows(ctx, l.Nums[from:to])
	return from, rows, err
}

func (l *listed) take(from int, rows []question.Row) {
	for i, row := range rows {
		l.rows[from+i] = row
	}
	if len(l.rows) <= mostRows {
		return
	}
	for at := range l.rows {
		if at < from-mostRows/4 || at > from+mostRows/4 {
			delete(l.rows, at)
		}
	}
}

// showList shows which questions the list has. What was wanted tells what it was read
// for.
func (p *Page) showList(l listed, wanted question.Wanted) {
	enter := p.listed.enter
	if p.wanted != wanted.Place { // another one was opened meanwhile
		p.readList()
		return
	}
	p.listed, p.loaded = l, true
	p.at = l.Place
	if p.arriving && p.at < 0 && p.list.widen() {
		return
	}
	p.arriving = false
	if p.at < 0 && len(l.Nums) > 0 && (p.wanted.IsZero() || p.narrowed) {
		p.wanted, p.at = l.First, 0
	}
	p.list.show()
	p.showEmpty()
	p.narrowed = false
	if enter {
		p.openFirst()
	}
	if p.asked != p.wanted || p.wanted.IsZero() {
		p.load()
	}
	p.loadRecords()
}

// need reads the rows in view that were not read.
func (p *Page) need(first, last int) {
	l := p.listed
	missing := false
	for i := first; i < last; i++ {
		_, read := l.rows[i]
		missing = missing || !read
	}
	if !missing || l.rows == nil {
		return
	}
	p.host.Run("questions/rows", func(ctx context.Context) (func(), error) {
		from, rows, err := l.read(ctx, p.desk, first, last)
		return func() {
			if !sameList(l.Nums, p.listed.Nums) { // the list was read again, with its rows
				return
			}
			p.listed.take(from, rows)
			p.list.list.Refresh()
			if at := p.listed.pending; at >= 0 && at == p.list.list.Selected() {
				p.openAt(at)
			}
		}, err
	})
}

// sameList reports whether two lists are one.
func sameList(a, b []int64) bool { return len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] }

// openAt shows the question at a place of the list, once its row is read.
func (p *Page) openAt(i int) {
	row, read := p.listed.rows[i]
	if !read {
		p.listed.pending = i
		return
	}
	p.listed.pending = -1
	p.open(row.ID)
	p.at = i
}

// openFirst opens the first question of the list, where none is selected.
func (p *Page) openFirst() {
	p.listed.enter = p.listed.reading
	if !p.listed.reading && p.list.list.Selected() < 0 && len(p.listed.Nums) > 0 {
		p.list.list.Select(0)
		p.openAt(0)
	}
}

// ahead finds the next question from a place on whose title begins with letters.
func (p *Page) ahead(begin string, from int, found func(int)) {
	nums := p.listed.Nums
	p.host.Run("questions/ahead", func(ctx context.Context) (func(), error) {
		at, err := p.desk.NextTitled(ctx, nums, begin, from)
		return func() {
			if sameList(nums, p.listed.Nums) || len(nums) == 0 {
				found(at)
			}
		}, err
	})
}
