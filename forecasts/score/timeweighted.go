package score

import (
	"math"
	"slices"
)

// Step is one act of a forecaster on a question: its forecast is in force from At
// (milliseconds since 1970) until the next step.
type Step struct {
	At    int64
	P     float64   // binary: probability of yes
	Probs []float64 // choice: probability of each option
	Gone  bool      // a withdrawal: nothing stands
	Again bool      // it stood before, and is not counted once more

	Provenance Provenance
	OddClock   bool // late because it is dated before a record that it names
}

// stretch is a time during which one forecast stood; step is its index, span
// that of the time at which its question was open.
type stretch struct {
	step, span int
	from, to   int64
}

// inOrder gives the steps by time; of two at the same instant the later in the
// list stands, so the order of equals is kept.
func inOrder(steps []Step) []Step {
	at := func(a, b Step) int {
		switch {
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return 0
	}
	if slices.IsSortedFunc(steps, at) {
		return steps
	}
	steps = slices.Clone(steps)
	slices.SortStableFunc(steps, at)
	return steps
}

// stretches appends to into what of steps (in order) stood within [from, to),
// the span with a number.
func stretches(into []stretch, steps []Step, from, to int64, span int) []stretch {
	for i, s := range steps {
		until := to
		if i+1 < len(steps) {
			until = min(to, steps[i+1].At)
		}
		if since := max(from, s.At); since < until && !s.Gone {
			into = append(into, stretch{i, span, since, until})
		}
	}
	return into
}

// PairTime is one (forecaster, question) pair weighted by time: Brier scores
// 0 to 1, low is better.
type PairTime struct {
	Covered     int64   // milliseconds within the window at which a forecast stood
	Coverage    float64 // Covered over the window
	TWBCovered  float64 // mean Brier score over the covered time; NaN without any
	TWBQuarter  float64 // the same over the window, uncovered time scored .25
	coveredArea float64
}

// TimeWeighted weighs the forecasts of one binary pair by the time that each
// stood within [opens, closes).
//
// Source: SCORING.md, section 9.
func TimeWeighted(steps []Step, outcome float64, opens, closes int64) PairTime {
	steps = inOrder(steps)
	var pt PairTime
	var area Sum
	for _, s := range stretches(nil, steps, opens, closes, 0) {
		pt.Covered += s.to - s.from
		area.Add(float64(s.to-s.from) * Brier(steps[s.step].P, outcome))
	}
	window := float64(closes - opens)
	pt.coveredArea = area.Value()
	pt.Coverage = float64(pt.Covered) / window
	pt.TWBCovered = math.NaN()
	if pt.Covered > 0 {
		pt.TWBCovered = pt.coveredArea / float64(pt.Covered)
	}
	pt.TWBQuarter = (pt.coveredArea + .25*(window-float64(pt.Covered))) / window
	return pt
}

// Daily is the carried-forward daily average of a binary pair: each day at
// whose end the question is open is scored by the forecast standing just
// before that end.
type Daily struct {
	DaysOpen, DaysForecast int
	OwnDays                float64 // mean over days with a forecast; NaN without one
	MedianFilled           float64 // mean over all days, with the crowd's median on days without a forecast; NaN if a day has neither
}

// Day is the length of a day in milliseconds.
const Day int64 = 24 * 60 * 60 * 1000

// DailyBrier averages by days that end at UTC midnights; with partialLast the
// last, unfinished day is scored at the close as well. medians are the crowd's
// forecasts for the counted days, or nil.
//
// Source: Mellers et al. 2014, Psychological Science 25:1106; gjopen.com/faq.
func DailyBrier(steps []Step, outcome float64, opens, closes int64, partialLast bool, medians []float64) Daily {
	steps = inOrder(steps)
	var d Daily
	var own, filled Sum
	whole := true
	score := func(end int64) {
		s, stands := standing(steps, end)
		if stands {
			d.DaysForecast++
			own.Add(Brier(s.P, outcome))
			filled.Add(Brier(s.P, outcome))
		} else if d.DaysOpen < len(medians) {
			filled.Add(Brier(medians[d.DaysOpen], outcome))
		} else {
			whole = false
		}
		d.DaysOpen++
	}
	end := (floorDiv(opens, Day) + 1) * Day
	for ; end <= closes; end += Day {
		score(end)
	}
	if partialLast && end-Day < closes && closes > opens {
		score(closes)
	}
	d.OwnDays, d.MedianFilled = math.NaN(), math.NaN()
	if d.DaysForecast > 0 {
		d.OwnDays = own.Value() / float64(d.DaysForecast)
	}
	if whole && medians != nil && d.DaysOpen > 0 {
		d.MedianFilled = filled.Value() / float64(d.DaysOpen)
	}
	return d
}

// standing is the step in force just before the instant end.
func standing(steps []Step, end int64) (Step, bool) {
	for i := len(steps) - 1; i >= 0; i-- {
		if steps[i].At < end {
			return steps[i], !steps[i].Gone
		}
	}
	return Step{}, false
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
