package pool

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var pools = map[string]func([]float64) (float64, bool){
	"mean": Mean, "median": Median, "trimmed": Trimmed, "density": HighestDensityTrimmed, "odds": GeometricOdds,
	"extremised": Extremised, "neyman": NeymanRoughgarden,
}

func members(t *rapid.T) []float64 {
	return rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, .5, 5e-324})), 1, 40).Draw(t, "members")
}

func TestPoolsStayWithinTheirMembersInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := members(t)
		shuffled := slices.Clone(p)
		rand.Shuffle(len(p), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for name, pool := range pools {
			x, ok := pool(p)
			y, again := pool(shuffled)
			if ok != again || math.Abs(x-y) > 1e-14 {
				t.Fatalf("%s depends on the order: %v %v, %v %v", name, x, ok, y, again)
			}
			if !ok && !(slices.Contains(p, 0) && slices.Contains(p, 1)) {
				t.Fatalf("%s has no value", name)
			}
			low, high := slices.Min(p), slices.Max(p)
			if name == "extremised" || name == "neyman" {
				low, high = 0, 1
			}
			if ok && !(x >= low && x <= high) {
				t.Fatalf("%s = %v, outside its members", name, x)
			}
		}
	})
}

func TestPoolsAreSymmetric(t *testing.T) { // a pool of the Noes is one minus the pool of the Yeses
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(.001, .999), 1, 40).Draw(t, "members")
		no := make([]float64, len(p))
		for i := range p {
			no[i] = 1 - p[i]
		}
		for name, pool := range pools {
			if name == "density" { // leftmost of equal windows: not symmetric
				continue
			}
			x, _ := pool(p)
			y, _ := pool(no)
			if math.Abs(x-(1-y)) > 1e-9 {
				t.Fatalf("%s: %v of Yes, %v of No", name, x, y)
			}
		}
	})
}

func TestNothingHasNoPool(t *testing.T) {
	for name, pool := range pools {
		for _, p := range [][]float64{nil, {math.NaN()}, {.5, 1.1}, {-.1}, {math.Inf(1)}} {
			if x, ok := pool(p); ok {
				t.Errorf("%s of %v is %v", name, p, x)
			}
		}
	}
	if _, ok := WeightedMean([]float64{.5}, []float64{0}); ok {
		t.Error("no weight has a mean")
	}
	if _, ok := WeightedGeometricOdds([]float64{0, 1}, []float64{1, 1}); ok {
		t.Error("a 0 and a 1 have a mean of odds")
	}
	if x, ok := WeightedGeometricOdds([]float64{0, .4}, []float64{0, 1}); !ok || math.Abs(x-.4) > 1e-15 {
		t.Errorf("a 0 of no weight has a say: %v %v", x, ok)
	}
}

func FuzzWeightedQuantile(f *testing.F) {
	f.Add(.1, .2, .3, 1., 2., 0., .5)
	f.Fuzz(func(t *testing.T, a, b, c, u, v, w, q float64) {
		values := []float64{a, b, c}
		if math.IsNaN(a+b+c) || math.IsInf(a, 0) || math.IsInf(b, 0) || math.IsInf(c, 0) {
			return
		}
		x, ok := WeightedQuantile(values, []float64{u, v, w}, q)
		if ok && !math.IsInf(x, 0) && !(x >= slices.Min(values) && x <= slices.Max(values)) {
			t.Fatalf("quantile %v of %v", x, values)
		}
	})
}
