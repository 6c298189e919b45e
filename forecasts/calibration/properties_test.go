package calibration

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// cases draws coarse and fine forecasts, so that there are ties.
func cases(t *rapid.T) (p, y []float64) {
	n := rapid.IntRange(1, 200).Draw(t, "n")
	grain := rapid.SampledFrom([]float64{2, 10, 1000, 1e9}).Draw(t, "grain")
	for range n {
		p = append(p, math.Round(rapid.Float64Range(0, 1).Draw(t, "p")*grain)/grain)
		y = append(y, float64(rapid.IntRange(0, 1).Draw(t, "y")))
	}
	return p, y
}

func TestDecompositionsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, y := cases(t)
		points := Pool(p, y, nil)
		d, _ := CORP(points)
		if d.MCB < 0 || d.DSC < 0 {
			t.Fatalf("MCB %g, DSC %g", d.MCB, d.DSC)
		}
		m, _ := MurphyBins(points, TenBins())
		for _, sum := range []float64{d.MCB - d.DSC + d.UNC, m.REL - m.RES + m.UNC + m.WBV - m.WBC} {
			if math.Abs(sum-Brier(points)) > 1e-13 {
				t.Fatalf("terms give %g, mean Brier %g", sum, Brier(points))
			}
		}
		for i := 1; i < len(d.Blocks); i++ {
			if d.Blocks[i].Value <= d.Blocks[i-1].Value {
				t.Fatalf("blocks do not rise: %v", d.Blocks)
			}
		}
	})
}

func TestOrderOfCasesIsIrrelevant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, y := cases(t)
		before := Pool(p, y, nil)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(p), func(i, j int) { p[i], p[j], y[i], y[j] = p[j], p[i], y[j], y[i] })
		if after := Pool(p, y, nil); !reflect.DeepEqual(before, after) {
			t.Fatalf("%v became %v", before, after)
		}
	})
}

func TestPackedCasesPoolAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 100, 50_000} {
		var p, y []float64
		packed := make([]Case, 0, n)
		for range n {
			p = append(p, math.Round(r.Float64()*1e4)/1e4)
			y = append(y, float64(r.IntN(2)))
			packed = append(packed, NewCase(p[len(p)-1], y[len(y)-1] == 1))
		}
		got, want := PoolCases(packed), Pool(p, y, nil)
		if len(got) != len(want) {
			t.Fatalf("%d points, want %d", len(got), len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("point %d is %v, want %v", i, got[i], want[i])
			}
		}
	}
}

func TestEqualRatesAreOneBlock(t *testing.T) {
	// 1/3 of three, then 1/3 of six: no violation, but one recalibrated value.
	points := []Point{{.1, 3, 1}, {.2, 6, 2}, {.7, 1, 1}}
	if d, _ := CORP(points); len(d.Blocks) != 2 {
		t.Errorf("blocks %v, want 2", d.Blocks)
	}
	for i := range points { // the same with weights that are no counts
		points[i].Weight *= .1
		points[i].Yes *= .1
	}
	if d, _ := CORP(points); len(d.Blocks) != 2 {
		t.Errorf("weighted blocks %v, want 2", d.Blocks)
	}
}

func TestSumKeepsWhatRoundingLoses(t *testing.T) {
	var s Sum
	for _, x := range []float64{1, 1e100, 1, -1e100} {
		s.Add(x)
	}
	if s.Value() != 2 {
		t.Errorf("sum = %g, want 2", s.Value())
	}
	s.Add(math.Inf(1))
	s.Add(1)
	if !math.IsInf(s.Value(), 1) {
		t.Errorf("sum with an infinite term = %g", s.Value())
	}
}
