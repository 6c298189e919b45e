package score

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weathervane/forecasts/testkit"
)

type numericInput struct {
	Members, Weights, Levels, Quantiles []float64
	Y                                   float64
	Dist                                string
	Mean, SD                            float64
	Location, Scale                     float64
	MeanLog, SDLog                      float64
	Min, Max                            float64
	Low                                 float64 `json:"lower_bound"`
	High                                float64 `json:"upper_bound"`
	Lower, Upper, Coverage              float64
}

func (in *numericInput) crps() float64 {
	switch {
	case in.Weights != nil:
		return CRPSWeighted(in.Members, in.Weights, in.Y)
	case in.Members != nil:
		return CRPSEnsemble(in.Members, in.Y)
	case in.Dist == "normal":
		return CRPSNormal(in.Mean, in.SD, in.Y)
	case in.Dist == "logistic":
		return CRPSLogistic(in.Location, in.Scale, in.Y)
	case in.Dist == "lognormal":
		return CRPSLognormal(in.MeanLog, in.SDLog, in.Y)
	case in.Dist == "uniform":
		return CRPSUniform(in.Min, in.Max, in.Y)
	}
	return Quantiles{in.Levels, in.Quantiles}.Within(in.Low, in.High).CRPS(in.Y)
}

func TestCRPSVectors(t *testing.T) {
	type expect struct {
		CRPS       *Number
		Fair       *Number `json:"crps_fair"`
		Score      *Number `json:"interval_score"`
		Weighted   *Number `json:"interval_score_weighted"`
		WIS        *Number
		Fully      *Number `json:"wis_median_counted_fully"`
		Dispersion *Number
		Under      *Number `json:"underprediction"`
		Over       *Number `json:"overprediction"`
		Pinball    *Number `json:"twice_mean_pinball"`
	}
	testkit.EachCase(t, "crps.json", func(t *testing.T, in numericInput, want expect) {
		if want.CRPS != nil {
			near(t, "CRPS", in.crps(), want.CRPS)
		}
		if in.Members != nil && in.Weights == nil {
			near(t, "fair CRPS", CRPSFair(in.Members, in.Y), want.Fair)
		}
		if want.Score != nil {
			s := IntervalScore(in.Lower, in.Upper, in.Coverage, in.Y)
			near(t, "interval score", s, want.Score)
			near(t, "weighted", s*(1-in.Coverage)/2, want.Weighted)
		}
		if want.WIS != nil {
			q := Quantiles{in.Levels, in.Quantiles}
			w, ok := q.WIS(in.Y)
			if !ok {
				t.Fatal("no WIS")
			}
			near(t, "WIS", w.Score, want.WIS)
			near(t, "WIS with the median counted fully", w.MedianFully, want.Fully)
			near(t, "dispersion", w.Dispersion, want.Dispersion)
			near(t, "under", w.Under, want.Under)
			near(t, "over", w.Over, want.Over)
			near(t, "twice the mean pinball", 2*q.MeanPinball(in.Y), want.Pinball)
		}
	})
}

func TestPinballVectors(t *testing.T) {
	type input struct{ Y, Quantile, Level float64 }
	type expect struct {
		Pinball *Number
		Twice   *Number `json:"quantile_score_x2"`
	}
	ran := 0
	testkit.EachCase(t, "crps.json", func(t *testing.T, in input, want expect) {
		if want.Pinball == nil || !strings.Contains(t.Name(), "/pinball/") {
			return
		}
		ran++
		near(t, "pinball", Pinball(in.Quantile, in.Level, in.Y), want.Pinball)
		near(t, "twice", 2*Pinball(in.Quantile, in.Level, in.Y), want.Twice)
	})
	if ran == 0 {
		t.Error("no cases")
	}
}

// TestCRPSIsPinballOverAllLevels: CRPS = 2 ∫ pinball(level) d level.
func TestCRPSIsPinballOverAllLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-100, 100), 2, 8).Draw(t, "steps")
		q := Quantiles{}
		x := 0.0
		for i, v := range values {
			x += math.Abs(v)
			q.Levels = append(q.Levels, float64(i)/float64(len(values)-1))
			q.Values = append(q.Values, x)
		}
		y := rapid.Float64Range(-50, 800).Draw(t, "y")
		var s Sum
		const n = 4000
		for k := range n {
			level := (float64(k) + .5) / n
			at := level * float64(len(values)-1)
			i := int(at)
			s.Add(Pinball(q.Values[i]+(at-float64(i))*(q.Values[i+1]-q.Values[i]), level, y))
		}
		if got, want := q.CRPS(y), 2*s.Value()/n; math.Abs(got-want) > 1e-3*math.Max(1, want) {
			t.Fatalf("CRPS %g, pinball %g", got, want)
		}
	})
}

func TestOutcomesOutsideTheRangeScoreUpToTheBound(t *testing.T) {
	q := Quantiles{[]float64{.1, .5, .9}, []float64{10, 20, 30}}
	inside, flag := q.CRPSWithin(0, 50, 50)
	beyond, flagged := q.CRPSWithin(0, 50, 90)
	if inside != beyond || flag || !flagged {
		t.Errorf("%g %v, %g %v", inside, flag, beyond, flagged)
	}
	if x := q.CRPS(20); !math.IsNaN(x) {
		t.Errorf("quantiles without an end have CRPS %g", x)
	}
	if _, ok := (Quantiles{[]float64{.1, .5, .8}, []float64{10, 20, 30}}).WIS(3); ok {
		t.Error("levels that are no pairs have a WIS")
	}
}

func FuzzQuantiles(f *testing.F) {
	f.Add(.1, .9, 3., 4., 5.)
	f.Fuzz(func(t *testing.T, l1, l2, v1, v2, y float64) {
		q := Quantiles{[]float64{l1, l2}, []float64{v1, v2}}
		if !q.Valid() || math.Abs(v1) > 1e150 || math.Abs(v2) > 1e150 || !(math.Abs(y) < 1e150) {
			return
		}
		for _, x := range []float64{q.Within(v1, v2).CRPS(y), q.MeanPinball(y)} {
			if !(x >= 0) {
				t.Fatalf("%v scores %g at %g", q, x, y)
			}
		}
	})
}
