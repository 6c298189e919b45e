package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// overconfident says numbers that are too extreme by a power of the odds.
func overconfident(seed uint64, questions int, power float64) Workspace {
	r := rand.New(rand.NewPCG(seed, 6))
	var in Workspace
	for i := range questions {
		p := .02 + .96*r.Float64()
		said := math.Pow(p, power) / (math.Pow(p, power) + math.Pow(1-p, power))
		in.Questions = append(in.Questions, Question{Key: fmt.Sprintf("q%03d", i), Opens: Day, Closes: 21 * Day, Known: 21 * Day, Outcome: is(r.Float64() < p)})
		in.Pairs = append(in.Pairs, Pair{Forecaster: "x", Question: i, Steps: []Step{{At: Day, P: said}, {At: 11 * Day, P: said}}})
	}
	return in
}

func TestRecalibrationAdvises(t *testing.T) {
	s := Score(overconfident(1, 1200, 2.5), Options{})
	r := s.Recalibration(t.Context())
	if r.Questions != 1200 || len(r.Rows) != 8 {
		t.Fatalf("%+v", r)
	}
	n := 0
	for _, row := range r.Rows {
		n += row.Questions
		odds := math.Pow(row.Says/(1-row.Says), 1/2.5)
		if want := odds / (1 + odds); row.Questions >= 10 && math.Abs(float64(row.Happens)-want) > .12 {
			t.Errorf("%+v, want %v", row, want)
		}
		if (row.Questions < 10) == row.Happens.Defined() || row.Happens.Defined() != (row.CI90 != nil) {
			t.Errorf("%+v", row)
		}
	}
	if n != 1200 {
		t.Errorf("%d questions in the bands", n)
	}
	w := r.Worth
	if w == nil || math.Abs(float64(w.Brier-s.Report().Mean)) > 1e-12 || math.Abs(float64(w.Recalibrated-w.Brier-w.Difference)) > 1e-12 || !(w.CI95[1] < 0) {
		t.Errorf("the advice is worth %+v", w)
	}
	at, ok := r.Advice(.8)
	if !ok || at.Says != .8 || at.Happens != r.Rows[5].Happens || at.Questions != r.Rows[5].Questions {
		t.Errorf("%+v, %+v", at, r.Rows[5])
	}
}

// Nobody is told that the advice helps when it does not.
func TestRecalibrationOfTheCalibrated(t *testing.T) {
	helped := 0
	for seed := range uint64(40) {
		w := Score(overconfident(100+seed, 50, 1), Options{}).Recalibration(t.Context()).Worth
		if w.CI95[1] < 0 {
			helped++
		}
	}
	if helped > 4 {
		t.Errorf("in %d of 40 cases advice helps who needs none", helped)
	}
}

func TestRecalibrationOfFew(t *testing.T) {
	r := Score(overconfident(1, 29, 2), Options{}).Recalibration(t.Context())
	if r.Questions != 29 || len(r.Rows) != 0 || r.Worth != nil {
		t.Errorf("%+v", r)
	}
	for _, of := range []*Recalibration{nil, r} {
		if a, ok := of.Advice(.8); ok || a.Happens.Defined() {
			t.Errorf("advice from little: %+v", a)
		}
	}
	for _, c := range []struct {
		p    float64
		band int
	}{{0, 0}, {.124, 0}, {.125, 1}, {.5, 3}, {.85, 6}, {.8499, 5}, {1, 7}} {
		if got := bandOfP(c.p); got != c.band {
			t.Errorf("%v is in band %d", c.p, got)
		}
	}
}

// Where everything ended alike, the interval is not a point.
func TestRecalibrationKnowsNoMoreThanItsQuestions(t *testing.T) {
	var in Workspace
	for i := range 40 {
		in.Questions = append(in.Questions, Question{Key: fmt.Sprintf("q%03d", i), Opens: Day, Closes: 21 * Day, Known: 21 * Day})
		in.Pairs = append(in.Pairs, Pair{Forecaster: "x", Question: i, Steps: []Step{{At: Day, P: .05}}})
	}
	a, ok := Score(in, Options{}).Recalibration(t.Context()).Advice(.05)
	if !ok || a.CI90[0] != 0 || a.CI90[1] < .04 || a.CI90[1] > .12 { // Wilson's for 0 of 40 is 0 to 6.3 %
		t.Errorf("40 of which none happened: %+v %v", a, a.CI90)
	}
}
