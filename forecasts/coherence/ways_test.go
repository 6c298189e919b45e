package coherence

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestEveryWayAgrees(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		given, scenarios := make([]float64, 3), make([]float64, 3)
		for i := range given {
			given[i], scenarios[i] = r.Float64(), r.Float64()
		}
		scenarios = SumToOne(scenarios)
		q := r.Float64()
		ways := Ways(q, given, scenarios)
		if ways[0].Moves != "stated" || ways[len(ways)-1].Moves != "both" || len(ways) < 2 {
			t.Fatalf("ways %+v", ways)
		}
		for _, w := range ways {
			total := 0.0
			for i, x := range w.Scenarios {
				total += x
				if x < -1e-9 || w.Given[i] < -1e-9 || w.Given[i] > 1+1e-9 {
					t.Fatalf("%s leaves 0 to 1: %+v", w.Moves, w)
				}
			}
			if math.Abs(total-1) > 1e-8 || math.Abs(ImpliedBy(w.Given, w.Scenarios)-w.Question) > 1e-8 {
				t.Fatalf("%s does not agree: %+v", w.Moves, w)
			}
		}
	}
}

// A question that is likelier than in any scenario cannot be met by weights.
func TestWeightsCannotReachBeyondTheCells(t *testing.T) {
	for _, w := range Ways(.9, []float64{.1, .5}, []float64{.5, .5}) {
		if w.Moves == "weights" {
			t.Errorf("weights %v imply 90 %%", w.Scenarios)
		}
	}
}
