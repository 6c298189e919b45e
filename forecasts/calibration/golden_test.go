package calibration

import (
	"math"
	"testing"

	"weathervane/forecasts/testkit"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

type binary struct {
	P        []float64
	Outcome  []float64
	BinEdges []float64 `json:"bin_edges"`
}

func TestCORPVectors(t *testing.T) {
	type expect struct {
		MeanBrier    float64 `json:"mean_brier"`
		MCB          float64
		DSC          float64
		UNC          float64
		Recalibrated []float64 `json:"recalibrated_in_input_order"`
		Blocks       []struct {
			N    float64
			XMin float64 `json:"x_min"`
			XMax float64 `json:"x_max"`
			CEP  float64
		} `json:"pav_blocks"`
		X   []float64 `json:"curve_unique_x"`
		CEP []float64 `json:"curve_cep"`
	}
	testkit.EachCase(t, "corp.json", func(t *testing.T, in binary, want expect) {
		points := Pool(in.P, in.Outcome, nil)
		d, ok := CORP(points)
		if !ok {
			t.Fatal("no decomposition")
		}
		near(t, "score", d.Score, want.MeanBrier)
		near(t, "MCB", d.MCB, want.MCB)
		near(t, "DSC", d.DSC, want.DSC)
		near(t, "UNC", d.UNC, want.UNC)
		for i, p := range in.P {
			if want.Recalibrated != nil {
				near(t, "recalibrated", d.Recalibrate(p), want.Recalibrated[i])
			}
		}
		if want.Blocks != nil && len(d.Blocks) != len(want.Blocks) {
			t.Fatalf("%d blocks, want %d", len(d.Blocks), len(want.Blocks))
		}
		for i, b := range want.Blocks {
			near(t, "weight", d.Blocks[i].Weight, b.N)
			near(t, "from", d.Blocks[i].PMin, b.XMin)
			near(t, "to", d.Blocks[i].PMax, b.XMax)
			near(t, "value", d.Blocks[i].Value, b.CEP)
		}
		curve := d.Curve(points)
		for i := range want.X {
			near(t, "curve p", curve[i].P, want.X[i])
			near(t, "curve value", curve[i].Recalibrated, want.CEP[i])
		}
	})
}

func TestMurphyVectors(t *testing.T) {
	type terms struct{ REL, RES, UNC float64 }
	type expect struct {
		BS, REL, RES, UNC float64
		WBV, WBC, GRES    *float64
		RELc              float64  `json:"rel_bias_corrected"`
		RESc              float64  `json:"res_bias_corrected"`
		UNCc              float64  `json:"unc_bias_corrected"`
		GRESc             *float64 `json:"gres_bias_corrected"`
		Limited           *terms   `json:"limited_bias_corrected"`
		Bins, Groups      []struct {
			Index int
			N     float64
			MeanP float64 `json:"mean_p"`
			MeanY float64 `json:"mean_outcome"`
		}
	}
	testkit.EachCase(t, "murphy.json", func(t *testing.T, in binary, want expect) {
		points := Pool(in.P, in.Outcome, nil)
		m, ok := MurphyValues(points)
		if in.BinEdges != nil {
			m, ok = MurphyBins(points, in.BinEdges)
		}
		if !ok {
			t.Fatal("no decomposition")
		}
		near(t, "score", m.Score, want.BS)
		near(t, "REL", m.REL, want.REL)
		near(t, "RES", m.RES, want.RES)
		near(t, "UNC", m.UNC, want.UNC)
		near(t, "sum", m.REL-m.RES+m.UNC+m.WBV-m.WBC, want.BS)
		c := m.BiasCorrected()
		near(t, "REL corrected", c.REL, want.RELc)
		near(t, "RES corrected", c.RES, want.RESc)
		near(t, "UNC corrected", c.UNC, want.UNCc)
		if want.WBV != nil {
			near(t, "WBV", m.WBV, *want.WBV)
			near(t, "WBC", m.WBC, *want.WBC)
			near(t, "GRES", m.GRES(), *want.GRES)
			near(t, "GRES corrected", c.GRES(), *want.GRESc)
		}
		if want.Limited != nil {
			l := m.LimitedBiasCorrected()
			near(t, "REL limited", l.REL, want.Limited.REL)
			near(t, "RES limited", l.RES, want.Limited.RES)
			near(t, "UNC limited", l.UNC, want.Limited.UNC)
		}
		for i, b := range want.Bins {
			if m.Bins[i].Index != b.Index {
				t.Errorf("bin %d, want %d", m.Bins[i].Index, b.Index)
			}
			near(t, "bin weight", m.Bins[i].Weight, b.N)
			near(t, "bin mean p", m.Bins[i].MeanP, b.MeanP)
			near(t, "bin mean outcome", m.Bins[i].MeanY, b.MeanY)
		}
	})
}

func TestAUCVectors(t *testing.T) {
	type expect struct {
		AUC  *float64
		U    *float64 `json:"u_statistic"`
		Gini *float64
		Yes  float64 `json:"n_pos"`
		No   float64 `json:"n_neg"`
	}
	testkit.EachCase(t, "auc.json", func(t *testing.T, in binary, want expect) {
		points := Pool(in.P, in.Outcome, nil)
		got, ok := AUC(points)
		if ok != (want.AUC != nil) {
			t.Fatalf("defined: %v, want %v", ok, !ok)
		}
		if weight, yes := Totals(points); yes != want.Yes || weight-yes != want.No {
			t.Errorf("%v yes of %v, want %v and %v no", yes, weight, want.Yes, want.No)
		}
		if ok {
			near(t, "AUC", got, *want.AUC)
			near(t, "U", got*want.Yes*want.No, *want.U)
			near(t, "Gini", 2*got-1, *want.Gini)
		}
	})
}
