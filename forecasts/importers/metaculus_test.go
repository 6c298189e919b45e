package importers

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// archive packs the two tables as Metaculus does.
func archive(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"README.md", "question_data.csv", "forecast_data.csv"} {
		w, err := z.Create("export/" + name)
		if err == nil && name != "README.md" {
			_, err = w.Write(sample(t, name))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMetaculusZip(t *testing.T) {
	text := archive(t)
	if form := Recognise(text, nil); form != MetaculusZip {
		t.Fatalf("recognised as %s", form)
	}
	f, err := ReadMetaculusZip(bytes.NewReader(text), "m.zip")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Questions) != 4 {
		t.Fatalf("%d questions: %+v", len(f.Questions), f.Questions)
	}
	binary, choice, numeric, ambiguous := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3]
	if binary.Outcome != true || len(binary.Forecasts) != 3 || binary.Forecasts[0].By != "Metaculus recency_weighted" || *binary.Forecasts[2].P != 0.8 {
		t.Errorf("the binary question is %+v", binary)
	}
	if choice.Title != "Who leads? (party)" || choice.Outcome != "b's" || len(choice.Forecasts) != 1 || choice.Forecasts[0].Probs["other"] != 0.3 {
		t.Errorf("the choice is %+v", choice)
	}
	if numeric.Outcome != 12.5 || len(numeric.Forecasts) != 1 || numeric.Forecasts[0].Quantiles[2] != [2]float64{0.5, 10} {
		t.Errorf("the numeric question is %+v", numeric)
	}
	if ambiguous.End != "ambiguous" {
		t.Errorf("the ambiguous question is %+v", ambiguous)
	}
	for what, n := range map[string]int{
		"questions that are neither yes-or-no, multiple choice nor numeric: left out":      1,
		"forecasts on questions that are left out":                                         1,
		"forecasts made when an option was not there: left out":                            1,
		"forecasts withdrawn or expired at the source: here they stand until the next one": 1,
	} {
		if odd(f, what) != n {
			t.Errorf("%d %s, want %d: %v", odd(f, what), what, n, f.Odd)
		}
	}
}

func TestMetaculusTablesByThemselves(t *testing.T) {
	questions, forecasts := sample(t, "question_data.csv"), sample(t, "forecast_data.csv")
	if a, b := Recognise(questions, nil), Recognise(forecasts, nil); a != MetaculusQuestionCSV || b != MetaculusForecastCSV {
		t.Fatalf("recognised as %s and %s", a, b)
	}
	known := MetaculusQuestions{}
	if err := known.Learn(bytes.NewReader(questions), "q.csv"); err != nil || len(known) != 5 {
		t.Fatalf("%d questions: %v", len(known), err)
	}
	f, err := Metaculus(bytes.NewReader(forecasts), "f.csv", false, known)
	if err != nil || len(f.Questions) != 3 {
		t.Errorf("%v %+v", err, f)
	}
	for text, want := range map[string]string{
		string(forecasts): "f.csv:2: column Question ID",
		strings.Replace(string(forecasts), ",0.8,", ",80,", 1): "f.csv:3: column Probability Yes: \"80\"",
	} {
		m := known
		if strings.HasPrefix(want, "f.csv:2") {
			m = nil
		}
		if _, err := Metaculus(strings.NewReader(text), "f.csv", false, m); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %s: %v", want, err)
		}
	}
}

func TestPythonList(t *testing.T) {
	for text, want := range map[string][]string{
		`['a', "b's", 'c\'d']`: {"a", "b's", "c'd"}, `[0.1, None, 0.9]`: {"0.1", "", "0.9"}, `[]`: nil, `['a, b', 'c']`: {"a, b", "c"},
	} {
		if got, ok := pythonList(text); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %q %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "[", "a", "['a'", "['a]", "['a' 'b']"} {
		if got, ok := pythonList(text); ok {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func FuzzMetaculus(f *testing.F) {
	f.Add(sample(f, "question_data.csv"), sample(f, "forecast_data.csv"))
	f.Fuzz(func(t *testing.T, questions, forecasts []byte) {
		known := MetaculusQuestions{}
		if known.Learn(bytes.NewReader(questions), "q") != nil {
			return
		}
		file, err := Metaculus(bytes.NewReader(questions), "q", true, nil)
		whole(t, file, err)
		file, err = Metaculus(bytes.NewReader(forecasts), "f", false, known)
		whole(t, file, err)
	})
}

func FuzzMetaculusZip(f *testing.F) {
	f.Add(archive(f))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := ReadMetaculusZip(bytes.NewReader(b), "z")
		whole(t, file, err)
	})
}
