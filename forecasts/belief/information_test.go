package belief

import (
	"math"
	"testing"
)

func TestInformationOfAQuestion(t *testing.T) {
	for _, c := range []struct {
		priors, given []float64
		want          float64
	}{
		{[]float64{.5, .5}, []float64{1, 0}, 1},                   // it decides
		{[]float64{.5, .5}, []float64{.3, .3}, 0},                 // it tells nothing
		{[]float64{.25, .75}, []float64{1, 0}, .8112781244591328}, // all that is not known: H(1/4)
		{[]float64{.5, .5}, []float64{.75, .25}, 1 - .8112781244591328},
		{[]float64{1, 0}, []float64{.9, .1}, 0}, // there is nothing left to learn
	} {
		if got := Information(c.priors, c.given); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v, %v: %v bits, want %v", c.priors, c.given, got, c.want)
		}
	}
}

func TestDecisiveFindingsChangeTheOrder(t *testing.T) {
	rows := []Row{
		{Ratings: []Rating{Consistent, VeryInconsistent}},
		{Ratings: []Rating{Inconsistent, Consistent}},
		{Ratings: []Rating{Neutral, Neutral}},
	}
	// 1 against 2; without the first finding 1 against 0
	if got := Decisive(rows); len(got) != 1 || got[0] != 0 {
		t.Errorf("decisive are %v", got)
	}
	if got := Decisive(rows[:1]); got != nil {
		t.Errorf("a finding alone leaves nothing to rank: %v", got)
	}
}
