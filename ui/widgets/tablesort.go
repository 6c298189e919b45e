package widgets

import "sort"

// manyRows is from where on sorting takes longer than a frame.
const manyRows = 5000

// SetRows shows rows, in the order that the person chose.
func (t *Table[R]) SetRows(rows []R) {
	t.ordered(rows, func(order []int) {
		t.rows, t.order = rows, order
		t.SetLength(len(rows))
	})
}

func (t *Table[R]) sortBy(column int) {
	if t.columns[column].Less == nil {
		return
	}
	t.down = t.sorted == column && !t.down
	t.sorted = column
	t.head.Refresh()
	t.ordered(t.rows, func(order []int) {
		was := -1
		if i := t.Selected(); i >= 0 {
			was = t.order[i]
		}
		t.order = order
		for i, n := range t.order {
			if n == was {
				t.Select(i)
			}
		}
		t.List.Refresh()
	})
}

// ordered gives the order of rows by the column that the person chose: at once,
// or of very many once they are sorted, unless there are others by then.
func (t *Table[R]) ordered(rows []R, show func(order []int)) {
	t.turn++
	if t.Work == nil || t.sorted < 0 || len(rows) < manyRows {
		show(t.orderOf(rows, t.sorted, t.down))
		return
	}
	turn, column, down := t.turn, t.sorted, t.down
	t.Work(func() func() {
		order := t.orderOf(rows, column, down)
		return func() {
			if t.turn == turn {
				show(order)
			}
		}
	})
}

// orderOf sorts the places of rows by a column; −1 leaves them as they are.
func (t *Table[R]) orderOf(rows []R, column int, down bool) []int {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	if column < 0 {
		return order
	}
	less := t.columns[column].Less
	sort.SliceStable(order, func(a, b int) bool {
		if down {
			a, b = b, a
		}
		return less(rows[order[a]], rows[order[b]])
	})
	return order
}
