package belief

import (
	"math"
	"testing"
)

func TestRateOfThreeInTen(t *testing.T) {
	r, ok := RateOf(3, 10)
	// Wilson's interval of 3 in 10 by hand: centre 0.355511, half width 0.247711.
	for _, c := range []struct{ got, want float64 }{{r.P, 0.3}, {r.Low, 0.107791}, {r.High, 0.603222}, {r.DropLow, 2.0 / 9}, {r.DropHigh, 3.0 / 9}} {
		if math.Abs(c.got-c.want) > 2e-6 {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
	if !ok {
		t.Error("ten cases give a rate")
	}
	if _, ok := RateOf(0, 0); ok {
		t.Error("no case gives no rate")
	}
	if r, _ := RateOf(0, 4); r.Low != 0 || r.High <= 0 || r.DropLow != 0 {
		t.Errorf("none in four: %+v", r)
	}
}
