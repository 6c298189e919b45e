package importers

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestForecastBenchForecastSets(t *testing.T) {
	forecasts := sample(t, "bench-forecasts.json")
	alone, err := Document(bytes.NewReader(forecasts), "f.json", NewOthers())
	if err != nil || len(alone.Questions) != 3 {
		t.Fatalf("%+v, %v", alone, err)
	}
	whole(t, alone, err)
	if q := alone.Questions[0]; !q.Bare || q.Key != "ForecastBench question manifold:a1" || len(q.Forecasts) != 1 || *q.Forecasts[0].P != 0.7 {
		t.Errorf("a question that no set tells of: %+v", q)
	}
	others := NewOthers()
	for _, name := range []string{"bench-questions.json", "bench-resolutions.json", "bench-forecasts.json"} {
		if err := others.Learn(bytes.NewReader(sample(t, name)), name); err != nil {
			t.Fatal(err)
		}
	}
	if f, err := Document(bytes.NewReader(sample(t, "bench-resolutions.json")), "r.json", others); err != nil || len(f.Questions) != 0 {
		t.Errorf("resolutions beside forecasts: %+v, %v", f, err)
	}
	f, err := Document(bytes.NewReader(forecasts), "f.json", others)
	if err != nil || len(f.Questions) != 3 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	ferry, early, late := f.Questions[0], f.Questions[1], f.Questions[2]
	if ferry.Title != "Will the ferry run?" || ferry.Outcome != true || ferry.Bare || len(ferry.Forecasts) != 1 {
		t.Errorf("%+v", ferry)
	}
	if x := ferry.Forecasts[0]; x.By != "Tidewise 2 (Ferry Lab)" || *x.P != 0.7 || x.Note == "" || x.At.Format("2006-01-02") != "2024-07-21" {
		t.Errorf("%+v", x)
	}
	if early.Title != "Will the tide be higher on 2024-07-28 than on 2024-07-21?" || *early.Forecasts[0].P != 0.4 || *late.Forecasts[0].P != 0.6 || late.Outcome != false {
		t.Errorf("%+v, %+v", early, late)
	}
	for _, what := range []string{"forecasts on questions that combine others: left out", "questions of a set that were not forecast: left out"} {
		if odd(f, what) != 1 {
			t.Errorf("%s: %v", what, f.Odd)
		}
	}
}

const someScored = `{"organization":"ForecastBench","model":"Public","question_set":"2024-07-21-human.json","forecasts":[
{"id":"a1","source":"manifold","forecast":0.7,"user_id":11,"resolution_date":"2024-08-20","resolved":true,"resolved_to":1.0},
{"id":"a1","source":"manifold","forecast":0.7,"user_id":11,"resolution_date":"2025-01-17","resolved":true,"resolved_to":1.0},
{"id":"a1","source":"manifold","forecast":0.2,"user_id":12,"resolution_date":"2024-08-20","resolved":true,"resolved_to":1.0},
{"id":"a2","source":"infer","forecast":0.2,"user_id":12,"resolution_date":"2024-08-20","resolved":false,"resolved_to":0.4},
{"id":"X","source":"fred","forecast":0.5,"imputed":true,"resolution_date":"2024-08-20T00:00:00","resolved":true,"resolved_to":0.0}]}`

// A set that was scored tells the outcomes itself; people of a survey are told apart.
func TestScoredForecastSets(t *testing.T) {
	f, err := Document(strings.NewReader(someScored), "f.json", NewOthers())
	if err != nil || len(f.Questions) != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	if q := f.Questions[0]; q.Outcome != true || len(q.Forecasts) != 2 || q.Forecasts[0].By != "user 11" || q.Forecasts[1].By != "user 12" {
		t.Errorf("%+v", q)
	}
	if q := f.Questions[1]; q.End != "" {
		t.Errorf("the price of a day is an outcome: %+v", q)
	}
	broken := strings.Replace(someScored, "0.7", "7", 1)
	if _, err := Document(strings.NewReader(broken), "f.json", NewOthers()); err == nil || !strings.Contains(err.Error(), `f.json:2: column forecast: "7"`) {
		t.Error(err)
	}
	broken = strings.Replace(someScored, "2024-07-21-human", "human", 1)
	if _, err := Document(strings.NewReader(broken), "f.json", NewOthers()); err == nil || !slices.Contains(strings.Split(err.Error(), ": "), "not a day (such as 2024-07-21)") {
		t.Error(err)
	}
}
