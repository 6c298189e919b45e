package importers

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestMetaculusAPI(t *testing.T) {
	f, err := Document(bytes.NewReader(sample(t, "metaculus.json")), "m.json", NewOthers())
	if err != nil || len(f.Questions) != 4 || f.From != "Metaculus" {
		t.Fatalf("%v, %+v", err, f)
	}
	rain, north, many, when := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3]
	if rain.Key != "Metaculus question 501" || rain.Outcome != true || rain.Criteria != "c" || len(rain.Forecasts) != 3 || rain.Opens.Day() != 17 {
		t.Fatalf("a post of one question is %+v", rain)
	}
	if x := rain.Forecasts[1]; x.By != metaculusUser || *x.P != 0.7 || x.At.Nanosecond() != 612345000 || rain.Forecasts[0].By != "Metaculus recency_weighted" || *rain.Forecasts[0].P != 0.5 {
		t.Errorf("its forecasts are %+v", rain.Forecasts)
	}
	if north.Title != "Who wins where? (North)" || north.Forecasts[0].Probs["B"] != 0.6 {
		t.Errorf("a choice of a group is %+v", north)
	}
	if many.Outcome != AboveRange || !many.Range.OpenAbove || many.Unit != "votes" || !slices.Equal(many.Forecasts[0].Quantiles, [][2]float64{{0.05, 12.5}, {0.25, 34.375}, {0.5, 50}, {0.75, 87.5}, {0.9, 100}}) {
		t.Errorf("a number of a group is %+v", many)
	}
	if q := when.Forecasts[0].Quantiles; len(q) != 5 || q[2][1] != (1672531200e3+1675209600e3)/2 {
		t.Errorf("a date of a group is %+v", when)
	}
	if odd(f, "forecasts withdrawn or expired at the source: here they stand until the next one") != 1 || odd(f, "entries of another kind: left out") != 1 || !assumes(f, metaculusUser) {
		t.Errorf("odd %v, assumed %v", f.Odd, f.Assumed)
	}
}

// One post alone, and what is wrong in one.
func TestMetaculusPost(t *testing.T) {
	const post = `{"id":1,"title":"Rain?","question":{"id":2,"type":"binary","my_forecasts":{"history":[{"start_time":"2023-01-01T00:00:00Z","forecast_values":[0.3,0.7]}]}}}`
	if f, err := Document(strings.NewReader(post), "p.json", NewOthers()); err != nil || *f.Questions[0].Forecasts[0].P != 0.7 || f.Questions[0].Title != "Rain?" {
		t.Errorf("%v, %+v", err, f)
	}
	for was, is := range map[string]string{`"binary"`: `"ternary"`, `[0.3,0.7]`: `[0.3,7]`, `[0.3,`: `[0.3,0.1,`, `"2023-01-01T00:00:00Z"`: `null`, `"id":2`: `"ID2":2`} {
		if _, err := Document(strings.NewReader(strings.Replace(post, was, is, 1)), "p.json", NewOthers()); err == nil || !strings.Contains(err.Error(), "p.json:1: column ") {
			t.Errorf("%s: %v", is, err)
		}
	}
}

// A distribution on a logarithmic scale.
func TestMetaculusScale(t *testing.T) {
	zero, lo, hi := 0.0, 1.0, 100.0
	q := Question{Range: &Range{Min: lo, Max: hi}}
	if x := q.at(0.5, scalingJSON{Min: &lo, Max: &hi, ZeroPoint: &zero}); x < 9.999 || x > 10.001 {
		t.Errorf("half way from 1 to 100 is %v, want 10", x)
	}
}
