package calibration

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// stated are forecasts on questions that come true at the rate told for each; some
// questions have two.
func stated(r *rand.Rand, units int, rate func(p float64) float64) []Forecast {
	var all []Forecast
	for u := range units {
		p := float64(r.IntN(21)) / 20
		f := Forecast{P: p, Weight: .5 + r.Float64(), Yes: r.Float64() < rate(p), Unit: u}
		if all = append(all, f); u%5 == 0 {
			f.Weight = .3
			all = append(all, f)
		}
	}
	return all
}

// Over many draws the average is that of draws made here in another way, and the
// interval takes theirs in, with the isotonic curve by its formula of largest smallest means.
func TestRecalibrationByDefinition(t *testing.T) {
	all := stated(rand.New(rand.NewPCG(3, 1)), 40, func(p float64) float64 { return .25 + .5*p })
	const times = 8_000
	got, ok := NewRecalibration(context.Background(), all, times, Seed{1, 2})
	if !ok {
		t.Fatal("no curve")
	}
	words := rand.New(rand.NewPCG(7, 7))
	for _, without := range []int{-1, 17} {
		values := make([][]float64, 21)
		for range 2_000 {
			var drawn []Forecast
			for range 40 {
				u := words.IntN(40)
				for u == without {
					u = words.IntN(40)
				}
				for _, f := range all {
					if f.Unit == u {
						drawn = append(drawn, f)
					}
				}
			}
			for range priors {
				u := words.IntN(40)
				for _, f := range all {
					if f.Unit == u { // as much of it comes true as it says
						drawn = append(drawn, Forecast{P: f.P, Weight: f.Weight * f.P, Yes: true}, Forecast{P: f.P, Weight: f.Weight * (1 - f.P)})
					}
				}
			}
			for k := range values {
				values[k] = append(values[k], isotonicAt(drawn, float64(k)/20))
			}
		}
		for k := range values {
			p, mean := float64(k)/20, 0.0
			for _, x := range values[k] {
				mean += x / float64(len(values[k]))
			}
			slices.Sort(values[k])
			if without >= 0 {
				if x := got.Without(without)(p); math.Abs(x-mean) > .02 {
					t.Errorf("without %d, at %v it is %v, want %v", without, p, x, mean)
				}
				continue
			}
			x, low, high := got.At(p)
			if math.Abs(x-mean) > .015 || low > quantile(values[k], .05)+.02 || high < quantile(values[k], .95)-.02 || high-low > .7 {
				t.Errorf("at %v it is %v from %v to %v, want %v from %v to %v", p, x, low, high, mean, quantile(values[k], .05), quantile(values[k], .95))
			}
		}
	}
}

// isotonicAt is the isotonic fit at the forecast that is nearest to p.
func isotonicAt(of []Forecast, p float64) float64 {
	sums := map[float64][2]float64{}
	for _, f := range of {
		s := sums[f.P]
		s[0] += f.Weight
		if f.Yes {
			s[1] += f.Weight
		}
		sums[f.P] = s
	}
	var ps []float64
	for x := range sums {
		ps = append(ps, x)
	}
	slices.Sort(ps)
	at := 0
	for i := range ps {
		if math.Abs(ps[i]-p) < math.Abs(ps[at]-p) {
			at = i
		}
	}
	best := math.Inf(-1)
	for i := 0; i <= at; i++ {
		least, w, y := math.Inf(1), 0.0, 0.0
		for j := i; j < len(ps); j++ {
			w, y = w+sums[ps[j]][0], y+sums[ps[j]][1]
			if j >= at {
				least = min(least, y/w)
			}
		}
		best = max(best, least)
	}
	return best
}

// The interval holds the rate about as often as it says, for who is calibrated and
// for who exaggerates, also where nothing happened; with many questions the curve is
// the rate.
func TestRecalibrationHoldsTheRate(t *testing.T) {
	for name, rate := range map[string]func(p float64) float64{
		"calibrated":  func(p float64) float64 { return p },
		"exaggerates": func(p float64) float64 { return .12 + .76*p },
	} {
		held, of := 0, 0
		for seed := range uint64(60) {
			all := stated(rand.New(rand.NewPCG(seed, 5)), 80, rate)
			r, _ := NewRecalibration(context.Background(), all, 200, Seed{seed, 1})
			last := 0.0
			for _, p := range []float64{.05, .2, .35, .5, .65, .8, .95} {
				x, low, high := r.At(p)
				if x < last || x < low-1e-9 || x > high+1e-9 {
					t.Errorf("%s: at %v it is %v from %v to %v, before %v", name, p, x, low, high, last)
				}
				last = x
				if of++; low <= rate(p) && rate(p) <= high {
					held++
				}
			}
		}
		share := float64(held) / float64(of)
		t.Logf("%s: %v of the intervals hold the rate", name, share)
		if share < .85 {
			t.Errorf("%s: only %v of the intervals hold the rate", name, share)
		}
		many, _ := NewRecalibration(context.Background(), stated(rand.New(rand.NewPCG(8, 1)), 20_000, rate), 50, Seed{1, 1})
		for k := range 21 {
			if p := float64(k) / 20; math.Abs(many.mean.at(p)-rate(p)) > .05 {
				t.Errorf("%s: what is called %v happens at %v, want %v", name, p, many.mean.at(p), rate(p))
			}
		}
	}
	if _, ok := NewRecalibration(context.Background(), nil, 10, Seed{}); ok {
		t.Error("nothing was learned from")
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, ok := NewRecalibration(ended, stated(rand.New(rand.NewPCG(1, 1)), 9, func(p float64) float64 { return p }), 10, Seed{}); ok {
		t.Error("a curve of what was not drawn")
	}
}
