package score

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"weathervane/forecasts/testkit"
)

func near(t *testing.T, what string, got float64, want *Number) {
	t.Helper()
	nearBy(t, what, got, want, 1e-12)
}

func nearBy(t *testing.T, what string, got float64, want *Number, tolerance float64) {
	t.Helper()
	if want == nil || !want.Defined() {
		if !math.IsNaN(got) {
			t.Errorf("%s = %g, want it undefined", what, got)
		}
		return
	}
	w := float64(*want)
	if got != w && !(math.Abs(got-w) <= tolerance*math.Max(1, math.Abs(w))) {
		t.Errorf("%s = %.17g, want %.17g", what, got, w)
	}
}

func TestBinaryVectors(t *testing.T) {
	type input struct{ P, Outcome float64 }
	type expect struct {
		Brier     *Number
		Two       *Number `json:"brier_two_class_sum"`
		Log       *Number `json:"log_ln"`
		Bits      *Number `json:"log_bits"`
		Spherical *Number
		Quadratic *Number
	}
	testkit.EachCase(t, "binary.json", func(t *testing.T, in input, want expect) {
		near(t, "Brier", Brier(in.P, in.Outcome), want.Brier)
		near(t, "Log", Log(in.P, in.Outcome), want.Log)
		near(t, "Bits", Bits(Log(in.P, in.Outcome)), want.Bits)
		near(t, "Spherical", Spherical(in.P, in.Outcome), want.Spherical)
		if want.Two != nil {
			near(t, "Brier2", Brier2(in.P, in.Outcome), want.Two)
			near(t, "Quadratic", Quadratic(in.P, in.Outcome), want.Quadratic)
		}
	})
}

func TestBinaryMeanVectors(t *testing.T) {
	type input struct{ P, Outcome []float64 }
	type expect struct {
		N         int
		Brier     *Number `json:"mean_brier"`
		Log       *Number `json:"mean_log_ln"`
		Bits      *Number `json:"mean_log_bits"`
		Spherical *Number `json:"mean_spherical"`
		Quadratic *Number `json:"mean_quadratic"`
	}
	testkit.EachCase(t, "binary.json", func(t *testing.T, in input, want expect) {
		r := ScoreTable(tableOf(t, in.P, in.Outcome), Options{})
		if r.Scored != want.N {
			t.Errorf("scored %d, want %d", r.Scored, want.N)
		}
		near(t, "mean", float64(r.Mean), want.Brier)
		near(t, "log", float64(r.Log), want.Log)
		near(t, "bits", Bits(float64(r.Log)), want.Bits)
		near(t, "spherical", float64(r.Spherical), want.Spherical)
		near(t, "quadratic", 1-float64(ScoreTable(tableOf(t, in.P, in.Outcome), Options{Rule: RuleBrier2}).Mean), want.Quadratic)
	})
}

func TestChoiceVectors(t *testing.T) {
	type input struct {
		P       []float64
		Outcome int `json:"outcome_index"`
	}
	type expect struct {
		Sum           *Number `json:"brier_sum"`
		Half          *Number `json:"brier_half"`
		Log           *Number `json:"log_ln"`
		Spherical     *Number
		RPS           *Number
		RPSNormalised *Number `json:"rps_normalised"`
		Ordered       *Number `json:"gjp_ordered_brier"`
	}
	testkit.EachCase(t, "multiclass.json", func(t *testing.T, in input, want expect) {
		near(t, "ChoiceBrierSum", ChoiceBrierSum(in.P, in.Outcome), want.Sum)
		near(t, "ChoiceBrier", ChoiceBrier(in.P, in.Outcome), want.Half)
		near(t, "ChoiceLog", ChoiceLog(in.P, in.Outcome), want.Log)
		near(t, "ChoiceSpherical", ChoiceSpherical(in.P, in.Outcome), want.Spherical)
		near(t, "RPS", RPS(in.P, in.Outcome), want.RPS)
		near(t, "RPSNormalised", RPSNormalised(in.P, in.Outcome), want.RPSNormalised)
		near(t, "ordered Brier, 0–2", 2*RPSNormalised(in.P, in.Outcome), want.Ordered)
	})
}

func TestChoiceMeanVectors(t *testing.T) {
	type input struct {
		P       [][]float64
		Outcome []int `json:"outcome_index"`
	}
	type expect struct {
		N             int
		Sum           *Number `json:"mean_brier_sum"`
		Half          *Number `json:"mean_brier_half"`
		Log           *Number `json:"mean_log_ln"`
		Spherical     *Number `json:"mean_spherical"`
		RPS           *Number `json:"mean_rps"`
		RPSNormalised *Number `json:"mean_rps_normalised"`
		Climatology   *Number `json:"rps_climatology_normalised"`
		Skill         *Number `json:"rps_skill_vs_sample_climatology"`
	}
	testkit.EachCase(t, "multiclass.json", func(t *testing.T, in input, want expect) {
		var b strings.Builder
		b.WriteString("question,option,p,outcome\n")
		climatology := make([]float64, len(in.P[0]))
		for i, probs := range in.P {
			climatology[in.Outcome[i]] += 1 / float64(len(in.P))
			for k, p := range probs {
				fmt.Fprintf(&b, "q%d,o%d,%v,o%d\n", i, k, p, in.Outcome[i])
			}
		}
		table := read(t, b.String())
		r := ScoreTable(table, Options{})
		if r.Scored != want.N || r.Questions != want.N {
			t.Fatalf("%d of %d questions scored, want %d", r.Scored, r.Questions, want.N)
		}
		near(t, "half", float64(r.Mean), want.Half)
		near(t, "sum", float64(ScoreTable(table, Options{Rule: RuleBrier2}).Mean), want.Sum)
		near(t, "log", float64(r.Log), want.Log)
		near(t, "spherical", float64(r.Spherical), want.Spherical)
		var rps, normalised, reference Sum
		for i, probs := range in.P {
			rps.Add(RPS(probs, in.Outcome[i]) / float64(want.N))
			normalised.Add(RPSNormalised(probs, in.Outcome[i]) / float64(want.N))
			reference.Add(RPSNormalised(climatology, in.Outcome[i]) / float64(want.N))
		}
		near(t, "RPS", rps.Value(), want.RPS)
		near(t, "RPS, normalised", normalised.Value(), want.RPSNormalised)
		near(t, "RPS of the climatology", reference.Value(), want.Climatology)
		near(t, "RPS skill", float64(Skill(normalised.Value(), reference.Value())), want.Skill)
	})
}

// hours gives the instant of an hour of a golden file, away from 0, which
// means that an instant is not known.
func hours(h float64) int64 { return 500*Day + int64(math.Round(h*3600*1000)) }

func TestTimeWeightedVectors(t *testing.T) {
	type input struct {
		Opens     float64 `json:"open_hour"`
		Closes    float64 `json:"close_hour"`
		Outcome   float64
		Medians   []float64 `json:"crowd_median_by_day"`
		Forecasts []struct {
			Hour float64
			P    *float64
		}
	}
	type expect struct {
		Hours        *Number `json:"covered_hours"`
		Coverage     *Number
		Covered      *Number `json:"twb_covered"`
		Quarter      *Number `json:"twb_uncovered_at_quarter"`
		DaysOpen     int     `json:"days_open"`
		DaysForecast int     `json:"days_forecast"`
		OwnDays      *Number `json:"daily_brier_own_days"`
		Filled       *Number `json:"daily_brier_median_filled"`
		DaysPartial  int     `json:"days_open_incl_partial_last"`
		OwnPartial   *Number `json:"daily_brier_own_days_incl_partial_last"`
	}
	testkit.EachCase(t, "timeweighted.json", func(t *testing.T, in input, want expect) {
		var steps []Step
		for _, f := range in.Forecasts {
			s := Step{At: hours(f.Hour), Gone: f.P == nil}
			if f.P != nil {
				s.P = *f.P
			}
			steps = append(steps, s)
		}
		opens, closes := hours(in.Opens), hours(in.Closes)
		tw := TimeWeighted(steps, in.Outcome, opens, closes)
		near(t, "hours", float64(tw.Covered)/3.6e6, want.Hours)
		near(t, "coverage", tw.Coverage, want.Coverage)
		near(t, "covered", tw.TWBCovered, want.Covered)
		near(t, "quarter", tw.TWBQuarter, want.Quarter)
		d := DailyBrier(steps, in.Outcome, opens, closes, false, in.Medians)
		if d.DaysOpen != want.DaysOpen || d.DaysForecast != want.DaysForecast {
			t.Errorf("days %d, %d; want %d, %d", d.DaysOpen, d.DaysForecast, want.DaysOpen, want.DaysForecast)
		}
		near(t, "own days", d.OwnDays, want.OwnDays)
		near(t, "median filled", d.MedianFilled, want.Filled)
		d = DailyBrier(steps, in.Outcome, opens, closes, true, nil)
		if d.DaysOpen != want.DaysPartial {
			t.Errorf("days with the last %d, want %d", d.DaysOpen, want.DaysPartial)
		}
		near(t, "own days with the last", d.OwnDays, want.OwnPartial)
	})
}
