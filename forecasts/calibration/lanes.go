package calibration

import (
	"math"
	"math/rand/v2"
)

// lanes is how many resamples are added up side by side: each forecast is then
// looked up once for all of them.
const lanes = 4

// laneSums are the weight of one P in each of the resamples, and how much of it
// came true.
type laneSums struct{ weight, yes [lanes]float64 }

// drawnSums adds up the forecasts as often as their units were drawn.
func (s *Simulation) drawnSums(drawn [][lanes]float64, sums []laneSums) {
	for k := range sums {
		from, to := s.start[k], s.start[k+1]
		weights, yes, units := s.weights[from:to], s.yes[from:to], s.unitOf[from:to]
		var w0, w1, w2, w3, y0, y1, y2, y3 float64
		for i, w := range weights {
			n, y := &drawn[units[i]], yes[i]
			w0 += w * n[0]
			w1 += w * n[1]
			w2 += w * n[2]
			w3 += w * n[3]
			y0 += y * n[0]
			y1 += y * n[1]
			y2 += y * n[2]
			y3 += y * n[3]
		}
		sums[k] = laneSums{[lanes]float64{w0, w1, w2, w3}, [lanes]float64{y0, y1, y2, y3}}
	}
}

// trueSums adds up the forecasts that come true, where each unit's number is
// below theirs. Numbers are the bits of what is not negative, which are in the
// order of the numbers, so that no branch has to be guessed.
func (s *Simulation) trueSums(numbers [][lanes]int64, sums []laneSums) {
	for k := range sums {
		from, to := s.start[k], s.start[k+1]
		weights, units := s.weights[from:to], s.unitOf[from:to]
		p := int64(math.Float64bits(s.forecasts[from].P + 0)) // and not -0
		var y0, y1, y2, y3 float64
		for i, w := range weights {
			n, bits := &numbers[units[i]], math.Float64bits(w)
			y0 += math.Float64frombits(bits & uint64((n[0]-p)>>63))
			y1 += math.Float64frombits(bits & uint64((n[1]-p)>>63))
			y2 += math.Float64frombits(bits & uint64((n[2]-p)>>63))
			y3 += math.Float64frombits(bits & uint64((n[3]-p)>>63))
		}
		all := s.total[k]
		sums[k] = laneSums{[lanes]float64{all, all, all, all}, [lanes]float64{y0, y1, y2, y3}}
	}
}

// points are those of one resample.
func (s *Simulation) points(points []Point, sums []laneSums, lane int) []Point {
	for k := range sums {
		if w := sums[k].weight[lane]; w > 0 {
			points = append(points, Point{s.forecasts[s.start[k]].P, w, sums[k].yes[lane]})
		}
	}
	return points
}

// drawUnits draws as many units as there are, with replacement.
func drawUnits(drawn []float64, r *rand.Rand) {
	clear(drawn)
	for range drawn {
		drawn[r.IntN(len(drawn))]++
	}
}
