package score

import (
	"cmp"
	"slices"
)

// unitOrder numbers bootstrap units as they come. Most come in the order of
// their keys, and then nothing is looked up.
type unitOrder struct {
	keys  []string
	known map[string]int // once one comes out of order
}

func (o *unitOrder) number(key string) int {
	n := len(o.keys)
	if n > 0 && o.keys[n-1] == key {
		return n - 1
	}
	if o.known == nil {
		if n == 0 || o.keys[n-1] < key {
			o.keys = append(o.keys, key)
			return n
		}
		o.known = make(map[string]int, n+1)
		for i, k := range o.keys {
			o.known[k] = i
		}
	}
	i, ok := o.known[key]
	if !ok {
		i = n
		o.keys, o.known[key] = append(o.keys, key), n
	}
	return i
}

// ranks are the places of the units in the order of their keys; nil if they came
// in it.
func (o *unitOrder) ranks() []int {
	if o.known == nil {
		return nil
	}
	order := make([]int, len(o.keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(o.keys[a], o.keys[b]) })
	ranks := make([]int, len(order))
	for rank, i := range order {
		ranks[i] = rank
	}
	return ranks
}

// ranked puts what the units have in the order of their keys.
func ranked[T any](o *unitOrder, values []T) []T {
	ranks := o.ranks()
	if ranks == nil {
		return values
	}
	sorted := make([]T, len(values))
	for i, rank := range ranks {
		sorted[rank] = values[i]
	}
	return sorted
}

// unitSumming adds up scores and weights by bootstrap unit, from questions that
// come in order; ids are the sorted keys of those questions, which seed the
// bootstrap.
type unitSumming struct {
	ids   []string
	order unitOrder
	sums  [][2]Sum
}

func (u *unitSumming) add(q *Question, score, weight float64) {
	if n := len(u.ids); n == 0 || u.ids[n-1] != q.Key {
		u.ids = append(u.ids, q.Key)
	}
	i := u.order.number(q.unit())
	if i == len(u.sums) {
		u.sums = append(u.sums, [2]Sum{})
	}
	u.sums[i][0].Add(score)
	u.sums[i][1].Add(weight)
}

// units are what was added up, in the order of the units' keys.
func (u *unitSumming) units() []unitHeadline {
	units := make([]unitHeadline, len(u.sums))
	for i := range units {
		units[i] = unitHeadline{u.sums[i][0].Value(), u.sums[i][1].Value()}
	}
	return ranked(&u.order, units)
}

// byUnit adds up the pairs of each bootstrap unit, with the score that is asked
// of each; ids are the sorted keys of the questions, which seed the bootstrap.
func byUnit(pairs []*scored, score func(*scored) float64) (ids []string, units []unitHeadline) {
	var u unitSumming
	for _, s := range pairs {
		if s.weight != 0 {
			u.add(s.question, score(s), s.weight)
		}
	}
	return u.ids, u.units()
}

// ownScore is the score under the rule that a pair was scored by.
func ownScore(s *scored) float64 { return s.score }
