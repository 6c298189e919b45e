package calibration

import (
	"math"
	"sort"
)

// Block is a run of forecasts that share one recalibrated value: those from
// PMin to PMax came true at the rate Value.
type Block struct{ PMin, PMax, Weight, Value float64 }

// Decomposition is the CORP decomposition of the mean Brier score:
// Score = MCB - DSC + UNC.
type Decomposition struct {
	Score  float64 // mean Brier score, 0 to 1, low is better
	MCB    float64 // miscalibration, >= 0, low is better
	DSC    float64 // discrimination, >= 0, high is better
	UNC    float64 // uncertainty of the outcomes, 0 to 1/4
	Blocks []Block // the recalibrated values, rising strictly
}

// CORP decomposes the mean Brier score by isotonic recalibration
// (pool-adjacent-violators on the points, by weight); false for no points.
// The recalibrated value of a block is the share of its weight that came true;
// MCB = S(p) - S(recalibrated), DSC = S(base rate) - S(recalibrated).
//
// Source: Dimitriadis, Gneiting & Jordan 2021, PNAS 118:e2016191118,
// doi:10.1073/pnas.2016191118.
func CORP(points []Point) (Decomposition, bool) {
	if len(points) == 0 {
		return Decomposition{}, false
	}
	weight, yes := Totals(points)
	pools := poolViolators(points)
	blocks := make([]Block, len(pools))
	var left Sum // Brier score of the recalibrated forecasts, times weight
	for i, b := range pools {
		m := b.yes / b.weight
		left.Add(b.weight * m * (1 - m))
		blocks[i] = Block{points[b.first].P, points[b.last].P, b.weight, m}
	}
	base := yes / weight
	d := Decomposition{Score: Brier(points), UNC: base * (1 - base), Blocks: blocks}
	recalibrated := left.Value() / weight
	d.MCB = math.Max(0, d.Score-recalibrated)
	d.DSC = math.Max(0, d.UNC-recalibrated)
	return d, true
}

type pool struct {
	first, last int
	weight, yes float64
}

// poolViolators merges neighbours until the rates rise strictly. Rates are
// compared as cross products, which are exact where weights are counts; where
// they are fractions, rates that differ by rounding alone are one.
func poolViolators(points []Point) []pool {
	slack := 1.0
	for _, pt := range points {
		if pt.Weight != math.Trunc(pt.Weight) || pt.Yes != math.Trunc(pt.Yes) {
			slack = 1 + 1e-13
			break
		}
	}
	var pools []pool
	for i, pt := range points {
		next := pool{i, i, pt.Weight, pt.Yes}
		for n := len(pools); n > 0; n = len(pools) {
			before := pools[n-1]
			if before.yes*next.weight*slack < next.yes*before.weight {
				break
			}
			next = pool{before.first, next.last, before.weight + next.weight, before.yes + next.yes}
			pools = pools[:n-1]
		}
		pools = append(pools, next)
	}
	return pools
}

// Recalibrate is the value that the past gives to forecasts of p: that of the
// block that holds p, of the nearer block's edge between two.
func (d Decomposition) Recalibrate(p float64) float64 {
	if len(d.Blocks) == 0 {
		return math.NaN()
	}
	return d.Blocks[d.block(p)].Value
}

// block is the place of the block that holds p, or of the one that is nearer.
func (d Decomposition) block(p float64) int {
	i := sort.Search(len(d.Blocks), func(i int) bool { return d.Blocks[i].PMax >= p })
	if i == len(d.Blocks) {
		return i - 1
	}
	if b := d.Blocks[i]; i > 0 && p < b.PMin && p-d.Blocks[i-1].PMax < b.PMin-p {
		return i - 1
	}
	return i
}

// CurvePoint is one point of a reliability diagram: forecasts of P came true
// at the rate Recalibrated; Weight is how much forecasting stands behind it.
type CurvePoint struct{ P, Recalibrated, Weight float64 }

// Curve is the reliability diagram: one point for each distinct forecast.
func (d Decomposition) Curve(points []Point) []CurvePoint {
	curve := make([]CurvePoint, len(points))
	b := 0
	for i, pt := range points {
		for pt.P > d.Blocks[b].PMax {
			b++
		}
		curve[i] = CurvePoint{pt.P, d.Blocks[b].Value, pt.Weight}
	}
	return curve
}
