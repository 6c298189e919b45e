package importers

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
)

// archive packs tables as Metaculus does, in a folder.
func archive(t testing.TB, names ...string) []byte {
	t.Helper()
	tables := map[string][]byte{}
	for _, name := range names {
		tables[name] = sample(t, name)
	}
	return packed(t, zip.Deflate, tables)
}

// packed is an archive of tables, packed by a method of zip.
func packed(t testing.TB, method uint16, tables map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range tables {
		w, err := z.CreateHeader(&zip.FileHeader{Name: "export/" + name, Method: method})
		if err == nil {
			_, err = w.Write(text)
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
	text := archive(t, "question_data.csv", "forecast_data.csv", "comment_data.csv")
	if !IsMetaculusZip(text) {
		t.Fatal("it is not recognised")
	}
	f, err := ReadMetaculusZip(bytes.NewReader(text), "m.zip")
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Questions) != 6 {
		t.Fatalf("%d questions: %+v", len(f.Questions), f.Questions)
	}
	binary, choice, numeric, date, ambiguous, open := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3], f.Questions[4], f.Questions[5]
	if binary.Outcome != true || len(binary.Forecasts) != 3 || binary.Forecasts[0].By != "Metaculus recency_weighted" || *binary.Forecasts[2].P != 0.8 {
		t.Errorf("the binary question is %+v", binary)
	}
	if choice.Title != "Who leads? (party)" || choice.Outcome != "b's" || len(choice.Forecasts) != 1 || choice.Forecasts[0].Probs["other"] != 0.3 {
		t.Errorf("the choice is %+v", choice)
	}
	if numeric.Outcome != 12.5 || len(numeric.Forecasts) != 1 || *numeric.Range != (Range{0, 20, false, true}) {
		t.Errorf("the numeric question is %+v", numeric)
	}
	if q := numeric.Forecasts[0].Quantiles; !slices.Equal(q, [][2]float64{{0.05, 1}, {0.25, 5}, {0.5, 10}, {0.75, 15}, {0.9, 20}}) {
		t.Errorf("a tenth above the range is %v", q)
	}
	day := func(text string) float64 { at, _ := date.answer(text); return at }
	if date.Type != "date" || date.Outcome != BelowRange || !date.Range.OpenBelow || date.Range.Max != day("2023-12-31") {
		t.Errorf("the date question is %+v", date)
	}
	if q := date.Forecasts[0].Quantiles; !slices.Equal(q, [][2]float64{{0.3, day("2023-01-01")}, {0.5, day("2023-03-01")}, {0.75, day("2023-06-01")}, {0.95, day("2023-09-01")}}) {
		t.Errorf("three tenths before the range are %v", q)
	}
	if ambiguous.End != "ambiguous" || open.End != "" || *open.Forecasts[0].P != 0.3 {
		t.Errorf("the ambiguous question is %+v, the open one %+v", ambiguous, open)
	}
	if a, b := binary.Forecasts[2].Note, choice.Forecasts[0].Note; a != "A front,\nand a wet one." || b != "" {
		t.Errorf("the rationale is %q, and %q", a, b)
	}
	for what, n := range map[string]int{
		"comments that belong to no forecast: left out":                                    2,
		"forecasts made when an option was not there: left out":                            1,
		"forecasts withdrawn or expired at the source: here they stand until the next one": 1,
	} {
		if odd(f, what) != n {
			t.Errorf("%d %s, want %d: %v", odd(f, what), what, n, f.Odd)
		}
	}
}

// What an archive leaves out or calls otherwise, and what it has besides.
func TestMetaculusArchivesOfManyForms(t *testing.T) {
	const questions = "Question ID,Question Title,Post ID,Question Type,MC Options,Lower Bound,Upper Bound,Open Time,Scheduled Close Time,Resolution,Resolution Known Time,Question Weight\r\n"
	const forecasts = "Question ID,Forecaster (Anonymized),Start Time,End Time,Probability Yes,Probability Yes Per Category,Median\r\n"
	for name, x := range map[string]struct {
		tables map[string]string
		good   func(f *File) bool
	}{
		"rows that end early": {map[string]string{"question_data.csv": questions + "7,Rain?,8,binary\r\n", "forecast_data.csv": forecasts + "7,a1,2026-02-01 10:00:00+00:00,,0.3\r\n"},
			func(f *File) bool {
				return len(f.Questions) == 1 && *f.Questions[0].Forecasts[0].P == 0.3 && f.Questions[0].End == ""
			}},
		"options of an older header": {map[string]string{"question_data.csv": questions + "7,Who?,8,multiple_choice,\"['A', \"\"B's\"\"]\"\r\n", "forecast_data.csv": forecasts + "7,a1,2026-02-01 10:00:00+00:00,,,\"[0.4, 0.6]\"\r\n"},
			func(f *File) bool { return f.Questions[0].Forecasts[0].Probs["B's"] == 0.6 }},
		"forecasts alone": {map[string]string{"forecast_data.csv": forecasts + "7,a1,2026-02-01,,0.3\r\n8,a1,2026-02-01,,,\"[0.4, 0.6]\"\r\n9,a1,2026-02-01,,,,12\r\n10,a1,2026-02-01,,,,2026-05-01\r\n"},
			func(f *File) bool {
				return len(f.Questions) == 4 && f.Questions[0].Title == "Metaculus question 7" && f.Questions[0].Key == f.Questions[0].Title &&
					f.Questions[1].Forecasts[0].Probs["option 2"] == 0.6 && f.Questions[2].Type == "numeric" && f.Questions[3].Type == "date" && assumes(f, "question_data.csv")
			}},
		"questions alone":  {map[string]string{"question_data.csv": questions + "7,Rain?,8,binary\r\n"}, func(f *File) bool { return len(f.Questions) == 1 && assumes(f, "no forecasts") }},
		"a discrete range": {map[string]string{"question_data.csv": questions + "7,How many?,8,discrete,,0.5,9.5,,,above_upper_bound,2026-01-01\r\n"}, func(f *File) bool { return f.Questions[0].Outcome == AboveRange && f.Questions[0].Range.OpenAbove }},
		"a day far away":   {map[string]string{"question_data.csv": questions + "7,When?,8,date,,2026-01-01,3000-01-01\r\n"}, func(f *File) bool { return f.Questions[0].Range.Max > f.Questions[0].Range.Min }},
		"what is not read": {map[string]string{"question_data.csv": questions + "7,Rain?,8,binary\r\n", "key_factor_data.csv": "Post ID,Text\r\n8,a\r\n8,b\r\n", "score_data.csv": "Question ID,Score\r\n7,1\r\n"},
			func(f *File) bool {
				return odd(f, "key factors: left out") == 2 && odd(f, "scores given by the service: left out") == 1
			}},
	} {
		tables := map[string][]byte{}
		for n, text := range x.tables {
			tables[n] = []byte(text)
		}
		if f, err := ReadMetaculusZip(bytes.NewReader(packed(t, zip.Deflate, tables)), "m.zip"); err != nil || !x.good(f) {
			t.Errorf("%s: %v, %+v", name, err, f)
		}
	}
	if _, err := ReadMetaculusZip(bytes.NewReader(packed(t, zip.Deflate, nil)), "m.zip"); err == nil || !strings.Contains(err.Error(), "neither question_data.csv nor forecast_data.csv") {
		t.Errorf("an archive of nothing: %v", err)
	}
}

func TestMetaculusTablesByThemselves(t *testing.T) {
	questions, forecasts := sample(t, "question_data.csv"), sample(t, "forecast_data.csv")
	if a, b, c := Recognise(questions, nil), Recognise(forecasts, nil), Recognise(sample(t, "comment_data.csv"), nil); a != MetaculusQuestionCSV || b != MetaculusForecastCSV || c != MetaculusCommentCSV {
		t.Fatalf("recognised as %s, %s and %s", a, b, c)
	}
	known := NewMetaculusTables()
	if err := known.LearnQuestions(bytes.NewReader(questions), "q.csv"); err != nil || len(known.asked) != 6 {
		t.Fatalf("%d questions: %v", len(known.asked), err)
	}
	f, err := Metaculus(bytes.NewReader(forecasts), "f.csv", MetaculusForecastCSV, known)
	if err != nil || len(f.Questions) != 5 {
		t.Errorf("%v %+v", err, f)
	}
	for text, want := range map[string]string{
		strings.Replace(string(forecasts), ",0.8,", ",80,", 1):               "f.csv:3: column Probability Yes: \"80\"",
		strings.Replace(string(forecasts), ",0.8,", ",0.8,,,,,,,,,,,,1,", 1): "f.csv:3: 31 fields, where the header names 19 columns",
	} {
		if _, err := Metaculus(strings.NewReader(text), "f.csv", MetaculusForecastCSV, known); err == nil || !strings.Contains(err.Error(), want) {
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
