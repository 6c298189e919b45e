package calibration

import (
	"context"
	"math/rand/v2"
	"slices"

	"weathervane/forecasts/cores"
)

const (
	steps  = 100 // how many parts of 0 to 1 a recalibration is kept for
	priors = 10  // how many units of a calibrated forecaster are joined to each draw
)

// A Recalibration says what happened to numbers like one's own: CORP's isotonic
// curve, averaged over other draws of units, each of which is joined by ten of the
// units as they would have ended on average were each forecast right. These draw it
// to the diagonal where little is known, and keep it from certainty. It is to be
// offered, and never applied by itself.
//
// Its interval is that of the draws; where the curve says never or always, these do
// not vary, and Jeffreys' interval for the block of the curve is taken in.
//
// Source: SCORING.md, section 14, recalibration; Dimitriadis, Gneiting & Jordan
// 2021, PNAS 118:e2016191118, for the curve; Breiman 1996, Machine Learning 24:123,
// for averages over draws; Brown, Cai & DasGupta 2001 for Jeffreys' interval.
type Recalibration struct {
	mean, low, high curve // of all draws: mean, and the 90 % interval
	draws           []curve
	drawn           [][]bool // by draw: the units that are in it
}

// A curve is its values at the parts of 0 to 1.
type curve [steps + 1]float64

// at interpolates.
func (c *curve) at(p float64) float64 {
	i := min(max(int(p*steps), 0), steps-1)
	return c[i] + (p*steps-float64(i))*(c[i+1]-c[i])
}

// NewRecalibration learns from forecasts, whose units are numbered without gaps, by so
// many draws of them; false for no forecasts, and if the context ends.
func NewRecalibration(ctx context.Context, forecasts []Forecast, times int, seed Seed) (*Recalibration, bool) {
	units, values := byUnit(forecasts)
	if len(units) == 0 {
		return nil, false
	}
	r := &Recalibration{draws: make([]curve, times), drawn: make([][]bool, times)}
	master := rand.NewPCG(seed[0], seed[1])
	seeds := make([]Seed, times)
	for i := range seeds {
		seeds[i] = Seed{master.Uint64(), master.Uint64()}
	}
	cores.Until(ctx, times, func(i int) { r.draw(i, units, values, seeds[i]) })
	if ctx.Err() != nil {
		return nil, false
	}
	r.mean = r.average(func(int) bool { return true })
	of := make([]float64, times)
	for k := range r.low {
		for i := range r.draws {
			of[i] = r.draws[i][k]
		}
		slices.Sort(of)
		r.low[k], r.high[k] = quantile(of, .05), quantile(of, .95)
	}
	r.widen(units, values)
	return r, true
}

// widen takes in the intervals of the blocks of the plain curve that are 0 or 1. Of
// units with weights w there are as many as (Σ w)² / Σ w².
func (r *Recalibration) widen(units [][]unitForecast, values []float64) {
	sums := make([]Point, len(values))
	for k := range sums {
		sums[k].P = values[k]
	}
	for _, of := range units {
		for _, f := range of {
			sums[f.at].add(f.weight, is(f.yes))
		}
	}
	d, _ := CORP(sums)
	squares, of := make([]float64, len(d.Blocks)), make([]float64, len(d.Blocks))
	for _, unit := range units {
		clear(of)
		for _, f := range unit {
			of[d.block(values[f.at])] += f.weight
		}
		for k, w := range of {
			squares[k] += w * w
		}
	}
	for k := range r.low {
		at := d.block(float64(k) / steps)
		b := d.Blocks[at]
		if b.Value > 0 && b.Value < 1 {
			continue
		}
		n := b.Weight * b.Weight / squares[at]
		if i, ok := Jeffreys(n*b.Value, n, .9); ok {
			r.low[k], r.high[k] = min(r.low[k], i.Low), max(r.high[k], i.High)
		}
	}
}

// add adds weight, a part of which came true.
func (pt *Point) add(weight, yes float64) {
	pt.Weight += weight
	pt.Yes += weight * yes
}

func is(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// unitForecast is a forecast of a unit; at is the place of its P among all.
type unitForecast struct {
	at     int
	weight float64
	yes    bool
}

// byUnit parts forecasts by unit, and lists their probabilities.
func byUnit(forecasts []Forecast) (units [][]unitForecast, values []float64) {
	for _, f := range forecasts {
		values = append(values, f.P)
	}
	slices.Sort(values)
	values = slices.Compact(values)
	for _, f := range forecasts {
		for len(units) <= f.Unit {
			units = append(units, nil)
		}
		at, _ := slices.BinarySearch(values, f.P)
		units[f.Unit] = append(units[f.Unit], unitForecast{at, f.Weight, f.Yes})
	}
	return units, values
}

// draw makes one curve.
func (r *Recalibration) draw(i int, units [][]unitForecast, values []float64, seed Seed) {
	words := rand.New(rand.NewPCG(seed[0], seed[1]))
	r.drawn[i] = make([]bool, len(units))
	sums := make([]Point, len(values))
	for range units {
		unit := words.IntN(len(units))
		r.drawn[i][unit] = true
		for _, f := range units[unit] {
			sums[f.at].add(f.weight, is(f.yes))
		}
	}
	for range priors {
		for _, f := range units[words.IntN(len(units))] {
			sums[f.at].add(f.weight, values[f.at])
		}
	}
	points := sums[:0]
	for k, s := range sums {
		if s.Weight > 0 {
			points = append(points, Point{values[k], s.Weight, s.Yes})
		}
	}
	d, ok := CORP(points)
	for k := range r.draws[i] {
		r.draws[i][k] = float64(k) / steps
		if ok {
			r.draws[i][k] = d.Recalibrate(float64(k) / steps)
		}
	}
}

// average is the mean of the draws that are kept; the diagonal if there are none.
func (r *Recalibration) average(kept func(draw int) bool) curve {
	var sum curve
	n := 0
	for i := range r.draws {
		if kept(i) {
			n++
			for k, x := range r.draws[i] {
				sum[k] += x
			}
		}
	}
	for k := range sum {
		if n == 0 {
			sum[k] = float64(k) / steps
		} else {
			sum[k] /= float64(n)
		}
	}
	return sum
}

// At is how often what is called p happened, with a 90 % interval by unit.
func (r *Recalibration) At(p float64) (happens, low, high float64) {
	return r.mean.at(p), r.low.at(p), r.high.at(p)
}

// Without learns from all units but one: from the draws that it is not in, so that
// its forecasts can be corrected by what the others taught.
//
// Source: Efron & Tibshirani 1997, JASA 92:548, leave-one-out bootstrap.
func (r *Recalibration) Without(unit int) func(p float64) float64 {
	c := r.average(func(i int) bool { return !r.drawn[i][unit] })
	return c.at
}
