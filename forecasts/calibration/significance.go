package calibration

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// SpiegelhalterTest says whether forecasts are calibrated: Z is
// Σ(y-p)(1-2p) / sqrt(Σ(1-2p)² p(1-p)), standard normal if they are; above 0
// they were too bold, below 0 too timid. PValue is two-sided.
// Brier is the mean Brier score, Expected what it would be on average if they are.
type SpiegelhalterTest struct{ Z, PValue, Brier, Expected float64 }

// Spiegelhalter makes the test for independent forecasts counted by weight;
// false where every forecast is 0, .5 or 1.
//
// Source: Spiegelhalter 1986, doi:10.1002/sim.4780050506.
func Spiegelhalter(points []Point) (SpiegelhalterTest, bool) {
	var sum, variance, expected Sum
	for _, pt := range points {
		lean := 1 - 2*pt.P
		sum.Add((pt.Yes - pt.Weight*pt.P) * lean)
		variance.Add(pt.Weight * lean * lean * pt.P * (1 - pt.P))
		expected.Add(pt.Weight * pt.P * (1 - pt.P))
	}
	weight, _ := Totals(points)
	t := SpiegelhalterTest{Brier: Brier(points), Expected: expected.Value() / weight}
	if !(variance.Value() > 0) {
		return t, false
	}
	t.Z = sum.Value() / math.Sqrt(variance.Value())
	t.PValue = math.Erfc(math.Abs(t.Z) / math.Sqrt2)
	return t, true
}

// HosmerLemeshowTest is the sum over groups and outcomes of
// (observed-expected)²/expected; 0 to +Inf, low fits better.
type HosmerLemeshowTest struct {
	Statistic float64
	PValue    float64 // chi-square, df = groups: for forecasts made beforehand
	Fitted    float64 // chi-square, df = groups - 2: for a model fitted to these outcomes; NaN under three groups
	Groups    []Group
}

// Group is one group of a Hosmer-Lemeshow test.
type Group struct{ Count, Observed, Expected float64 }

// HosmerLemeshow makes the test over groups between type-7 quantiles of the
// forecasts (equal ones dropped), right-closed, the lowest included. Weights are
// counts. False where a group is empty or had only one possible outcome and had
// it.
//
// Source: Hosmer & Lemeshow 1980, doi:10.1080/03610928008827941.
func HosmerLemeshow(points []Point, groups int) (HosmerLemeshowTest, bool) {
	var t HosmerLemeshowTest
	if len(points) == 0 || groups < 1 {
		return t, false
	}
	edges := quantileEdges(points, groups)
	t.Groups = make([]Group, max(1, len(edges)-1))
	for _, pt := range points {
		k := max(0, sort.SearchFloat64s(edges, pt.P)-1)
		g := &t.Groups[k]
		g.Count += pt.Weight
		g.Observed += pt.Yes
		g.Expected += pt.Weight * pt.P
	}
	for _, g := range t.Groups {
		yes, no := g.Observed-g.Expected, (g.Count-g.Observed)-(g.Count-g.Expected)
		t.Statistic += yes*yes/g.Expected + no*no/(g.Count-g.Expected)
	}
	if math.IsNaN(t.Statistic) {
		return t, false
	}
	t.PValue = chiSquareTail(t.Statistic, len(t.Groups))
	t.Fitted = chiSquareTail(t.Statistic, len(t.Groups)-2)
	return t, true
}

// quantileEdges are the distinct type-7 quantiles at 0, 1/g … 1.
func quantileEdges(points []Point, g int) []float64 {
	upTo := make([]float64, len(points)) // how many cases are at most this one
	n := 0.0
	for i, pt := range points {
		n += pt.Weight
		upTo[i] = n
	}
	at := func(rank float64) float64 { // the forecast of a rank, from 0
		i := sort.Search(len(upTo), func(i int) bool { return upTo[i] > rank })
		return points[min(i, len(points)-1)].P
	}
	var edges []float64
	for k := range g + 1 {
		h := float64(k) * (n - 1) / float64(g)
		low := math.Floor(h)
		q, next := at(low), at(low+1)
		if f := h - low; f > 0 && q != next {
			q += f * (next - q)
		}
		if len(edges) == 0 || q > edges[len(edges)-1] {
			edges = append(edges, q)
		}
	}
	return edges
}

func chiSquareTail(x float64, df int) float64 {
	switch {
	case df < 1:
		return math.NaN()
	case math.IsInf(x, 1):
		return 0
	}
	return mathext.GammaIncRegComp(float64(df)/2, x/2)
}

// Gaps are distances between what was forecast and what happened, over ten
// equal bins.
type Gaps struct {
	ECE   float64 // Σ n_k/n |f_k - o_k|, 0 to 1, low is better
	MCE   float64 // the largest |f_k - o_k|, 0 to 1, low is better
	Large float64 // mean forecast less mean outcome, -1 to 1, 0 is best
	Bins  []Bin   // right-closed, those that hold something
}

// BinGaps are the expected and the largest calibration error. The bins are
// right-closed, as scikit-learn and the literature have them; other figures'
// bins are left-closed. False for no points.
func BinGaps(points []Point) (Gaps, bool) {
	if len(points) == 0 {
		return Gaps{}, false
	}
	inner := TenBins()[1:10]
	m, _ := murphy(points, func(i int) int { return sort.SearchFloat64s(inner, points[i].P) })
	weight, yes := Totals(points)
	var ece, forecast Sum
	g := Gaps{Bins: m.Bins}
	for _, b := range m.Bins {
		gap := math.Abs(b.MeanP - b.MeanY)
		ece.Add(b.Weight * gap)
		g.MCE = max(g.MCE, gap)
		forecast.Add(b.Weight * b.MeanP)
	}
	g.ECE = ece.Value() / weight
	g.Large = (forecast.Value() - yes) / weight
	return g, true
}
