package calibration

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// calledRight are first forecasts of somebody who is right about p: questions
// overlap, a Yes comes early, some are related, some are never known.
func calledRight(r *rand.Rand, n int) []First {
	var all []First
	at, common := int64(0), 0.0
	for i := range n {
		at += r.Int64N(20)
		if i%4 == 0 {
			common = r.Float64()
		}
		u := common // questions of one kind come true together
		if i%3 == 0 {
			u = r.Float64()
		}
		f := First{At: at, P: (1 + float64(r.IntN(19))) / 20}
		f.Yes = u < f.P
		length := 5 + r.Int64N(60)
		f.Known = at + length
		switch {
		case f.Yes:
			f.Known = at + 1 + r.Int64N(length)
		case r.IntN(20) == 0:
			f.Known, f.Yes = 0, false
		}
		all = append(all, f)
	}
	return all
}

// A calibrated forecaster is warned of in at most 5 of 100 cases, though somebody
// looks after each outcome.
func TestLookingEveryDayKeepsTheErrorRate(t *testing.T) {
	simulations, most := 1_000, .065 // its own error is 0.7 points
	if os.Getenv("WEATHERVANE_HISTORIES") != "" {
		simulations, most = 10_000, .05
	}
	for _, n := range []int{10, 50, 200} {
		r := rand.New(rand.NewPCG(uint64(n), 9))
		warned, found := 0, 0
		for range simulations {
			all := calledRight(r, n)
			if grown, _ := Anytime(all); grown[len(grown)-1].OneIn >= 20 { // on any day: TestEvidenceOfThePastStays
				warned++
			}
			for i := range all { // says too extreme numbers
				if x := all[i].P; x != .5 {
					all[i].P = x * x * x / (x*x*x + (1-x)*(1-x)*(1-x))
				}
			}
			if grown, _ := Anytime(all); grown[len(grown)-1].OneIn >= 20 {
				found++
			}
		}
		share := float64(warned) / float64(simulations)
		t.Logf("%d questions: warned of %.4f calibrated and %.4f overconfident", n, share, float64(found)/float64(simulations))
		if share > most {
			t.Errorf("%d questions: %d of %d who are calibrated", n, warned, simulations)
		}
		if n == 200 && found < simulations/2 {
			t.Errorf("%d questions: only %d of %d who are overconfident", n, found, simulations)
		}
	}
}

// What is shown of a day later is what was shown on it.
func TestEvidenceOfThePastStays(t *testing.T) {
	all := calledRight(rand.New(rand.NewPCG(4, 4)), 120)
	for i := range all {
		if x := all[i].P; all[i].Known != 0 && x != .5 {
			all[i].P = x * x / (x*x + (1-x)*(1-x))
		}
	}
	grown, outcomes := Anytime(all)
	if len(grown) < 5 || outcomes < 100 || !slices.IsSortedFunc(grown, func(a, b Evidence) int {
		if a.OneIn < b.OneIn && a.At <= b.At {
			return -1
		}
		return 1
	}) {
		t.Fatalf("%d outcomes: %v", outcomes, grown)
	}
	next := 0
	for day := grown[0].At; day < grown[len(grown)-1].At+100; day++ {
		var then []First
		for _, f := range all {
			if f.At > day {
				continue
			}
			if f.Known > day {
				f.Known, f.Yes = 0, false
			}
			then = append(then, f)
		}
		for next < len(grown) && grown[next].At <= day {
			next++
		}
		if was, _ := Anytime(then); was[len(was)-1].OneIn != grown[next-1].OneIn {
			t.Errorf("on day %d it was 1 in %v, and is said to have been 1 in %v", day, was[len(was)-1].OneIn, grown[next-1].OneIn)
		}
	}
}

// One question after the other is one chain: a fifth of the capital times the
// likelihood ratio of the mixture, as it follows from Bayes' rule for all outcomes at once.
func TestAnytimeOfOneChain(t *testing.T) {
	var all []First
	weights := make([]float64, len(betSlopes)*len(betShifts))
	for g := range weights {
		weights[g] = 1 / float64(len(weights))
	}
	most := 1.0
	for i, p := range []float64{.9, .8, .95, .7, .2, .1, .9, .85, .75, .6, .3, .9} {
		f := First{At: int64(10 * i), Known: int64(10*i + 10), P: p, Yes: i%3 == 0}
		all = append(all, f)
		said := f.P
		if !f.Yes {
			said = 1 - said
		}
		capital := .8
		for g := range weights {
			odds := math.Pow(p/(1-p), betSlopes[g/len(betShifts)]) * math.Exp(betShifts[g%len(betShifts)])
			if weights[g] *= odds / (1 + odds) / said; !f.Yes {
				weights[g] /= odds
			}
			capital += weights[g] / 5
		}
		most = max(most, capital)
		grown, n := Anytime(all)
		if got := grown[len(grown)-1].OneIn; n != i+1 || math.Abs(got-most) > 1e-9*most {
			t.Errorf("after %d outcomes (%d) 1 in %v, want %v", i+1, n, got, most)
		}
	}
	if most < 2 {
		t.Errorf("evidence of 1 in %v", most)
	}
}

func TestAnytimeAtTheEdges(t *testing.T) {
	if grown, n := Anytime(nil); grown != nil || n != 0 {
		t.Error("evidence from nothing")
	}
	sure := []First{{At: 1, Known: 2, P: 1, Yes: true}, {At: 1, Known: 3, P: 0}, {At: 2, Known: 3, P: .5, Void: true}}
	if grown, n := Anytime(sure); len(grown) != 1 || grown[0] != (Evidence{1, 1}) || n != 2 {
		t.Errorf("who was certain and right: %v", grown)
	}
	sure[1].Yes = true
	if grown, _ := Anytime(sure); !math.IsInf(grown[len(grown)-1].OneIn, 1) || grown[1].At != 3 {
		t.Errorf("who was certain and wrong: %v", grown)
	}
}
