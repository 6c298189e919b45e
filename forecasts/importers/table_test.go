package importers

import (
	"errors"
	"strings"
	"testing"

	"weathervane/forecasts/score"
)

// Every question that a table contradicts itself about is told of, whichever other
// rows it has; leaving them out leaves the others in.
func TestAllContradictionsAreTold(t *testing.T) {
	const text = "question_id,forecaster,made_at,probability,outcome\n" +
		"c,Ann,2023-01-02,.5,1\na,Ann,2023-01-02,.5,0\nb,Ann,2023-01-02,.5,1\na,Bob,2023-01-02,.5,1\nb,Bob,2023-01-02,.5,1\nc,Bob,2023-01-02,.5,void\n"
	_, err := Table(t.Context(), strings.NewReader(text), "t.csv", score.TableOptions{})
	var bad *score.BadRows
	if !errors.As(err, &bad) || bad.N != 2 || bad.Rows[0].Line != 5 || bad.Rows[1].Line != 7 {
		t.Fatalf("%v", err)
	}
	if !strings.Contains(err.Error(), "line 3 gives") || !strings.Contains(err.Error(), "line 2 gives") {
		t.Errorf("says %v", err)
	}
	f, err := Table(t.Context(), strings.NewReader(text), "t.csv", score.TableOptions{SkipBadRows: true})
	if err != nil || len(f.Questions) != 1 || len(f.LeftOut) != 2 || len(f.Left) != 4 {
		t.Errorf("left out: %v, %+v", err, f)
	}
}

// Lists of boxes and of probabilities in brackets begin as JSON does.
func TestAListIsNotTakenForJSON(t *testing.T) {
	for text, want := range map[string]Form{
		"[x] Rain in May: 80%\n[ ] Snow in July: 5%\n": CSV,
		"[0.8] Rain in May\n[0.05] Snow in July\n":     CSV,
		"- [x] Rain in May: 80%\n- Snow in July: 5%\n": CSV,
		"[\n  {\"title\": \"Rain\", \"p\": 0.8}\n]\n":  JSON,
		"[1, 2]\n":                    JSON,
		"[]\n":                        JSON,
		"{\"a\": 0.5,\n\"b\": 0.7\n}": JSON,
	} {
		if got := Recognise([]byte(text), nil); got != want {
			t.Errorf("%q is %s", text, got)
		}
	}
}

const optionHead = "question_id,forecaster,made_at,option,probability,outcome\n"

// An incomplete forecast is left out and counted; it never tears its question.
func TestAnIncompleteForecastNeverTearsAQuestion(t *testing.T) {
	const whole = "q,Ann,2023-01-02,A,.4,1\nq,Ann,2023-01-02,B,.6,0\n"
	for name, c := range map[string]struct{ rows, counted string }{
		"an option and none":      {"q,Bob,2023-01-02,A,.5,1\nq,Bob,2023-01-02,,.5,\n", notEvery},
		"one option":              {"q,Bob,2023-01-02,A,1,1\n", notEvery},
		"no option":               {"q,Bob,2023-01-02,,.5,\n", notEvery},
		"rounded":                 {"q,Bob,2023-01-02,A,.33,1\nq,Bob,2023-01-02,B,.66,0\n", rounded},
		"whole":                   {"q,Bob,2023-01-02,A,.3,1\nq,Bob,2023-01-02,B,.7,0\n", ""},
		"two at the same instant": {whole, "forecasts at an instant at which the same forecaster made another"},
	} {
		f, err := Table(t.Context(), strings.NewReader(optionHead+whole+c.rows), "t.csv", score.TableOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(f.Questions) != 1 || f.Questions[0].Type != "choice" || f.Questions[0].Outcome != "A" {
			t.Errorf("%s: %+v", name, f.Questions)
			continue
		}
		want := 2
		if c.counted == notEvery {
			want = 1
		}
		for _, x := range f.Questions[0].Forecasts {
			if !x.isWhole(&f.Questions[0]) {
				t.Errorf("%s: %v is no distribution", name, x.Probs)
			}
		}
		if got := len(f.Questions[0].Forecasts); got != want || c.counted != "" && (len(f.Odd) != 1 || f.Odd[0].What != c.counted || f.Odd[0].N != 1) {
			t.Errorf("%s: %d forecasts, %v", name, got, f.Odd)
		}
	}
}

// Options that make no distribution are what they are to scoring: an error, or left
// out, unless each is said to be a question of its own.
func TestOptionsThatMakeNoDistribution(t *testing.T) {
	const text = "id,title,forecaster,made_at,option,probability,outcome\nq,Who comes?,Ann,2023-01-02,A,.9,1\nq,Who comes?,Ann,2023-01-02,B,.7,1\nr,Who wins?,Ann,2023-01-02,A,.3,0\nr,Who wins?,Ann,2023-01-02,B,.7,1\n"
	_, err := Table(t.Context(), strings.NewReader(text), "t.csv", score.TableOptions{})
	var bad *score.BadRows
	if !errors.As(err, &bad) || bad.N != 1 {
		t.Fatalf("%v", err)
	}
	f, err := Table(t.Context(), strings.NewReader(text), "t.csv", score.TableOptions{SkipBadRows: true})
	if err != nil || len(f.Questions) != 1 || f.Questions[0].Title != "Who wins?" || len(f.Left) != 2 {
		t.Errorf("left out: %v, %+v", err, f)
	}
	f, err = Table(t.Context(), strings.NewReader(text), "t.csv", score.TableOptions{Columns: map[string]string{"id": "question_id", "option": "question_id"}})
	if err != nil || len(f.Questions) != 4 {
		t.Fatalf("each of its own: %v, %+v", err, f)
	}
	for i, want := range []string{"Who comes?: A", "Who comes?: B", "Who wins?: A", "Who wins?: B"} {
		if q := f.Questions[i]; q.Title != want || q.Type != "binary" || q.End != "resolved" {
			t.Errorf("%d: %+v", i, q)
		}
	}
}
