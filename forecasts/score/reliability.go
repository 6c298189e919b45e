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
	pairs := scorePairs(in, opts)
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
	rule := Report{Rule: opts.rule()}
	points, _ := rule.split(pairs)
	decomposition, _ := calibration.CORP(points)
	seeds := seed(ids)
	first := calibration.Seed{seeds[0], seeds[1]}
	// units with no binary stretch have no part in the diagram
	s := calibration.NewSimulation(renumber(d.binary), 0)
	r.Curve = decomposition.Curve(points)
	r.MCB, r.DSC, r.UNC = Number(decomposition.MCB), Number(decomposition.DSC), Number(decomposition.UNC)
	r.Murphy, _ = calibration.MurphyBins(points, calibration.TenBins())
	mean, high := s.CalibratedMCB(bandDraws, first)
	r.CalibratedMCB, r.CalibratedHigh = Number(mean), Number(high)
	if single {
		r.Band = s.ConsistencyBand(bandConfidence, bandDraws, first)
	} else {
		r.Band = s.ConfidenceBand(bandConfidence, bandDraws, first)
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
func BinaryQuestions(in Workspace, opts Options) int {
	pairs := scorePairs(in, opts)
	seen := map[*Question]bool{}
	for i := range pairs {
		if q := pairs[i].question; len(pairs[i].stretches) > 0 && !q.choice() && !q.partial() {
			seen[q] = true
		}
	}
	return len(seen)
}
