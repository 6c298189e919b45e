package calibration

import (
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"testing"
)

// calibrated makes forecasts that are right, so many for each question.
func calibrated(questions, each int) []Forecast {
	r := rand.New(rand.NewPCG(1, 2))
	var all []Forecast
	for q := range questions {
		number := r.Float64()
		for range each {
			p := math.Round(r.Float64()*20) / 20
			all = append(all, Forecast{P: p, Weight: 1, Yes: number < p, Unit: q})
		}
	}
	return all
}

func TestBandsHoldACalibratedForecaster(t *testing.T) {
	all := calibrated(400, 1)
	s := NewSimulation(all, 0)
	consistency := s.ConsistencyBand(.9, 400, Seed{3, 4})
	confidence := s.ConfidenceBand(.9, 400, Seed{3, 4})
	if len(consistency) != 21 || len(confidence) != 21 {
		t.Fatalf("%d and %d points", len(consistency), len(confidence))
	}
	around, inside := 0, 0
	for i, b := range consistency {
		if b.Low > b.P+1e-9 || b.High < b.P-1e-9 {
			t.Errorf("consistency band %+v leaves its own forecast out", b)
		}
		if c := confidence[i]; c.Low <= b.P && b.P <= c.High {
			around++
		}
	}
	p, y := make([]float64, len(all)), make([]float64, len(all))
	for i, f := range all {
		p[i] = f.P
		if f.Yes {
			y[i] = 1
		}
	}
	d, _ := CORP(Pool(p, y, nil))
	for _, b := range consistency {
		if r := d.Recalibrate(b.P); b.Low <= r && r <= b.High {
			inside++
		}
	}
	if around < 15 || inside < 15 {
		t.Errorf("%d of 21 confidence bands hold the truth, %d consistency bands the curve", around, inside)
	}
}

func TestCalibratedMCBIsNotZero(t *testing.T) {
	mean := func(questions, each, times int) float64 {
		mean, high := NewSimulation(calibrated(questions, each), 0).CalibratedMCB(times, Seed{1})
		if !(0 < mean && mean < high && high < 4*mean) {
			t.Errorf("%d questions: mean MCB %g, 95th percentile %g", questions, mean, high)
		}
		return mean
	}
	if few, many := mean(50, 1, 500), mean(5000, 1, 100); !(few > 5*many) {
		t.Errorf("MCB of 50 calibrated forecasts %g, of 5000 %g", few, many)
	}
	// forecasts of one question come true together: 20 of 50 are not 1000
	if clustered, alone := mean(50, 20, 200), mean(1000, 1, 200); !(clustered > 2*alone) {
		t.Errorf("MCB of 1000 forecasts on 50 questions %g, on 1000 %g", clustered, alone)
	}
	if mean, high := NewSimulation(nil, 0).CalibratedMCB(10, Seed{}); !math.IsNaN(mean) || !math.IsNaN(high) {
		t.Errorf("nothing has MCB %g, %g", mean, high)
	}
}

func TestSimulationsRepeat(t *testing.T) { // on any number of cores and in any order of forecasts
	all := calibrated(60, 3)
	want := NewSimulation(all, 0).ConfidenceBand(.95, 200, Seed{5, 6})
	slices.Reverse(all)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := NewSimulation(all, 0).ConfidenceBand(.95, 200, Seed{5, 6}); !reflect.DeepEqual(got, want) {
		t.Error("another order or another machine gives another band")
	}
}

func TestLongBandsAreThinned(t *testing.T) {
	var all []Forecast
	for i := range 2000 {
		all = append(all, Forecast{P: float64(i) / 1999, Weight: 1, Unit: i})
	}
	band := NewSimulation(all, 0).ConsistencyBand(.9, 5, Seed{})
	if len(band) != maxBandPoints || band[0].P != 0 || band[len(band)-1].P != 1 {
		t.Errorf("%d points", len(band))
	}
}
