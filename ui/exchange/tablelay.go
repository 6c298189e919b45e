package exchange

import (
	"slices"

	"weathervane/ui/widgets"
)

// placedColumn is where a column stands.
type placedColumn struct {
	column int
	x, w   float32
	inset  float32 // that the dropdown above it does not have
}

const (
	lineWidth = 24
	columnGap = 8
	tableEdge = 16
)

// ways are how columns lie beside each other: one that is kept in view, and the others,
// which are gone through where they have no room; those with a meaning first.
type ways struct {
	kept   int // −1 if there is none
	others []int
	least  []float32 // by column, what the dropdown above it takes
}

func (t *tableRows) layWays() {
	v := t.view.view
	t.ways = ways{kept: -1}
	for i, c := range v.Columns {
		if c.Means == "title" || c.Means == "question_id" && t.ways.kept < 0 {
			t.ways.kept = i
		}
		shown := meanings[meaningOf(c.Means)].words
		if slices.Contains(v.Wide, c.Name) {
			shown = probabilityWord
		}
		t.ways.least = append(t.ways.least, widgets.NewDropdown("", []string{shown}, 0, nil).MinSize().Width)
	}
	for _, meant := range []bool{true, false} {
		for i, c := range v.Columns {
			if i != t.ways.kept && meant == (c.Means != "" || slices.Contains(v.Wide, c.Name)) {
				t.ways.others = append(t.ways.others, i)
			}
		}
	}
}

// wide is how wide a column is that is not kept in view.
func (t *tableRows) wide(i int, scale float32) float32 {
	w := float32(100)
	switch t.view.view.Columns[i].Means {
	case "forecaster":
		w = 106
	case "made_at":
		w = 90
	case "probability":
		w = 112
	case "outcome":
		w = 108
	}
	return max(w*scale, t.ways.least[i])
}

// placed gives the columns that have room their places, in the order of the file: the
// one that is kept in view, and those of the others from the first to be shown on.
func (t *tableRows) placed(width float32) []placedColumn {
	const least = 120 // of the column that is kept
	scale := min(1, max(0.72, width/784))
	left := width - 2*tableEdge - lineWidth
	var used []int
	if t.ways.kept >= 0 {
		used, left = append(used, t.ways.kept), left-least-columnGap
	}
	others := t.ways.others
	first := min(t.first, max(len(others)-1, 0))
	take := func(i int) bool {
		w := t.wide(i, scale) + columnGap
		if left < w {
			return false
		}
		used, left = append(used, i), left-w
		return true
	}
	to := first
	for to < len(others) && take(others[to]) {
		to++
	}
	if to == len(others) { // there may be room for some before
		for first > 0 && take(others[first-1]) {
			first--
		}
	}
	slices.Sort(used)
	more := float32(0) // for each, where no column takes the rest
	if t.ways.kept < 0 && len(used) > 0 {
		more = max(0, min(60, left/float32(len(used))))
	}
	out, x := make([]placedColumn, len(used)), float32(tableEdge+lineWidth)
	for k, i := range used {
		w := t.wide(i, scale) + more
		if i == t.ways.kept {
			w = least + left
		}
		x += columnGap
		inset := float32(0) // of what stands left after what stands right
		if k > 0 && t.isNumber(used[k-1]) && !t.isNumber(i) {
			inset = 10
		}
		out[k] = placedColumn{i, x + inset, w - inset, inset}
		x += w
	}
	return out
}

// goThrough shows the columns after those that are shown, or the first again.
func (t *tableRows) goThrough() {
	placed := t.placed(t.list.Size().Width)
	last := -1
	for k, i := range t.ways.others {
		if slices.ContainsFunc(placed, func(p placedColumn) bool { return p.column == i }) {
			last = k
		}
	}
	t.first = (last + 1) % max(len(t.ways.others), 1)
	t.head.Refresh()
	t.list.Refresh()
}
