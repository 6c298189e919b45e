package belief

import "math"

// entropy is the uncertainty about an event, in bits.
func entropy(p float64) float64 {
	if p <= 0 || p >= 1 {
		return 0
	}
	return -p*math.Log2(p) - (1-p)*math.Log2(1-p)
}

// Information is how much the outcome of a question is expected to say about
// which hypothesis is true, in bits: the mutual information of both, from 0,
// where the question is as probable under each, to at most 1.
//
// Source: Shannon 1948, A Mathematical Theory of Communication, Bell System
// Technical Journal 27:379.
func Information(priors, given []float64) float64 {
	total, left := 0.0, 0.0
	for i, w := range priors {
		total += w * given[i]
		left += w * entropy(given[i])
	}
	return max(0, entropy(total)-left)
}
