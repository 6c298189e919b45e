package score

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The expectation and the deviation are those that drawing the outcomes gives.
func TestLuckAsDrawn(t *testing.T) {
	in := somebody(5, 40, "a", "b")
	for i := range in.Questions {
		if i%7 == 3 {
			in.Questions[i].Unit = "q001" // some come true together
		}
	}
	for _, rule := range []Rule{RuleBrier, RuleLog, RuleSpherical} {
		s := Score(in, Options{Rule: rule, LogClip: .01})
		l := s.Luck()
		r := rand.New(rand.NewPCG(1, 2))
		const times = 15_000
		drawn := make([]float64, times)
		var weight float64
		for _, one := range s.all {
			weight += one.weight
		}
		for i := range drawn {
			numbers := map[string]float64{}
			for _, one := range s.all {
				u, ok := numbers[one.question.unit()]
				if !ok {
					u = r.Float64()
					numbers[one.question.unit()] = u
				}
				for _, st := range one.stretches {
					q := *one.question
					q.Outcome = is(u < st.Forecast.P)
					upTo := 0.0
					for k, p := range st.Forecast.Probs {
						if q.Option = k; u < upTo+p {
							break
						}
						upTo += p
					}
					drawn[i] += st.Weight * s.opts.clip().of(rule, q.score(rule, st.Forecast)) / weight
				}
			}
		}
		var mean, square float64
		for _, x := range drawn {
			mean += x / times
			square += x * x / times
		}
		deviation := math.Sqrt(square - mean*mean)
		if math.Abs(mean-float64(l.Expected)) > 4*deviation/math.Sqrt(times) || math.Abs(deviation/l.Deviation-1) > .04 {
			t.Errorf("%s: drawn %v ± %v, promised %v ± %v", rule, mean, deviation, l.Expected, l.Deviation)
		}
		if l.Questions != s.Report().Questions || float64(l.Score) != float64(s.Report().Headline) && math.Abs(float64(l.Score-s.Report().Headline)) > 1e-12 {
			t.Errorf("%s: %+v", rule, l)
		}
		if l.Z.Defined() {
			t.Error("two forecasters are tested as one")
		}
	}
}

// One forecast a question: Σ w p(1−p), and Spiegelhalter's Z is the deviation of
// the score from it.
func TestLuckOfOneForecastEach(t *testing.T) {
	in := Workspace{}
	p := []float64{.1, .3, .8, .9, .55, .2, .05, .7, .62, .4, .97, .35}
	var expected, got, variance float64
	for i, p := range p {
		y := float64(i % 2)
		in.Questions = append(in.Questions, Question{Key: string(rune('a' + i)), Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: y})
		in.Pairs = append(in.Pairs, Pair{Forecaster: "x", Question: i, Steps: []Step{{At: Day, P: p}}})
		expected += p * (1 - p) / 12
		got += (p - y) * (p - y) / 12
		variance += (1 - 2*p) * (1 - 2*p) * p * (1 - p) / 144
	}
	l := Score(in, Options{}).Luck()
	z := (got - expected) / math.Sqrt(variance)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"expected", float64(l.Expected), expected}, {"score", float64(l.Score), got}, {"deviation", l.Deviation, math.Sqrt(variance)}, {"z", float64(l.Z), z},
		{"below", l.Below, 1 - math.Erfc(z/math.Sqrt2)/2}, {"low", float64(l.Chance[0]), expected - 1.959963984540054*math.Sqrt(variance)},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
	in.Pairs = in.Pairs[:9]
	if Score(in, Options{}).Luck() != nil {
		t.Error("nine questions are enough")
	}
}
