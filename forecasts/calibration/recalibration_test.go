package calibration

import (
	"math"
	"math/rand/v2"
	"testing"
)

// stated are forecasts on questions that come true at the rate told for each.
func stated(r *rand.Rand, units int, rate func(p float64) float64) []Forecast {
	var all []Forecast
	for u := range units {
		p := float64(r.IntN(21)) / 20
		all = append(all, Forecast{P: p, Weight: .5 + r.Float64(), Yes: r.Float64() < rate(p), Unit: u})
	}
	return all
}

// It is the curve of the definition, made here draw by draw.
func TestRecalibrationByDefinition(t *testing.T) {
	all := stated(rand.New(rand.NewPCG(3, 1)), 60, func(p float64) float64 { return .25 + .5*p })
	s := NewSimulation(all, 60)
	r, ok := s.Recalibration(200, Seed{1, 2})
	if !ok {
		t.Fatal("no curve")
	}
	for _, without := range []int{-1, 17} {
		of := func(p float64) (x float64) { x, _, _ = r.At(p); return x }
		if without >= 0 {
			of = r.Without(without)
		}
		var values [steps + 1][]float64
		s.Bootstrap(200, Seed{1, 2}, func(i int, drawn []float64, points []Point) {}) // the draws are the seed's
		draws := make([]Decomposition, 200)
		in := make([]bool, 200)
		s.Bootstrap(200, Seed{1, 2}, func(i int, drawn []float64, points []Point) {
			draws[i], _ = CORP(points)
			in[i] = without < 0 || drawn[without] == 0
		})
		want := make([]float64, steps+1)
		for k := range values {
			p := float64(k) / steps
			var n, mean, square float64
			for i := range draws {
				if in[i] {
					n++
					mean += draws[i].Recalibrate(p)
				}
			}
			mean /= n
			for i := range draws {
				if in[i] {
					square += (draws[i].Recalibrate(p) - mean) * (draws[i].Recalibrate(p) - mean) / n
				}
			}
			off := (mean - p) * (mean - p)
			want[k] = p + (mean-p)*off/(off+square)
			if off == 0 {
				want[k] = p
			}
		}
		for k := range want { // isotonic: the largest of the smallest means
			best := math.Inf(-1)
			for i := 0; i <= k; i++ {
				least := math.Inf(1)
				for j := k; j < len(want); j++ {
					sum := 0.0
					for _, x := range want[i : j+1] {
						sum += x
					}
					least = min(least, sum/float64(j-i+1))
				}
				best = max(best, least)
			}
			if got := of(float64(k) / steps); math.Abs(got-best) > 1e-9 {
				t.Errorf("without %d: at %d %% it is %v, want %v", without, k, got, best)
			}
		}
	}
}

// Of many questions it is the truth; of somebody calibrated it changes little; it
// rises, and lies within its interval.
func TestRecalibrationFindsTheRate(t *testing.T) {
	rate := func(p float64) float64 { return .2 + .6*p }
	r, _ := NewSimulation(stated(rand.New(rand.NewPCG(8, 1)), 20_000, rate), 0).Recalibration(100, Seed{1, 1})
	few, _ := NewSimulation(stated(rand.New(rand.NewPCG(9, 1)), 50, func(p float64) float64 { return p }), 0).Recalibration(500, Seed{1, 1})
	last := 0.0
	for k := range 21 {
		p := float64(k) / 20
		if got, _, _ := r.At(p); math.Abs(got-rate(p)) > .03 {
			t.Errorf("what is called %v happens at %v, want %v", p, got, rate(p))
		}
		got, low, high := few.At(p)
		if got < last || got < low-.02 || got > high+.02 || low > high {
			t.Errorf("at %v it is %v, from %v to %v", p, got, low, high)
		}
		last = got
	}
	if _, ok := NewSimulation(nil, 0).Recalibration(10, Seed{}); ok {
		t.Error("nothing was learned from")
	}
}
