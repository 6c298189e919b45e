package calibration

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"weathervane/forecasts/cores"
)

// Forecast is one forecast of a yes-or-no question. Forecasts of one unit (one
// question, or several that belong together) are drawn together.
type Forecast struct {
	P, Weight float64
	Yes       bool
	Unit      int // from 0
}

// Seed starts the random draws: the same seed gives the same figures on every
// machine, on one core or many.
type Seed [2]uint64

// Simulation draws forecasts again and again: with other samples of questions
// (Bootstrap), or with other outcomes (Calibrated).
type Simulation struct {
	forecasts []Forecast // in order of P
	start     []int      // where a new P starts, and the end
	units     int
	ctx       context.Context // nil if nothing stops it

	// What is added up of the forecasts, in their order: weights, weights of
	// those that came true, units; and the weight of each P.
	weights, yes []float64
	unitOf       []int32
	total        []float64
}

// NewSimulation puts forecasts in order; those without weight are left out.
// There are as many units as the forecasts name, or more that have none here.
func NewSimulation(forecasts []Forecast, units int) *Simulation {
	s := &Simulation{forecasts: make([]Forecast, 0, len(forecasts)), units: units}
	for _, f := range forecasts {
		if f.Weight > 0 {
			s.forecasts = append(s.forecasts, f)
			s.units = max(s.units, f.Unit+1)
		}
	}
	slices.SortFunc(s.forecasts, func(a, b Forecast) int {
		switch {
		case a.P != b.P:
			return order(a.P, b.P)
		case a.Unit != b.Unit:
			return a.Unit - b.Unit
		}
		return order(a.Weight, b.Weight)
	})
	for i, f := range s.forecasts {
		if i == 0 || f.P != s.forecasts[i-1].P {
			s.start = append(s.start, i)
		}
	}
	s.start = append(s.start, len(s.forecasts))
	s.layOut()
	return s
}

// Until lets the simulation stop with the context; its results then mean nothing.
func (s *Simulation) Until(ctx context.Context) *Simulation {
	s.ctx = ctx
	return s
}

func (s *Simulation) layOut() {
	n := len(s.forecasts)
	s.weights, s.yes, s.unitOf = make([]float64, n), make([]float64, n), make([]int32, n)
	s.total = make([]float64, len(s.start)-1)
	for k := range s.total {
		for i := s.start[k]; i < s.start[k+1]; i++ {
			f := &s.forecasts[i]
			s.weights[i], s.unitOf[i] = f.Weight, int32(f.Unit)
			if f.Yes {
				s.yes[i] = f.Weight
			}
			s.total[k] += f.Weight
		}
	}
}

// Bootstrap draws as many units as there are, with replacement, and shows each
// resample's points and how often each unit was drawn. Resamples are shown
// several at a time, and are the visitor's only until it returns.
//
// Source: Efron 1979, Ann. Statist. 7:1, doi:10.1214/aos/1176344552.
func (s *Simulation) Bootstrap(times int, seed Seed, visit func(i int, drawn []float64, points []Point)) {
	s.each(times, seed, func() func(int, []*rand.Rand) {
		drawn, beside := make([][]float64, lanes), make([][lanes]float64, s.units)
		for lane := range drawn {
			drawn[lane] = make([]float64, s.units)
		}
		sums, points := make([]laneSums, len(s.total)), make([]Point, 0, len(s.total))
		return func(i int, words []*rand.Rand) {
			for lane, r := range words {
				drawUnits(drawn[lane], r)
				for u, n := range drawn[lane] {
					beside[u][lane] = n
				}
			}
			s.drawnSums(beside, sums)
			for lane := range words {
				points = s.points(points[:0], sums, lane)
				visit(i+lane, drawn[lane], points)
			}
		}
	})
}

// Calibrated draws outcomes as if each forecast were right: one number for each
// unit, and a forecast comes true if it is above the number. So a forecast of p
// comes true with probability p, and forecasts of one question come true
// together. Points are shown as for Bootstrap.
func (s *Simulation) Calibrated(times int, seed Seed, visit func(i int, points []Point)) {
	s.each(times, seed, func() func(int, []*rand.Rand) {
		numbers := make([][lanes]int64, s.units)
		sums, points := make([]laneSums, len(s.total)), make([]Point, 0, len(s.total))
		return func(i int, words []*rand.Rand) {
			for lane, r := range words {
				for u := range numbers {
					numbers[u][lane] = int64(math.Float64bits(r.Float64()))
				}
			}
			s.trueSums(numbers, sums)
			for lane := range words {
				points = s.points(points[:0], sums, lane)
				visit(i+lane, points)
			}
		}
	})
}

// each runs resamples on all cores, each from its own seed.
func (s *Simulation) each(times int, seed Seed, worker func() func(first int, words []*rand.Rand)) {
	if s.units == 0 {
		return
	}
	master := rand.NewPCG(seed[0], seed[1])
	words := make([]*rand.Rand, times)
	for i := range words {
		words[i] = rand.New(rand.NewPCG(master.Uint64(), master.Uint64()))
	}
	workers := cores.Count()
	cores.Each(workers, func(w int) {
		resample := worker()
		for i := w * lanes; i < times && !s.over(); i += workers * lanes {
			resample(i, words[i:min(i+lanes, times)])
		}
	})
}

func (s *Simulation) over() bool { return s.ctx != nil && s.ctx.Err() != nil }

// CalibratedMCB is the MCB of a calibrated forecaster with the same forecasts,
// 0 to 1: its mean and its 95th percentile, to be set beside an MCB, which is
// never 0. NaN for no forecasts.
func (s *Simulation) CalibratedMCB(times int, seed Seed) (mean, high float64) {
	if s.units == 0 {
		return math.NaN(), math.NaN()
	}
	mcb := make([]float64, times)
	s.Calibrated(times, seed, func(i int, points []Point) {
		d, _ := CORP(points)
		mcb[i] = d.MCB
	})
	slices.Sort(mcb)
	var sum Sum
	for _, x := range mcb {
		sum.Add(x)
	}
	return sum.Value() / float64(times), quantile(mcb, .95)
}

// BandPoint is the band at forecasts of P.
type BandPoint struct{ P, Low, High float64 }

// maxBandPoints is how many forecasts a band has at most; a picture has no more.
const maxBandPoints = 400

// ConsistencyBand is where the recalibrated values of a calibrated forecaster
// fall with the given confidence, forecast by forecast: a curve outside it is
// evidence of miscalibration. For one forecast a question.
//
// Source: Dimitriadis, Gneiting & Jordan 2021, PNAS 118:e2016191118.
func (s *Simulation) ConsistencyBand(confidence float64, times int, seed Seed) []BandPoint {
	return s.band(confidence, times, func(visit func(int, []Point)) { s.Calibrated(times, seed, visit) })
}

// ConfidenceBand is where the recalibrated values fall with the given
// confidence over other draws of questions: percentiles of the bootstrap by
// unit, forecast by forecast. For several forecasts a question.
func (s *Simulation) ConfidenceBand(confidence float64, times int, seed Seed) []BandPoint {
	return s.band(confidence, times, func(visit func(int, []Point)) {
		s.Bootstrap(times, seed, func(i int, _ []float64, points []Point) { visit(i, points) })
	})
}

func (s *Simulation) band(confidence float64, times int, draw func(func(int, []Point))) []BandPoint {
	at := s.support()
	values := make([][]float64, len(at)) // by forecast, then resample
	for k := range values {
		values[k] = make([]float64, times)
	}
	draw(func(i int, points []Point) {
		d, _ := CORP(points)
		for k, p := range at {
			values[k][i] = d.Recalibrate(p)
		}
	})
	band := make([]BandPoint, len(at))
	for k, p := range at {
		slices.Sort(values[k])
		tail := (1 - confidence) / 2
		band[k] = BandPoint{p, quantile(values[k], tail), quantile(values[k], 1-tail)}
	}
	return band
}

// support is the distinct forecasts, or as many as a band has of them.
func (s *Simulation) support() []float64 {
	distinct := len(s.start) - 1
	n := min(distinct, maxBandPoints)
	at := make([]float64, n)
	for k := range at {
		i := k
		if distinct > n {
			i = k * (distinct - 1) / (n - 1)
		}
		at[k] = s.forecasts[s.start[i]].P
	}
	return at
}

// quantile is of type 7, as everywhere.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	h := q * float64(len(sorted)-1)
	i := min(int(h), len(sorted)-1)
	j := min(i+1, len(sorted)-1)
	return sorted[i] + (h-float64(i))*(sorted[j]-sorted[i])
}
