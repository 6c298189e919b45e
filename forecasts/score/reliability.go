package score

import "weathervane/forecasts/calibration"

// Reliability is what a reliability diagram shows of the binary stretches of a
// workspace.
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

// ReliabilityOf makes the diagram; false under ten questions, where it would
// show chance.
func ReliabilityOf(in Workspace, opts Options) (Reliability, bool) {
	return Score(in, opts).Reliability()
}

// Reliability makes the diagram; false under ten questions.
func (s *Scored) Reliability() (Reliability, bool) {
	pairs, opts := s.all, s.opts
	ids, _ := byUnit(pairs)
	d := detailOf(pairs, ids)
	seen, single := map[int]bool{}, true
	for _, f := range d.binary {
		single = single && !seen[f.Unit]
		seen[f.Unit] = true
	}
	r := Reliability{Questions: len(seen), Consistency: single}
	if len(seen) < minQuestions {
		return r, false
	}
	points := s.Points()
	decomposition, _ := calibration.CORP(points)
	r.Curve = decomposition.Curve(points)
	r.MCB, r.DSC, r.UNC = Number(decomposition.MCB), Number(decomposition.DSC), Number(decomposition.UNC)
	r.Murphy, _ = calibration.MurphyBins(points, calibration.TenBins())
	r.CalibratedMCB, r.CalibratedHigh = Undefined, Undefined
	if opts.Plain {
		return r, true
	}
	seeds := seed(ids)
	first := calibration.Seed{seeds[0], seeds[1]}
	// units with no binary stretch have no part in the diagram
	draw := calibration.NewSimulation(renumber(d.binary), 0)
	mean, high := draw.CalibratedMCB(bandDraws, first)
	r.CalibratedMCB, r.CalibratedHigh = Number(mean), Number(high)
	if single {
		r.Band = draw.ConsistencyBand(bandConfidence, bandDraws, first)
	} else {
		r.Band = draw.ConfidenceBand(bandConfidence, bandDraws, first)
	}
	return r, true
}

// renumber gives the units that occur the numbers from 0.
func renumber(forecasts []calibration.Forecast) []calibration.Forecast {
	number := map[int]int{}
	for i, f := range forecasts {
		n, ok := number[f.Unit]
		if !ok {
			n = len(number)
			number[f.Unit] = n
		}
		forecasts[i].Unit = n
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
