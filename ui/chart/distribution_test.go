package chart

import (
	"fmt"
	"math"
	"testing"
)

func seats() DistributionData {
	return DistributionData{Levels: []float64{0.05, 0.25, 0.5, 0.75, 0.95}, Values: []float64{90, 105, 115, 135, 150}, From: 80, To: 160,
		Format:  func(v float64) string { return fmt.Sprintf("%.0f", v) },
		Percent: func(p float64) string { return fmt.Sprintf("%.0f %%", 100*p) }}
}

func TestDistributionBetweenItsQuantiles(t *testing.T) {
	d := seats()
	for _, c := range []struct {
		value, p float64
		ok       bool
	}{{90, 0.05, true}, {97.5, 0.15, true}, {115, 0.5, true}, {125, 0.625, true}, {150, 0.95, true}, {89, 0, false}, {151, 0, false}} {
		if p, ok := d.Below(c.value); ok != c.ok || math.Abs(p-c.p) > 1e-12 {
			t.Errorf("below %g: %g %v, want %g %v", c.value, p, ok, c.p, c.ok)
		}
		if v, ok := d.Value(c.p); c.ok && (!ok || math.Abs(v-c.value) > 1e-9) {
			t.Errorf("level %g: %g %v, want %g", c.p, v, ok, c.value)
		}
	}
	heights, mass := d.Densities(), 0.0
	for i, h := range heights {
		mass += h * (d.Values[i+1] - d.Values[i])
		if h > 1 || h <= 0 {
			t.Errorf("height %g", h)
		}
	}
	if want := 0.9 / 0.025; math.Abs(mass-want) > 1e-9 { // the highest is 25 % over ten
		t.Errorf("the area is %g, want %g", mass, want)
	}
}

func TestDistributionScene(t *testing.T) {
	bars := func(s Scene) (n int) {
		for _, i := range s.Items {
			if _, ok := i.(Bar); ok {
				n++
			}
		}
		return n
	}
	d := seats()
	s := Distribution(d, 258, 80)
	if bars(s) != 4 || s.Probe == nil {
		t.Errorf("%d bars", bars(s))
	}
	for x, want := range map[float32]string{129: "to 120: 56 %", 4: "to 81: less than 5 %", 255: "to 160: more than 95 %"} {
		if _, words, ok := s.Probe(x); !ok || words != want {
			t.Errorf("at %g: %q, want %q", x, words, want)
		}
	}
	d.Values[2] = 104 // falls
	if s = Distribution(d, 258, 80); bars(s) != 0 || s.Probe != nil {
		t.Error("quantiles that fall are drawn")
	}
	if s = Distribution(DistributionData{}, 258, 80); bars(s) != 0 {
		t.Error("nothing is drawn as something")
	}
}
