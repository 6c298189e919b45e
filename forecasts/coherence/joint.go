package coherence

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Order is the rule that the probability of Low is at most that of High.
type Order struct{ Low, High int }

// Exclusion is the rule that at most one of the events happens.
type Exclusion []int

// Joint is a nearest coherent set: To keeps all rules. Probabilities that have
// the same Cluster depend on each other through rules that hold them back.
type Joint struct {
	To      []float64
	Cluster []int
}

// Together gives the probabilities nearest to p that keep all orders and
// exclusions at once. It is Nearest for many questions: Hildreth's method finds
// which rules hold the numbers back, and those are then solved exactly, the
// orders by pooling, the exclusions by a small linear system.
//
// Source: Hildreth 1957, A quadratic programming procedure, Naval Research
// Logistics Quarterly 4:79.
func Together(p []float64, orders []Order, exclusions []Exclusion) Joint {
	h := hildreth{p: p, x: slices.Clone(p), orders: orders, exclusions: exclusions}
	h.lo, h.lx, h.lz = make([]float64, len(orders)), make([]float64, len(exclusions)), make([]float64, len(p))
	limited := len(exclusions) > 0
	for n := range sweeps {
		h.over = beyond(n)
		if h.sweep(limited) < 1e-14 {
			break
		}
	}
	j := Joint{To: h.x, Cluster: h.clusters()}
	if exact, ok := h.exact(); ok {
		j.To = exact
		return j
	}
	if len(p) <= 60 {
		var rules []Constraint
		for _, o := range orders {
			rules = append(rules, AtMost(o.Low, o.High))
		}
		for _, e := range exclusions {
			c := Constraint{AtLeast: -1}
			for _, i := range e {
				c.Of = append(c.Of, Term{i, -1})
			}
			rules = append(rules, c)
		}
		if x, ok := Nearest(p, nil, rules); ok {
			j.To = x
		}
	}
	for i := range j.To {
		j.To[i] = min(1, max(0, j.To[i]))
	}
	return j
}

// sweeps is when to stop in any case.
const sweeps = 6000

// beyond is how far beyond a rule a step of the nth sweep goes: loosely related
// rules converge soonest this way; long chains, which remain after some hundred
// sweeps, converge in as many sweeps as they have links and not in the square of
// that.
func beyond(n int) float64 {
	if n < 300 {
		return 1.5
	}
	return 1.95
}

// hildreth holds the point and, for each rule, how hard it pushes.
type hildreth struct {
	p, x       []float64
	orders     []Order
	exclusions []Exclusion
	lo, lx, lz []float64 // of orders, exclusions and x ≥ 0
	over       float64
}

// sweep brings the point to each rule in turn and gives the largest step.
func (h *hildreth) sweep(limited bool) float64 {
	most := 0.0
	push := func(l *float64, broken, size float64) float64 {
		step := max(-*l, h.over*broken/size)
		*l += step
		most = max(most, math.Abs(step))
		return step
	}
	for k, o := range h.orders {
		step := push(&h.lo[k], h.x[o.Low]-h.x[o.High], 2)
		h.x[o.Low] -= step
		h.x[o.High] += step
	}
	for k, e := range h.exclusions {
		sum := -1.0
		for _, i := range e {
			sum += h.x[i]
		}
		step := push(&h.lx[k], sum, float64(len(e)))
		for _, i := range e {
			h.x[i] -= step
		}
	}
	if limited {
		for i := range h.x {
			h.x[i] += push(&h.lz[i], -h.x[i], 1)
		}
	}
	return most
}

// pushing is how hard a rule must push to count as one that holds.
const pushing = 1e-9

// groups joins what orders that hold make equal.
func (h *hildreth) groups() []int {
	u := newUnion(len(h.p))
	for k, o := range h.orders {
		if h.lo[k] > pushing {
			u.join(o.Low, o.High)
		}
	}
	return u.roots()
}

// clusters joins what any rule that holds connects.
func (h *hildreth) clusters() []int {
	u := newUnion(len(h.p))
	for k, o := range h.orders {
		if h.lo[k] > pushing {
			u.join(o.Low, o.High)
		}
	}
	for k, e := range h.exclusions {
		if h.lx[k] > pushing {
			for _, i := range e {
				u.join(e[0], i)
			}
		}
	}
	return u.roots()
}

// exact solves for the rules that hold, taken as equations. False if the result
// breaks a rule or is farther away than it should be.
func (h *hildreth) exact() ([]float64, bool) {
	root := h.groups()
	sum, size, zero := make([]float64, len(h.p)), make([]float64, len(h.p)), make([]bool, len(h.p))
	for i, g := range root {
		sum[g] += h.p[i]
		size[g]++
		zero[g] = zero[g] || h.lz[i] > pushing
	}
	var held []Exclusion
	for k, e := range h.exclusions {
		if h.lx[k] > pushing {
			held = append(held, e)
		}
	}
	count := func(e Exclusion, g int) float64 {
		n := 0.0
		for _, i := range e {
			if root[i] == g && !zero[g] {
				n++
			}
		}
		return n
	}
	mean := make([]float64, len(h.p))
	for g := range mean {
		if size[g] > 0 && !zero[g] {
			mean[g] = sum[g] / size[g]
		}
	}
	push, ok := pushes(held, root, mean, func(e Exclusion, g int) float64 { return count(e, g) / size[g] })
	if !ok {
		return nil, false
	}
	x := make([]float64, len(h.p))
	for i, g := range root {
		x[i] = mean[g]
		for k, e := range held {
			x[i] -= push[k] * count(e, g) / size[g]
		}
	}
	return x, h.keeps(x)
}

// pushes is by how much each exclusion that holds must move its pools for all
// of them to sum to exactly 1.
func pushes(held []Exclusion, root []int, mean []float64, share func(Exclusion, int) float64) ([]float64, bool) {
	m := len(held)
	if m == 0 {
		return nil, true
	}
	a, b := mat.NewDense(m, m, nil), mat.NewVecDense(m, nil)
	for r, e := range held {
		b.SetVec(r, -1)
		for _, i := range e {
			b.SetVec(r, b.AtVec(r)+mean[root[i]])
			for c, f := range held {
				a.Set(r, c, a.At(r, c)+share(f, root[i]))
			}
		}
	}
	var solved mat.VecDense
	if solved.SolveVec(a, b) != nil {
		return nil, false
	}
	return solved.RawVector().Data, true
}

// keeps reports whether a point keeps all rules and is no farther than
// Hildreth's.
func (h *hildreth) keeps(x []float64) bool {
	if Distance(h.p, x, nil) > Distance(h.p, h.x, nil)+1e-6 {
		return false
	}
	for i := range x {
		if x[i] < -slack || x[i] > 1+slack {
			return false
		}
		x[i] = min(1, max(0, x[i]))
	}
	for _, o := range h.orders {
		if x[o.Low] > x[o.High]+slack {
			return false
		}
	}
	for _, e := range h.exclusions {
		sum := -1.0
		for _, i := range e {
			sum += x[i]
		}
		if sum > slack {
			return false
		}
	}
	return true
}

// union is a forest of joined indexes.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) root(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(i, j int) { u[u.root(i)] = u.root(j) }

func (u union) roots() []int {
	all := make([]int, len(u))
	for i := range u {
		all[i] = u.root(i)
	}
	return all
}
