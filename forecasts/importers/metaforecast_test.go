package importers

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestMetaforecast(t *testing.T) {
	f, err := Document(bytes.NewReader(sample(t, "metaforecast.json")), "m.json", NewOthers())
	if err != nil || len(f.Questions) != 5 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	freeze, ship, total, another, crews := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3], f.Questions[4]
	if x := freeze.Forecasts[0]; freeze.Type != "binary" || *x.P != 0.25 || x.By != "Metaculus" || x.At.Year() != 2021 || freeze.Closes.Year() != 2029 || freeze.Opens.Year() != 2019 {
		t.Errorf("%+v", freeze)
	}
	if x := ship.Forecasts[0]; x.Probs["Gull"] != 0.5 || x.By != "PredictIt" || x.Stood != StoodLast {
		t.Errorf("%+v", ship)
	}
	if total.Key != another.Key || !total.ByTitle || total.Forecasts[0].By != "Ann (~2020)" {
		t.Errorf("questions of one address: %+v, %+v", total, another)
	}
	if len(crews.Forecasts) != 0 || odd(f, "questions whose probabilities do not sum to one: no forecast") != 1 || odd(f, "questions without options and their probabilities, such as those about numbers: left out") != 1 {
		t.Errorf("%+v, %v", crews, f.Odd)
	}
}

const someNode = `{"id":"metaculus-7","title":"Rain?","url":"https://example.org/7","description":"","options":[{"name":"Yes","probability":P},{"name":"No","probability":Q}],"platform":{"id":"metaculus","label":"Metaculus"},"timestamp":SEEN,"qualityIndicators":{"stars":3}}`

// The answers of the API are the same questions, by their ids.
func TestMetaforecastAPI(t *testing.T) {
	first := strings.NewReplacer("P}", "0.3}", "Q}", "0.7}", "SEEN", "1700000000").Replace(someNode)
	later := strings.NewReplacer("P}", "0.4}", "Q}", "0.6}", "SEEN", "1700086400").Replace(someNode)
	for _, text := range []string{
		`{"data":{"questions":{"edges":[{"cursor":"a","node":` + first + `},{"cursor":"b","node":` + later + `}],"pageInfo":{"hasNextPage":false}}}}`,
		`{"data":{"searchQuestions":[` + first + "," + later + `]}}`,
	} {
		f, err := Document(strings.NewReader(text), "m.json", NewOthers())
		if err != nil || len(f.Questions) != 1 || len(f.Questions[0].Forecasts) != 2 {
			t.Fatalf("%+v, %v", f, err)
		}
		whole(t, f, err)
		q := f.Questions[0]
		if x := q.Forecasts[1]; q.ByTitle || !strings.HasSuffix(q.Key, "metaculus-7") || x.By != "Metaculus" || *x.P != 0.4 || !x.At.Equal(time.Unix(1700086400, 0)) {
			t.Errorf("%+v", q)
		}
	}
}
