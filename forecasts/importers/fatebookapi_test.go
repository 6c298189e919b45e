package importers

import (
	"bytes"
	"strings"
	"testing"
)

func TestFatebookAPI(t *testing.T) {
	f, err := Document(bytes.NewReader(sample(t, "fatebook.json")), "f.json", NewOthers())
	if err != nil || len(f.Questions) != 3 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	rain, gull, tern := f.Questions[0], f.Questions[1], f.Questions[2]
	if rain.Key != "Fatebook question clq1" || rain.Outcome != true || rain.KnownAt.IsZero() || rain.Tags[0] != "weather" || len(rain.Forecasts) != 2 {
		t.Errorf("%+v", rain)
	}
	if a, b := rain.Forecasts[0], rain.Forecasts[1]; a.By != "Ann (u1)" || b.By != "Ann (u2)" || *a.P != 0.7 || a.At.Nanosecond() != 0 {
		t.Errorf("%+v, %+v", a, b)
	}
	if gull.Title != "Who wins the regatta?: Gull" || gull.End != "" || !gull.Open || len(gull.Forecasts) != 1 || tern.Outcome != false || len(tern.Forecasts) != 0 {
		t.Errorf("%+v, %+v", gull, tern)
	}
	if odd(f, "forecasts that are hidden: left out") != 1 || odd(f, "comments: left out") != 1 {
		t.Error(f.Odd)
	}
}

// A question without an id is what the CSV calls it, forecast by forecast.
func TestFatebookAPIAgreesWithTheCSV(t *testing.T) {
	const one = `{"title":"Rain?","yourLatestPrediction":"0.7","resolved":true,"resolution":"YES","resolveBy":"2024-06-01T00:00:00.000Z","resolvedAt":"2024-06-01T09:30:05.250Z","type":"BINARY","forecasts":[{"forecast":0.7,"createdAt":"2024-01-01T10:00:00.750Z","user":{"id":"u1","name":"Ann"}}],"createdAt":"2024-01-01T09:59:09.900Z","notes":null,"questionScores":[]}`
	const table = "Question title,Forecast created by,Forecast (scale = 0-1),Forecast created at,Question created at,Question resolve by,Question resolution,Question resolved at\n" +
		"\"Rain?\",\"Ann\",0.7,2024-01-01 10:00:0,2024-01-01 09:59:9,2024-06-01 00:00:0,\"YES\",2024-06-01 09:30:5\n"
	f, err := Document(strings.NewReader(one), "f.json", NewOthers())
	if err != nil {
		t.Fatal(err)
	}
	csv, err := Fatebook(strings.NewReader(table), "f.csv")
	if err != nil {
		t.Fatal(err)
	}
	a, b := f.Questions[0], csv.Questions[0]
	if a.Key != b.Key || a.Title != b.Title || a.Outcome != b.Outcome || !a.Opens.Equal(b.Opens) || !a.Closes.Equal(b.Closes) {
		t.Errorf("%+v, not %+v", a, b)
	}
	if x, y := a.Forecasts[0], b.Forecasts[0]; x.By != y.By || *x.P != *y.P || !x.At.Equal(y.At) {
		t.Errorf("%+v, not %+v", x, y)
	}
	for was, is := range map[string]string{`"resolution":"YES"`: `"resolution":"MAYBE"`, `"forecast":0.7`: `"forecast":70`} {
		if _, err := Document(strings.NewReader(strings.Replace(one, was, is, 1)), "f.json", NewOthers()); err == nil || !strings.HasPrefix(err.Error(), "f.json:1: ") {
			t.Errorf("%s: %v", is, err)
		}
	}
}
