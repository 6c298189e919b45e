package score

import (
	"math"
	"math/rand/v2"
	"testing"

	"weathervane/forecasts/calibration"
)

// The differences are those of the terms of CORP over common time, and the draws
// are the same for both.
func TestContrastOverCommonTime(t *testing.T) {
	in := somebody(21, 80, "a", "b")
	by := Score(in, Options{}).ByForecaster()
	c := by["a"].Contrast(by["b"])
	var p, y, w [2][]float64
	questions := map[string]bool{}
	for _, r := range by["a"].Rows() {
		for _, other := range by["b"].Rows() {
			q := in.Questions[0]
			for _, x := range in.Questions {
				if x.Key == r.Question {
					q = x
				}
			}
			if other.Question != r.Question || q.Options > 0 {
				continue
			}
			for _, s := range r.Stretches {
				for _, o := range other.Stretches {
					length := min(s.To, o.To) - max(s.From, o.From)
					if length <= 0 {
						continue
					}
					questions[r.Question] = true
					for k, st := range []Stretch{s, o} {
						p[k], y[k] = append(p[k], st.Forecast.P), append(y[k], q.Outcome)
						w[k] = append(w[k], s.Weight*float64(length)/float64(s.To-s.From))
					}
				}
			}
		}
	}
	a, _ := calibration.CORP(calibration.Pool(p[0], y[0], w[0]))
	b, _ := calibration.CORP(calibration.Pool(p[1], y[1], w[1]))
	if math.Abs(float64(c.MCB.Difference)-(a.MCB-b.MCB)) > 1e-9 || math.Abs(float64(c.DSC.Difference)-(a.DSC-b.DSC)) > 1e-9 || c.Questions != len(questions) {
		t.Errorf("%+v, %+v on %d; want %v and %v on %d", c.MCB, c.DSC, c.Questions, a.MCB-b.MCB, a.DSC-b.DSC, len(questions))
	}
	back := by["b"].Contrast(by["a"])
	if math.Abs(float64(back.MCB.CI95[0]+c.MCB.CI95[1])) > 1e-12 || math.Abs(float64(back.DSC.Difference+c.DSC.Difference)) > 1e-12 {
		t.Errorf("the other way %+v, %+v", back.MCB, back.DSC)
	}
	same := by["a"].Contrast(by["a"])
	if same.MCB.Difference != 0 || *same.MCB.CI95 != (Interval{}) || *same.DSC.CI95 != (Interval{}) {
		t.Errorf("with oneself %+v", same.MCB)
	}
}

// Who exaggerates is found to be worse calibrated, and no worse at telling apart.
func TestContrastFindsTheDifference(t *testing.T) {
	in := overconfident(3, 200, 1)
	r := rand.New(rand.NewPCG(1, 1))
	for i := range in.Questions {
		p := in.Pairs[i].Steps[0].P
		x := math.Pow(p/(1-p), 4)
		in.Pairs = append(in.Pairs, Pair{Forecaster: "y", Question: i, Steps: []Step{{At: Day, P: x / (1 + x)}}},
			Pair{Forecaster: "z", Question: i, Steps: []Step{{At: Day, P: .4 + .1*r.Float64()}}})
	}
	by := Score(in, Options{}).ByForecaster()
	c, d := by["y"].Contrast(by["x"]), by["z"].Contrast(by["x"])
	if !(c.MCB.CI95[0] > 0) || c.DSC.CI95[0] > 0 || c.DSC.CI95[1] < 0 || !(d.DSC.CI95[1] < 0) {
		t.Errorf("%+v %+v, %+v", c.MCB, c.DSC, d.DSC)
	}
	in.Pairs = in.Pairs[:200]
	in.Pairs = append(in.Pairs, Pair{Forecaster: "y", Steps: in.Pairs[0].Steps})
	by = Score(in, Options{}).ByForecaster()
	if c := by["x"].Contrast(by["y"]); c.MCB != nil || c.DSC != nil || c.Questions != 1 {
		t.Errorf("on one question %+v", c)
	}
}
