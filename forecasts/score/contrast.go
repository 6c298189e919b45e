package score

import "weathervane/forecasts/calibration"

// Contrast says in what two forecasters differ: in calibration or in
// discrimination, over the yes-or-no questions and the instants at which both
// stood.
type Contrast struct {
	MCB       *FigureDifference `json:"mcb"` // below 0, the first is better calibrated
	DSC       *FigureDifference `json:"dsc"` // above 0, the first tells better apart what happens
	Questions int               `json:"questions"`
}

// FigureDifference is a figure of one forecaster less that of another.
type FigureDifference struct {
	Difference Number    `json:"difference"`
	CI95       *Interval `json:"ci95"` // paired bootstrap by question
}

// Contrast compares the terms of CORP of two forecasters by a paired bootstrap:
// both are decomposed over the same draws of questions. Its differences are nil
// under ten questions.
//
// Source: SCORING.md, section 14, equal calibration or discrimination.
func (s *Scored) Contrast(other *Scored) Contrast {
	var c Contrast
	var of [2][]calibration.Forecast
	var ids []string
	var order unitOrder
	left, right := s.all, other.all
	for len(left) > 0 && len(right) > 0 {
		q, its := left[0].question, right[0].question
		switch {
		case q.Key < its.Key:
			left = left[1:]
			continue
		case its.Key < q.Key:
			right = right[1:]
			continue
		}
		a, b := takeQuestion(&left), takeQuestion(&right)
		if q.choice() || q.partial() {
			continue
		}
		eachCommon(a, b, func(a, b *Stretch, _, _ int64, weight float64) {
			if n := len(ids); n == 0 || ids[n-1] != q.Key {
				ids = append(ids, q.Key)
			}
			unit := order.number(q.unit())
			for k, st := range []*Stretch{a, b} {
				of[k] = append(of[k], calibration.Forecast{P: st.Forecast.P, Weight: weight, Yes: q.Outcome == 1, Unit: unit})
			}
		})
	}
	c.Questions = len(ids)
	if len(order.keys) < minQuestions {
		return c
	}
	if ranks := order.ranks(); ranks != nil {
		for k := range of {
			for i := range of[k] {
				of[k][i].Unit = ranks[of[k][i].Unit]
			}
		}
	}
	var whole [2]calibration.Decomposition
	var mcb, dsc [2][]float64
	for k := range of {
		draw := calibration.NewSimulation(of[k], len(order.keys))
		whole[k], _ = calibration.CORP(pooled(of[k]))
		mcb[k], dsc[k] = make([]float64, resamples), make([]float64, resamples)
		draw.Bootstrap(resamples, firstSeed(hashed(ids)), func(i int, _ []float64, points []calibration.Point) {
			d, _ := calibration.CORP(points)
			mcb[k][i], dsc[k][i] = d.MCB, d.DSC
		})
	}
	c.MCB = differenceOf(whole[0].MCB-whole[1].MCB, mcb)
	c.DSC = differenceOf(whole[0].DSC-whole[1].DSC, dsc)
	return c
}

// differenceOf is a difference with its interval, from the values of each draw.
func differenceOf(difference float64, drawn [2][]float64) *FigureDifference {
	d := make([]float64, len(drawn[0]))
	for i := range d {
		d[i] = drawn[0][i] - drawn[1][i]
	}
	return &FigureDifference{Number(difference), percentiles(d)}
}

// pooled are the points of forecasts.
func pooled(of []calibration.Forecast) []calibration.Point {
	p, y, w := make([]float64, len(of)), make([]float64, len(of)), make([]float64, len(of))
	for i, f := range of {
		p[i], y[i], w[i] = f.P, is(f.Yes), f.Weight
	}
	return calibration.Pool(p, y, w)
}
