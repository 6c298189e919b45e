package coherence

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Term is a factor of one of the probabilities.
type Term struct {
	Index  int
	Factor float64
}

// Constraint is a rule Σ factor × probability ≥ AtLeast, or = where Equal.
type Constraint struct {
	Of      []Term
	AtLeast float64
	Equal   bool
}

// AtMost is the rule that probability i is at most probability j: i cannot
// happen without j.
func AtMost(i, j int) Constraint { return Constraint{Of: []Term{{j, 1}, {i, -1}}} }

// value is by how much the rule is kept; below 0 it is broken.
func (c Constraint) value(p []float64) float64 {
	x := -c.AtLeast
	for _, t := range c.Of {
		x += t.Factor * p[t.Index]
	}
	return x
}

// OffBy is by how much the probabilities break the rule, 0 if they keep it.
func (c Constraint) OffBy(p []float64) float64 {
	x := c.value(p)
	if c.Equal {
		x = -math.Abs(x)
	}
	if x >= -slack {
		return 0
	}
	return -x
}

// Nearest gives the probabilities, each within 0 and 1, that keep all rules
// and minimise Σ w (x - p)²; weights nil are 1. Where p keeps them it comes
// back as it is. False where no probabilities keep all rules, and p comes back.
//
// It is a least distance problem, solved exactly as non-negative least squares.
//
// Source: Lawson & Hanson 1974, Solving Least Squares Problems, ch. 23.
func Nearest(p, weights []float64, rules []Constraint) ([]float64, bool) {
	var all []Constraint // as inequalities
	kept := true
	for i := range p {
		rules = append(rules[:len(rules):len(rules)], Constraint{Of: []Term{{i, 1}}},
			Constraint{Of: []Term{{i, -1}}, AtLeast: -1})
	}
	for _, c := range rules {
		kept = kept && c.OffBy(p) == 0
		all = append(all, Constraint{Of: c.Of, AtLeast: c.AtLeast})
		if c.Equal {
			all = append(all, c.reversed())
		}
	}
	if kept {
		return slices.Clone(p), true
	}
	// z = √w (x - p): the shortest z with G z ≥ h
	n := len(p)
	e := mat.NewDense(n+1, len(all), nil)
	for k, c := range all {
		for _, t := range c.Of {
			e.Set(t.Index, k, e.At(t.Index, k)+t.Factor/math.Sqrt(weight(weights, t.Index)))
		}
		e.Set(n, k, -c.value(p))
	}
	f := make([]float64, n+1)
	f[n] = 1
	residual := nonNegativeResidual(e, f)
	if residual[n] < 1e-9 { // f is met: the rules contradict each other
		return slices.Clone(p), false
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = p[i] - residual[i]/residual[n]/math.Sqrt(weight(weights, i))
		x[i] = min(1, max(0, x[i])) // what rounding leaves
	}
	return x, true
}

func (c Constraint) reversed() Constraint {
	out := Constraint{AtLeast: -c.AtLeast}
	for _, t := range c.Of {
		out.Of = append(out.Of, Term{t.Index, -t.Factor})
	}
	return out
}

// nonNegativeResidual is f - E u for the u ≥ 0 that makes it shortest: columns
// that still shorten it come in one by one, and leave where they turn negative.
func nonNegativeResidual(e *mat.Dense, f []float64) []float64 {
	rows, columns := e.Dims()
	u := make([]float64, columns)
	used := make([]bool, columns)
	residual := slices.Clone(f)
	for range 10 * (columns + 1) {
		enter, most := -1, 1e-13
		for k := range columns {
			if used[k] {
				continue
			}
			gain, size := 0.0, 0.0
			for i := range rows {
				gain += e.At(i, k) * residual[i]
				size += e.At(i, k) * e.At(i, k)
			}
			if gain /= math.Sqrt(size); gain > most {
				enter, most = k, gain
			}
		}
		if enter < 0 {
			break
		}
		used[enter] = true
		if !solve(e, f, u, used) {
			break
		}
		copy(residual, f)
		for k := range columns {
			if used[k] {
				for i := range rows {
					residual[i] -= e.At(i, k) * u[k]
				}
			}
		}
	}
	return residual
}

// solve solves for the used columns, dropping those that would turn negative;
// false if they do not determine a solution.
func solve(e *mat.Dense, f, u []float64, used []bool) bool {
	rows, columns := e.Dims()
	for {
		var of []int
		for k := range columns {
			if used[k] {
				of = append(of, k)
			}
		}
		if len(of) == 0 || len(of) > rows {
			return false
		}
		a := mat.NewDense(rows, len(of), nil)
		for j, k := range of {
			for i := range rows {
				a.Set(i, j, e.At(i, k))
			}
		}
		var solution mat.VecDense
		if err := solution.SolveVec(a, mat.NewVecDense(rows, f)); err != nil {
			return false
		}
		step := 1.0
		for j, k := range of {
			if s := solution.AtVec(j); s <= 0 {
				step = min(step, u[k]/(u[k]-s))
			}
		}
		for j, k := range of {
			u[k] += step * (solution.AtVec(j) - u[k])
		}
		if step == 1 {
			return true
		}
		for _, k := range of {
			if u[k] <= 1e-15 {
				u[k], used[k] = 0, false
			}
		}
	}
}
