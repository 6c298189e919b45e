package score

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"weathervane/forecasts/calibration"
)

// At is the value at a level, linear between the quantiles; false for a level that
// they do not reach.
func (q Quantiles) At(level float64) (float64, bool) {
	for i, l := range q.Levels {
		if l < level {
			continue
		}
		if l == level || i == 0 {
			return q.Values[i], l == level
		}
		part := (level - q.Levels[i-1]) / (l - q.Levels[i-1])
		return q.Values[i-1] + part*(q.Values[i]-q.Values[i-1]), true
	}
	return math.NaN(), false
}

// Central is the central interval of a coverage; false if the quantiles do not
// reach it.
func (q Quantiles) Central(coverage float64) (low, high float64, ok bool) {
	tail := math.Round((1-coverage)/2*1e9) / 1e9 // as it is written, .05 and not a little less
	low, ok = q.At(tail)
	high, too := q.At(1 - tail)
	return low, high, ok && too
}

// PIT is the level at which the outcome lies, 0 to 1: spread evenly for one whose
// forecasts are calibrated. Where the forecast jumps, and beyond its outer
// quantiles, it is the middle of the levels that fit. NaN unless Valid.
//
// Source: Dawid 1984, J. R. Stat. Soc. A 147:278, doi:10.2307/2981683.
func (q Quantiles) PIT(y float64) float64 {
	if !q.Valid() || math.IsNaN(y) {
		return math.NaN()
	}
	n := len(q.Values)
	from, _ := slices.BinarySearch(q.Values, y) // the first that is not below
	to := from
	for to < n && q.Values[to] == y {
		to++
	}
	if from < to { // the outcome is a quantile, or several that are equal
		return (q.Levels[from] + q.Levels[to-1]) / 2
	}
	switch from {
	case 0:
		return q.Levels[0] / 2
	case n:
		return (q.Levels[n-1] + 1) / 2
	}
	part := (y - q.Values[from-1]) / (q.Values[from] - q.Values[from-1])
	return q.Levels[from-1] + part*(q.Levels[from]-q.Levels[from-1])
}

// Spread says whether ranges of numbers and dates were as wide as they said, by
// the first forecast of each pair; one forecaster's.
type Spread struct {
	Questions int     `json:"questions"`
	PIT       [10]int `json:"pit"` // how many outcomes fell into each tenth of the forecast distribution
	// Chance is how many fall into a tenth by chance, 90 times out of 100, if the
	// ranges are as wide as they say; nil under ten questions.
	Chance *[2]int `json:"chance90"`
	Half   Held    `json:"central50"`
	Most   Held    `json:"central90"`
}

// Held is how many outcomes the central ranges of a coverage held, of the forecasts
// that say so wide a range.
type Held struct {
	Held int       `json:"held"`
	Of   int       `json:"of"`
	CI95 *Interval `json:"ci95"` // of the share, Wilson's; nil under ten
}

// SpreadOf is nil for no rows, and if several forecast one question, since chance
// cannot be told then.
func SpreadOf(rows []QuantileRow) *Spread {
	var s Spread
	for i := range rows {
		r := &rows[i]
		if i > 0 && r.Question == rows[i-1].Question {
			return nil
		}
		if !r.PIT.Defined() {
			continue
		}
		s.Questions++
		s.PIT[min(int(float64(r.PIT)*10), 9)]++
		s.Half.add(r.Half)
		s.Most.add(r.Most)
	}
	if s.Questions == 0 {
		return nil
	}
	if s.Questions >= minQuestions {
		s.Chance = &[2]int{binomialQuantile(s.Questions, .1, .05), binomialQuantile(s.Questions, .1, .95)}
	}
	s.Half.judge()
	s.Most.judge()
	return &s
}

func (h *Held) add(held *bool) {
	if held == nil {
		return
	}
	h.Of++
	if *held {
		h.Held++
	}
}

func (h *Held) judge() {
	if h.Of < minQuestions {
		return
	}
	if w, ok := calibration.Wilson(float64(h.Held), float64(h.Of), .95); ok {
		h.CI95 = &Interval{Number(w.Low), Number(w.High)}
	}
}

// binomialQuantile is the least count that is reached or undercut with probability
// q.
func binomialQuantile(n int, p, q float64) int {
	b := distuv.Binomial{N: float64(n), P: p}
	k := 0
	for k < n && b.CDF(float64(k)) < q {
		k++
	}
	return k
}

// MeanInterval is the 95 % interval of the mean score of rows by weight, by
// question; nil under ten.
func MeanInterval(rows []QuantileRow, kept *Memory) *Interval {
	var units unitSumming
	for _, r := range rows {
		units.add(&Question{Key: r.Question, Unit: r.Unit}, r.Weight*float64(r.Score), r.Weight)
	}
	return headlineInterval(units.ids, units.units(), kept)
}
