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
