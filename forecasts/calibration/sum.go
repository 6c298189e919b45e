package calibration

import "math"

// Sum adds many numbers with Neumaier's compensation: what the running total
// loses to rounding is kept beside it and added at the end. An infinite term
// makes the sum infinite. The zero value is an empty sum.
//
// Source: Neumaier 1974, ZAMM 54:39, doi:10.1002/zamm.19740540106.
type Sum struct{ total, lost float64 }

// Add adds one term.
func (s *Sum) Add(x float64) {
	t := s.total + x
	if math.Abs(s.total) >= math.Abs(x) {
		s.lost += (s.total - t) + x
	} else {
		s.lost += (x - t) + s.total
	}
	s.total = t
}

// Value is the sum so far.
func (s *Sum) Value() float64 {
	if math.IsInf(s.total, 0) || math.IsNaN(s.total) {
		return s.total
	}
	return s.total + s.lost
}

// Parts are what the sum is kept as; SumOf makes the same sum of them.
func (s *Sum) Parts() (total, lost float64) { return s.total, s.lost }

// SumOf is the sum with the parts.
func SumOf(total, lost float64) Sum { return Sum{total, lost} }
