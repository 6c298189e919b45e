package scoring

import (
	"maps"
	"slices"

	"weathervane/forecasts/score"
	"weathervane/model"
)

// units are the questions that intervals resample together: those related by same,
// deadline or if. Each is a unit of its own unless something joins it to others.
type units struct {
	up map[int64]int64 // towards the question that stands for the unit
}

// depend joins a question with the one on which it depends.
func (u *units) depend(row *model.QuestionRow) {
	if row.IfQuestion != nil {
		u.join(*row.IfQuestion, row.Num)
	}
}

func (u *units) root(n int64) int64 {
	for {
		p, ok := u.up[n]
		if !ok || p == n {
			return n
		}
		n = p
	}
}

func (u *units) join(a, b int64) {
	if u.up == nil {
		u.up = map[int64]int64{}
	}
	for _, n := range []int64{a, b} {
		if _, ok := u.up[n]; !ok {
			u.up[n] = n
		}
	}
	if a, b = u.root(a), u.root(b); a != b {
		u.up[b] = a
	}
}

// name names the units of the questions that are joined to others, by the smallest id
// of each, which is the same in every workspace; question is nil of one that is not
// here.
func (u *units) name(r model.Reader, question func(num int64) *score.Question) error {
	joins, err := r.ResamplingUnits()
	for _, j := range joins {
		u.join(j[0], j[1])
	}
	name := map[int64]string{}
	for n := range u.up {
		if q := question(n); q != nil {
			at := u.root(n)
			if first, ok := name[at]; !ok || q.Key < first {
				name[at] = q.Key
			}
		}
	}
	for _, n := range slices.Sorted(maps.Keys(u.up)) {
		if q := question(n); q != nil {
			q.Unit = name[u.root(n)]
		}
	}
	return err
}
