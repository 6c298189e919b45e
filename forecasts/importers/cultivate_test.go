package importers

import (
	"bytes"
	"strings"
	"testing"
)

func TestGoodJudgmentOpen(t *testing.T) {
	f, err := Document(bytes.NewReader(sample(t, "gjopen.json")), "gjopen.json", Others{})
	if err != nil {
		t.Fatal(err)
	}
	if f.From != "Good Judgment Open" || len(f.Questions) != 3 {
		t.Fatalf("from %q, %d questions", f.From, len(f.Questions))
	}
	ferry, regatta, paint := f.Questions[0], f.Questions[1], f.Questions[2]
	if ferry.Type != "binary" || ferry.Outcome != true || ferry.Options != nil || ferry.KnownAt.IsZero() || ferry.Opens.IsZero() {
		t.Errorf("a question of yes and no is %+v", ferry)
	}
	if len(ferry.Forecasts) != 2 || ferry.Forecasts[0].By != "Tern" || *ferry.Forecasts[0].P != 0.7 || *ferry.Forecasts[1].P != 0.75 || ferry.Forecasts[1].By != "member 6" {
		t.Errorf("its forecasts are %+v", ferry.Forecasts)
	}
	if regatta.Type != "choice" || regatta.End != "" || len(regatta.Forecasts) != 1 || regatta.Forecasts[0].Probs["Petrel"] != 0.3 {
		t.Errorf("a question of several answers is %+v", regatta)
	}
	if paint.End != "annulled" || paint.Type != "binary" {
		t.Errorf("a voided question is %+v", paint)
	}
	if n := odd(f, "forecasts that are no distribution over all answers: left out"); n != 1 {
		t.Errorf("%d forecasts that leave answers out: %v", n, f.Odd)
	}
}

// Probabilities in percent are known by one above 1; sets may be in a file of
// their own, or in their questions.
func TestGoodJudgmentOpenInParts(t *testing.T) {
	const questions = `{"questions":[{"id":1,"name":"Rain?","answers":[{"id":8,"name":"yes","correct":false},{"id":9,"name":"no","correct":true}],"resolved_at":"2097-02-01T00:00:00Z"}]}`
	const sets = `{"prediction_sets":[{"membership_id":2,"question_id":1,"created_at":"2097-01-01T00:00:00Z","predictions":[{"answer_id":8,"forecasted_probability":65}]}]}`
	if _, err := Document(strings.NewReader(sets), "sets.json", Others{}); err == nil || !strings.Contains(err.Error(), `sets.json:1: column question_id: "1"`) {
		t.Errorf("sets without their question: %v", err)
	}
	others := NewOthers()
	if err := others.Learn(strings.NewReader(questions), "q.json"); err != nil {
		t.Fatal(err)
	}
	f, err := Document(strings.NewReader(sets), "sets.json", others)
	if err != nil {
		t.Fatal(err)
	}
	if q := f.Questions[0]; q.Outcome != false || *q.Forecasts[0].P != 0.65 {
		t.Errorf("in parts it is %+v", q)
	}
	within := strings.Replace(questions, `"resolved_at"`, `"prediction_sets":[`+sets[len(`{"prediction_sets":[`):len(sets)-2]+`],"resolved_at"`, 1)
	whole, err := Document(strings.NewReader(within), "q.json", Others{})
	if err != nil {
		t.Fatal(err)
	}
	if q := whole.Questions[0]; len(q.Forecasts) != 1 || *q.Forecasts[0].P != 0.65 {
		t.Errorf("within its question it is %+v", q)
	}
	unsaid := strings.Replace(questions, `,"correct":true`, "", 1)
	if f, err := Document(strings.NewReader(unsaid), "q.json", Others{}); err != nil || f.Questions[0].End != "" || odd(f, "resolved without saying to which answer: left open") != 1 {
		t.Errorf("without the right answer it is %+v, %v", f, err)
	}
}

const someMembers = `{"questions":[{"id":1,"name":"Rain?","type":"Forecast::Binary::Question","starts_at":"2097-01-01T00:00:00Z","ends_at":"2097-02-01T00:00:00Z","answers":[{"id":8,"name":"Yes"},{"id":9,"name":"No"}]}],
"prediction_sets":[
{"question_id":1,"membership_guid":"c0ffee","rationale":"clouds","created_at":"2097-01-02T00:00:00Z","predictions":[{"answer_id":8,"forecasted_probability":0.1}]},
{"question_id":1,"membership_guid":"decade","rationale":"wind","comment":"","created_at":"2097-01-03T00:00:00Z","predictions":[{"answer_id":8,"forecasted_probability":0.8}]}]}`

// The engine's documented form names members by a GUID and calls what they say a
// rationale.
func TestCultivateMembers(t *testing.T) {
	f, err := Document(strings.NewReader(someMembers), "c.json", NewOthers())
	if err != nil || len(f.Questions) != 1 || len(f.Questions[0].Forecasts) != 2 {
		t.Fatalf("%+v, %v", f, err)
	}
	q := f.Questions[0]
	if q.Opens.IsZero() || q.Type != "binary" {
		t.Errorf("%+v", q)
	}
	for i, want := range []Forecast{{By: "member c0ffee", Note: "clouds"}, {By: "member decade", Note: "wind"}} {
		if x := q.Forecasts[i]; x.By != want.By || x.Note != want.Note {
			t.Errorf("forecast %d is %+v", i, x)
		}
	}
}
