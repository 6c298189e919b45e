package score

import (
	"cmp"
	"math"
	"slices"
)

// CRPSEnsemble is the continuous ranked probability score of members that
// count alike: mean|x_i - y| - Σ|x_i - x_j| / (2m²), in the unit of y; 0 to
// +Inf, low is better. NaN for no members.
//
// Source: Jordan, Krueger & Lerch 2019, JSS 90(12), doi:10.18637/jss.v090.i12.
func CRPSEnsemble(members []float64, y float64) float64 {
	m := float64(len(members))
	return distance(members, y) - spread(members)/(m*m)
}

// CRPSFair is CRPSEnsemble as it would be with endless members of the same
// kind, the second denominator 2m(m-1); it can be negative. NaN under two.
//
// Source: Ferro 2014, QJRMS 140:1917, doi:10.1002/qj.2270.
func CRPSFair(members []float64, y float64) float64 {
	m := float64(len(members))
	return distance(members, y) - spread(members)/(m*(m-1))
}

// distance is the mean |x_i - y|.
func distance(members []float64, y float64) float64 {
	var s Sum
	for _, x := range members {
		s.Add(math.Abs(x - y))
	}
	return s.Value() / float64(len(members))
}

// spread is the sum of |x_i - x_j| over pairs i < j: the gap between neighbours
// times how many stand on its either side.
func spread(members []float64) float64 {
	x := slices.Sorted(slices.Values(members))
	var s Sum
	for i := 1; i < len(x); i++ {
		s.Add((x[i] - x[i-1]) * float64(i) * float64(len(x)-i))
	}
	return s.Value()
}

// CRPSWeighted is CRPSEnsemble with weights w_i/Σw; NaN if no weight is above 0.
func CRPSWeighted(members, weights []float64, y float64) float64 {
	order := make([]int, len(members))
	var total, far Sum
	for i, x := range members {
		order[i] = i
		total.Add(weights[i])
		far.Add(weights[i] * math.Abs(x-y))
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(members[a], members[b]) })
	w := total.Value()
	var below, apart Sum
	for k, i := range order {
		if k > 0 {
			b := below.Value()
			apart.Add((members[i] - members[order[k-1]]) * b * (w - b))
		}
		below.Add(weights[i])
	}
	if !(w > 0) {
		return math.NaN()
	}
	return far.Value()/w - apart.Value()/(w*w)
}

// phi is the standard normal distribution function.
func phi(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// CRPSNormal is the score of a normal forecast: with z = (y-mean)/sd,
// sd [z(2Φ(z)-1) + 2φ(z) - 1/√π]; 0 to +Inf, low is better. An sd of 0 is the
// certain forecast, |y - mean|; below 0 NaN.
func CRPSNormal(mean, sd, y float64) float64 {
	if sd == 0 {
		return math.Abs(y - mean)
	}
	if !(sd > 0) {
		return math.NaN()
	}
	z := (y - mean) / sd
	density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
	return sd * (z*math.Erf(z/math.Sqrt2) + 2*density - 1/math.Sqrt(math.Pi))
}

// CRPSLogistic is the score of a logistic forecast: with z = (y-location)/scale,
// scale [z - 2 ln(expit z) - 1]; 0 to +Inf, low is better.
func CRPSLogistic(location, scale, y float64) float64 {
	if scale == 0 {
		return math.Abs(y - location)
	}
	if !(scale > 0) {
		return math.NaN()
	}
	z := (y - location) / scale
	// z - 2 ln(expit z) = |z| + 2 ln(1 + e^-|z|)
	return scale * (math.Abs(z) + 2*math.Log1p(math.Exp(-math.Abs(z))) - 1)
}

// CRPSLognormal is the score of a lognormal forecast: with w = (ln y - mu)/s,
// y(2Φ(w)-1) - 2 e^(mu+s²/2) [Φ(w-s) + Φ(s/√2) - 1]; 0 to +Inf, low is better.
// Nothing at or below 0 can happen, and y counts as far as it is below.
func CRPSLognormal(mu, s, y float64) float64 {
	if s == 0 {
		return math.Abs(y - math.Exp(mu))
	}
	if !(s > 0) {
		return math.NaN()
	}
	w := math.Inf(-1)
	if y > 0 {
		w = (math.Log(y) - mu) / s
	}
	return y*math.Erf(w/math.Sqrt2) - 2*math.Exp(mu+s*s/2)*(phi(w-s)-phi(-s/math.Sqrt2))
}

// CRPSUniform is the score of a forecast uniform over [low, high]: with
// u = (y-low)/(high-low) cut to 0..1, (high-low)(u³+(1-u)³)/3 plus the distance
// of y to the range; low is better. NaN where low > high.
func CRPSUniform(low, high, y float64) float64 {
	if !(low <= high) {
		return math.NaN()
	}
	outside := max(low-y, y-high, 0)
	if low == high {
		return outside
	}
	u := min(max((y-low)/(high-low), 0), 1)
	return (high-low)*(u*u*u+(1-u)*(1-u)*(1-u))/3 + outside
}
