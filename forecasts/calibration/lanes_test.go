package calibration

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// Resamples side by side are those that one after the other would be.
func TestLanesAddUpAsOne(t *testing.T) {
	all := calibrated(70, 3)
	for i := range all {
		all[i].Weight = float64(i%7) / 7
	}
	s := NewSimulation(all, 75)
	const times = 4*lanes + 1
	master := rand.NewPCG(5, 6)
	var seeds [times]Seed
	for i := range seeds {
		seeds[i] = Seed{master.Uint64(), master.Uint64()}
	}
	one := func(weigh func(Forecast) (weight, yes float64)) (points []Point) {
		for _, f := range s.forecasts {
			w, y := weigh(f)
			if n := len(points); n == 0 || points[n-1].P != f.P {
				points = append(points, Point{P: f.P})
			}
			pt := &points[len(points)-1]
			pt.Weight, pt.Yes = pt.Weight+w, pt.Yes+y
		}
		return slices.DeleteFunc(points, func(p Point) bool { return p.Weight == 0 })
	}
	var guard sync.Mutex
	seen := 0
	check := func(what string, i int, points, want []Point) {
		guard.Lock()
		defer guard.Unlock()
		seen++
		if !slices.Equal(points, want) {
			t.Errorf("%s %d: %v, want %v", what, i, points, want)
		}
	}
	s.Bootstrap(times, Seed{5, 6}, func(i int, drawn []float64, points []Point) {
		r, counts := rand.New(rand.NewPCG(seeds[i][0], seeds[i][1])), make([]float64, 75)
		for range counts {
			counts[r.IntN(75)]++
		}
		check("draws", i, points, one(func(f Forecast) (weight, yes float64) {
			w := f.Weight * counts[f.Unit]
			if f.Yes {
				return w, w
			}
			return w, 0
		}))
		if !slices.Equal(drawn, counts) {
			t.Errorf("draw %d counts %v, want %v", i, drawn, counts)
		}
	})
	s.Calibrated(times, Seed{5, 6}, func(i int, points []Point) {
		r, numbers := rand.New(rand.NewPCG(seeds[i][0], seeds[i][1])), make([]float64, 75)
		for u := range numbers {
			numbers[u] = r.Float64()
		}
		check("outcomes", i, points, one(func(f Forecast) (weight, yes float64) {
			if numbers[f.Unit] < f.P {
				return f.Weight, f.Weight
			}
			return f.Weight, 0
		}))
	})
	if seen != 2*times {
		t.Errorf("%d resamples were shown", seen)
	}
}

func TestASimulationStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	NewSimulation(calibrated(20, 1), 0).Until(ctx).Calibrated(100, Seed{}, func(int, []Point) { t.Error("it went on") })
}
