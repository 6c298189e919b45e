package coherence

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestRebalanceKeepsProportions(t *testing.T) {
	got := Rebalance([]float64{.5, .3, .2}, 0, .75)
	for i, want := range []float64{.75, .15, .1} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("%d: %g, want %g", i, got[i], want)
		}
	}
	if got := Rebalance([]float64{1, 0, 0}, 0, .5); got[1] != .25 || got[2] != .25 {
		t.Errorf("with nothing to scale: %v", got)
	}
}

// Whatever is typed, the tenths of a point that are shown sum to 1000.
func TestRoundedWeightsSumToTheLastDigitShown(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 2000 {
		p := make([]float64, 2+r.IntN(6))
		total := 0.0
		for i := range p {
			p[i] = r.ExpFloat64()
			total += p[i]
		}
		for i := range p {
			p[i] /= total
		}
		which := r.IntN(len(p))
		to := math.Round(r.Float64()*1000) / 1000
		shown := 0.0
		for i, x := range Rounded(Rebalance(p, which, to), 1000, which) {
			if x < 0 || i == which && x != to {
				t.Fatalf("%v with %d at %g: %g", p, which, to, x)
			}
			shown += math.Round(x * 1000)
			if d := x*1000 - math.Round(x*1000); math.Abs(d) > 1e-6 {
				t.Fatalf("%g has more than one decimal of a point", x)
			}
		}
		if shown != 1000 {
			t.Fatalf("%v with %d at %g: the tenths sum to %g", p, which, to, shown)
		}
	}
}
