package calibration

import "sort"

// Bin is one group of forecasts of a Murphy decomposition.
type Bin struct {
	Index         int
	Weight        float64
	MeanP, MeanY  float64
	within, cross float64 // sums of (p-f)^2 and (p-f)(y-o) over the bin
}

// Murphy is the decomposition of the mean Brier score by groups of forecasts:
// Score = REL - RES + UNC + WBV - WBC, where WBV and WBC, the variance and
// covariance inside the bins, are 0 if a group is one forecast value.
type Murphy struct {
	Score float64
	REL   float64 // reliability, low is better
	RES   float64 // resolution, high is better
	UNC   float64 // uncertainty, 0 to 1/4
	WBV   float64
	WBC   float64
	Bins  []Bin // those that hold something
}

// GRES is the generalised resolution RES - WBV + WBC, so that
// Score = REL - GRES + UNC with bins too.
func (m Murphy) GRES() float64 { return m.RES - m.WBV + m.WBC }

// TenBins are the edges 0, .1 … 1, each the double nearest to its decimal.
func TenBins() []float64 {
	edges := make([]float64, 11)
	for i := range edges {
		edges[i] = float64(i) / 10
	}
	return edges
}

// MurphyBins decomposes over bins between edges, left-closed, the last closed
// on both sides; false for no points.
//
// Sources: Murphy 1973, J. Appl. Meteor. 12:595; Stephenson, Coelho & Jolliffe
// 2008, Wea. Forecasting 23:752, doi:10.1175/2007WAF2006116.1.
func MurphyBins(points []Point, edges []float64) (Murphy, bool) {
	last := len(edges) - 2
	return murphy(points, func(i int) int {
		p := points[i].P
		k := sort.Search(len(edges), func(k int) bool { return edges[k] > p }) - 1
		return max(0, min(k, last))
	})
}

// MurphyValues decomposes over the distinct forecasts, each a group.
func MurphyValues(points []Point) (Murphy, bool) {
	return murphy(points, func(i int) int { return i })
}

func murphy(points []Point, bin func(i int) int) (Murphy, bool) {
	if len(points) == 0 {
		return Murphy{}, false
	}
	var m Murphy
	for i := 0; i < len(points); {
		k, j := bin(i), i+1
		for j < len(points) && bin(j) == k {
			j++
		}
		b := makeBin(points[i:j])
		b.Index = k
		m.Bins = append(m.Bins, b)
		i = j
	}
	weight, yes := Totals(points)
	base := yes / weight
	var rel, res, wbv, wbc Sum
	for _, b := range m.Bins {
		rel.Add(b.Weight * (b.MeanP - b.MeanY) * (b.MeanP - b.MeanY))
		res.Add(b.Weight * (b.MeanY - base) * (b.MeanY - base))
		wbv.Add(b.within)
		wbc.Add(2 * b.cross)
	}
	m.Score = Brier(points)
	m.REL, m.RES, m.UNC = rel.Value()/weight, res.Value()/weight, base*(1-base)
	m.WBV, m.WBC = wbv.Value()/weight, wbc.Value()/weight
	return m, true
}

func makeBin(points []Point) Bin {
	var weight, yes, sum Sum
	for _, pt := range points {
		weight.Add(pt.Weight)
		yes.Add(pt.Yes)
		sum.Add(pt.Weight * pt.P)
	}
	b := Bin{Weight: weight.Value()}
	b.MeanY = yes.Value() / b.Weight
	if b.MeanP = sum.Value() / b.Weight; len(points) == 1 {
		b.MeanP = points[0].P
	}
	var within, cross Sum
	for _, pt := range points {
		d := pt.P - b.MeanP
		within.Add(pt.Weight * d * d)
		cross.Add(d * (pt.Yes - pt.Weight*b.MeanY))
	}
	b.within, b.cross = within.Value(), cross.Value()
	return b
}

// BiasCorrected are REL, RES and UNC without the part that small groups add
// by chance: with a = Σ n_k o_k(1-o_k)/(n_k-1)/n over groups of several cases
// and b = UNC/(n-1), REL - a, RES - a + b and UNC + b. Their sum is unchanged;
// single terms can turn negative and are left so. Weights must be counts.
// GRES is corrected as RES is.
//
// Sources: Broecker 2012, Climate Dynamics 39:655,
// doi:10.1007/s00382-011-1191-1; Ferro & Fricker 2012, QJRMS 138:1954.
func (m Murphy) BiasCorrected() Murphy {
	a, b := m.biases()
	m.REL, m.RES, m.UNC = m.REL-a, m.RES-a+b, m.UNC+b
	return m
}

// LimitedBiasCorrected scales the correction by the largest factor up to 1
// that keeps REL >= 0, 0 <= RES <= 1 and UNC <= 1/4, as SpecsVerification does.
func (m Murphy) LimitedBiasCorrected() Murphy {
	a, b := m.biases()
	alpha := 1.0
	limit := func(room, step float64) {
		if step > 0 && room < alpha*step {
			alpha = max(0, room/step)
		}
	}
	limit(m.REL, a)
	limit(m.RES, a-b)
	limit(1-m.RES, b-a)
	limit(.25-m.UNC, b)
	m.REL, m.RES, m.UNC = m.REL-alpha*a, m.RES-alpha*(a-b), m.UNC+alpha*b
	return m
}

func (m Murphy) biases() (a, b float64) {
	var sum, n Sum
	for _, k := range m.Bins {
		n.Add(k.Weight)
		if k.Weight > 1 {
			sum.Add(k.Weight * k.MeanY * (1 - k.MeanY) / (k.Weight - 1))
		}
	}
	if n.Value() > 1 {
		b = m.UNC / (n.Value() - 1)
	}
	return sum.Value() / n.Value(), b
}
