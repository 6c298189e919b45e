package scoring

import (
	"weathervane/model"
	"weathervane/model/journal"
)

// unitsOf names, for each question related to another by same, deadline or if,
// the unit that intervals resample together.
func unitsOf(r model.Reader, rows []model.QuestionRow) (map[int64]string, error) {
	up := map[int64]int64{}
	var root func(int64) int64
	root = func(n int64) int64 {
		if p, ok := up[n]; ok && p != n {
			return root(p)
		}
		return n
	}
	join := func(a, b int64) {
		if a, b = root(a), root(b); a != b {
			up[b] = a
		}
	}
	joins, err := r.ResamplingUnits()
	for _, j := range joins {
		join(j[0], j[1])
	}
	for _, q := range rows {
		if q.IfQuestion != nil {
			join(*q.IfQuestion, q.Num)
		}
	}
	// The unit is named by its smallest id, which is the same in every workspace.
	name := map[int64]string{}
	for _, q := range rows {
		at, id := root(q.Num), journal.ID(q.ID).String()
		if first, ok := name[at]; !ok || id < first {
			name[at] = id
		}
	}
	all := make(map[int64]string, len(rows))
	for _, q := range rows {
		all[q.Num] = name[root(q.Num)]
	}
	return all, err
}
