package coherence

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Together is what Nearest finds with the same rules, keeps them, and leaves
// what it found where it is.
func TestTogetherIsNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 2 + r.IntN(9)
		p := make([]float64, n)
		for i := range p {
			p[i] = math.Round(r.Float64()*20) / 20
		}
		orders, exclusions := randomRules(r, n, r.IntN(2*n), r.IntN(3))
		j := Together(p, orders, exclusions)
		want, ok := Nearest(p, nil, asConstraints(orders, exclusions))
		if !ok {
			t.Fatalf("%v %v %v: no coherent numbers", p, orders, exclusions)
		}
		for _, c := range asConstraints(orders, exclusions) {
			if off := c.OffBy(j.To); off > 1e-9 {
				t.Fatalf("%v under %v %v: %v is off by %v", p, orders, exclusions, j.To, off)
			}
		}
		if d := math.Abs(Distance(p, j.To, nil) - Distance(p, want, nil)); d > 1e-7 {
			t.Fatalf("%v under %v %v: %v, nearest is %v", p, orders, exclusions, j.To, want)
		}
		if again := Together(j.To, orders, exclusions); Distance(j.To, again.To, nil) > 1e-9 {
			t.Fatalf("%v moves again to %v", j.To, again.To)
		}
	}
}

// A long chain that falls from end to end is one pool.
func TestTogetherPoolsALongChain(t *testing.T) {
	const n = 200
	p := make([]float64, n)
	var orders []Order
	for i := range p {
		p[i] = 1 - float64(i)/n
		if i > 0 {
			orders = append(orders, Order{i - 1, i})
		}
	}
	want := Deadlines(p, nil)
	if d := Distance(want, Together(p, orders, nil).To, nil); d > 1e-9 {
		t.Errorf("off by %v", d)
	}
}

func randomRules(r *rand.Rand, n, orders, exclusions int) ([]Order, []Exclusion) {
	var os []Order
	for range orders {
		if a, b := r.IntN(n), r.IntN(n); a != b {
			os = append(os, Order{a, b})
		}
	}
	var es []Exclusion
	for range exclusions {
		perm := r.Perm(n)
		es = append(es, perm[:2+r.IntN(min(3, n-1))])
	}
	return os, es
}

func asConstraints(orders []Order, exclusions []Exclusion) []Constraint {
	var all []Constraint
	for _, o := range orders {
		all = append(all, AtMost(o.Low, o.High))
	}
	for _, e := range exclusions {
		c := Constraint{AtLeast: -1}
		for _, i := range e {
			c.Of = append(c.Of, Term{i, -1})
		}
		all = append(all, c)
	}
	return all
}
