package score

import (
	"math"
	"slices"
)

// Skill is 1 - score/reference for a score of which low is better: -Inf to 1,
// high is better, 0 is the reference. Undefined where the reference is 0 or
// either is undefined.
//
// Source: Murphy 1988, Mon. Wea. Rev. 116:2417.
func Skill(score, reference float64) Number {
	if !(reference > 0) {
		return Undefined
	}
	return Number(1 - score/reference)
}

// MeanBrier is the mean Brier score of forecasts p of outcomes y; 0 to 1, low
// is better, NaN for none.
func MeanBrier(p, y []float64) float64 {
	var s Sum
	for i := range p {
		s.Add(Brier(p[i], y[i]))
	}
	return s.Value() / float64(len(p))
}

// BrierFixed is the mean Brier score of one probability for all outcomes.
func BrierFixed(p float64, y []float64) float64 {
	var s Sum
	for i := range y {
		s.Add(Brier(p, y[i]))
	}
	return s.Value() / float64(len(y))
}

// BrierBaseRate is the mean Brier score of the sample's own base rate, which
// nobody knew beforehand; 0 to 1/4.
func BrierBaseRate(y []float64) float64 {
	var s Sum
	for _, o := range y {
		s.Add(o)
	}
	return BrierFixed(s.Value()/float64(len(y)), y)
}

// BrierLeaveOneOut is the mean Brier score of the base rate of all the other
// outcomes; NaN under two.
func BrierLeaveOneOut(y []float64) float64 {
	var s, all Sum
	for _, o := range y {
		all.Add(o)
	}
	n := float64(len(y))
	for _, o := range y {
		s.Add(Brier((all.Value()-o)/(n-1), o))
	}
	return s.Value() / n
}

// Relative is how one forecaster did on one question against everyone who
// stood, day by day, on the scale of the daily scores.
type Relative struct {
	Days, AllDays int     // with a forecast; of the question
	Participation float64 // Days over AllDays
	Mean          float64 // over own days; NaN without one
	Median        float64 // mean of the crowd's daily medians over own days; NaN without one
	Accuracy      float64 // Σ over own days of (own - median) / AllDays; below 0 is better than the crowd
	Difference    float64 // the same over own days; NaN without one
	MedianFilled  float64 // mean over days with a median, missing days scored as the median
	Literal       float64 // (Mean - mean of all medians) × Participation: the Good Judgment FAQ to the letter
}

// RelativeDaily compares the daily scores of forecasters on one question; NaN
// is a day without a forecast. At least least must stand on a day for it to
// have a median; days without one are not compared.
//
// Source: gjopen.com/faq; SCORING.md, section 12.
func RelativeDaily(daily map[string][]float64, least int) (medians []float64, by map[string]Relative) {
	days := 0
	for _, scores := range daily {
		days = max(days, len(scores))
	}
	medians = make([]float64, days)
	for d := range medians {
		var standing []float64
		for _, scores := range daily {
			if d < len(scores) && !math.IsNaN(scores[d]) {
				standing = append(standing, scores[d])
			}
		}
		medians[d] = math.NaN()
		if len(standing) >= max(least, 1) {
			slices.Sort(standing)
			n := len(standing)
			medians[d] = (standing[(n-1)/2] + standing[n/2]) / 2
		}
	}
	by = make(map[string]Relative, len(daily))
	for name, scores := range daily {
		by[name] = relative(scores, medians)
	}
	return medians, by
}

func relative(scores, medians []float64) Relative {
	r := Relative{AllDays: len(medians)}
	var own, median, difference, filled, all Sum
	known := 0
	for d, m := range medians {
		stands := d < len(scores) && !math.IsNaN(scores[d])
		if math.IsNaN(m) {
			continue
		}
		known++
		all.Add(m)
		if !stands {
			filled.Add(m)
			continue
		}
		r.Days++
		own.Add(scores[d])
		filled.Add(scores[d])
		median.Add(m)
		difference.Add(scores[d] - m)
	}
	days, total := float64(r.Days), float64(r.AllDays)
	r.Participation = days / total
	r.Mean, r.Median = own.Value()/days, median.Value()/days
	r.Accuracy, r.Difference = difference.Value()/total, difference.Value()/days
	r.MedianFilled = filled.Value() / float64(known)
	r.Literal = (r.Mean - all.Value()/float64(known)) * r.Participation
	return r
}
