package coherence

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Where one implies the other, both come out at the middle of their log-odds:
// the square root of the product of their odds.
func TestNearestLogOddsMeetsInTheMiddleOfTheOdds(t *testing.T) {
	x, ok := NearestLogOdds([]float64{.2, .02}, []Constraint{AtMost(0, 1)})
	odds := math.Sqrt(.2 / .8 * .02 / .98)
	if want := odds / (1 + odds); !ok || math.Abs(x[0]-want) > 1e-6 || math.Abs(x[1]-want) > 1e-6 {
		t.Errorf("%v, want %g", x, want)
	}
}

// It keeps the rules, leaves coherent numbers alone, is the same done twice,
// and no small step along the rules is nearer.
func TestNearestLogOddsIsANearestPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 200 {
		p := make([]float64, 4)
		for i := range p {
			p[i] = .02 + .96*r.Float64()
		}
		rules := []Constraint{AtMost(0, 1), {Of: []Term{{1, -1}, {2, -1}, {3, -1}}, AtLeast: -1}}
		x, ok := NearestLogOdds(p, rules)
		if !ok {
			t.Fatalf("%v has no nearest", p)
		}
		for _, c := range rules {
			if c.OffBy(x) > 1e-9 {
				t.Fatalf("%v → %v breaks a rule by %g", p, x, c.OffBy(x))
			}
		}
		again, _ := NearestLogOdds(x, rules)
		if Distance(x, again, nil) > 1e-7 {
			t.Fatalf("%v → %v → %v", p, x, again)
		}
		here := LogOddsDistance(p, x)
		for range 50 {
			near := make([]float64, len(x))
			for i := range x {
				near[i] = min(1, max(0, x[i]+.01*(r.Float64()-.5)))
			}
			near, _ = Nearest(near, nil, rules)
			if d := LogOddsDistance(p, near); d < here-1e-6 {
				t.Fatalf("%v: %v at %g, but %v at %g", p, x, here, near, d)
			}
		}
	}
}

// The way for many questions finds what the way for few does.
func TestManyLogOddsAreThoseOfFew(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	for range 300 {
		n := 2 + r.IntN(11)
		p := make([]float64, n)
		for i := range p {
			p[i] = .01 + .98*r.Float64()
		}
		orders, exclusions := randomRules(r, n, r.IntN(2*n), r.IntN(3))
		rules := asConstraints(orders, exclusions)
		want, ok := NearestLogOdds(p, rules)
		if !ok {
			t.Fatalf("%v under %v: no coherent numbers", p, rules)
		}
		x := NearestLogOddsFrom(p, Together(p, orders, exclusions).To, rules)
		for _, c := range rules {
			if off := c.OffBy(x); off > 1e-9 {
				t.Fatalf("%v under %v: %v is off by %v", p, rules, x, off)
			}
		}
		if d := LogOddsDistance(p, x) - LogOddsDistance(p, want); d > 1e-9 {
			t.Fatalf("%v under %v:\n%v is %g farther than\n%v", p, rules, x, d, want)
		}
	}
}

// A long chain that falls from end to end meets in the middle of its log-odds.
func TestALongChainMeetsInTheMiddleOfItsOdds(t *testing.T) {
	const n = 150
	p := make([]float64, n)
	var orders []Order
	for i := range p {
		p[i] = 1 - (float64(i)+.5)/n
		if i > 0 {
			orders = append(orders, Order{i - 1, i})
		}
	}
	p[0] = .5
	sum := 0.0
	for _, x := range p {
		sum += logit(x)
	}
	x := NearestLogOddsFrom(p, Together(p, orders, nil).To, asConstraints(orders, nil))
	want := 1 / (1 + math.Exp(-sum/n))
	if math.Abs(x[0]-want) > 1e-9 || math.Abs(x[1]-want) > 1e-9 || math.Abs(x[n-1]-want) > 1e-9 {
		t.Errorf("%v, %v … %v, want %v", x[0], x[1], x[n-1], want)
	}
}
