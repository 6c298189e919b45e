package importers

import (
	"errors"
	"strings"
	"testing"
)

const (
	someProblems = `[{"problem_id":"12","title":"Who leads?","url":"u","metadata":{"status":"Closed","end_date":"2025-02-07T03:40:25Z"},"options":["Ann","Bob, or nobody"],"correct_answer":"Ann"},
{"problem_id":13,"title":"Who follows?","metadata":{"status":"Open"},"options":["A","B","C"],"correct_answer":null}]`
	somePredictions = `[{"problem_id":"12","username":"cy","timestamp":"2025-02-06T05:44:32Z","prediction":[0.2,0.8],"rationale":"polls"},
{"problem_id":13,"username":"cy","timestamp":"2025-02-06T05:44:32Z","prediction":[0.2,0.3,0.5]},
{"problem_id":13,"username":"dee","timestamp":"2025-02-06T05:44:33Z","prediction":[0.2,0.3,0.4]}]`
)

// The metadata of problems and the predictions on them are in files of their own.
func TestProblemsAndTheirPredictions(t *testing.T) {
	others := NewOthers()
	if err := others.Learn(strings.NewReader(someProblems), "meta.json"); err != nil {
		t.Fatal(err)
	}
	alone, err := Document(strings.NewReader(someProblems), "meta.json", others)
	if err != nil || len(alone.Questions) != 2 || alone.Questions[0].Outcome != "Ann" || alone.Questions[1].End != "" {
		t.Fatalf("%+v, %v", alone, err)
	}
	f, err := Document(strings.NewReader(somePredictions), "pred.json", others)
	if err != nil || len(f.Questions) != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	first, second := f.Questions[0], f.Questions[1]
	if first.Title != "Who leads?" || first.Key != alone.Questions[0].Key || len(first.Forecasts) != 1 || first.Forecasts[0].Probs["Bob, or nobody"] != 0.8 || first.Forecasts[0].By != "cy" || first.Forecasts[0].Note != "polls" {
		t.Errorf("%+v", first)
	}
	if len(second.Forecasts) != 1 || len(f.Odd) != 1 || f.Odd[0].N != 1 {
		t.Errorf("an incomplete forecast: %+v, %v", second, f.Odd)
	}
	for text, want := range map[string]string{
		strings.Replace(somePredictions, `"12"`, `"99"`, 1):            "name the file of problems",
		strings.Replace(somePredictions, "[0.2,0.8]", "[0.2,0.8]", 1):  "",
		strings.Replace(somePredictions, "[0.2,0.8]", "[1]", 1):        "has 2 options",
		strings.Replace(somePredictions, "2025-02-06", "yesterday", 1): "not a time",
	} {
		_, err := Document(strings.NewReader(text), "pred.json", others)
		var bad *BadRow
		if want == "" && err != nil || want != "" && (!errors.As(err, &bad) || !strings.Contains(err.Error(), want)) {
			t.Errorf("want %q: %v", want, err)
		}
	}
}
