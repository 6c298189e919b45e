package score

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// A pairedT is a t test that a mean of paired differences is 0.
type pairedT struct {
	mean, deviation float64 // the mean, and its standard deviation
	freedom         float64 // degrees of freedom, from 1 to n − 1
}

// pairedTOf tests the mean Σ score / Σ weight over the units of resampling, each
// of which is one observation, its own mean, with its weight: weighted least
// squares with an intercept alone, clustered by unit. The variance is the
// bias-reduced one (CR2) and the degrees of freedom are Satterthwaite's, both for
// unit means of one variance; with equal weights it is the usual paired t with
// n − 1. It reports false under ten units, and where the mean is not finite.
//
// Source: Bell & McCaffrey 2002, Survey Methodology 28:169; in its weighted form
// Pustejovsky & Tipton 2018, J. Bus. Econ. Stat. 36:672,
// doi:10.1080/07350015.2016.1247004.
func pairedTOf(units []unitHeadline) (pairedT, bool) {
	var score, weight, squares Sum
	n := 0
	for _, u := range units {
		if u.weight > 0 {
			n++
		}
		score.Add(u.score)
		weight.Add(u.weight)
		squares.Add(u.weight * u.weight)
	}
	t := pairedT{mean: score.Value() / weight.Value()}
	if n < minQuestions || math.IsInf(t.mean, 0) || math.IsNaN(t.mean) {
		return t, false
	}
	// h is the leverage of a unit: its share of the weight. A residual has 1 − 2h +
	// Σ h² of the variance of a unit's mean.
	h2 := squares.Value() / (weight.Value() * weight.Value())
	var variance, b0, b1, b2, own Sum
	for _, u := range units {
		if u.weight <= 0 {
			continue
		}
		h := u.weight / weight.Value()
		left := 1 - 2*h + h2
		b := h * h / left
		e := u.score/u.weight - t.mean
		variance.Add(b * e * e)
		b0.Add(b)
		b1.Add(b * h)
		b2.Add(b * h * h)
		own.Add(b * b * (1 + 2*(h2-2*h)))
	}
	t.deviation = math.Sqrt(variance.Value())
	// The variance is a quadratic form whose matrix has trace Σ h²; the sum of its
	// squares is Σ b b' (h2 − h − h')² over all pairs of units, and own for those of
	// a unit with itself.
	between := (h2*h2*b0.Value()-2*h2*b1.Value()+b2.Value())*b0.Value() -
		2*(h2*b0.Value()-b1.Value())*b1.Value() + b2.Value()*b0.Value()
	t.freedom = min(max(h2*h2/(between+own.Value()), 1), float64(n-1))
	return t, true
}

// interval is the 95 % interval of the mean.
func (t pairedT) interval() *Interval {
	reach := t.deviation * distuv.StudentsT{Sigma: 1, Nu: t.freedom}.Quantile(.975)
	return &Interval{Number(t.mean - reach), Number(t.mean + reach)}
}

// p is the probability of a mean at least as far from 0 where it is 0; two-sided.
func (t pairedT) p() float64 {
	switch {
	case t.mean == 0:
		return 1
	case t.deviation == 0:
		return 0
	}
	return 2 * distuv.StudentsT{Sigma: 1, Nu: t.freedom}.CDF(-math.Abs(t.mean)/t.deviation)
}
