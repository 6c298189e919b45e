package score

import (
	"context"
	"slices"

	"weathervane/forecasts/calibration"
)

// RecalibratedFrom is from how many yes-or-no questions on there is advice.
const RecalibratedFrom = 30

// recalibrationDraws is how many draws of questions the curve is averaged over.
const recalibrationDraws = 1000

// saidBands are the numbers that stand for a band of forecasts, and where the band
// of each begins: halfway between two. Bands are left-closed.
var saidBands = [...]struct{ says, from float64 }{
	{.05, 0}, {.2, .125}, {.35, .275}, {.5, .425}, {.65, .575}, {.8, .725}, {.9, .85}, {.97, .935},
}

// bandOfP is the band of a forecast.
func bandOfP(p float64) int {
	for k := len(saidBands) - 1; k > 0; k-- {
		if p >= saidBands[k].from {
			return k
		}
	}
	return 0
}

// Recalibration says what one's numbers came to on yes-or-no questions: advice
// beside a number, never applied by itself.
type Recalibration struct {
	Questions int                 `json:"questions"`
	Rows      []Advice            `json:"rows"`  // none under RecalibratedFrom questions
	Worth     *RecalibrationWorth `json:"worth"` // nil if there are no Rows, and under ten units of resampling

	curve     *calibration.Recalibration
	questions [len(saidBands)]int
}

// Advice is how often forecasts like one came true.
type Advice struct {
	Says      float64   `json:"says"`
	Happens   Number    `json:"happens"`   // Undefined under ten questions
	CI90      *Interval `json:"ci90"`      // by question, at least Wilson's for so many; nil under ten
	Questions int       `json:"questions"` // with a forecast in the band of this number
}

// RecalibrationWorth is what following the advice would have changed, each
// question corrected by what the others taught.
type RecalibrationWorth struct {
	Brier        Number    `json:"brier"`        // as forecast, over yes-or-no questions
	Recalibrated Number    `json:"recalibrated"` // with the advice
	Difference   Number    `json:"difference"`   // below 0 it would have helped
	CI95         *Interval `json:"ci95"`         // of the paired t
}

// Recalibration learns from the yes-or-no questions, with the headline's weights.
//
// Source: calibration.Recalibration; SCORING.md, section 14, recalibration.
func (s *Scored) Recalibration(ctx context.Context) *Recalibration {
	r := &Recalibration{Questions: s.BinaryQuestions(), Rows: []Advice{}}
	if r.Questions < RecalibratedFrom {
		return r
	}
	var last [len(saidBands)]*Question
	for _, one := range s.all {
		q := one.question
		if q.choice() || q.partial() {
			continue
		}
		for i := range one.stretches {
			if k := bandOfP(one.stretches[i].Forecast.P); last[k] != q {
				last[k] = q
				r.questions[k]++
			}
		}
	}
	ids, _ := byUnit(s.all, ownScore)
	forecasts := renumber(detailOf(s.all, ids, 0).binary)
	curve, ok := calibration.NewRecalibration(ctx, forecasts, recalibrationDraws, firstSeed(hashed(ids)))
	if !ok {
		return r
	}
	r.curve = curve
	for _, b := range saidBands {
		a, _ := r.Advice(b.says)
		r.Rows = append(r.Rows, a)
	}
	r.Worth = worthOf(ctx, curve, forecasts)
	return r
}

// Advice is how often what is called p happened; false where too little is known:
// under RecalibratedFrom questions, or under ten in the band of p.
func (r *Recalibration) Advice(p float64) (Advice, bool) {
	if r == nil || r.curve == nil {
		return Advice{Says: p, Happens: Undefined}, false
	}
	a := Advice{Says: p, Happens: Undefined, Questions: r.questions[bandOfP(p)]}
	if a.Questions < minQuestions {
		return a, false
	}
	happens, low, high := r.curve.At(p)
	// A draw of questions that all ended alike is always alike: it knows no more than
	// their number does.
	n := float64(a.Questions)
	if w, ok := calibration.Wilson(happens*n, n, .9); ok {
		low, high = min(low, w.Low), max(high, w.High)
	}
	a.Happens, a.CI90 = Number(happens), &Interval{Number(low), Number(high)}
	return a, true
}

// worthOf corrects the forecasts of each unit by what the others taught.
func worthOf(ctx context.Context, curve *calibration.Recalibration, forecasts []calibration.Forecast) *RecalibrationWorth {
	forecasts = slices.Clone(forecasts)
	slices.SortStableFunc(forecasts, func(a, b calibration.Forecast) int { return a.Unit - b.Unit })
	var was, would, weight Sum
	var units []unitHeadline
	var corrected func(float64) float64
	for i, f := range forecasts {
		if i == 0 || f.Unit != forecasts[i-1].Unit {
			if ctx.Err() != nil {
				return nil
			}
			corrected = curve.Without(f.Unit)
			units = append(units, unitHeadline{})
		}
		y := is(f.Yes)
		before, after := f.Weight*Brier(f.P, y), f.Weight*Brier(corrected(f.P), y)
		was.Add(before)
		would.Add(after)
		weight.Add(f.Weight)
		u := &units[len(units)-1]
		u.score += after - before
		u.weight += f.Weight
	}
	t, ok := pairedTOf(units)
	if !ok {
		return nil
	}
	return &RecalibrationWorth{ratio(was.Value(), weight.Value()), ratio(would.Value(), weight.Value()), Number(t.mean), t.interval()}
}
