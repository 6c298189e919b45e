package score

import (
	"context"

	"weathervane/forecasts/calibration"
)

// Reliability is what a reliability diagram shows of the binary stretches of a
// workspace, or of the binary rows of a table.
type Reliability struct {
	Curve []calibration.CurvePoint
	Band  []calibration.BandPoint

	// Consistency says what the band is: where a calibrated forecaster's curve
	// falls (one forecast a question), else where this curve falls over other
	// draws of questions.
	Consistency bool

	MCB, DSC, UNC Number
	Murphy        calibration.Murphy // over ten bins
	Questions     int

	// The MCB of a calibrated forecaster with the same forecasts: its mean, and
	// its 95th percentile.
	CalibratedMCB, CalibratedHigh Number
}

// Draws and confidence of the bands.
const (
	bandDraws      = 1000
	bandConfidence = .9
)

// Reliability makes the diagram; false under ten questions. If the context ends
// before, the simulated parts mean nothing.
func (s *Scored) Reliability(ctx context.Context) (Reliability, bool) {
	ids, _ := byUnit(s.all, ownScore)
	d := detailOf(s.all, ids, s.opts.clip())
	r, ok := diagram(s.Points, d)
	if !ok || s.opts.Plain {
		return r, ok
	}
	drawn := s.opts.Memory.simulation(ctx, hashed(ids), d.binary, r.Consistency)
	r.CalibratedMCB, r.CalibratedHigh, r.Band = drawn.mean, drawn.high, drawn.band
	return r, true
}

// diagram makes the diagram without its band and without the calibrated
// forecaster; pooled gives the points of the forecasts.
func diagram(pooled func() []calibration.Point, d detail) (Reliability, bool) {
	seen, questions := make([]bool, d.units), 0
	for i := range d.binary {
		if unit := d.binary[i].Unit; !seen[unit] {
			seen[unit] = true
			questions++
		}
	}
	single := questions == len(d.binary)
	r := Reliability{Questions: questions, Consistency: single, CalibratedMCB: Undefined, CalibratedHigh: Undefined}
	if questions < minQuestions {
		return r, false
	}
	points := pooled()
	decomposition, _ := calibration.CORP(points)
	r.Curve = decomposition.Curve(points)
	r.MCB, r.DSC, r.UNC = Number(decomposition.MCB), Number(decomposition.DSC), Number(decomposition.UNC)
	r.Murphy, _ = calibration.MurphyBins(points, calibration.TenBins())
	return r, true
}

// simulation draws the binary forecasts again, seeded by the questions; units
// without one have no part in the diagram.
func simulation(ids idsHash, binary []calibration.Forecast) (*calibration.Simulation, calibration.Seed) {
	return calibration.NewSimulation(renumber(binary), 0), firstSeed(ids)
}

// bandOf is the band of a diagram: of consistency where there is one forecast a
// question.
func bandOf(draw *calibration.Simulation, first calibration.Seed, single bool) []calibration.BandPoint {
	if single {
		return draw.ConsistencyBand(bandConfidence, bandDraws, first)
	}
	return draw.ConfidenceBand(bandConfidence, bandDraws, first)
}

// simulated is what simulation adds to a diagram.
type simulated struct {
	mean, high Number // of the MCB of a calibrated forecaster
	band       []calibration.BandPoint
}

// simulate draws from forecasts of questions with this hash.
func simulate(ctx context.Context, ids idsHash, binary []calibration.Forecast, single bool) simulated {
	draw, first := simulation(ids, binary)
	mean, high := draw.Until(ctx).CalibratedMCB(bandDraws, first)
	return simulated{Number(mean), Number(high), bandOf(draw, first, single)}
}

// renumber gives the units that occur the numbers from 0.
func renumber(forecasts []calibration.Forecast) []calibration.Forecast {
	var number []int // one more, 0 for none
	last := 0
	for i := range forecasts {
		unit := &forecasts[i].Unit
		for len(number) <= *unit {
			number = append(number, 0)
		}
		if number[*unit] == 0 {
			last++
			number[*unit] = last
		}
		*unit = number[*unit] - 1
	}
	return forecasts
}

// BinaryQuestions counts the questions that a reliability diagram would use.
func (s *Scored) BinaryQuestions() int {
	n := 0
	var last *Question
	for i := range s.all { // those of one question follow each other
		if q := s.all[i].question; q != last && len(s.all[i].stretches) > 0 && !q.choice() && !q.partial() {
			last = q
			n++
		}
	}
	return n
}
