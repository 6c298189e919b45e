package score

import (
	"math"
	"testing"

	"weathervane/forecasts/testkit"
)

func TestSkillVectors(t *testing.T) {
	type input struct {
		P, Outcome []float64
		Reference  []float64 `json:"reference_p"`
	}
	type expect struct {
		Brier     *Number
		BaseRate  *Number `json:"brier_sample_base_rate"`
		Sample    *Number `json:"bss_vs_sample_base_rate"`
		Fixed     *Number `json:"bss_vs_fixed_0.3"`
		Half      *Number `json:"bss_vs_half"`
		Reference *Number `json:"brier_reference"`
		Versus    *Number `json:"bss_vs_reference"`
		Less      *Number `json:"brier_difference"`
		Loo       *Number `json:"brier_leave_one_out_base_rate"`
		VersusLoo *Number `json:"bss_vs_leave_one_out"`
	}
	testkit.EachCase(t, "skill.json", func(t *testing.T, in input, want expect) {
		if in.P == nil {
			return
		}
		brier, y := MeanBrier(in.P, in.Outcome), in.Outcome
		near(t, "Brier", brier, want.Brier)
		near(t, "of the base rate", BrierBaseRate(y), want.BaseRate)
		near(t, "leave-one-out", BrierLeaveOneOut(y), want.Loo)
		for _, c := range []struct {
			what      string
			reference float64
			want      *Number
		}{
			{"against the base rate", BrierBaseRate(y), want.Sample}, {"against .3", BrierFixed(.3, y), want.Fixed},
			{"against .5", BrierFixed(.5, y), want.Half}, {"against the others' base rate", BrierLeaveOneOut(y), want.VersusLoo},
		} {
			near(t, c.what, float64(Skill(brier, c.reference)), c.want)
		}
		if in.Reference != nil {
			near(t, "reference", MeanBrier(in.Reference, y), want.Reference)
			near(t, "difference", brier-MeanBrier(in.Reference, y), want.Less)
			near(t, "against the reference", float64(Skill(brier, MeanBrier(in.Reference, y))), want.Versus)
		}
	})
}

func TestRelativeVectors(t *testing.T) {
	type input struct {
		Daily   map[string][]*float64 `json:"daily_p"`
		Outcome float64
	}
	type user struct {
		Days          int
		Participation *Number `json:"participation_rate"`
		Mean          *Number `json:"brier_0_2"`
		Accuracy      *Number `json:"accuracy_score"`
		Difference    *Number `json:"mean_daily_difference"`
		Median        *Number `json:"median_brier_own_days"`
		Filled        *Number `json:"brier_0_2_median_filled"`
		Literal       *Number `json:"variant_all_days_median_times_participation"`
	}
	type expect struct {
		Medians []*Number `json:"daily_median_brier_0_2"`
		Users   map[string]user
	}
	testkit.EachCase(t, "skill.json", func(t *testing.T, in input, want expect) {
		if in.Daily == nil {
			return
		}
		daily := map[string][]float64{}
		for name, days := range in.Daily {
			for _, p := range days {
				x := math.NaN()
				if p != nil {
					x = Brier2(*p, in.Outcome)
				}
				daily[name] = append(daily[name], x)
			}
		}
		medians, by := RelativeDaily(daily, 1)
		for d, m := range want.Medians {
			near(t, "median", medians[d], m)
		}
		for name, u := range want.Users {
			r := by[name]
			if r.Days != u.Days {
				t.Errorf("%s: %d days, want %d", name, r.Days, u.Days)
			}
			near(t, name+" participation", r.Participation, u.Participation)
			near(t, name+" mean", r.Mean, u.Mean)
			near(t, name+" accuracy", r.Accuracy, u.Accuracy)
			near(t, name+" difference", r.Difference, u.Difference)
			near(t, name+" median", r.Median, u.Median)
			near(t, name+" filled", r.MedianFilled, u.Filled)
			if u.Literal != nil {
				near(t, name+" to the letter", r.Literal, u.Literal)
			}
		}
	})
}
