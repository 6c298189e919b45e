package importers

import (
	"bytes"
	"strings"
	"testing"
)

func TestForecastBench(t *testing.T) {
	others := NewOthers()
	resolutions := sample(t, "bench-resolutions.json")
	if err := others.Learn(bytes.NewReader(resolutions), "r.json"); err != nil {
		t.Fatal(err)
	}
	if _, err := Document(bytes.NewReader(resolutions), "r.json", others); err == nil || !strings.Contains(err.Error(), "r.json:2: ") {
		t.Errorf("resolutions alone: %v", err)
	}
	questions := sample(t, "bench-questions.json")
	if err := others.Learn(bytes.NewReader(questions), "q.json"); err != nil {
		t.Fatal(err)
	}
	if f, err := Document(bytes.NewReader(resolutions), "r.json", others); err != nil || len(f.Questions) != 0 {
		t.Errorf("resolutions beside their questions: %+v, %v", f, err)
	}
	f, err := Document(bytes.NewReader(questions), "q.json", others)
	if err != nil || len(f.Questions) != 4 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	ferry, paint, early, late := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3]
	if ferry.Outcome != true || len(ferry.Forecasts) != 1 || *ferry.Forecasts[0].P != 0.85 || ferry.Forecasts[0].By != "crowd@manifold" || ferry.FinePrint != "" {
		t.Errorf("%+v", ferry)
	}
	if paint.End != "" || len(paint.Forecasts) != 0 || !paint.Opens.IsZero() {
		t.Errorf("%+v", paint)
	}
	if early.Title != "Will the tide be higher on 2024-07-28 than on 2024-07-21?" || early.End != "" || late.Outcome != false || early.Key == late.Key {
		t.Errorf("%+v, %+v", early, late)
	}
	for _, what := range []string{"questions that combine others: left out", "resolutions that are the price of a day, not an outcome: left open", "questions whose frozen value is not a probability: no forecast"} {
		if odd(f, what) != 1 {
			t.Errorf("%s: %v", what, f.Odd)
		}
	}
}
