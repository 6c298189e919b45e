package calibration

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Interval is a range of rates, within 0 to 1.
type Interval struct{ Low, High float64 }

// Wilson is the score interval for k successes of n: centre (k+z²/2)/(n+z²),
// half width z sqrt(k(n-k)/n + z²/4)/(n+z²). False unless 0 ≤ k ≤ n, n > 0 and
// the confidence is between 0 and 1, as for the other intervals here.
//
// Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
func Wilson(k, n, confidence float64) (Interval, bool) {
	if !countable(k, n, confidence) {
		return Interval{}, false
	}
	z := normalQuantile(confidence)
	centre := (k + z*z/2) / (n + z*z)
	half := z * math.Sqrt(k*(n-k)/n+z*z/4) / (n + z*z)
	i := Interval{max(0, centre-half), min(1, centre+half)}
	if k == 0 {
		i.Low = 0 // and not what rounding leaves
	}
	if k == n {
		i.High = 1
	}
	return i, true
}

// Jeffreys is the equal-tailed interval of Beta(k+1/2, n-k+1/2), edge-modified:
// it reaches 0 at k = 0 and 1 at k = n.
//
// Source: Brown, Cai & DasGupta 2001, doi:10.1214/ss/1009213286.
func Jeffreys(k, n, confidence float64) (Interval, bool) {
	i, ok := jeffreys(k, n, confidence)
	if k == 0 {
		i.Low = 0
	}
	if k == n {
		i.High = 1
	}
	return i, ok
}

func jeffreys(k, n, confidence float64) (Interval, bool) {
	if !countable(k, n, confidence) {
		return Interval{}, false
	}
	tail := (1 - confidence) / 2
	return Interval{betaQuantile(k+.5, n-k+.5, tail), betaQuantile(k+.5, n-k+.5, 1-tail)}, true
}

// ClopperPearson is the interval of the rates that an exact binomial test does
// not reject; it covers at least as often as it says.
//
// Source: Clopper & Pearson 1934, Biometrika 26:404.
func ClopperPearson(k, n, confidence float64) (Interval, bool) {
	if !countable(k, n, confidence) {
		return Interval{}, false
	}
	tail := (1 - confidence) / 2
	i := Interval{0, 1}
	if k > 0 {
		i.Low = betaQuantile(k, n-k+1, tail)
	}
	if k < n {
		i.High = betaQuantile(k+1, n-k, 1-tail)
	}
	return i, true
}

// AgrestiCoull is the interval p ± z sqrt(p(1-p)/n) after adding z²/2 successes
// and as many failures, cut to 0..1.
//
// Source: Brown, Cai & DasGupta 2001.
func AgrestiCoull(k, n, confidence float64) (Interval, bool) {
	if !countable(k, n, confidence) {
		return Interval{}, false
	}
	z := normalQuantile(confidence)
	all := n + z*z
	p := (k + z*z/2) / all
	half := z * math.Sqrt(p*(1-p)/all)
	return Interval{max(0, p-half), min(1, p+half)}, true
}

func countable(k, n, confidence float64) bool {
	return n > 0 && !math.IsInf(n, 1) && k >= 0 && k <= n && confidence > 0 && confidence < 1
}

// normalQuantile is the z that a normal variable stays within ± with the
// given confidence.
func normalQuantile(confidence float64) float64 { return math.Sqrt2 * math.Erfinv(confidence) }

// betaQuantile is the q-quantile of Beta(a, b).
func betaQuantile(a, b, q float64) float64 { return mathext.InvRegIncBeta(a, b, q) }
