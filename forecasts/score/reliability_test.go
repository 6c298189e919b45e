package score

import (
	"reflect"
	"testing"
)

func TestReliabilityDiagrams(t *testing.T) {
	if _, ok := Score(rivals(9, map[string]float64{"a": .3}), Options{}).Reliability(t.Context()); ok {
		t.Error("nine questions have a diagram")
	}
	in := rivals(60, map[string]float64{"a": .3})
	one, ok := Score(in, Options{}).Reliability(t.Context())
	if !ok || !one.Consistency || one.Questions != 60 || len(one.Band) != len(one.Curve) {
		t.Fatalf("%v %v %d", ok, one.Consistency, one.Questions)
	}
	report := ScoreStretches(in, Options{})
	near(t, "MCB", float64(one.MCB), &report.CORP.MCB)
	if !(one.CalibratedMCB > 0 && one.CalibratedMCB < .1) {
		t.Errorf("a calibrated forecaster's MCB is %v", one.CalibratedMCB)
	}
	for _, b := range one.Band {
		if b.Low > b.P || b.High < b.P {
			t.Errorf("band %+v", b)
		}
	}
	again, _ := Score(in, Options{}).Reliability(t.Context())
	if !reflect.DeepEqual(one, again) {
		t.Error("the same records give another diagram")
	}
	two, ok := Score(rivals(60, map[string]float64{"a": .3, "b": .4}), Options{}).Reliability(t.Context())
	if !ok || two.Consistency {
		t.Error("two forecasts a question have a consistency band")
	}
}
