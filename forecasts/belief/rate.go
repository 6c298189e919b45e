package belief

import "weathervane/forecasts/calibration"

// Rate is how often it happened in a reference class.
type Rate struct {
	P, Low, High float64 // with its 95 % interval
	// DropLow and DropHigh are the least and greatest rate where one case is
	// left out; equal to P where there is but one.
	DropLow, DropHigh float64
}

// RateOf is the share of cases in which it happened, with Wilson's interval;
// ok is false without a case.
func RateOf(happened, of int) (r Rate, ok bool) {
	if of < 1 || happened < 0 || happened > of {
		return Rate{}, false
	}
	n, p := float64(of), float64(happened)/float64(of)
	interval, ok := calibration.Wilson(float64(happened), n, 0.95)
	r = Rate{P: p, Low: interval.Low, High: interval.High, DropLow: p, DropHigh: p}
	if of > 1 {
		if happened > 0 {
			r.DropLow = float64(happened-1) / (n - 1)
		}
		if happened < of {
			r.DropHigh = float64(happened) / (n - 1)
		}
	}
	return r, ok
}
