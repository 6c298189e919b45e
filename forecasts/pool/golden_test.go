package pool

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"weathervane/forecasts/testkit"
)

type input struct {
	P        json.RawMessage // a list, or one number
	Weights  []float64
	D        float64
	N        int
	BaseRate float64 `json:"base_rate"`
	Linear   float64 `json:"linear_pool"`
	Alpha    float64
	Beta     float64
}

// TestPoolVectors computes each figure that a case of the golden file expects.
func TestPoolVectors(t *testing.T) {
	for _, c := range testkit.Cases[input, map[string]json.RawMessage](t, "pools.json") {
		var probs []float64
		if json.Unmarshal(c.Input.P, &probs) != nil {
			probs = make([]float64, 1)
			if c.Input.P != nil {
				if err := json.Unmarshal(c.Input.P, &probs[0]); err != nil {
					t.Fatal(err)
				}
			}
		}
		for figure, text := range c.Expect {
			t.Run(c.Name+"/"+figure, func(t *testing.T) {
				check(t, compute(t, figure, c.Name, probs, c.Input), text)
			})
		}
	}
}

func check(t *testing.T, got []float64, text json.RawMessage) {
	t.Helper()
	var want []float64
	var one *float64
	if string(text) == "null" || json.Unmarshal(text, &want) != nil {
		if err := json.Unmarshal(text, &one); err != nil {
			t.Fatal(err)
		}
		want = []float64{math.NaN()}
		if one != nil {
			want[0] = *one
		}
	}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if math.IsNaN(want[i]) && math.IsNaN(got[i]) {
			continue
		}
		if !(math.Abs(got[i]-want[i]) <= 1e-12*math.Max(1, math.Abs(want[i]))) {
			t.Errorf("got %.17g, want %.17g", got[i], want[i])
		}
	}
}

func one(x float64, ok bool) []float64 {
	if !ok {
		x = math.NaN()
	}
	return []float64{x}
}

// weighted are the figures with weights; compute has the others.
func weighted(figure string, p []float64, in input) []float64 {
	recency := RecencyWeights(len(p))
	switch figure {
	case "metaculus_recency_weights":
		return recency
	case "metaculus_recency_weighted_median":
		return one(WeightedMedian(p, recency))
	case "recency_weighted_mean":
		return one(WeightedMean(p, recency))
	case "weighted_logit_mean":
		return one(WeightedGeometricOdds(p, in.Weights))
	case "weighted_linear_mean":
		return one(WeightedMean(p, in.Weights))
	case "metaculus_weighted_quartiles":
		var all []float64
		for _, q := range []float64{.25, .5, .75} {
			all = append(all, one(WeightedQuantile(p, in.Weights, q))...)
		}
		return all
	}
	return nil
}

func compute(t *testing.T, figure, name string, p []float64, in input) []float64 {
	switch figure {
	case "mean":
		return one(Mean(p))
	case "median":
		return one(Median(p))
	case "trimmed_mean_10_floor":
		return one(Trimmed(p))
	case "trimmed_mean_10_round": // what other programs drop
		return one(trimmed(p, int(math.RoundToEven(float64(len(p))/10))))
	case "highest_density_trimmed_10":
		return one(HighestDensityTrimmed(p))
	case "geometric_mean_odds":
		return one(GeometricOdds(p))
	case "neyman_roughgarden_factor":
		return []float64{NeymanRoughgardenFactor(len(p))}
	case "factor":
		return []float64{NeymanRoughgardenFactor(in.N)}
	case "neyman_roughgarden":
		return one(NeymanRoughgarden(p))
	case "extremised_2.5_of_mean":
		m, ok := Mean(p)
		return one(Extremise(m, 2.5), ok)
	case "extremised_2.5_of_geometric_mean_odds":
		return one(Extremised(p))
	case "extremised":
		return []float64{Extremise(p[0], in.D)}
	case "pooled":
		switch {
		case strings.HasPrefix(name, "neyman_base/"):
			return one(NeymanRoughgardenFrom(p, in.BaseRate))
		case strings.HasPrefix(name, "beta_pool/"):
			linear, _ := WeightedMean(p, in.Weights)
			return one(BetaTransformed(linear, in.Alpha, in.Beta))
		}
		return one(BetaTransformed(in.Linear, in.Alpha, in.Beta))
	}
	got := weighted(figure, p, in)
	if got == nil {
		t.Fatal("a figure that nobody computes")
	}
	return got
}
