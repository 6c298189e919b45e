// Package calibration asks how far stated probabilities can be trusted.
//
// Everything starts from points: the forecasts of one value of p, pooled, with
// their weight and how much of that weight came true. Pooling first makes ties
// count alike, makes the order of the forecasts irrelevant, and makes every
// figure after it linear in the number of distinct values. Weights are counts
// for a table of rows and shares of the scheduled time for a workspace.
//
//	points := calibration.Pool([]float64{.1, .1, .8}, []float64{0, 1, 1}, nil)
//	c, _ := calibration.CORP(points) // c.MCB - c.DSC + c.UNC is the mean Brier score
//
// The package holds plain mathematics: no store, no clock, no randomness that
// is not seeded by the caller.
package calibration

import (
	"maps"
	"math"
	"slices"

	"weathervane/forecasts/cores"
)

// Point is all forecasts of one probability: their weight, and the part of
// the weight whose outcome was yes.
type Point struct{ P, Weight, Yes float64 }

// Pool makes points, in rising order of p, of forecasts p with outcomes y
// (0 or 1). Weights nil means one each; cases without weight are left out.
func Pool(p, y, weights []float64) []Point {
	var all Pooling
	for i := range p {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		all.Add(p[i], y[i], w)
	}
	return all.Points()
}

// A Pooling collects forecasts for Pool one by one. Its zero value has none.
type Pooling struct{ cases map[float64]*pooled }

// Add adds a forecast p with an outcome y (0 or 1); without weight it is left out.
func (all *Pooling) Add(p, y, weight float64) {
	if !(weight > 0) {
		return
	}
	at := all.cases[p]
	if at == nil {
		if all.cases == nil {
			all.cases = map[float64]*pooled{}
		}
		at = &pooled{p: p}
		all.cases[p] = at
	}
	at.add(y, weight)
}

// Points are those of the forecasts so far, in rising order of p.
func (all *Pooling) Points() []Point {
	cases := slices.SortedFunc(maps.Values(all.cases), func(a, b *pooled) int { return order(a.p, b.p) })
	points := make([]Point, len(cases))
	cores.Each(len(cases), func(i int) { points[i] = cases[i].point() })
	return points
}

// pooled are the forecasts of one probability: their weights, by outcome.
type pooled struct {
	p       float64
	no, yes []float64
}

func (c *pooled) add(y, w float64) {
	if y == 1 {
		c.yes = append(c.yes, w)
	} else {
		c.no = append(c.no, w)
	}
}

// point adds up in an order that does not depend on how the forecasts came.
func (c *pooled) point() Point {
	var weight, yes Sum
	slices.Sort(c.no)
	slices.Sort(c.yes)
	for _, w := range c.no {
		weight.Add(w)
	}
	for _, w := range c.yes {
		weight.Add(w)
		yes.Add(w)
	}
	return Point{c.p, weight.Value(), yes.Value()}
}

func order(a, b float64) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// Case packs one binary forecast of weight one into a word that sorts by
// probability, so that a million of them need one sort of plain integers.
type Case uint64

// NewCase packs probability p, 0 to 1, and its outcome.
func NewCase(p float64, yes bool) Case {
	c := Case(math.Float64bits(p) << 1) // the sign of p is 0 and makes room
	if yes {
		c |= 1
	}
	return c
}

// P is the probability of the case.
func (c Case) P() float64 { return math.Float64frombits(uint64(c >> 1)) }

// Yes is 1 where the outcome was yes, else 0.
func (c Case) Yes() float64 { return float64(c & 1) }

// PoolCases is Pool for packed cases; it puts them in order in place.
func PoolCases(cases []Case) []Point {
	sortCases(cases)
	distinct := 0
	for i := range cases {
		if i == 0 || cases[i]>>1 != cases[i-1]>>1 {
			distinct++
		}
	}
	points := make([]Point, 0, distinct)
	for i := 0; i < len(cases); {
		j, yes := i, 0
		for ; j < len(cases) && cases[j]>>1 == cases[i]>>1; j++ {
			yes += int(cases[j] & 1)
		}
		points = append(points, Point{cases[i].P(), float64(j - i), float64(yes)})
		i = j
	}
	return points
}

// sortCases deals the cases into slots of equal width by p and sorts each
// slot: probabilities spread well enough that slots stay small, and a slot of
// equal values is in order already.
func sortCases(cases []Case) {
	const slots = 1 << 16
	if len(cases) < slots/8 {
		slices.Sort(cases)
		return
	}
	slot := func(c Case) int { return min(int(c.P()*slots), slots-1) }
	start := make([]int32, slots+1)
	for _, c := range cases {
		start[slot(c)+1]++
	}
	for i := range slots {
		start[i+1] += start[i]
	}
	dealt := make([]Case, len(cases))
	next := slices.Clone(start[:slots])
	for _, c := range cases {
		s := slot(c)
		dealt[next[s]] = c
		next[s]++
	}
	for i := range slots {
		slices.Sort(dealt[start[i]:start[i+1]])
	}
	copy(cases, dealt)
}

// Totals are the weight of all points and the part of it that came true.
func Totals(points []Point) (weight, yes float64) {
	var w, y Sum
	for _, pt := range points {
		w.Add(pt.Weight)
		y.Add(pt.Yes)
	}
	return w.Value(), y.Value()
}

// Brier is the mean (p-y)^2 over the points, 0 to 1, low is better; NaN for
// no points.
func Brier(points []Point) float64 {
	var s, w Sum
	for _, pt := range points {
		q := 1 - pt.P
		s.Add(pt.Yes * q * q)
		s.Add((pt.Weight - pt.Yes) * pt.P * pt.P)
		w.Add(pt.Weight)
	}
	return s.Value() / w.Value()
}
