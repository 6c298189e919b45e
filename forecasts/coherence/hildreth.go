package coherence

import "math"

// sparse is the least distance problem of Nearest for many probabilities under
// rules of few each: Hildreth's method, with how hard each rule pushes kept from
// one target to the next, since near a solution the same rules hold.
type sparse struct {
	rules     []Constraint
	of        []Term    // of all rules, one after the other
	step      []float64 // by how much a push moves each of these
	size      []float64 // by how much it mends its rule
	push      []float64 // of each rule, at least 0 unless Equal
	low, high []float64 // of x ≥ 0 and x ≤ 1
	over      float64
}

func newSparse(n int, rules []Constraint) *sparse {
	s := &sparse{rules: rules, low: make([]float64, n), high: make([]float64, n)}
	s.size, s.push = make([]float64, len(rules)), make([]float64, len(rules))
	for _, c := range rules {
		s.of = append(s.of, c.Of...)
	}
	s.step = make([]float64, len(s.of))
	return s
}

// nearest is the point that keeps the rules and minimises Σ w (x - target)², to
// where a sweep moves nothing by more than near.
func (s *sparse) nearest(target, weights []float64, near float64) []float64 {
	x := make([]float64, len(target))
	for i := range x {
		x[i] = target[i] + (s.low[i]-s.high[i])/weights[i]
	}
	at := 0
	for k, c := range s.rules {
		s.size[k] = 0
		for _, t := range c.Of {
			s.step[at] = t.Factor / weights[t.Index]
			s.size[k] += t.Factor * s.step[at]
			x[t.Index] += s.push[k] * s.step[at]
			at++
		}
	}
	for n := range sweeps {
		s.over = beyond(n)
		if far := max(s.sweep(x), s.bound(x, weights)); far < near {
			break
		}
	}
	return x
}

// sweep brings the point to each rule in turn and gives the farthest that it went.
func (s *sparse) sweep(x []float64) float64 {
	far, from := 0.0, 0
	for k := range s.rules {
		c := &s.rules[k]
		of, step := s.of[from:from+len(c.Of)], s.step[from:from+len(c.Of)]
		from += len(of)
		off := -c.AtLeast
		for _, t := range of {
			off += t.Factor * x[t.Index]
		}
		d := -s.over * off / s.size[k]
		if !c.Equal && d < -s.push[k] {
			d = -s.push[k]
		}
		if d == 0 {
			continue
		}
		s.push[k] += d
		for j, t := range of {
			move := d * step[j]
			x[t.Index] += move
			far = max(far, math.Abs(move))
		}
	}
	return far
}

// bound is sweep for 0 and 1.
func (s *sparse) bound(x, weights []float64) float64 {
	far := 0.0
	turn := func(push *float64, off, weight float64) float64 {
		d := max(-*push, -s.over*off*weight)
		*push += d
		far = max(far, math.Abs(d/weight))
		return d / weight
	}
	for i := range x {
		if x[i] < 0 || s.low[i] > 0 {
			x[i] += turn(&s.low[i], x[i], weights[i])
		}
		if x[i] > 1 || s.high[i] > 0 {
			x[i] -= turn(&s.high[i], 1-x[i], weights[i])
		}
	}
	return far
}

// cleaned moves a point that nearly keeps the rules onto them.
func cleaned(x []float64, rules []Constraint) []float64 {
	ones := make([]float64, len(x))
	for i := range ones {
		ones[i] = 1
	}
	x = newSparse(len(x), rules).nearest(x, ones, 1e-12)
	for i := range x {
		x[i] = min(1, max(0, x[i]))
	}
	return x
}
