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

// byUnit adds up the pairs of each bootstrap unit, with the score that is asked
// of each; ids are the sorted keys of the questions, which seed the bootstrap.
func byUnit(pairs []*scored, score func(*scored) float64) (ids []string, units []unitHeadline) {
	var order unitOrder
	var sums [][2]Sum
	for _, s := range pairs {
		if s.weight == 0 {
			continue
		}
		if n := len(ids); n == 0 || ids[n-1] != s.question.Key {
			ids = append(ids, s.question.Key)
		}
		i := order.number(s.question.unit())
		if i == len(sums) {
			sums = append(sums, [2]Sum{})
		}
		sums[i][0].Add(score(s))
		sums[i][1].Add(s.weight)
	}
	units = make([]unitHeadline, len(sums))
	for i := range sums {
		units[i] = unitHeadline{sums[i][0].Value(), sums[i][1].Value()}
	}
	return ids, ranked(&order, units)
}

// ownScore is the score under the rule that a pair was scored by.
func ownScore(s *scored) float64 { return s.score }
