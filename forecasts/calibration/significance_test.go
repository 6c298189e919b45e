package calibration

import (
	"math"
	"testing"

	"weathervane/forecasts/testkit"
)

// within checks figures that take an inverse beta or a chi-square tail.
func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

type lemeshow struct {
	Statistic *float64
	PValue    *float64  `json:"p_value"`
	PValueG   *float64  `json:"p_value_df_g"`
	N         []float64 `json:"group_n"`
	Observed  []float64 `json:"group_observed"`
	Expected  []float64 `json:"group_expected"`
}

type calibrationExpect struct {
	Wilson    []float64
	Jeffreys  []float64
	Edge      []float64 `json:"jeffreys_edge_modified"`
	Clopper   []float64 `json:"clopper_pearson"`
	Agresti   []float64 `json:"agresti_coull"`
	Z         *float64  `json:"spiegelhalter_z"`
	ZP        *float64  `json:"spiegelhalter_p_two_sided"`
	HL10      *lemeshow `json:"hosmer_lemeshow_g10"`
	HL5       *lemeshow `json:"hosmer_lemeshow_g5"`
	Brier     *float64
	Expected  *float64 `json:"expected_brier"`
	ECE, MCE  float64
	Large     float64 `json:"calibration_in_the_large"`
	TenBinned []struct {
		Index    int
		N        float64
		MeanP    float64 `json:"mean_p"`
		Observed float64
	} `json:"ten_bins_right_closed"`
}

func TestCalibrationVectors(t *testing.T) {
	type input struct {
		binary
		Successes, N, Confidence float64
	}
	testkit.EachCase(t, "calibration.json", func(t *testing.T, in input, want calibrationExpect) {
		if in.N > 0 {
			for _, c := range []struct {
				what      string
				f         func(k, n, confidence float64) (Interval, bool)
				want      []float64
				tolerance float64
			}{
				{"Wilson", Wilson, want.Wilson, 1e-12}, {"Agresti-Coull", AgrestiCoull, want.Agresti, 1e-12},
				{"Jeffreys", Jeffreys, want.Edge, 1e-9}, {"Clopper-Pearson", ClopperPearson, want.Clopper, 1e-9},
				{"unmodified Jeffreys", jeffreys, want.Jeffreys, 1e-9},
			} {
				got, ok := c.f(in.Successes, in.N, in.Confidence)
				if !ok {
					t.Fatalf("no %s", c.what)
				}
				within(t, c.what+" low", got.Low, c.want[0], c.tolerance)
				within(t, c.what+" high", got.High, c.want[1], c.tolerance)
			}
			return
		}
		points := Pool(in.P, in.Outcome, nil)
		z, ok := Spiegelhalter(points)
		if ok != (want.Z != nil) {
			t.Fatalf("Spiegelhalter defined: %v", ok)
		}
		if want.Expected != nil {
			near(t, "Brier", z.Brier, *want.Brier)
			near(t, "expected Brier", z.Expected, *want.Expected)
		}
		if ok {
			near(t, "Z", z.Z, *want.Z)
			within(t, "p of Z", z.PValue, *want.ZP, 1e-9)
		}
		checkLemeshow(t, points, 10, want.HL10)
		checkLemeshow(t, points, 5, want.HL5)
		if want.TenBinned == nil {
			return
		}
		g, _ := BinGaps(points)
		near(t, "ECE", g.ECE, want.ECE)
		near(t, "MCE", g.MCE, want.MCE)
		near(t, "in the large", g.Large, want.Large)
		if len(g.Bins) != len(want.TenBinned) {
			t.Fatalf("%d bins, want %d", len(g.Bins), len(want.TenBinned))
		}
		for i, b := range want.TenBinned {
			if g.Bins[i].Index != b.Index || g.Bins[i].Weight != b.N {
				t.Errorf("bin %d: %+v, want %+v", i, g.Bins[i], b)
			}
			near(t, "bin mean p", g.Bins[i].MeanP, b.MeanP)
			near(t, "bin rate", g.Bins[i].MeanY, b.Observed)
		}
	})
}

func checkLemeshow(t *testing.T, points []Point, groups int, want *lemeshow) {
	t.Helper()
	if want == nil {
		return
	}
	got, ok := HosmerLemeshow(points, groups)
	if ok != (want.Statistic != nil) {
		t.Fatalf("Hosmer-Lemeshow defined: %v", ok)
	}
	for i := range want.N {
		near(t, "group count", got.Groups[i].Count, want.N[i])
		near(t, "group observed", got.Groups[i].Observed, want.Observed[i])
		near(t, "group expected", got.Groups[i].Expected, want.Expected[i])
	}
	if ok {
		near(t, "statistic", got.Statistic, *want.Statistic)
		within(t, "p", got.PValue, *want.PValueG, 1e-9)
		within(t, "p of a fitted model", got.Fitted, *want.PValue, 1e-9)
	}
}

func TestNoIntervalOfNothing(t *testing.T) {
	for _, f := range []func(k, n, c float64) (Interval, bool){Wilson, Jeffreys, ClopperPearson, AgrestiCoull} {
		for _, x := range [][3]float64{{0, 0, .95}, {2, 1, .95}, {-1, 3, .9}, {1, 2, 1}, {1, 2, 0}, {1, math.NaN(), .9}} {
			if i, ok := f(x[0], x[1], x[2]); ok {
				t.Errorf("%v has %v", x, i)
			}
		}
	}
}
