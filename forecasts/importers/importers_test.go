package importers

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The files are made up in the forms that the services write.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func odd(f *File, what string) int {
	for _, o := range f.Odd {
		if o.What == what {
			return o.N
		}
	}
	return 0
}

func assumes(f *File, what string) bool {
	return strings.Contains(strings.Join(f.Assumed, "\n"), what)
}

func TestFatebook(t *testing.T) {
	text := sample(t, "fatebook.csv")
	if form := Recognise(text, nil); form != FatebookCSV {
		t.Fatalf("recognised as %s", form)
	}
	f, err := Fatebook(bytes.NewReader(text), "fatebook.csv")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Questions) != 4 || !assumes(f, "from 0 to 1") || !assumes(f, "UTC") {
		t.Fatalf("%d questions, assumed %v", len(f.Questions), f.Assumed)
	}
	q := f.Questions[0]
	if q.Title != `Will it rain, or "pour"?` || q.Outcome != true || len(q.Forecasts) != 2 || len(q.Tags) != 2 || q.Background != "two\nlines" {
		t.Errorf("the first question is %+v", q)
	}
	if at := q.Forecasts[0].At; at.Second() != 2 || at.Minute() != 12 {
		t.Errorf("the second that is not padded is read as %s", at)
	}
	if q := f.Questions[2]; q.Title != "Which colour?: blue" || q.End != "ambiguous" {
		t.Errorf("the option is %+v", q)
	}
	if f.Questions[3].End != "" {
		t.Error("an open question has ended")
	}
}

func TestFatebookScale(t *testing.T) {
	head := "Question title,Forecast created by,Forecast,Forecast created at,Question created at,Question resolve by,Question resolution,Question resolved at\n"
	row := func(p string) string { return "Q,Ann," + p + ",2023-01-02 00:00:1,2023-01-01 00:00:0,,,\n" }
	f, err := Fatebook(strings.NewReader(head+row("70")+row("1")), "f.csv")
	if err != nil || *f.Questions[0].Forecasts[0].P != 0.7 || *f.Questions[0].Forecasts[1].P != 0.01 || !assumes(f, "percent") {
		t.Errorf("percents: %v %+v", err, f)
	}
	for _, text := range []string{head + row("70") + row("0.5"), strings.Replace(head, "Forecast,", "Forecast (scale = 0-1),", 1) + row("70")} {
		if _, err := Fatebook(strings.NewReader(text), "f.csv"); err == nil || !strings.Contains(err.Error(), `f.csv:2: column Forecast`) || !strings.Contains(err.Error(), `"70": above 1`) {
			t.Errorf("a mixed scale: %v", err)
		}
	}
}

func TestPredictionBook(t *testing.T) {
	text := sample(t, "predictionbook.json")
	if form := Recognise(text, nil); form != JSON {
		t.Fatalf("recognised as %s", form)
	}
	f, err := Document(bytes.NewReader(text), "pb.json", Others{})
	if err != nil {
		t.Fatal(err)
	}
	q := f.Questions[0]
	if f.From != "PredictionBook" || len(f.Questions) != 3 || q.Title != "It snows in March" || q.Outcome != true || len(q.Forecasts) != 2 {
		t.Fatalf("%s: %+v", f.From, f.Questions)
	}
	if x := q.Forecasts[1]; x.By != "Bob" || *x.P != 0.8 || q.Forecasts[0].Note != "It is cold." {
		t.Errorf("the forecasts are %+v", q.Forecasts)
	}
	if f.Questions[1].End != "withdrawn" || f.Questions[2].End != "" {
		t.Errorf("the ends are %q and %q", f.Questions[1].End, f.Questions[2].End)
	}
	if odd(f, "comments without a forecast: left out") != 1 || odd(f, "forecasts made after the close or the outcome") != 1 {
		t.Errorf("odd: %v", f.Odd)
	}
	bad := strings.Replace(string(text), `"confidence": 80`, `"confidence": 180`, 1)
	if _, err := Document(strings.NewReader(bad), "pb.json", Others{}); err == nil || !strings.Contains(err.Error(), `pb.json:6: column confidence: "180"`) {
		t.Errorf("a confidence of 180: %v", err)
	}
}

// A deadline that no record can hold is left out, and the other predictions come in.
func TestPredictionBookOfFarYears(t *testing.T) {
	for _, far := range []string{"9999-12-31T23:59:59Z", "0139-01-01T00:00:00Z", "12023-01-01T00:00:00.000Z"} {
		text := strings.Replace(string(sample(t, "predictionbook.json")), "2023-03-31T00:00:00.000Z", far, 1)
		f, err := Document(strings.NewReader(text), "pb.json", NewOthers())
		if err != nil || len(f.Questions) != 3 || !f.Questions[0].Closes.IsZero() || len(f.Questions[0].Forecasts) != 2 || odd(f, farClose) != 1 {
			t.Errorf("%s: %v, %+v", far, err, f)
		}
	}
}

func TestPredictionBookTable(t *testing.T) {
	text := sample(t, "my_predictions.csv")
	f, err := PredictionBookTable(bytes.NewReader(text), "p.csv")
	if Recognise(text, nil) != PredictionsCSV || err != nil || len(f.Questions) != 2 || odd(f, farClose) != 1 || !assumes(f, "history") {
		t.Fatalf("%v, %+v", err, f)
	}
	if q := f.Questions[0]; q.Key != "PredictionBook prediction 11" || q.Outcome != true || q.Closes.IsZero() || !strings.Contains(q.Background, "70 %") || q.Forecasts != nil {
		t.Errorf("a prediction is %+v", q)
	}
	bad := strings.Replace(string(text), ",true,", ",maybe,", 1)
	if _, err := PredictionBookTable(strings.NewReader(bad), "p.csv"); err == nil || !strings.Contains(err.Error(), `p.csv:2: column outcome: "maybe"`) {
		t.Errorf("an outcome of its own: %v", err)
	}
}

func TestManifold(t *testing.T) {
	markets := NewOthers()
	if err := markets.Learn(bytes.NewReader(sample(t, "manifold-markets.json")), "m.json"); err != nil || len(markets.Markets) != 4 {
		t.Fatalf("%d markets: %v", len(markets.Markets), err)
	}
	f, err := Document(bytes.NewReader(sample(t, "manifold-markets.json")), "m.json", markets)
	if err != nil || len(f.Questions) != 3 || odd(f, "markets of the type NUMERIC: left out") != 1 {
		t.Fatalf("%v %+v", err, f)
	}
	if f.Questions[0].Outcome != 0.5 || f.Questions[1].End != "annulled" || f.Questions[2].Outcome != false {
		t.Errorf("the ends are %+v", f.Questions)
	}
	bets, err := Document(bytes.NewReader(sample(t, "manifold-bets.json")), "b.json", markets)
	if err != nil || len(bets.Questions) != 3 || len(bets.Questions[0].Forecasts) != 2 || len(bets.Questions[1].Forecasts) != 1 {
		t.Fatalf("%v %+v", err, bets)
	}
	if x := bets.Questions[0].Forecasts[1]; *x.P != 0.55 || x.By != "Manifold market" {
		t.Errorf("the last price is %+v", x)
	}
	if odd(bets, "redemptions: left out") != 1 || odd(bets, "bets that moved nothing: left out") != 1 {
		t.Errorf("odd: %v", bets.Odd)
	}
	if _, err := Document(bytes.NewReader(sample(t, "manifold-bets.json")), "b.json", Others{}); err == nil || !strings.Contains(err.Error(), "b.json:2: column contractId") {
		t.Errorf("bets without markets: %v", err)
	}
}

func TestJSONOfNeitherIsNotRead(t *testing.T) {
	for _, text := range []string{"{}", "[]", "[1,2]", `{"a":1}`, "{", `{"weathervanes":"forecasts"}`} {
		if f, err := Document(strings.NewReader(text), "x.json", Others{}); f != nil || err != nil {
			t.Errorf("%s: %+v %v", text, f, err)
		}
	}
}
