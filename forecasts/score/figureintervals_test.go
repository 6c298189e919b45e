package score

import (
	"encoding/json"
	"runtime"
	"testing"
)

func TestIntervalsOfAllFigures(t *testing.T) {
	table := readFile(t, "testdata/forecasts.csv", "testdata/questions.csv")
	plain := ScoreTable(table, Options{})
	r := ScoreTable(table, Options{Intervals: true})
	if plain.CI95.Log != nil || plain.CI95.CORP != nil {
		t.Error("intervals that nobody asked for")
	}
	if *plain.CI95.Mean != *r.CI95.Mean || *plain.CI95.Headline != *r.CI95.Headline {
		t.Error("asking for more intervals changed those of the means")
	}
	for what, c := range map[string]struct {
		figure Number
		ci     *Interval
	}{
		"log": {r.Log, r.CI95.Log}, "spherical": {r.Spherical, r.CI95.Spherical}, "AUC": {r.AUC, r.CI95.AUC},
		"skill": {r.SkillSample, r.CI95.SkillSample}, "DSC": {r.CORP.DSC, r.CI95.CORP.DSC}, "UNC": {r.CORP.UNC, r.CI95.CORP.UNC},
		"RES": {r.Murphy.RES, r.CI95.Murphy.RES}, "WBV": {r.Murphy.WBV, r.CI95.Murphy.WBV}, "WBC": {r.Murphy.WBC, r.CI95.Murphy.WBC},
	} {
		if c.ci == nil || !(c.ci[0] < c.figure && c.figure < c.ci[1]) {
			t.Errorf("%s = %v, interval %v", what, c.figure, c.ci)
		}
	}
	if ci := r.CI95.CORP.MCB; ci == nil || !(ci[0] > 0 && ci[0] < ci[1]) { // resampling adds miscalibration: it need not hold the figure
		t.Errorf("MCB %v", ci)
	}
}

func TestIntervalsOfAWorkspaceRepeat(t *testing.T) {
	in := rivals(20, map[string]float64{"a": .3, "b": .5})
	in.Questions = append(in.Questions, Question{Key: "z", Opens: Day, Closes: 3 * Day, Known: 3 * Day, Options: 3, Option: 1})
	in.Pairs = append(in.Pairs, Pair{Forecaster: "a", Question: 20, Steps: []Step{{At: Day, Probs: []float64{.2, .5, .3}}}})
	report := func() string {
		text, err := json.Marshal(ScoreStretches(in, Options{Intervals: true, By: ByForecaster}))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	want := report()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := report(); got != want {
		t.Errorf("one core gives\n%s\nseveral\n%s", got, want)
	}
	r := ScoreStretches(in, Options{Intervals: true})
	if r.CI95.AUC == nil || r.CI95.Log == nil || !(r.CI95.Log[0] < r.Log && r.Log < r.CI95.Log[1]) {
		t.Errorf("%+v", r.CI95)
	}
}
