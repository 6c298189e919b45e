package calibration

import (
	"math"
	"slices"
)

// steps is how many parts of 0 to 1 a recalibration is kept for.
const steps = 100

// A Recalibration says what happened to numbers like one's own: CORP's isotonic
// curve, averaged over other draws of questions and drawn towards the diagonal the
// more, the less it is certain. It is to be offered, and never applied by itself.
//
// With m and v the mean and the variance of the curve at p over the draws, it is
// p + (m − p)³ / ((m − p)² + v), made to rise; the interval is of the curve.
//
// Source: SCORING.md, section 14, recalibration; Dimitriadis, Gneiting & Jordan
// 2021, PNAS 118:e2016191118, for the curve; Efron 1979 for the draws.
type Recalibration struct {
	curve curve
	low   curve // of the 90 % interval
	high  curve
	draws [][steps + 1]float64
	drawn [][]bool // by draw: the units that are in it
}

// A curve is its values at the parts of 0 to 1.
type curve [steps + 1]float64

// at interpolates.
func (c *curve) at(p float64) float64 {
	i := min(max(int(p*steps), 0), steps-1)
	return c[i] + (p*steps-float64(i))*(c[i+1]-c[i])
}

// Recalibration learns from all units, by so many draws of them; false for no
// forecasts.
func (s *Simulation) Recalibration(times int, seed Seed) (*Recalibration, bool) {
	if len(s.forecasts) == 0 {
		return nil, false
	}
	r := &Recalibration{draws: make([][steps + 1]float64, times), drawn: make([][]bool, times)}
	s.Bootstrap(times, seed, func(i int, drawn []float64, points []Point) {
		r.drawn[i] = make([]bool, len(drawn))
		for u, n := range drawn {
			r.drawn[i][u] = n > 0
		}
		d, ok := CORP(points)
		for k := range r.draws[i] {
			p := float64(k) / steps
			r.draws[i][k] = p
			if ok {
				r.draws[i][k] = d.Recalibrate(p)
			}
		}
	})
	r.curve = r.drawnTowards(func(int) bool { return true })
	values := make([]float64, times)
	for k := range r.low {
		for i := range r.draws {
			values[i] = r.draws[i][k]
		}
		slices.Sort(values)
		r.low[k], r.high[k] = quantile(values, .05), quantile(values, .95)
	}
	return r, true
}

// drawnTowards is the curve of the draws that are kept; the diagonal if there are
// none.
func (r *Recalibration) drawnTowards(kept func(draw int) bool) curve {
	var sum, squares curve
	n := 0.0
	for i := range r.draws {
		if !kept(i) {
			continue
		}
		n++
		for k, x := range r.draws[i] {
			off := x - float64(k)/steps
			sum[k] += off
			squares[k] += off * off
		}
	}
	points := make([]Point, len(sum))
	for k := range points {
		p := float64(k) / steps
		to := p
		if off := sum[k] / n; off != 0 && n > 0 {
			to += off * off * off / max(squares[k]/n, off*off) // variance = mean square − square
		}
		points[k] = Point{p, 1, to}
	}
	var out curve
	for _, b := range poolViolators(points) {
		for k := b.first; k <= b.last; k++ {
			out[k] = b.yes / b.weight
		}
	}
	return out
}

// At is how often what is called p happened, with a 90 % interval by unit.
func (r *Recalibration) At(p float64) (happens, low, high float64) {
	return r.curve.at(p), r.low.at(p), r.high.at(p)
}

// Without learns from all units but one: from the draws that it is not in, so that
// its forecasts can be corrected by what the others taught.
//
// Source: Efron & Tibshirani 1997, JASA 92:548, leave-one-out bootstrap.
func (r *Recalibration) Without(unit int) func(p float64) float64 {
	c := r.drawnTowards(func(i int) bool { return !r.drawn[i][unit] })
	return func(p float64) float64 { return math.Min(math.Max(c.at(p), 0), 1) }
}
