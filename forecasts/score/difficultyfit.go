package score

import "math"

// ridges are those that are tried, in units of a question's whole window.
var ridges = [...]float64{.01, .03, .1, .3, 1, 3, 10, 30, 100}

// noRidge only settles what is not known: how groups compare that share no question.
const noRidge = 1e-9

// normal are the normal equations of forecasters after the questions are
// eliminated, left · a = right, and the sum of squares within questions. Of a and
// a sum of squares the error within questions is squares − 2 right·a + a·left·a.
type normal struct {
	left    []float64 // by rows
	right   []float64
	squares float64
}

func newNormal(n int) normal { return normal{left: make([]float64, n*n), right: make([]float64, n)} }

// add adds a question: with its weights w, left gets diag(w) − w wᵀ/Σw.
func (e *normal) add(c *contest) {
	n := len(e.right)
	total, mean := c.mean(func(x commonScore) float64 { return x.score })
	for _, x := range c.of {
		d := x.score - mean
		e.squares += x.weight * d * d
		e.right[x.who] += x.weight * d
		row, share := e.left[x.who*n:(x.who+1)*n], x.weight/total
		row[x.who] += x.weight
		for _, y := range c.of {
			row[y.who] -= share * y.weight
		}
	}
}

// mean is a mean over a question by weight.
func (c *contest) mean(of func(commonScore) float64) (weight, mean float64) {
	var w, s Sum
	for _, x := range c.of {
		w.Add(x.weight)
		s.Add(x.weight * of(x))
	}
	return w.Value(), s.Value() / w.Value()
}

func (e *normal) error(a []float64) float64 {
	n := len(a)
	out := e.squares
	for i, x := range a {
		product := 0.0
		for j, y := range a {
			product += e.left[i*n+j] * y
		}
		out += x * (product - 2*e.right[i])
	}
	return out
}

// A fit is a model of forecasters and questions.
type fit struct {
	in        contests
	fold      [folds]normal
	all       normal
	questions []int // of each forecaster
	units     []int
	weight    []float64
}

func newFit(in contests) *fit {
	n := len(in.names)
	f := &fit{in: in, all: newNormal(n), questions: make([]int, n), units: make([]int, n), weight: make([]float64, n)}
	for k := range f.fold {
		f.fold[k] = newNormal(n)
	}
	seen := map[[2]int]bool{}
	for i := range in.all {
		c := &in.all[i]
		f.fold[c.fold].add(c)
		for _, x := range c.of {
			f.weight[x.who] += x.weight
			f.questions[x.who]++
			if at := [2]int{x.who, c.unit}; !seen[at] {
				seen[at] = true
				f.units[x.who]++
			}
		}
	}
	for k := range f.fold {
		part := &f.fold[k]
		for i, x := range part.left {
			f.all.left[i] += x
		}
		for i, x := range part.right {
			f.all.right[i] += x
		}
		f.all.squares += part.squares
	}
	return f
}

// ridge is the one whose fit to nine folds predicts the differences within the
// questions of the tenth best, over all folds.
func (f *fit) ridge() float64 {
	best, least := ridges[len(ridges)-1], math.Inf(1)
	for _, ridge := range ridges {
		var wrong Sum
		for k := range f.fold {
			part := &f.fold[k]
			if part.squares == 0 {
				continue
			}
			solve, ok := f.factor(ridge, k)
			if !ok {
				return best
			}
			right := make([]float64, len(f.all.right))
			for i := range right {
				right[i] = f.all.right[i] - part.right[i]
			}
			wrong.Add(part.error(solve.of(right)))
		}
		if wrong.Value() < least {
			best, least = ridge, wrong.Value()
		}
	}
	return best
}

// solve gives the estimates under a ridge, centred.
func (f *fit) solve(ridge float64) ([]float64, triangle, bool) {
	solve, ok := f.factor(ridge, -1)
	if !ok {
		return nil, solve, false
	}
	a := solve.of(f.all.right)
	for i, centre := 0, f.mean(a); i < len(a); i++ {
		a[i] -= centre
	}
	return a, solve, true
}

// mean is a mean over pairs by weight.
func (f *fit) mean(a []float64) float64 {
	var s, w Sum
	for i, x := range a {
		s.Add(f.weight[i] * x)
		w.Add(f.weight[i])
	}
	return s.Value() / w.Value()
}

// deviations are the standard deviations of centred estimates, by the sandwich over
// the units of resampling, n/(n−1) wider for few: of two forecasters on the same
// questions, without a ridge, those of half the paired difference.
func (f *fit) deviations(a []float64, solve triangle) []float64 {
	n := len(a)
	left := make([][]commonScore, f.in.units) // what each unit leaves of the equations
	for i := range f.in.all {
		c := &f.in.all[i]
		_, mean := c.mean(func(x commonScore) float64 { return x.score - a[x.who] })
		for _, x := range c.of {
			left[c.unit] = append(left[c.unit], commonScore{x.who, x.score - a[x.who] - mean, x.weight})
		}
	}
	inverse := make([][]float64, n)
	for i := range inverse {
		e := make([]float64, n)
		e[i] = 1
		inverse[i] = solve.of(e)
		centre := f.mean(inverse[i])
		for k := range inverse[i] {
			inverse[i][k] -= centre
		}
	}
	squares, moved := make([]float64, n), make([]float64, n)
	for _, e := range left {
		clear(moved)
		for _, of := range e {
			for k, x := range inverse[of.who] {
				moved[k] += of.weight * of.score * x
			}
		}
		for i, x := range moved {
			squares[i] += x * x
		}
	}
	for i := range squares {
		few := float64(f.units[i])
		squares[i] = math.Sqrt(squares[i] * few / (few - 1))
	}
	return squares
}

// A triangle is the Cholesky factor of a matrix, by rows.
type triangle struct {
	n     int
	lower []float64
}

// factor is that of the equations with a ridge, without one fold; −1 leaves none
// out.
func (f *fit) factor(ridge float64, without int) (triangle, bool) {
	n := len(f.all.right)
	t := triangle{n, make([]float64, n*n)}
	for i := range n {
		row := t.lower[i*n : (i+1)*n]
		for j := range i + 1 {
			x := f.all.left[i*n+j]
			if without >= 0 {
				x -= f.fold[without].left[i*n+j]
			}
			if i == j {
				x += ridge
			}
			other := t.lower[j*n : (j+1)*n]
			for k := range j {
				x -= row[k] * other[k]
			}
			if i != j {
				row[j] = x / other[j]
				continue
			}
			if !(x > 0) {
				return t, false
			}
			row[i] = math.Sqrt(x)
		}
	}
	return t, true
}

// of solves the equations with a right side.
func (t triangle) of(right []float64) []float64 {
	a := make([]float64, t.n)
	for i := range a {
		x := right[i]
		for k := range i {
			x -= t.lower[i*t.n+k] * a[k]
		}
		a[i] = x / t.lower[i*t.n+i]
	}
	for i := t.n - 1; i >= 0; i-- {
		x := a[i]
		for k := i + 1; k < t.n; k++ {
			x -= t.lower[k*t.n+i] * a[k]
		}
		a[i] = x / t.lower[i*t.n+i]
	}
	return a
}
