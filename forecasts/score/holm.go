package score

import (
	"cmp"
	"slices"
)

// Holm adjusts the p values of comparisons that are looked at together: at a level
// of 5 % the chance that any of them is wrongly below it is at most 5 %, however
// they depend on each other. Undefined ones stay so and do not count.
//
// Source: Holm 1979, Scand. J. Statist. 6:65.
func Holm(p []Number) []Number {
	var order []int
	adjusted := make([]Number, len(p))
	for i, x := range p {
		adjusted[i] = Undefined
		if x.Defined() {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	var most Number
	for k, i := range order {
		most = max(most, min(1, Number(len(order)-k)*p[i]))
		adjusted[i] = most
	}
	return adjusted
}
