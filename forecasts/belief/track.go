package belief

import (
	"math"

	"weathervane/forecasts/calibration"
)

// A Point is a finding that bore on a question which has ended.
type Point struct {
	LR   float64 // as it was judged before the end was known
	Yes  bool    // how the question ended
	Bits float64 // what it was worth: see Gains
}

// A Track is how findings have pointed. Findings with a ratio of 1 point
// nowhere and do not count.
type Track struct {
	Findings, Right int
	// Chance is how many would have pointed right if their directions were
	// unrelated to the ends: with a share f for yes and a share y of ends that
	// are yes, n (f y + (1 - f) (1 - y)).
	Chance    float64
	Low, High float64 // 95 % interval of the share that pointed right (Wilson)
	Bits      float64 // gained altogether
	Way       []bool  // for each, in order, whether it pointed right
}

// TrackOf adds up points.
func TrackOf(points []Point) Track {
	var t Track
	forYes, yes := 0.0, 0.0
	for _, p := range points {
		x := math.Log(p.LR)
		if math.Abs(x) <= neutral || math.IsNaN(x) {
			continue
		}
		t.Findings++
		right := x > 0 == p.Yes
		if right {
			t.Right++
		}
		if x > 0 {
			forYes++
		}
		if p.Yes {
			yes++
		}
		if !math.IsNaN(p.Bits) {
			t.Bits += p.Bits
		}
		t.Way = append(t.Way, right)
	}
	if n := float64(t.Findings); n > 0 {
		t.Chance = (forYes*yes + (n-forYes)*(n-yes)) / n
		interval, _ := calibration.Wilson(float64(t.Right), n, 0.95)
		t.Low, t.High = interval.Low, interval.High
	}
	return t
}
